"""What EPUBCheck calls an error and oecheck leaves to it: a list with reasons, and nothing beside it in the corpus."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.readers.epub_books import checks, files

PLACES = {"page": "EPUB/c1.xhtml", "nav": "EPUB/nav.xhtml", "opf": "EPUB/package.opf"}
LEFT: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("epubcheck_scope.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", LEFT, ids=lambda row: row["kind"])
def test_kind_that_is_left_out_has_a_reason_and_is_left_out(row: dict[str, Any]) -> None:
    made = files()
    path = PLACES[row["file"]]
    sound = str(made[path])
    damaged = sound.replace(row["old"], row["new"], 1)
    assert damaged != sound
    assert row["why"].strip()
    assert checks({**made, path: damaged}) == []


def test_each_book_of_the_corpus_is_compared_with_epubcheck(shared: Path) -> None:
    """The verdicts themselves are compared in test_books_and_h5p_corpus.py."""
    with (shared / "corpus" / "PROVENANCE-b.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        compared = {row["path"] for row in rows if "measured with EPUBCheck 5.3.0: " in row["remark"]}
    assert {f"epub/{path.name}" for path in (shared / "corpus" / "epub").iterdir()} == compared
