"""Format and version of every real package whose collectors wrote them down, family by family.

Of Content Packaging, H5P, OLX and TinCan the provenance states no version: H5P has none of its own (the cores of its
libraries are in test_books_and_h5p_corpus.py), the others declare none.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from oecheck.containers import open_container
from oecheck.errors import PackageError
from oecheck.model.fact import plain
from oecheck.readers import choose, locate, reader_for

STATED = (
    (re.compile(r"AICC \(Version=([\d.]+)\)"), "aicc", "{}"),
    (re.compile(r"cmi5 (1\.0)"), "cmi5", "{}"),
    (re.compile(r"EPUB (\d\.\d)"), "epub", "{}"),
    (re.compile(r"IMS Common Cartridge (1\.\d)"), "common-cartridge", "{}"),
    (re.compile(r"IMS Thin Common Cartridge (1\.\d)"), "thin-common-cartridge", "{}"),
    (re.compile(r"Moodle backup 2, type \w+, release (\d\S*)"), "moodle", "{}"),
    (re.compile(r"SCORM (1\.2)"), "scorm-1.2", "{}"),
    (re.compile(r"SCORM 2004 (\w+) ed"), "scorm-2004", "{} Edition"),
)
"""How the provenance states a format, the format, and its version in our words. QTI: test_official_qti.py."""
LEAST = {"aicc": 5, "cmi5": 20, "epub": 50, "common-cartridge": 30, "moodle": 10, "scorm-1.2": 25, "scorm-2004": 20}


def _rows(shared: Path) -> Iterator[tuple[str, str, str]]:
    for table in sorted((shared / "corpus").glob("PROVENANCE-*.tsv")):
        with table.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for stated, name, version in STATED:
                    match = stated.match(row["format_version"])
                    if match is not None:
                        yield row["path"], name, version.format(match[1])


def _read(path: Path) -> tuple[str, str] | None:
    """Format and version; None for a package that is refused."""
    try:
        with open_container(path) as container:
            detection = locate(container)
            descriptor = choose(detection.descriptors)
            reader = reader_for(descriptor.format)
            assert reader is not None
            result = reader.read(detection.container, descriptor)
    except PackageError:
        return None
    return descriptor.format, str(plain(result.format_version) or descriptor.version)


def test_format_and_version_are_those_that_the_provenance_states(shared: Path) -> None:
    compared: Counter[str] = Counter()
    others: dict[str, tuple[str, str]] = {}
    for name, package_format, version in _rows(shared):
        found = _read(shared / "corpus" / name)
        if found is None:
            continue  # why each of these is refused stands in corpus_expectations.yaml
        compared[package_format] += 1
        if found != (package_format, version):
            others[name] = found
    assert others == {}
    assert {one: compared[one] for one in LEAST if compared[one] < LEAST[one]} == {}
