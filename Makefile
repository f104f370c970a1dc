# `make check` does what .ci/run does, in the environment that is active.
PYTHON ?= python

.PHONY: check format types floors lint-rules test docs

check: format types floors lint-rules test

format:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types:
	$(PYTHON) -m mypy

floors:
	lint-imports

lint-rules:
	$(PYTHON) -m oecheck standard lint
	$(PYTHON) -m oecheck standard test

test:
	$(PYTHON) -m pytest

# Pages that are made from the program itself; a test fails while one is stale.
docs:
	$(PYTHON) -m oecheck.cli._manual > docs/commands.md
	$(PYTHON) -m oecheck.cli._formats_page > docs/formats.md
