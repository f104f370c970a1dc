"""Small pieces of the course model, as examples in rule files write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from oecheck.engine import Target
from oecheck.language import Kind, Type
from oecheck.language.problems import close_to
from oecheck.model.course import Course
from oecheck.model.fact import Fact, Method, State
from oecheck.model.package import Package
from oecheck.model.source import Source
from oecheck.rules import FAILED, Catalogue, Example, variable_name
from oecheck.vocabulary import kind_classes

__all__ = ["ExampleRun", "GivenError", "GivenProblem", "failed_before", "given_to"]

_SOURCE = Source("example", 1, 1)
_FACT_KEYS = frozenset({"state", "value", "method", "raw", "confidence", "reason"})
_DEFAULTS: Mapping[str, Any] = {"string": "", "int": 0, "double": 0.0, "bool": False, "list": (), "map": {}}
_REASONS = {State.UNSUPPORTED: "format-has-no-place", State.UNREADABLE: "not-readable"}


class GivenProblem(msgspec.Struct, frozen=True):
    """One thing in an example that the model does not have.

    Attributes:
        code: key of the text, without the leading `lint.`.
        pointer: where in `given`, as a JSON Pointer.
        arguments: values of the text's placeholders, and `suggestions`.
    """

    code: str
    pointer: str
    arguments: Mapping[str, Any]


class GivenError(Exception):
    """An example gives something that the model does not have; `problems` holds all of it."""

    def __init__(self, problems: tuple[GivenProblem, ...]) -> None:
        super().__init__(problems[0].code)
        self.problems = problems


def given_to(example: Example, *, composite: bool) -> Mapping[str, Any]:
    """What the model is built from: all that is given but, for a composite, the requirements that failed."""
    return {key: value for key, value in example.given.items() if not composite or key != FAILED}


def failed_before(example: Example) -> tuple[str, ...]:
    """The ids of the requirements that the example of a composite takes for failed."""
    written = example.given.get(FAILED)
    return tuple(written) if isinstance(written, list) else ()


class _Inputs(msgspec.Struct):
    """What the variables of a rule are taken from; the same names as `facts.FactInputs`."""

    course: Any
    package: Any
    reading: Any
    standard_data: Catalogue | None
    today: str


class _Reading(msgspec.Struct):
    manifest: Any


class ExampleRun:
    """Facts and things of one example.

    Args:
        given: `given` of the example.
        kind: kind that the rule looks at.
        kinds: all kinds with their fields and facts.
        catalogue: lexicons and vocabularies; None where nothing is evaluated.

    Raises:
        GivenError: an unknown key, or a value of the wrong type.
    """

    def __init__(
        self, given: Mapping[str, Any], kind: str, kinds: Mapping[str, Kind], catalogue: Catalogue | None
    ) -> None:
        self._kinds = kinds
        self._problems: list[GivenProblem] = []
        self._facts: dict[tuple[str, str, int], Any] = {}
        self._kept: list[Any] = []
        self._kind = kind
        self._things = self._built(given, kind)
        course = self._one(given, "course", Course(source=_SOURCE))
        package = self._one(given, "package", Package(source=_SOURCE, name="example.zip", format="unknown"))
        self._page = self._one(given, "page", None)
        manifest = self._one(given, "manifest", None)
        self.inputs = _Inputs(course, package, _Reading(manifest), catalogue, str(given.get("today", "2026-01-01")))
        known = {variable_name(kind), "course", "pkg", "page", "manifest", "today"}
        for key in given:
            if key not in known:
                self._unknown(f"/{key}", key, known)
        if self._problems:
            raise GivenError(tuple(self._problems))

    def _wrong(self, code: str, pointer: str, **arguments: Any) -> None:
        self._problems.append(GivenProblem(code, pointer, arguments))

    def _unknown(self, pointer: str, found: str, known: Iterable[str]) -> None:
        words = sorted(known)
        self._wrong("unknown-given", pointer, found=found, known=", ".join(words), suggestions=close_to(found, words))

    def targets(self, kind: str) -> Iterator[Target]:
        """The things that the example gives."""
        if kind in {"course", "package"}:
            return iter((Target(getattr(self.inputs, kind)),))
        return (Target(thing, thing if kind == "page" else self._page) for thing in self._things)

    def value(self, of: str, name: str, entity: Any) -> Any:
        """A fact as given; what the example leaves out is absent."""
        return self._facts.get((of, name, id(entity)))

    @property
    def pages(self) -> tuple[Any, ...]:
        """Pages that the course of the example holds."""
        return self.value("course", "pages", self.inputs.course) or ()

    @property
    def files(self) -> tuple[Any, ...]:
        """Files that the course of the example holds."""
        return self.value("course", "files", self.inputs.course) or ()

    def page_values(self, name: str) -> Iterator[tuple[Any, Any]]:
        """`course.images` and the like, as given at the course."""
        yield (self._page, self.value("course", name, self.inputs.course) or ())

    def _built(self, given: Mapping[str, Any], kind: str) -> list[Any]:
        key = variable_name(kind)
        if key not in given or kind in {"course", "package"}:
            return []
        written = given[key]
        many = written if isinstance(written, list) else [written]
        return [self._thing(kind, entry, f"/{key}") for entry in many]

    def _one(self, given: Mapping[str, Any], kind: str, default: Any) -> Any:
        if kind == self._kind and self._things:
            return self._things[0]
        key = variable_name(kind)
        return self._thing(kind, given[key], f"/{key}") if key in given else default

    def _thing(self, kind: str, written: Any, pointer: str) -> Any:
        if not isinstance(written, dict):
            self._wrong("given-not-a-thing", pointer, kind=kind, found=str(written))
            return None
        fields = self._kinds[kind].fields
        own: dict[str, Any] = {}
        derived: dict[str, Any] = {}
        class_ = kind_classes()[kind]
        for name, value in written.items():
            if name not in fields:
                self._unknown(f"{pointer}/{name}", name, fields)
                continue
            converted = self._value(fields[name].type, value, f"{pointer}/{name}")
            (own if name in class_.__struct_fields__ else derived)[name] = converted
        thing = class_(**self._required(class_, fields, own))
        self._kept.append(thing)  # facts are kept by its id()
        for name, value in derived.items():
            self._facts[kind, name, id(thing)] = value
        return thing

    def _required(self, class_: type[msgspec.Struct], fields: Mapping[str, Any], own: dict[str, Any]) -> dict[str, Any]:
        """The given fields, and a neutral value for each that the class asks for and the example leaves out."""
        complete = dict(own)
        for field in msgspec.structs.fields(class_):
            if field.required and field.name not in complete:
                neutral = _DEFAULTS[fields[field.name].type.name] if field.name in fields else None
                complete[field.name] = _SOURCE if field.name == "source" else neutral
        return complete

    def _value(self, type_: Type, written: Any, pointer: str) -> Any:
        if isinstance(written, dict) and written.keys() <= _FACT_KEYS and ("state" in written or "method" in written):
            return self._fact(type_, written, pointer)
        if written == "unknown" and type_.name != "string":
            return Fact(state=State.UNREADABLE, reason="not-readable")
        if type_.name == "list":
            if not isinstance(written, list):
                self._wrong("given-not-a-list", pointer, found=str(written))
                return ()
            return tuple(self._value(type_.parameters[0], item, f"{pointer}/{n}") for n, item in enumerate(written))
        if type_.is_message:
            return self._thing(type_.name, written, pointer)
        return self._scalar(type_, written, pointer)

    def _fact(self, type_: Type, written: Mapping[str, Any], pointer: str) -> Fact[Any]:
        try:
            state = State(written.get("state", "present"))
            method = Method(written.get("method", "declared"))
        except ValueError as error:
            self._wrong("given-wrong-word", pointer, found=str(error))
            return Fact(state=State.ABSENT)
        value = self._value(type_, written["value"], f"{pointer}/value") if "value" in written else None
        return Fact(value, state, method, reason=written.get("reason", _REASONS.get(state, "")), sources=(_SOURCE,))

    def _scalar(self, type_: Type, written: Any, pointer: str) -> Any:
        wanted = {"string": str, "int": int, "double": float, "bool": bool}.get(type_.name)
        try:
            return msgspec.convert(written, wanted, strict=False) if wanted else written
        except msgspec.ValidationError:
            self._wrong("given-wrong-type", pointer, found=str(written), wanted=type_.name)
            return None
