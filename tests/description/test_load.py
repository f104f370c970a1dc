"""Reading the record: what is right is kept, what is not has a place and says what would be right."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import EntryUnreadable
from oecheck.description._data import schema
from oecheck.description.load import MAX_BYTES, load, load_bytes, load_file
from oecheck.description.record import Loaded
from oecheck.errors import UsageError
from oecheck.texts import texts
from oecheck.values.locations import standards_root


class Folder:
    """A container of a few files."""

    def __init__(self, files: dict[str, bytes | None]) -> None:
        self._files = files
        self.files = {path: _Size(len(data or b"")) for path, data in files.items()}

    def read(self, path: str) -> bytes:
        data = self._files[path]
        if data is None:
            raise EntryUnreadable("crc", path)
        return data


class _Size:
    def __init__(self, size_bytes: int) -> None:
        self.size_bytes = size_bytes


def read(text: str) -> Loaded:
    return load_bytes(text.encode(), "course-description.yaml")


def found(loaded: Loaded) -> list[tuple[str, int, str]]:
    return [(finding.check, finding.source.line, finding.source.pointer) for finding in loaded.findings]


def data(loaded: Loaded) -> dict[str, Any]:
    assert loaded.record is not None
    return loaded.record.data


def test_scalars_are_typed_by_the_schema() -> None:
    loaded = read("version: 2.10\nworkload: {hours: 12.5}\nownWork: true\nsize: 4000\nlanguages: [{tag: no}]\n")
    assert loaded.findings == ()
    assert data(loaded) == {
        "version": "2.10",
        "workload": {"hours": 12.5},
        "ownWork": True,
        "size": 4000,
        "languages": [{"tag": "no"}],
    }


def test_every_key_has_its_line_and_column() -> None:
    record = read("level:\n  framework: EQF\n  value: 6\n").record
    assert record is not None
    assert (record.source("/level/value").line, record.source("/level/value").column) == (3, 3)
    assert record.source("/level/other").line == 1


def test_unknown_key_names_the_likely_right_one() -> None:
    loaded = read("title: {en: Water}\nlicense: CC-BY-4.0\n")
    assert found(loaded) == [("CD-04", 2, "/license")]
    assert loaded.findings[0].arguments["near"] == "licence"
    assert data(loaded) == {"title": {"en": "Water"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: Water", [("CD-03", 1, "/title")]),
        ("keywords: water", [("CD-03", 1, "/keywords")]),
        ("id: [a]", [("CD-03", 1, "/id")]),
        ("provider: {country: KE}", [("CD-05", 1, "/provider")]),
        ("provider: {name: X, country: Kenya}", [("CD-06", 1, "/provider/country")]),
        ("modified: 2025-02-30", [("CD-06", 1, "/modified")]),
        ("mode: {delivery: distance}", [("CD-06", 1, "/mode/delivery")]),
        ("grading: {pass: 60}", [("CD-06", 1, "/grading/pass")]),
        ("workload: {hours: 0}", [("CD-06", 1, "/workload/hours")]),
        ("size: 1.5", [("CD-06", 1, "/size")]),
        ("media: [{ref: a, duration: P}]", [("CD-06", 1, "/media/0/duration")]),
        ("data: none", [("CD-06", 1, "/data")]),
        ("version:", [("CD-07", 1, "/version")]),
        ("subjects: []", [("CD-07", 1, "/subjects")]),
        ("title: {english!: Water}", [("CD-08", 1, "/title/english!")]),
        ("version: &a x", [("CD-01", 1, "")]),
        ("version: a\nversion: b", [("CD-01", 2, "")]),
        ("a: ]", [("CD-01", 1, "")]),
        ("- a", [("CD-03", 1, "")]),
    ],
)
def test_mistake_is_found_at_its_place_and_nothing_else(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(read(text)) == expected


def test_entries_that_are_right_stay_when_one_is_wrong() -> None:
    loaded = read("outcomes:\n  - {id: a}\n  - {id: b, text: Do it}\n")
    assert found(loaded) == [("CD-05", 2, "/outcomes/0")]
    assert data(loaded) == {"outcomes": [{"id": "b", "text": "Do it"}]}


def test_json_record_reads_like_yaml() -> None:
    record = {"title": {"en": "Water"}, "workload": {"hours": 12.5}, "ownWork": True}
    loaded = load_bytes(json.dumps(record).encode(), "course-description.json")
    assert loaded.findings == ()
    assert data(loaded) == record


def test_number_in_quotes_is_no_number_in_json() -> None:
    loaded = load_bytes(b'{"workload": {"hours": "12"}}', "course-description.json")
    assert [finding.check for finding in loaded.findings] == ["CD-06"]


def test_keys_for_editors_are_no_statements() -> None:
    assert data(read("$schema: https://example.org/s.json\nversion: 1\n")) == {"version": "1"}


def test_package_without_a_record_gives_nothing() -> None:
    assert load(Folder({"imsmanifest.xml": b""})) == Loaded()


@pytest.mark.parametrize("name", ["course-description.yaml", "course-description.yml", "course-description.json"])
def test_record_is_found_by_each_of_its_names(name: str) -> None:
    loaded = load(Folder({name: b'{"version": "1"}'}))
    assert loaded.record is not None
    assert loaded.record.file == name


def test_record_in_the_folder_of_the_course_is_found() -> None:
    loaded = load(Folder({"course/course-description.yaml": b"version: 1"}), root="course")
    assert data(loaded) == {"version": "1"}


def test_second_record_is_reported() -> None:
    loaded = load(Folder({"course-description.json": b'{"version": "2"}', "course-description.yaml": b"version: 1"}))
    assert data(loaded) == {"version": "1"}
    assert [(finding.check, finding.source.file) for finding in loaded.findings] == [
        ("CD-02", "course-description.json")
    ]


def test_record_beside_the_package_counts(tmp_path: Path) -> None:
    beside = tmp_path / "mine.yaml"
    beside.write_text("version: 2")
    loaded = load(Folder({"course-description.yaml": b"version: 1"}), given=beside)
    assert data(loaded) == {"version": "2"}
    assert loaded.record is not None
    assert (loaded.record.file, loaded.record.beside) == ("course-description.yaml", True)
    assert [finding.check for finding in loaded.findings] == ["CD-02"]


@pytest.mark.parametrize("content", [None, b"x" * (MAX_BYTES + 1)])
def test_record_that_cannot_be_read_is_a_finding(content: bytes | None) -> None:
    loaded = load(Folder({"course-description.yaml": content}))
    assert loaded.record is None
    assert [finding.check for finding in loaded.findings] == ["CD-01"]


def test_missing_file_beside_the_package_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_file(tmp_path / "none.yaml")


def test_very_many_mistakes_are_counted_and_not_all_listed() -> None:
    loaded = load_bytes(b"".join(b"k%d: v\n" % number for number in range(2_000)), "course-description.yaml")

    assert [finding.check for finding in loaded.findings] == ["CD-04"] * 500 + ["CD-01"]
    assert loaded.findings[-1].arguments == {"reason": "more-mistakes", "count": 2_000}


def test_equal_entries_of_a_list_are_kept_once_and_wrong_ones_leave_no_place() -> None:
    text = b"keywords: [a, b, a]\ntitle: {en: A}\noutcomes: [{id: 1}, {id: o2, text: Tell maps apart.}]\n"
    loaded = load_bytes(text, "course-description.yaml")

    assert loaded.record is not None
    assert loaded.record.data["keywords"] == ["a", "b"]
    assert loaded.record.positions["/outcomes/0/id"] == (3, 22)
    assert "/outcomes/1" not in loaded.record.positions


def test_long_lists_take_time_by_their_length() -> None:
    """Sixty thousand entries compared with each other would take minutes: the limit of time of a test."""
    words = "".join(f"- x{number}\n" for number in range(60_000))
    wrong = "".join(f"- {{id: {number}}}\n" for number in range(60_000))
    loaded = load_bytes(f"keywords:\n{words}".encode(), "course-description.yaml")

    assert loaded.record is not None
    assert len(loaded.record.data["keywords"]) == 60_000
    assert (
        load_bytes(f"outcomes:\n{wrong}".encode(), "course-description.yaml").findings[-1].arguments["count"] >= 60_000
    )


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["course-description.yaml", "course-description.json"]))
def test_any_bytes_give_a_record_or_findings(content: bytes, name: str) -> None:
    loaded = load_bytes(content, name)
    assert loaded.record is None or loaded.record.data


_VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-5, 10**6),
        st.sampled_from(["en", "x", "", "CC-BY-4.0", "2025-01-01", "full", "a:b"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(["id", "tag", "role", "name", "ref", "text", "en", "hours", "pass"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(schema()["properties"])), _VALUES, max_size=4))
def test_own_validator_agrees_with_jsonschema(record: dict[str, Any]) -> None:
    """Whatever one accepts the other does; empty texts apart, which are findings of their own here."""
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker(["date"]))
    loaded = load_bytes(json.dumps(record).encode(), "course-description.json")
    real = [finding for finding in loaded.findings if finding.check != "CD-07"]
    if validator.is_valid(record):
        assert real == []
    else:
        assert loaded.findings
    assert validator.is_valid(loaded.record.data if loaded.record else {})


def test_every_check_of_the_record_is_explained_and_can_be_filled() -> None:
    from oecheck.documents.yaml import parse_yaml, to_data

    sheet = to_data(parse_yaml((standards_root() / "formats/course-description.yaml").read_bytes()).root)
    checks = {check["id"]: check for check in sheet["checks"]}
    assert list(checks) == [f"CD-{number:02}" for number in range(1, 13)]
    everything = read("title: a\nlicnce: b\nid: x\nprovider: {}\nversion:\nmode: {delivery: c}\nsubjects: [{}]\n")
    for finding in everything.findings:
        message = checks[finding.check]["message"]
        texts = message.values() if isinstance(message, dict) else [message]
        for text in (*texts, checks[finding.check]["remedy"]):
            text.format(**{"near": "", "allowed": "", **finding.arguments})


def test_check_without_a_record_loads_no_yaml() -> None:
    program = (
        "import sys; from oecheck.description import load, merge; "
        "loaded = sorted({'yaml', 'jsonschema', 'oecheck.description._check'} & set(sys.modules)); print(loaded)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_word_for_an_unreadable_record_is_in_the_texts() -> None:
    written = {
        "not-utf-8": b"\xff\xfe\n",
        "tab": b"a:\n\tb: 1\n",
        "not-yaml": b"a: [\n",
        "alias": b"id: *x\n",
        "anchor": b"id: &x urn:x:1\n",
        "tag": b"id: !x urn:x:1\n",
        "merge-key": b"<<: {}\n",
        "key-not-text": b"[a]: 1\n",
        "duplicate-key": b"id: urn:x:1\nid: urn:x:1\n",
        "several-documents": b"id: urn:x:1\n---\nid: urn:x:1\n",
    }
    for word, data in written.items():
        reasons = [one.arguments["reason"] for one in load_bytes(data, "cd.yaml").findings if one.check == "CD-01"]
        assert word in reasons
        assert f"word.{word}" in texts("en")
