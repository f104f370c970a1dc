"""A record that somebody wrote is completed without losing any of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.description.complete import complete
from oecheck.description.describe import write_description
from oecheck.description.load import load_bytes
from oecheck.errors import UsageError
from oecheck.model.course import Course, Module
from oecheck.model.package import Package
from oecheck.model.source import Source

AT = Source(file="imsmanifest.xml", line=3, column=1)
PACKAGE = Package(name="water.imscc", format="common-cartridge", source=AT)
COURSE = Course(
    source=AT,
    title="Safe water",
    languages=("en",),
    study_time_s=45000.0,
    modules=(Module(id="m1", title="Unit 1", source=AT),),
)

FILE = "cd.yaml"
WRITTEN = """\
# my note on the title
title: {en: Water}   # as on the poster
# about the size
size: 12 Ko
level: Licence
licence: CC BY
room: B12
outcomes:
- id: LO1
  text: |
    # no comment
    Treat water
- id
technology: none
## OHE-STR-007: ask Jane
# the end
"""


def completed(text: str, file: str = FILE, **mistakes: list[str]) -> str:
    return complete(COURSE, PACKAGE, text.encode(), file, mistakes=mistakes)


def data(text: str) -> dict[str, Any]:
    record = load_bytes(text.encode(), FILE).record
    return record.data if record else {}


def test_every_line_of_the_author_is_kept() -> None:
    lines = completed(WRITTEN).split("\n")
    assert [line for line in WRITTEN.split("\n") if line not in lines] == []


def test_comments_stand_above_their_key_still() -> None:
    lines = completed(WRITTEN).split("\n")
    assert lines[lines.index("size: 12 Ko") - 1] == "# about the size"
    assert lines[-2] == "# the end"


def test_what_the_package_says_is_added_beside_it() -> None:
    record = data(completed(WRITTEN))
    assert record["title"] == {"en": "Water"}
    assert record["workload"] == {"hours": 12.5}
    assert record["modules"] == [{"ref": "Unit 1"}]


def test_what_is_wrong_stays_and_is_told_above_it() -> None:
    lines = completed(WRITTEN, size=["No size."], room=["No such key."]).split("\n")
    assert lines[lines.index("# about the size") - 1] == "## ! No size."
    assert lines[lines.index("room: B12") - 1] == "## ! No such key."


def test_a_second_run_adds_no_line_twice_and_forgets_mistakes_that_were_mended() -> None:
    once = completed(WRITTEN, size=["No size."])
    twice = completed(once)
    assert "No size." not in twice
    assert twice == completed(twice)
    assert sorted(set(once.split("\n")) & set(WRITTEN.split("\n"))) == sorted(set(WRITTEN.split("\n")))
    assert [twice.count(line) for line in ("# my note", "# about the size", "## OHE-SUP-002: from", "room: B12")] == [
        1
    ] * 4


def test_draft_behind_a_comment_sign_is_kept() -> None:
    written = write_description(Course(source=AT), PACKAGE).replace("# technology: A web", "# technology: My web")
    assert "# technology: My web browser on a computer or telephone" in completed(written)


def test_record_that_was_not_touched_stays_as_it_was() -> None:
    written = write_description(COURSE, PACKAGE)
    assert data(completed(written)) == data(written)
    assert completed(completed(written)) == completed(written)


@pytest.mark.parametrize(
    "text",
    [
        "title:\n\ten: Water\n",
        "{title: {en: Water}, size: 12 Ko}\n",
        "size: 1\nsize: 2\n",
        "- size\n",
        "? size\n: 12\n",
        "  size: 12\n",
        "id: &id urn:x:1\nversion: *id\n---\nsize: 12\n",
    ],
)
def test_record_that_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        completed(text)
    assert refused.value.code == "describe-given"


def test_json_is_written_as_yaml_when_all_of_it_is_right() -> None:
    assert data(completed('{"technology": "none"}', "cd.json"))["technology"] == "none"
    with pytest.raises(UsageError):
        completed('{"technology": "none", "size": "12 Ko"}', "cd.json")


_WORDS = st.text(st.sampled_from("ab:#-'\"|>{}[],&*!% \n\t\r\x85"), max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["title", "size", "technology", "room", "# note"]), _WORDS), max_size=5))
def test_any_record_is_completed_whole_or_refused(entries: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in entries)
    try:
        written = completed(text)
    except UsageError:
        return
    said = data(text)
    assert {key: data(written)[key] for key in said} == said
