"""Every real Moodle backup at hand: format and version as its origin says, no false finding of structure."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from oecheck.containers import open_container
from oecheck.errors import NotAPackage, OecheckError, UnreadableFormat
from oecheck.model.fact import plain
from oecheck.model.package import ReadResult
from oecheck.readers import choose, locate, reader_for

REFUSED = {
    "canvas-lms--moodle_backup_1_9.zip": UnreadableFormat,  # another format
    "canvas-lms--stub-moodle2.zip": NotAPackage,  # an empty moodle_backup.xml
    "moodle2cc--moodle2_shell.mbz": NotAPackage,  # the same
}
ONE_ACTIVITY = {"moodle--moodle_28_quiz.mbz", "moodle--moodle_311_quiz.mbz", "stack--STACK-syntax-quiz.mbz"}
ODD = {
    # Written by hand in part: activities were added to the list of contents without a place in a section.
    "moodle2cc-folder--backup.mbz": {"MBZ-06"},
    # Its own tests are about attempts of users that were taken out.
    "moodle--question_attempts_missing_users.mbz": {"MBZ-31"},
}
SAID_OF_SOUND_ONES = {"MBZ-15", "MBZ-26"}
"""Files without licence, plug-ins: what real courses are like, and not how they are built."""


def read(path: Path) -> ReadResult:
    with open_container(path) as container:
        detection = locate(container)
        descriptor = choose(detection.descriptors)
        reader = reader_for(descriptor.format)
        assert reader is not None
        return reader.read(detection.container, descriptor)


def rows(shared: Path) -> dict[str, str]:
    """Release by name of the backup, from the list of origins."""
    found = {}
    for listed in sorted((shared / "corpus").glob("PROVENANCE-*.tsv")):
        with listed.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                folder, _, name = row["path"].partition("/")
                if folder == "moodle":
                    release = re.search(r"release (\d\S*)", row["format_version"])
                    found[name] = release[1] if release else ""
    return found


def test_every_backup_is_read_as_its_origin_says(shared: Path) -> None:
    origins = rows(shared)
    assert len(origins) >= 18
    for name, release in origins.items():
        path = shared / "corpus" / "moodle" / name
        if name in REFUSED:
            with pytest.raises(OecheckError) as error:
                read(path)
            assert type(error.value) is REFUSED[name], name
            continue
        result = read(path)
        assert plain(result.format_version) == release, name
        assert result.incomplete == (), name


def test_sound_backups_have_no_finding_of_structure(shared: Path) -> None:
    for name in rows(shared).keys() - REFUSED.keys():
        found = {finding.check for finding in read(shared / "corpus" / "moodle" / name).findings}
        expected = {"MBZ-02"} if name in ONE_ACTIVITY else ODD.get(name, set())
        assert found - SAID_OF_SOUND_ONES == expected, name


def test_pictures_of_questions_lead_to_their_bodies(shared: Path) -> None:
    result = read(shared / "corpus" / "moodle" / "gapfill--gapfill_example_course.mbz")
    areas = {text.area for text in result.course.embedded if "@@PLUGINFILE@@/pear.png" in text.markup}
    assert [result.stored.get(area + "pear.png", "").startswith("files/") for area in areas] == [True]


def test_large_bank_is_read_in_pieces(shared: Path) -> None:
    course = read(shared / "corpus" / "moodle" / "stack--STACK-demo.mbz").course
    assert len(course.questions) == 669
    assert {question.raw_kind for question in course.questions} >= {"stack", "essay", "truefalse"}
