"""Structural checks of what the blocks and settings say (OLX-09 to OLX-11, OLX-21 to OLX-27, OLX-35, OLX-36).

Source: formats/olx.md §3, §4, §7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from oecheck.documents.xml import child, children, text_of
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._olx.blocks import Block
from oecheck.readers._olx.exercises import prompts_of
from oecheck.readers._olx.kinds import PLATFORM_BLOCKS, TEXT_ELEMENTS
from oecheck.readers._olx.policy import Grading, Policy
from oecheck.readers._olx.values import date_of, moment, number, texts, whole

__all__ = ["check_blocks", "check_grading", "check_policy"]

_SHOW_ANSWER = frozenset(
    {
        "",
        "after_all_attempts",
        "after_all_attempts_or_correct",
        "after_attempts",
        "after_some_number_of_attempts",
        "always",
        "answered",
        "attempted",
        "attempted_no_past_due",
        "closed",
        "correct_or_past_due",
        "finished",
        "never",
        "past_due",
    }
)
_RERANDOMIZE = frozenset({"", "always", "false", "never", "onreset", "per_student", "true"})
_WORDS = (("showanswer", _SHOW_ANSWER), ("rerandomize", _RERANDOMIZE))
_COUNTS = ("max_attempts", "attempts", "submission_wait_seconds")
_DATES = ("start", "end", "enrollment_start", "enrollment_end", "due")
# Of each pair the first is not after the second.
_ORDERED = (
    ("enrollment_start", "start"),
    ("enrollment_start", "enrollment_end"),
    ("start", "end"),
    ("enrollment_end", "end"),
)
_OBSOLETE_ATTRIBUTES = ("slug", "name")
_OBSOLETE_TAGS = frozenset({"videosequence", "problemset", "videoalpha"})
_TOLERANCE = 0.005  # of the sum of weights
_SHOWN = 60  # characters of a value that a message may show


def check_grading(blocks: tuple[Block, ...], grading: Grading) -> Iterator[PackageFinding]:
    """Weights, kinds of graded work and grades fit each other and the course."""
    graded = [block for block in blocks if block.tag == "sequential" and block.says("graded")]
    kinds = Counter(block.text("format") for block in graded)
    known = {grader.type for grader in grading.graders}
    total = sum(grader.weight for grader in grading.graders)
    if grading.graders and abs(total - 1) > _TOLERANCE:
        yield _finding("OLX-09", "sum", grading.source, total=f"{total:g}")
    for block in graded if grading.present else ():
        kind = block.text("format")
        if kind not in known:
            yield _finding("OLX-09", "unknown-type", block.source, type=kind[:_SHOWN], title=_title(block))
    for grader in grading.graders if graded else ():
        if kinds[grader.type] < grader.min_count:
            arguments = {"type": grader.type[:_SHOWN], "wanted": grader.min_count, "count": kinds[grader.type]}
            yield _finding("OLX-09", "too-few", grader.source, **arguments)
    marks = [mark for _, mark in sorted(grading.cutoffs)]
    if any(lower >= higher for higher, lower in pairwise(marks)):
        yield _finding("OLX-10", "order", grading.cutoffs_source)


def check_policy(blocks: tuple[Block, ...], policy: Policy) -> Iterator[PackageFinding]:
    """Entries of the policy name blocks of the course."""
    tags: dict[str, set[str]] = {}
    for block in blocks:
        tags.setdefault(block.url_name, set()).add(block.tag)
    for key, node in policy.entries.items():
        tag, _, name = key.partition("/")
        if tag in ("course", "static_tab") or tag in tags.get(name, ()):
            continue
        variant = "other-type" if name in tags else "unknown"
        yield _finding("OLX-36", variant, policy.source(node), key=key[:100])


def check_blocks(blocks: tuple[Block, ...]) -> Iterator[PackageFinding]:
    """Dates, settings, tools, assignments, discussions and kinds of blocks."""
    course = blocks[0]
    yield from _order_of_dates(course)
    window = _moment(course, "start"), _moment(course, "end")
    passports = {text.partition(":")[0].strip() for text in texts(course.tree("lti_passports"))}
    seen: set[str] = set()
    for block in blocks:
        yield from _settings(block)
        yield from _obsolete(block)
        if block.tag == "sequential":
            yield from _due(block, *window)
        elif block.tag == "openassessment":
            yield from _open_assessment(block)
        elif block.tag in ("lti", "lti_consumer"):
            yield from _tool(block, passports)
        elif block.tag == "discussion":
            yield from _discussion(block, seen)
    foreign = sorted({block.tag[:_SHOWN] for block in blocks} - PLATFORM_BLOCKS - TEXT_ELEMENTS)
    if foreign:
        yield _finding("OLX-26", "", course.source, kinds=", ".join(foreign[:20]), count=len(foreign))


def _settings(block: Block) -> Iterator[PackageFinding]:
    for name in _DATES:
        value = block.text(name)
        if value and not date_of(value):
            yield _setting("OLX-11", "not-a-date", block, name, value)
    if block.tag not in ("problem", "course"):
        return
    for name, words in _WORDS:
        value = block.text(name)
        if value.lower() not in words:
            yield _setting("OLX-21", "", block, name, value)
    for name in _COUNTS:
        value = block.text(name)
        if value and (whole(value) is None or (whole(value) or 0) < 0):
            yield _setting("OLX-21", "", block, name, value)
    weight = block.text("weight")
    if weight and (number(weight) is None or (number(weight) or 0.0) < 0):
        yield _setting("OLX-21", "", block, "weight", weight)


def _setting(check: str, variant: str, block: Block, name: str, value: str) -> PackageFinding:
    return _finding(check, variant, block.source_of(name), name=name, value=value[:_SHOWN], title=_title(block))


def _order_of_dates(course: Block) -> Iterator[PackageFinding]:
    for first, second in _ORDERED:
        earlier, later = _moment(course, first), _moment(course, second)
        if earlier is not None and later is not None and earlier > later:
            yield _finding("OLX-11", "order", course.source_of(first), first=first, second=second)


def _due(block: Block, start: datetime | None, end: datetime | None) -> Iterator[PackageFinding]:
    due = _moment(block, "due")
    if due is not None and ((start is not None and due < start) or (end is not None and due > end)):
        source = block.source_of("due")
        yield _finding("OLX-11", "due-outside", source, title=_title(block), due=block.date("due") or "")


def _moment(block: Block, name: str) -> datetime | None:
    value = block.date(name)
    return moment(value) if value else None


def _open_assessment(block: Block) -> Iterator[PackageFinding]:
    """What is written must be whole; a block without any content has the platform's own."""
    if not len(block.element):
        return
    rubric = child(block.element, "rubric")
    has_prompt = any(text_of(node) for node in prompts_of(block.element))
    has_criterion = rubric is not None and any(
        child(criterion, "option") is not None or criterion.get("feedback") == "required"
        for criterion in children(rubric, "criterion")
    )
    steps = child(block.element, "assessments")
    has_step = steps is not None and child(steps, "assessment") is not None
    for variant, there in (("no-prompt", has_prompt), ("no-criterion", has_criterion), ("no-step", has_step)):
        if not there:
            yield _finding("OLX-22", variant, block.source, title=_title(block))


