"""The verdicts on `h5p.json` and `library.json` beside those of published schemas, on damaged copies too.

`-s` prints the agreement, of which nothing is left out; `OECHECK_MUTANTS=5000` before it judges so many copies of each.
"""

from __future__ import annotations

import copy
import json
import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from oecheck.documents.json import parse_json
from oecheck.readers._h5p.fields import H5P_JSON, LIBRARY_JSON, Rules, complaints
from tests.readers.agreement import AGREEMENT, Agreement

RULES = {"h5p-schema.json": H5P_JSON, "library-schema.json": LIBRARY_JSON}
DEPENDENCY = {"machineName": "H5P.Question", "majorVersion": 1, "minorVersion": "5"}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "h5p-schema.json": {
        "title": "Water",
        "language": "en",
        "mainLibrary": "H5P.Column",
        "embedTypes": ["div", "iframe"],
        "preloadedDependencies": [DEPENDENCY, {**DEPENDENCY, "majorVersion": "1"}],
        "dynamicDependencies": [DEPENDENCY],
        "license": "CC BY-SA",
        "licenseVersion": "4.0",
        "licenseExtras": "More.",
        "authors": [{"name": "A", "role": "Author"}],
        "source": "https://a.example/",
        "yearsFrom": "2020",
        "yearsTo": "2024",
        "changes": [{"date": "01-02-23 10:00:00", "author": "A", "log": "x"}],
        "authorComments": "a",
        "contentType": "Column",
        "w": "100",
        "h": "100",
        "metaKeywords": "a",
        "metaDescription": "b",
        "a11yTitle": "c",
    },
    "library-schema.json": {
        "title": "Column",
        "description": "d",
        "machineName": "H5P.Column",
        "majorVersion": 1,
        "minorVersion": 16,
        "patchVersion": 0,
        "runnable": 1,
        "fullscreen": 0,
        "author": "A",
        "license": "MIT",
        "coreApi": {"majorVersion": 1, "minorVersion": 5},
        "preloadedJs": [{"path": "scripts/column.js"}],
        "preloadedCss": [{"path": "styles/column.css"}],
        "preloadedDependencies": [DEPENDENCY],
        "editorDependencies": [DEPENDENCY],
        "dropLibraryCss": [{"machineName": "H5P.X"}],
        "embedTypes": ["iframe"],
        "metadataSettings": {"disable": 0, "disableExtraTitleField": 1},
        "w": 10,
        "h": 10,
        "requiredExtensions": {"sharedState": 1},
        "state": {"snapshotSchema": True},
    },
}
ALL = int(os.environ.get("OECHECK_MUTANTS", "0"))
"""Damaged copies of each document; 0 for the sample."""
STRANGE: tuple[Any, ...] = ("", " ", "x" * 300, "a b", "-1", "é", 0, -1, 1.5, 100000, True, None, [], {}, [1], {"a": 1})


@cache
def _validator(folder: Path, name: str) -> jsonschema.Draft7Validator:
    loaded = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*-schema.json")}
    loaded |= {"h5p-schema.json": json.loads((folder / "h5p-schema.json").read_text(encoding="utf-8"))}
    registry: Registry[Any] = Registry().with_resources(
        (key, Resource.from_contents(schema)) for key, schema in loaded.items()
    )
    return jsonschema.Draft7Validator(loaded[name], registry=registry)


def _is_sound(rules: Rules, value: Any) -> bool:
    return next(complaints(rules, parse_json(json.dumps(value)).root), None) is None


def _holders(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object and list with each of its keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield value, key
            yield from _holders(inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield value, number
            yield from _holders(inner)


def _damaged(document: dict[str, Any], count: int) -> Iterator[tuple[str, Any]]:
    chance = random.Random(7)
    for number in range(count):
        made = copy.deepcopy(document)
        holder, key = chance.choice(list(_holders(made)))
        kind = ("removed", "replaced", "renamed", "doubled")[number % 4]
        if kind == "removed":
            del holder[key]
        elif kind == "renamed" and isinstance(holder, dict):
            holder[str(key).swapcase()] = holder.pop(key)
        elif kind == "doubled":
            holder[key] = [copy.deepcopy(holder[key])] * 2
        else:
            strange = chance.choice(STRANGE)
            # The published pattern for paths takes exponential time on long names.
            holder[key] = "x" if key == "path" and isinstance(strange, str) and len(strange) > 9 else strange
        yield f"{kind} {key}", made


@pytest.mark.parametrize("name", RULES)
def test_rich_document_is_accepted(shared: Path, name: str) -> None:
    assert _validator(shared / "official-schemas" / "h5p", name).is_valid(DOCUMENTS[name])
    assert _is_sound(RULES[name], DOCUMENTS[name])


@pytest.mark.parametrize("name", RULES)
def test_damaged_copies_are_judged_as_by_the_schema(shared: Path, name: str) -> None:
    validator = _validator(shared / "official-schemas" / "h5p", name)
    agreement = Agreement(name)
    for detail, damaged in _damaged(DOCUMENTS[name], ALL or 600):
        refused, ours = not validator.is_valid(damaged), not _is_sound(RULES[name], damaged)
        if refused == ours:
            agreement.alike(refused=refused)
        elif ours:
            agreement.beyond((), [detail])
        else:
            agreement.let_pass((), [detail])
    print(f"\n{agreement}")
    assert 0.15 * agreement.copies < agreement.refused < 0.98 * agreement.copies
    assert agreement.unexplained == []
    assert agreement.adjusted >= AGREEMENT
