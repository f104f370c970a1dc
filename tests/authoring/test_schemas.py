"""Schemas for editors and types for the program say the same; every file of the standard follows its schema."""

from __future__ import annotations

import enum
import json
import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
import yaml
from jsonschema import Draft202012Validator

from oecheck.authoring.model_page import model_page
from oecheck.rules import _shape, _shape_document
from oecheck.values.locations import schemas_root, standards_root

# Schema → type of the whole file, and types by definition.
FILES: dict[str, tuple[type[msgspec.Struct], dict[str, type[msgspec.Struct]]]] = {
    "rule": (
        _shape.RuleFile,
        {
            "example": _shape.Example,
            "parameter": _shape.Parameter,
            "doubt": _shape.Doubt,
            "expectation": _shape.Expectation,
            "reference": _shape.Reference,
        },
    ),
    "checks": (_shape.CheckFile, {"check": _shape.StructuralCheck, "example": _shape.Example}),
    "standard": (_shape.StandardFile, {"area": _shape.Area}),
    "profile": (_shape.ProfileFile, {}),
    "lexicon": (_shape.Lexicon, {"list": _shape.WordList}),
    "vocabulary": (_shape.Vocabulary, {}),
    "locale": (_shape.LocaleFile, {"text": _shape.TranslatedText}),
    "record-map": (_shape.RecordMap, {"key": _shape.RecordKey}),
    "document": (
        _shape_document.DocumentFile,
        {
            "clause": _shape_document.Clause,
            "section": _shape_document.Section,
            "annex": _shape_document.Annex,
            "change": _shape_document.Change,
        },
    ),
    "terms": (_shape_document.TermsFile, {"term": _shape_document.Term}),
    "mapping": (_shape_document.MappingFile, {"entry": _shape_document.MappingEntry}),
}
PLACES = {
    "rule": "ohe/*/rules/*/*.yaml",
    "checks": "formats/*.yaml",
    "standard": "ohe/*/standard.yaml",
    "profile": "ohe/*/profiles/*.yaml",
    "lexicon": "ohe/*/lexicons/*.yaml",
    "vocabulary": "vocabularies/*.yaml",
    "locale": "ohe/*/locales/*.yaml",
    "record-map": "ohe/*/record.yaml",
    "document": "ohe/*/document.yaml",
    "terms": "ohe/*/terms.yaml",
    "mapping": "ohe/*/mappings/*.yaml",
}
PAIRS = [
    (name, definition, type_)
    for name, (whole, parts) in FILES.items()
    for definition, type_ in [("", whole), *parts.items()]
]


def _schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((schemas_root() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def _object(name: str, definition: str) -> dict[str, Any]:
    schema = _schema(name)
    found: dict[str, Any] = schema["$defs"][definition] if definition else schema
    return found


@pytest.mark.parametrize(("name", "definition", "type_"), PAIRS)
def test_schema_has_exactly_the_keys_of_the_type(name: str, definition: str, type_: type[msgspec.Struct]) -> None:
    schema = _object(name, definition)
    fields = msgspec.structs.fields(type_)

    assert set(schema["properties"]) == {field.encode_name for field in fields}
    assert set(schema["required"]) == {field.encode_name for field in fields if field.required}
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(("name", "definition", "type_"), PAIRS)
def test_schema_has_exactly_the_words_of_the_type(name: str, definition: str, type_: type[msgspec.Struct]) -> None:
    properties = _object(name, definition)["properties"]
    hints = get_type_hints(type_)
    for field in msgspec.structs.fields(type_):
        words = _words(hints[field.name])
        found = properties[field.encode_name].get("enum")
        if (name, field.encode_name) == ("checks", "outcome"):
            words = [word for word in words or [] if word != "untested"]  # no structural check waits for a person
        assert (found or None) == (words or None), field.encode_name


def _words(hint: Any) -> list[str] | None:
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return [member.value for member in hint]
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    literals = [argument for argument in get_args(hint) if get_origin(argument) is Literal]
    return list(get_args(literals[0])) if literals and get_origin(hint) is not dict else None


@pytest.mark.parametrize(("name", "definition"), [pair[:2] for pair in PAIRS])
def test_every_key_is_described_with_examples_that_fit(name: str, definition: str) -> None:
    whole = _schema(name)
    for key, schema in _object(name, definition)["properties"].items():
        assert schema["description"].endswith((".", ")")) or "://" in schema["description"], key
        assert schema["examples"], key
        validator = Draft202012Validator({**schema, "$defs": whole.get("$defs", {})})
        for example in schema["examples"]:
            assert [error.message for error in validator.iter_errors(example)] == [], key


@pytest.mark.parametrize("name", sorted(PLACES))
def test_files_follow_their_schema_as_an_editor_sees_them(name: str) -> None:
    validator = Draft202012Validator(_schema(name))
    for file in sorted(standards_root().glob(PLACES[name])):
        errors = list(validator.iter_errors(yaml.load(file.read_text(encoding="utf-8"), Loader=_Editor)))
        assert [(file.name, error.json_path, error.message) for error in errors] == []


class _Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: OFF, no and dates are texts, numbers and true are not."""


_Editor.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def test_page_of_the_course_model_is_current() -> None:
    page = Path(__file__).resolve().parent.parent.parent / "docs" / "model.md"

    assert page.read_text(encoding="utf-8") == model_page(), "run: python -m oecheck.authoring.model_page docs/model.md"