def _tool(block: Block, passports: set[str]) -> Iterator[PackageFinding]:
    if block.text("lti_version") == "lti_1p3" or block.text("config_type") in ("external", "database"):
        return
    name, address = block.text("lti_id"), block.text("launch_url")
    if name and name not in passports:
        yield _finding("OLX-24", "no-passport", block.source_of("lti_id"), title=_title(block), name=name[:_SHOWN])
    if not address.lower().startswith(("https://", "http://")):
        yield _finding("OLX-24", "no-address", block.source, title=_title(block))
    elif address.lower().startswith("http://"):
        yield _finding("OLX-24", "not-https", block.source_of("launch_url"), title=_title(block))


def _discussion(block: Block, seen: set[str]) -> Iterator[PackageFinding]:
    name = block.text("discussion_id")
    if name and name in seen:
        yield _finding("OLX-35", "", block.source, name=name[:_SHOWN])
    seen.add(name)


def _obsolete(block: Block) -> Iterator[PackageFinding]:
    if block.tag in _OBSOLETE_TAGS:
        yield _finding("OLX-27", "tag", block.source, tag=block.tag)
    if block.tag in ("chapter", "sequential", "vertical", "html", "problem", "video"):
        for name in _OBSOLETE_ATTRIBUTES:
            if block.element.get(name) is not None:
                yield _finding("OLX-27", "attribute", block.source, tag=block.tag, name=name)


def _title(block: Block) -> str:
    return (block.text("display_name") or block.url_name or block.tag)[:100]


def _finding(check: str, variant: str, source: Source, **arguments: object) -> PackageFinding:
    return PackageFinding(check=check, variant=variant, source=source, arguments=dict(arguments))
