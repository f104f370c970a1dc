"""Files held against their JSON Schema: every deviation in our own words, with the likely right one.

Every scalar of a file is text, so numbers and truth values are known by their spelling. What is wrong is taken out of
the data or replaced, so that the rest of the file can be checked all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NoReturn

import jsonschema
import msgspec
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.exceptions import NoSuchResource

from oecheck.authoring._pointer import pointer_to
from oecheck.language.problems import close_to
from oecheck.values.locations import schemas_root

__all__ = ["SchemaProblem", "held_against"]

_SPELLED = {"integer": re.compile(r"-?\d{1,15}"), "number": re.compile(r"-?\d{1,15}(\.\d{1,15})?")}
_NEUTRAL: Mapping[str, Any] = {
    "string": "",
    "array": [],
    "object": {},
    "integer": "1",
    "number": "1",
    "boolean": "false",
}
_SHOWN = 60  # characters of a value that a message shows


class SchemaProblem(msgspec.Struct, frozen=True):
    """One deviation.

    Attributes:
        pointer: where, as a JSON Pointer.
        code: key of the text, without the leading `lint.`.
        arguments: values of the text's placeholders, and `suggestions`.
        at_key: the key is meant, not the value.
        replaced: what stands there is not what the author wrote any more.
    """

    pointer: str
    code: str
    arguments: Mapping[str, Any]
    at_key: bool = False
    replaced: bool = False


class _Deviation(msgspec.Struct, frozen=True):
    """What jsonschema says, with its types made plain.

    Attributes:
        keyword: of the schema that was not met, and its value `wanted`.
        found: what stands there.
        schema: the part of the schema.
        path: steps to the value.
        of_key: the name of a key is meant.
    """

    keyword: str
    wanted: Any
    found: Any
    schema: Mapping[str, Any]
    path: tuple[Any, ...]
    of_key: bool


def held_against(data: Any, schema: str) -> list[SchemaProblem]:
    """Everything in which the data deviates from `schemas/<schema>.schema.json`; the data is mended on the way."""
    found: dict[tuple[str, str, str], SchemaProblem] = {}
    for error in sorted(map(_deviation, _validator(schema).iter_errors(data)), key=_order):
        for problem in _told(error, data):
            found.setdefault((problem.pointer, problem.code, str(problem.arguments.get("key", ""))), problem)
    return list(found.values())


def _order(error: _Deviation) -> tuple[bool, list[str]]:
    """Misspelt keys first: what they stand for is still missing then, and can be suggested."""
    return error.keyword != "additionalProperties", list(map(str, error.path))


def _deviation(error: Any) -> _Deviation:
    return _Deviation(
        keyword=error.validator,
        wanted=error.validator_value,
        found=error.instance,
        schema=error.schema,
        path=tuple(error.absolute_path),
        of_key="propertyNames" in error.absolute_schema_path,
    )


@cache
def _validator(name: str) -> Any:
    schema = msgspec.json.decode((schemas_root() / f"{name}.schema.json").read_bytes())
    checker = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"integer": _spelled, "number": _spelled_number, "boolean": lambda _, value: value in ("true", "false")}
    )
    ours: Any = extend(  # type: ignore[no-untyped-call]  # as its stubs have it
        jsonschema.Draft202012Validator, validators={"minimum": _minimum}, type_checker=checker
    )
    return ours(
        schema,
        registry=Registry(retrieve=_refuse),  # type: ignore[call-arg]  # attrs field that mypy does not see
    )


def _refuse(uri: str) -> NoReturn:
    """Nothing is ever fetched; a schema refers only to itself."""
    raise NoSuchResource(ref=uri)  # type: ignore[call-arg]  # attrs field that mypy does not see


def _spelled(_checker: Any, value: Any) -> bool:
    return isinstance(value, str) and _SPELLED["integer"].fullmatch(value) is not None


def _spelled_number(_checker: Any, value: Any) -> bool:
    return isinstance(value, str) and _SPELLED["number"].fullmatch(value) is not None


def _minimum(_validator: Any, minimum: float, value: Any, _schema: Any) -> Iterator[ValidationError]:
    if _spelled_number(None, value) and float(value) < minimum:
        yield ValidationError("too small")


def _told(error: _Deviation, data: Any) -> Iterator[SchemaProblem]:
    pointer = pointer_to(*error.path)
    if error.of_key:
        yield _key_name(error, pointer, data)
        return
    tell = _TELLERS.get(error.keyword)
    if tell is not None:
        yield from tell(error, pointer, data)
    else:
        yield SchemaProblem(pointer, "shape-other", {"found": _shown(error.found), "wanted": _meaning(error)})


def _unknown_keys(error: _Deviation, pointer: str, _data: Any) -> Iterator[SchemaProblem]:
    known = error.schema["properties"]
    free = [name for name in known if name not in error.found]
    for key in [key for key in error.found if key not in known]:
        del error.found[key]
        arguments = {"key": key, "known": ", ".join(free), "suggestions": close_to(key, free)}
        yield SchemaProblem(pointer + pointer_to(key), "shape-unknown-key", arguments, at_key=True)


def _missing_keys(error: _Deviation, pointer: str, _data: Any) -> Iterator[SchemaProblem]:
    for key in [key for key in error.wanted if key not in error.found]:
        schema = error.schema.get("properties", {}).get(key, {})
        arguments = {"key": key, "meaning": schema.get("description", "")}
        yield SchemaProblem(pointer, "shape-missing-key", arguments, at_key=True)
        yield from _invented(error, pointer, key, schema)


def _invented(error: _Deviation, pointer: str, key: str, schema: Mapping[str, Any]) -> Iterator[SchemaProblem]:
    """Puts a neutral value where one is missing, and marks the place so that nobody complains about it."""
    error.found[key] = _neutral(schema)
    yield SchemaProblem(pointer + pointer_to(key), "", {}, replaced=True)


def _wrong_word(error: _Deviation, pointer: str, data: Any) -> Iterator[SchemaProblem]:
    words = [str(word) for word in error.wanted]
    found = _shown(error.found)
    arguments = {"found": found, "known": ", ".join(words), "suggestions": close_to(found, words)}
    _put(data, error, words[0])
    yield SchemaProblem(pointer, "shape-wrong-word", arguments, replaced=True)


def _wrong_type(error: _Deviation, pointer: str, data: Any) -> Iterator[SchemaProblem]:
    wanted = error.wanted if isinstance(error.wanted, str) else "string"
    arguments = {"found": _shown(error.found), "meaning": _meaning(error), "example": _example(error)}
    code = f"shape-wants-{wanted}" if error.found != "" else "shape-empty"
    _put(data, error, _neutral(error.schema))
    yield SchemaProblem(pointer, code, arguments, replaced=True)


def _pattern(error: _Deviation, pointer: str, _data: Any) -> Iterator[SchemaProblem]:
    arguments = {"found": _shown(error.found), "meaning": _meaning(error), "example": _example(error)}
    yield SchemaProblem(pointer, "shape-form", arguments)


def _size(error: _Deviation, pointer: str, _data: Any) -> Iterator[SchemaProblem]:
    code = "shape-too-long" if error.keyword == "maxLength" else "shape-empty"
    arguments = {"limit": error.wanted, "meaning": _meaning(error), "example": _example(error)}
    yield SchemaProblem(pointer, code, arguments)


def _too_small(error: _Deviation, pointer: str, _data: Any) -> Iterator[SchemaProblem]:
    yield SchemaProblem(pointer, "shape-too-small", {"found": error.found, "limit": error.wanted})


def _key_name(error: _Deviation, pointer: str, data: Any) -> SchemaProblem:
    key = str(error.found)
    words = list(error.wanted) if error.keyword == "enum" else []
    wanted = ", ".join(words) if words else str(error.wanted)
    owner = _at(data, list(error.path))
    if isinstance(owner, dict):
        owner.pop(key, None)
    code = "shape-unknown-key" if words else "shape-key-form"
    return SchemaProblem(
        pointer + pointer_to(key), code, {"key": key, "known": wanted, "suggestions": close_to(key, words)}, at_key=True
    )


_TELLERS: Mapping[str, Callable[[_Deviation, str, Any], Iterator[SchemaProblem]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "enum": _wrong_word,
    "type": _wrong_type,
    "pattern": _pattern,
    "minLength": _size,
    "maxLength": _size,
    "minItems": _size,
    "minProperties": _size,
    "minimum": _too_small,
}


def _neutral(schema: Mapping[str, Any]) -> Any:
    words = schema.get("enum")
    value = words[0] if words else _NEUTRAL.get(str(schema.get("type", "object")), "")
    return value.copy() if isinstance(value, (list, dict)) else value


def _put(data: Any, error: _Deviation, value: Any) -> None:
    way = list(error.path)
    owner = _at(data, way[:-1]) if way else None
    if owner is not None:
        owner[way[-1]] = value


def _at(data: Any, way: list[Any]) -> Any:
    """The part of the data at a path; None where an earlier mending took it away."""
    for step in way:
        within = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if within or (isinstance(data, dict) and step in data):
            data = data[step]
        else:
            return None
    return data


def _meaning(error: _Deviation) -> str:
    return str(error.schema.get("description", ""))


def _example(error: _Deviation) -> str:
    return _shown((error.schema.get("examples") or [""])[0])


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
