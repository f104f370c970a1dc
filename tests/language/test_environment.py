"""Kinds from classes, getters and functions of others, traces, stored expressions."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from oecheck.language import (
    BOOL,
    STRING,
    Absent,
    Checked,
    Environment,
    Failure,
    Field,
    Function,
    Kind,
    LanguageError,
    Reason,
    Trace,
    Unknown,
    attribute_getter,
    check,
    compile,
    field_meanings,
    function,
    kinds_from_structs,
    message,
    parse,
    parse_type,
)
from oecheck.model.fact import Fact, State, unsupported
from oecheck.model.media import Media, Track
from oecheck.model.page import Image
from oecheck.model.source import Source

HERE = Source("a.html", 3, 1)
KINDS = kinds_from_structs({"media": Media, "track": Track, "image": Image})
CAPTIONS = (Track(source=HERE, language="en", coverage=0.5), Track(source=HERE, language="fr", coverage=0.99))
VIDEO = Media(source=HERE, id="w.mp4", kind="video", captions=CAPTIONS, duration_s=60, has_audio=unsupported())


def run(text: str, value: Any = VIDEO, functions: tuple[Function, ...] = (), state: Any = None) -> Any:
    environment = Environment(KINDS, {"media": message("media")}, functions)
    return compile(check(parse(text), environment), environment)(state, (value,))


def explain(text: str) -> Trace:
    environment = Environment(KINDS, {"media": message("media")})
    return compile(check(parse(text), environment), environment).explain(None, (VIDEO,))


def test_kinds_come_from_the_annotations_of_the_model() -> None:
    types = {name: str(field.type) for name, field in KINDS["media"].fields.items()}
    assert types["kind"] == "string"
    assert types["duration_s"] == "double"
    assert types["has_audio"] == "bool"
    assert types["captions"] == "list<track>"
    assert "source" not in types


def test_meanings_come_from_the_docstrings() -> None:
    assert field_meanings(Media)["duration_s"] == "running time."
    assert "no alternative at all" in field_meanings(Image)["name"]


def test_whole_number_in_a_field_of_doubles_is_a_double() -> None:
    assert run("media.duration_s / 8.0") == 7.5
    assert type(run("media.duration_s")) is float


def test_value_of_the_wrong_type_in_a_field_breaks_with_the_name_of_the_field() -> None:
    result = run("media.kind", Media(source=HERE, id="x", kind=7))  # type: ignore[arg-type]  # a reader's defect
    assert isinstance(result, Failure)
    assert (result.code, result.arguments["field"]) == ("cel-field-type", "kind")


def test_unknown_names_thing_field_and_fact() -> None:
    result = run("media.has_audio && media.kind == 'video'")
    assert isinstance(result, Unknown)
    (reason,) = result.reasons
    assert (reason.object, reason.field, reason.fact.state) == (VIDEO, "has_audio", State.UNSUPPORTED)


def test_thing_that_is_not_there_is_absent() -> None:
    for text in ("media.kind", "media.captions.size()", "media.kind == 'video' && media.remote"):
        result = run(text, None)
        assert isinstance(result, Absent)
        assert result.field == "media"
    assert run("has(media.kind)", None) is False


@pytest.mark.parametrize(("value", "expected"), [(None, Absent), (unsupported(), Unknown), (Fact(value="a"), bool)])
def test_word_as_variable_may_be_absent_unknown_or_a_fact(value: Any, expected: type) -> None:
    environment = Environment({}, {"word": STRING})
    result = compile(check(parse('word == "a"'), environment), environment)(None, (value,))
    assert type(result) is expected


def test_defect_of_a_getter_is_not_hidden() -> None:
    with pytest.raises(AttributeError):
        run("media.kind", object())


def test_getter_gets_the_run() -> None:
    kind = Kind("file", {"size": Field("size", parse_type("int"), lambda run, thing: run[thing])})
    environment = Environment({"file": kind}, {"file": message("file")})
    program = compile(check(parse("file.size + 1"), environment), environment)
    assert program({"a": 41}, ("a",)) == 42


def test_function_gets_the_run_and_may_be_unknown() -> None:
    lost = Fact[str](state=State.UNREADABLE, reason="no-lexicon")
    known = function(
        "inList",
        {
            "(string, string) -> bool": lambda run, text, name: (
                text in run[name] if name in run else Unknown(Reason(None, name, lost))
            )
        },
        needs_run=True,
        literals={1: lambda name: "" if name in ("good", "lost") else "no-such-list"},
    )
    assert run('inList(media.kind, "good")', functions=(known,), state={"good": ["video"]}) is True
    assert isinstance(run('inList(media.kind, "lost")', functions=(known,), state={}), Unknown)
    assert run('inList(media.kind, "lost") && media.kind == "audio"', functions=(known,), state={}) is False
    with pytest.raises(LanguageError) as caught:
        run('inList(media.kind, "godo")', functions=(known,))
    assert [problem.code for problem in caught.value.problems] == ["no-such-list"]


def test_failure_of_a_function_gets_the_place_of_the_call() -> None:
    broken = function("broken", {"(string) -> bool": lambda _text: Failure("own-code")})
    result = run("media.remote || broken(media.kind)", functions=(broken,))
    assert (result.code, result.offset) == ("own-code", 16)


def test_trace_tells_parts_and_facts_in_order_each_once() -> None:
    text = 'media.kind == "video" && media.captions.exists(c, c.language == "fr" && c.coverage > 0.95)'
    trace = explain(text)
    assert trace.result is True
    read = [(fact.field, getattr(fact.object, "language", "")) for fact in trace.touched]
    assert read == [("kind", ""), ("captions", ""), ("language", "en"), ("language", "fr"), ("coverage", "fr")]
    assert trace.values[0, 21] is True
    place = text.index("c.coverage")
    assert trace.values[place, place + len("c.coverage")] == 0.99


def test_trace_leaves_out_what_was_not_read() -> None:
    trace = explain('media.kind == "audio" && media.remote')
    assert [fact.field for fact in trace.touched] == ["kind"]


def test_trace_holds_facts_as_they_are_and_has_reads_too() -> None:
    trace = explain("has(media.has_audio) || media.height > 3")
    assert isinstance(trace.result, Unknown)
    assert [(fact.field, fact.value) for fact in trace.touched] == [("has_audio", unsupported()), ("height", None)]


def test_stored_expression_runs_in_an_environment_with_other_variables() -> None:
    environment = Environment(KINDS, {"media": message("media"), "limit": parse_type("double")})
    checked = check(parse("media.captions.filter(c, c.coverage > limit).size()"), environment)
    stored = msgspec.msgpack.decode(msgspec.msgpack.encode(checked), type=Checked)
    program = compile(stored, Environment(KINDS, {}))
    assert program(None, (VIDEO, 0.9)) == 1
    assert program.explain(None, (VIDEO, 0.9)).result == 1


def test_result_type_is_checked() -> None:
    environment = Environment({}, {"word": STRING})
    with pytest.raises(LanguageError) as caught:
        check(parse("word"), environment, expected=BOOL)
    assert [problem.code for problem in caught.value.problems] == ["cel-wrong-result"]


def test_reserved_word_cannot_be_a_variable() -> None:
    with pytest.raises(ValueError, match="package"):
        Environment({}, {"package": STRING})


def test_variable_of_a_kind_not_given_is_refused() -> None:
    with pytest.raises(ValueError, match="imgae"):
        Environment({}, {"things": parse_type("list<imgae>")})


@pytest.mark.parametrize(
    "text", ["", "list", "list<", "list<int", "list<int>>", "map<int>", "int int", "list<>", "a-b"]
)
def test_what_is_no_type_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the text, which is empty here
        parse_type(text)


@pytest.mark.parametrize("text", ["int", "list<image>", "map<string, list<double>>"])
def test_types_are_written_as_they_are_read(text: str) -> None:
    assert str(parse_type(text)) == text


def test_attribute_getter_is_an_ordinary_getter() -> None:
    assert attribute_getter("kind")(None, VIDEO) == "video"
