"""The schema of the record, and the list of what each key is good for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from oecheck.authoring.record_texts import FILE, record_texts
from oecheck.description._data import asks, schema
from oecheck.description.load import load_bytes
from oecheck.documents.yaml import parse_yaml, to_data
from oecheck.values.locations import standards_root

SCHEMA: dict[str, Any] = dict(schema())
KEYS = [key for key in SCHEMA["properties"] if key[0] not in "$@"]


def _schemas(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        if {"type", "$ref", "anyOf"} & part.keys() and "properties" not in path.split("/")[-1:]:
            yield path, part
        for key, value in part.items():
            if key != "examples":
                yield from _schemas(value, f"{path}/{key}")


def test_schema_is_valid_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_key_has_a_description_and_an_example() -> None:
    keys = [
        (path, part)
        for path, part in _schemas(SCHEMA["properties"])
        if path.count("/") == 1 or ("/properties/" in path and path.rsplit("/", 2)[1] == "properties")
    ]
    assert len(keys) > 150
    bare = [path for path, part in keys if not part.get("description") or not part.get("examples")]
    assert bare == []


def test_every_example_is_valid() -> None:
    wrong = []
    for path, part in _schemas(SCHEMA):
        whole = jsonschema.Draft202012Validator({**part, "$defs": SCHEMA["$defs"]})
        wrong += [(path, example) for example in part.get("examples", ()) if not whole.is_valid(example)]
    assert wrong == []


def test_every_object_is_closed() -> None:
    open_ones = [
        path for path, part in _schemas(SCHEMA) if part.get("type") == "object" and "additionalProperties" not in part
    ]
    assert open_ones == []


def test_record_list_and_schema_name_the_same_keys() -> None:
    assert sorted(asks()) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_example_of_the_list_is_valid_and_about_its_key(key: str) -> None:
    loaded = load_bytes(asks()[key].example.encode(), "course-description.yaml")
    assert loaded.findings == ()
    assert loaded.record is not None
    assert list(loaded.record.data) == [key]


def test_every_requirement_of_the_list_exists_as_a_rule() -> None:
    rules = {path.name[:11] for path in (standards_root() / "ohe/0.1/rules").rglob("OHE-*.yaml")}
    if len(rules) < 100:
        pytest.skip("the rules of the edition are not all here yet")
    named = {requirement for ask in asks().values() for requirement in ask.requirements}
    assert named - rules == set()


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        *(
            (f"mode_{name}", SCHEMA["properties"]["mode"]["properties"][name]["enum"])
            for name in ("delivery", "synchronous", "pacing")
        ),
        ("contact_kind", list(SCHEMA["properties"]["contacts"]["properties"])),
    ],
)
def test_vocabulary_and_schema_have_the_same_words(vocabulary: str, words: list[str]) -> None:
    data = to_data(parse_yaml((standards_root() / f"vocabularies/{vocabulary}.yaml").read_bytes()).root)
    assert data["entries"] == words


def test_what_the_keys_ask_for_is_among_the_texts_that_are_translated() -> None:
    assert FILE.read_bytes() == record_texts(), "python -m oecheck.authoring.record_texts"


def test_keys_are_explained_in_english_where_a_language_lacks_them() -> None:
    assert {key: one.asks for key, one in asks("tlh").items()} == {key: one.asks for key, one in asks().items()}
