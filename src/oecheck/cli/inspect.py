"""`oecheck inspect PACKAGE`"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from oecheck.cli._config import ConfiguredCommand
from oecheck.cli._language import language
from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._problem import some_words
from oecheck.cli._said import STANDARD_INPUT, said
from oecheck.cli._suggest import suggestion
from oecheck.cli._terminal import write_bytes
from oecheck.errors import UsageError
from oecheck.language import Failure, LanguageError
from oecheck.model.entity import Entity
from oecheck.model.fact import Fact
from oecheck.model.source import Source
from oecheck.reporters._layout import columns
from oecheck.reporters._text.page import Page
from oecheck.texts import fill, texts
from oecheck.values.masked import masked_values, without_secrets

if TYPE_CHECKING:
    from oecheck.language.problems import Problem
    from oecheck.run import Inspection

__all__ = ["COMMAND"]


@click.command("inspect", cls=ConfiguredCommand, help=said("inspect.help"))
@click.argument("package")
@option("standard", default="ohe@0.1", show_default=True, metavar="ID@EDITION")
@option("description", metavar="FILE")
@option("force-format", default="", metavar="FORMAT")
@option("json", is_flag=True)
@option("only", metavar="PATH", key="only-path")
@option("eval", metavar="EXPRESSION")
@common_options
def _command(
    package: str,
    standard: str,
    description: str | None,
    force_format: str,
    json: bool,
    only: str | None,
    eval: str | None,
) -> None:
    from oecheck.cli._packages import named
    from oecheck.run import CheckOptions, inspect_package

    (name,) = named([package])
    given = Path(description) if description else None
    options = CheckOptions(standard=standard, description=given, force_format=force_format)
    source = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name)
    with inspect_package(source, options) as seen:
        if eval is not None:
            print_lines(_evaluated(seen, eval, page_for_terminal()))
        elif json or only:
            write_bytes(_json(_selected(_model(seen), only or "")))
        else:
            print_lines(_summary(seen, page_for_terminal()))


def _model(seen: Inspection) -> dict[str, Any]:
    inputs = seen.inputs
    run = {"files": seen.run.files, "pages": seen.run.pages}
    own = {"package": inputs.package, "course": inputs.course, "findings": seen.findings}
    return {**own, **run, "inside": seen.inside}


def _selected(model: Any, path: str) -> Any:
    """The part of the model at a dotted path: `course.title`, `course.items.0`."""
    value: Any = model if not path else msgspec.to_builtins(model)
    for step in path.split(".") if path else ():
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, (list, tuple)) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            known = list(value) if isinstance(value, dict) else [str(number) for number in range(min(len(value), 3))]
            raise UsageError("inspect-path", path=path, step=step, suggestion=suggestion(step, known))
    return value


def _json(value: Any) -> bytes:
    shown = masked_values(msgspec.to_builtins(value, order="deterministic"))
    return msgspec.json.format(msgspec.json.encode(shown), indent=1) + b"\n"


def _summary(seen: Inspection, page: Page) -> Iterator[str]:
    """Format with its evidence, then the course field by field: value, or why there is none, and where."""
    package, course = seen.inputs.package, seen.inputs.course
    yield from page.paragraph(said("inspect.package", name=package.name, entries=package.entry_count), style="strong")
    for sign in package.descriptors:
        words = page.words(f"evidence.{sign.evidence}", sign.evidence, detail=sign.detail, version=sign.version)
        yield from page.paragraph(f"{_format_name(page, sign.format, sign.version)}: {words}", 1)
        yield from page.place(sign.source, 2)
    yield from page.heading(said("inspect.course"))
    fields = [field for field in course.__struct_fields__ if field != "source"]
    size = max(columns(field) for field in fields)
    for field in fields:
        yield from page.labelled(field, _shown(getattr(course, field)), size, depth=0)
    yield from _inside(seen, page)
    yield ""
    yield from page.paragraph(said("inspect.more"))


def _format_name(page: Page, format_id: str, version: str) -> str:
    """`QTI 2.1`; of `SCORM 1.2` the name has the version already."""
    name = page.words(f"report.format.{format_id}", format_id)
    return name if name.endswith(version) else f"{name} {version}"


def _inside(seen: Inspection, page: Page) -> Iterator[str]:
    """The packages inside the package: what each is recognised as, or why nothing is known of it."""
    if not seen.inside:
        return
    yield from page.heading(said("inspect.inside"))
    for one in seen.inside:
        if one.problem:
            what = page.words(f"word.{one.problem}", one.problem)
        else:
            what = _format_name(page, one.format, one.version)
        yield from page.paragraph(said("inspect.inside-one", path=one.name, what=what), 1)
        if one.name != one.path:
            yield from page.paragraph(one.path, 2, "faint")


def _shown(value: Any) -> str:
    """A value of the model in a few words."""
    if isinstance(value, Fact):
        words = _shown(value.value) if value.value is not None else value.state.value
        return f"{words} ({', '.join(filter(None, (value.method.value, value.reason, _place(value.sources))))})"
    if value is None:
        return said("inspect.absent")
    if isinstance(value, Failure):
        return page_for_terminal().words(f"reason.{value.code}", value.code, **value.arguments)
    if isinstance(value, bool):
        return "true" if value else "false"  # as expressions write it
    if isinstance(value, (tuple, list)):
        if all(isinstance(one, str) for one in value) and value:
            return ", ".join(map(without_secrets, value))
        return said("inspect.count", count=len(value))
    if isinstance(value, msgspec.Struct):
        return ", ".join(f"{k}: {_shown(v)}" for k, v in msgspec.structs.asdict(value).items() if k != "source" and v)
    return without_secrets(str(value))


def _place(sources: tuple[Source, ...]) -> str:
    return f"{sources[0].file}:{sources[0].line}" if sources else ""


def _evaluated(seen: Inspection, expression: str, page: Page) -> Iterator[str]:
    """The value, the value of every part, and the facts that were read."""
    try:
        found = seen.evaluate(expression)
    except LanguageError as problem:
        raise UsageError("expression-wrong", expression=expression, detail=_wrong(problem)) from problem
    yield from page.paragraph(f"{expression}  =  {_brief(found.value)}", style="strong")
    for (offset, end), value in sorted(found.trace.values.items()):
        if not isinstance(value, Entity) and end - offset < len(expression):
            yield from page.paragraph(f"{expression[offset:end]}  =  {_brief(value)}", 1, hang=2)
    for read in found.trace.touched:
        yield from page.paragraph(said("inspect.read", field=read.field, value=_brief(read.value)), 1, "faint", hang=2)


def _brief(value: Any) -> str:
    """A value without the fields of things."""
    return type(value).__name__ if isinstance(value, Entity) else _shown(value)


def _wrong(problem: LanguageError) -> str:
    """What is wrong in an expression: the likely words come first, and then the list of all is cut."""
    return " ".join(part for one in problem.problems for part in _told(one))


def _told(one: Problem) -> Iterator[str]:
    arguments = dict(one.arguments)
    if one.suggestions:
        yield said("suggest.near", words=", ".join(one.suggestions))
        if "known" in arguments:
            arguments["known"] = some_words(str(arguments["known"]))
    yield fill(texts(language()).get(f"lint.{one.code}", one.code), arguments, language())


COMMAND: click.Command = _command
