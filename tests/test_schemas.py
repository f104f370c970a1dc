"""The published schemas are sound, and say what the program does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import jsonschema
import msgspec
import pytest

from oecheck.cli._config import configurable
from oecheck.cli.check import COMMAND
from oecheck.model.report import Report
from oecheck.reporters import RenderOptions, reporter
from oecheck.values.locations import schemas_root
from tests.reporters.sample import full_report, report

SCHEMAS = sorted(schemas_root().glob("*.schema.json"))


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((schemas_root() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_schema_is_a_valid_schema_of_draft_2020_12(file: Path) -> None:
    schema = json.loads(file.read_text(encoding="utf-8"))

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("made", [full_report(), report()], ids=["full", "empty"])
def test_rendered_report_follows_its_schema(made: Report) -> None:
    definition = reporter("json")
    assert definition is not None
    rendered = json.loads(b"".join(definition.render(made, RenderOptions())))

    jsonschema.validate(rendered, _schema("report-1.0"), cls=jsonschema.Draft202012Validator)


def test_report_with_a_field_too_many_does_not_follow_the_schema() -> None:
    rendered = msgspec.to_builtins(full_report()) | {"verdict": "certified"}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(rendered, _schema("report-1.0"), cls=jsonschema.Draft202012Validator)


def test_schema_describes_exactly_the_fields_of_the_report() -> None:
    ours = msgspec.json.schema(Report)["$defs"]
    published = _schema("report-1.0")
    names = {"Report": published} | {
        struct: published["$defs"][_definition(struct)]
        for struct in ours
        if "properties" in ours[struct] and struct != "Report"
    }

    for struct, definition in names.items():
        assert list(definition["properties"]) == list(ours[struct]["properties"]), struct
        assert all(field.get("description") for field in definition["properties"].values()), struct


def _definition(struct: str) -> str:
    short = struct.removesuffix("Info").removesuffix("Summary" if struct == "AreaSummary" else "Result")
    return short[0].lower() + short[1:]


def test_optional_fields_of_the_schema_are_those_that_may_be_left_out() -> None:
    published = _schema("report-1.0")["$defs"]
    ours = msgspec.json.schema(Report)["$defs"]
    for struct in ("Assertion", "Source", "Limit", "FormatEvidence"):
        assert set(published[_definition(struct)]["required"]) == set(ours[struct]["required"]), struct


def test_config_schema_has_exactly_the_options_of_check() -> None:
    properties = _schema("config")["properties"]
    options = configurable(COMMAND)

    assert list(properties) == list(options)
    for key, option in options.items():
        assert properties[key]["description"], key
        if isinstance(option.type, click.Choice):
            assert properties[key]["enum"] == list(option.type.choices), key
        assert (properties[key].get("type") == "boolean") == bool(option.is_flag), key
        assert ("oneOf" in properties[key]) == bool(option.multiple), key
