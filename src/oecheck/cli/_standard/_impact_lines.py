"""The impact of a changed edition, as a page for people, as Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from oecheck.cli._language import language
from oecheck.cli._print import page_for_terminal
from oecheck.cli._problem import problem_text
from oecheck.cli._said import said
from oecheck.errors import OecheckError
from oecheck.model.outcome import Status
from oecheck.reporters._markdown.escape import prose
from oecheck.reporters._visible import visible
from oecheck.texts import text

if TYPE_CHECKING:
    from oecheck.authoring.impact_sum import Impact, RequirementImpact, Transition
    from oecheck.rules import Catalogue

__all__ = ["LINES", "Seen"]

# Of the packages that something holds for this many are named; how many there are is always told, and JSON names all.
_NAMED = 5
# Of requirements more: the names are short, and nothing else tells them.
_LISTED = 60


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a run found.

    Attributes:
        old, new: the editions.
        impact: on the packages that could be read.
        unread: what is wrong with the others, by name.
        passed_over: files in folders that are taken for no package.
        allowed_percent: share of the packages that may change; None where nobody set one.
    """

    old: Catalogue
    new: Catalogue
    impact: Impact
    unread: Mapping[str, OecheckError]
    passed_over: Mapping[str, int]
    allowed_percent: int | None


class _Line(msgspec.Struct, frozen=True):
    """A line of the page: 0 is a heading or stands alone, 1 belongs to the line above it."""

    depth: int
    words: str
    style: str = ""


def _text(seen: Seen) -> Iterator[str]:
    page = page_for_terminal()
    for number, line in enumerate(_lines(seen)):
        if number and not line.depth:
            yield ""
        yield from page.paragraph(line.words, line.depth, line.style, hang=2 * line.depth)


def _markdown(seen: Seen) -> Iterator[str]:
    for number, line in enumerate(_lines(seen)):
        words = prose(line.words)
        if line.depth:
            yield f"- {words}"
        else:
            yield from [*([""] if number else []), f"**{words}**" if line.style == "strong" else words, ""]


def _json(seen: Seen) -> Iterator[str]:
    impact = msgspec.to_builtins(seen.impact)
    whole: dict[str, Any] = {
        "old": _edition(seen.old),
        "new": _edition(seen.new),
        **impact,
        "unread": [
            {"package": name, "code": problem.code, "message": problem_text(problem)}
            for name, problem in seen.unread.items()
        ],
        "passed_over": dict(seen.passed_over),
        "allowed_percent": seen.allowed_percent,
    }
    yield msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()


LINES: dict[str, Callable[[Seen], Iterator[str]]] = {"text": _text, "markdown": _markdown, "json": _json}


def _edition(catalogue: Catalogue) -> dict[str, Any]:
    return {"standard": _named(catalogue), "digest": catalogue.digest, "profiles": catalogue.profiles}


def _named(catalogue: Catalogue) -> str:
    return f"{catalogue.standard.id}@{catalogue.standard.edition}"


def _lines(seen: Seen) -> Iterator[_Line]:
    yield _Line(0, said("standard.impact.editions", old=_named(seen.old), new=_named(seen.new)))
    for requirement in seen.impact.requirements:
        yield from _requirement(requirement)
    if not seen.impact.requirements:
        yield _Line(0, said("standard.impact.nothing"), "strong")
    yield from _totals(seen)
    yield from _left_out(seen)
    never = seen.impact.never_applied
    if never:
        yield _Line(0, said("standard.impact.never", count=len(never), requirements=_some(never, _LISTED)), "faint")


def _requirement(found: RequirementImpact) -> Iterator[_Line]:
    yield _Line(0, f"{found.id}  {found.title}", "strong")
    for transition in found.transitions:
        yield _Line(1, _transition(transition), "bad" if transition.new is Status.NOT_SATISFIED else "")
    if found.failures_more or found.failures_fewer:
        yield _Line(1, said("standard.impact.failures", more=found.failures_more, fewer=found.failures_fewer))
    if found.same_status:
        names = _some(found.same_status)
        yield _Line(1, said("standard.impact.same-status", count=len(found.same_status), packages=names))


def _transition(found: Transition) -> str:
    return said(
        "standard.impact.transition",
        old=_status(found.old),
        new=_status(found.new),
        count=len(found.packages),
        packages=_some(found.packages),
    )


def _status(status: Status | None) -> str:
    if status is None:
        return said("standard.impact.absent")
    return text(f"report.markdown.{status.value}", language())


def _some(names: Sequence[str], most: int = _NAMED) -> str:
    return ", ".join([*map(visible, names[:most]), *(["…"] if len(names) > most else [])])


def _totals(seen: Seen) -> Iterator[_Line]:
    impact = seen.impact
    share = f"{100 * len(impact.changed) / impact.packages:.1f}" if impact.packages else "0"
    yield _Line(
        0,
        said("standard.impact.packages", count=impact.packages, changed=len(impact.changed), share=share),
        "strong",
    )
    if seen.allowed_percent is not None and impact.beyond(seen.allowed_percent):
        yield _Line(1, said("standard.impact.beyond", percent=seen.allowed_percent), "bad")
    yield _Line(
        1,
        said(
            "standard.impact.passed",
            profiles=", ".join(seen.new.profiles),
            old=impact.passed_old,
            new=impact.passed_new,
        ),
    )
    if impact.lost:
        yield _Line(1, said("standard.impact.lost", count=len(impact.lost), packages=_some(impact.lost)), "bad")
    if impact.gained:
        yield _Line(1, said("standard.impact.gained", count=len(impact.gained), packages=_some(impact.gained)))


def _left_out(seen: Seen) -> Iterator[_Line]:
    """What the figures do not speak of: every package by its name."""
    if seen.unread:
        yield _Line(0, said("standard.impact.unread", count=len(seen.unread)), "bad")
        for name, problem in seen.unread.items():
            yield _Line(1, f"{visible(name)}: {problem_text(problem)}")
    incomplete = seen.impact.incomplete
    if incomplete:
        yield _Line(0, said("standard.impact.incomplete", count=len(incomplete)), "bad")
        for reason, names in _by_reason(incomplete).items():
            yield _Line(1, f"{_some(names)}: {reason}")
    if seen.passed_over:
        kinds = ", ".join(f"{kind} {count}" for kind, count in seen.passed_over.items())
        yield _Line(0, said("batch.passed-over", kinds=kinds))


def _by_reason(incomplete: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The packages by the first of what was left out of each; JSON tells all of it."""
    found: dict[str, list[str]] = {}
    for name, reasons in incomplete.items():
        found.setdefault(visible(reasons[0]), []).append(name)
    return found
