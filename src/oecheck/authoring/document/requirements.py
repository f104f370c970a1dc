"""The clauses of requirements: each a page that a committee can argue with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from oecheck.authoring.document.blocks import Block, Code, Fold, Inline, Items, Link, Paragraph, Part, Row, Rows, Source
from oecheck.authoring.document.sources import Sources
from oecheck.authoring.document.words import anchor_of, labelled, linked, word
from oecheck.rules import Example, RuleFile

__all__ = ["area_parts"]

_WIDTH = 100


def area_parts(sources: Sources, known: frozenset[str]) -> Iterator[Part]:
    """One part for each area, with its requirements by id."""
    files = [rule.file for rule in sources.edition.rules]
    for area in sources.edition.standard.areas:
        rules = [file for file in files if file.id.split("-")[1] == area.id]
        yield Part(
            anchor=anchor_of(area.clause),
            number=area.clause,
            title=f"{area.title} ({area.id})",
            blocks=(*_whose(area.profile), Paragraph((word("area.counts", **_counts(rules)),))),
            parts=tuple(_requirement(file, sources, known) for file in rules),
        )


def _whose(profile: str) -> Iterator[Paragraph]:
    if profile:
        yield Paragraph((word("area.profile"), " ", Link(f"profile-{profile}", profile), "."))


def _counts(rules: list[RuleFile]) -> dict[str, int]:
    words = [word for rule in rules for word in (rule.level.value, rule.rule_class.value)]
    names = ("must", "should", "may", "automatic", "assisted", "manual")
    return {"all": len(rules), **{name: words.count(name) for name in names}}


def _requirement(file: RuleFile, sources: Sources, known: frozenset[str]) -> Part:
    blocks: tuple[Block, ...] = (
        Paragraph(linked(file.statement, known)),
        Rows(tuple(_rows(file, sources, known))),
        *_test(file),
        *_examples(file),
    )
    return Part(anchor=file.id, number=file.id, title=file.title, blocks=blocks)


def _rows(file: RuleFile, sources: Sources, known: frozenset[str]) -> Iterator[Row]:
    level = word(f"level.{file.level.value}")
    kind = word(f"class.{file.rule_class.value}")
    bias = "" if file.bias == "none" else word(f"bias.{file.bias}")
    yield Row(word("level"), ((" ".join(filter(None, (f"{level}, {kind}.", bias))),),))
    yield Row(word("why"), (linked(file.why, known),))
    if file.review is not None:
        yield Row(word("question"), ((file.review.question,), (_answers(file),)))
    texts = {
        "proves": (file.proves,),
        "assumes": file.assumptions,
        "notes": (file.notes,),
        "replaced": (file.replaced_by,),
    }
    yield Row(word("remedy"), tuple(_remedies(file, known)))
    if file.declare:
        yield Row(word("declare"), ((Code(file.declare),),))
    if file.parameters:
        yield Row(word("parameters"), tuple(_parameters(file)))
    if file.references:
        yield Row(word("related"), tuple(_references(file)))
    for key, lines in texts.items():
        if any(lines):
            yield Row(word(key), tuple(linked(line, known) for line in lines))
    yield Row(word("history"), (_history(file, sources),))


def _answers(file: RuleFile) -> str:
    answers = file.review.answers.items() if file.review else ()
    return word("answers", answers="; ".join(f"{answer}: {outcome}" for answer, outcome in answers))


def _remedies(file: RuleFile, known: frozenset[str]) -> Iterator[Inline]:
    for platform, words in file.remedy.items():
        yield labelled("" if platform == "default" else platform, words, known)


def _parameters(file: RuleFile) -> Iterator[Inline]:
    for name, one in file.parameters.items():
        yield Link(f"parameter-{file.id}-{name}", name), f" = {one.value} {one.unit}".rstrip()


def _references(file: RuleFile) -> Iterator[Inline]:
    for one in file.references:
        note = f": {one.note}" if one.note else ""
        yield (f"{one.standard}, {one.clause} ({one.relation}){note}",)


def _history(file: RuleFile, sources: Sources) -> Inline:
    told = word("since", since=file.since, rev=file.rev, status=file.status)
    changes = [f"{c.edition} ({c.date}): {c.text}" for c in sources.document.history if file.id in c.requirements]
    return (" ".join((told, *changes)),)


def _test(file: RuleFile) -> Iterator[Fold]:
    """What is looked at, on which conditions, and what has to be true."""
    rows = [Row(word("looks"), ((Code(file.for_each),),))]
    if file.requires:
        rows.append(Row(word("after"), tuple((Link(id, id),) for id in file.requires)))
    if file.when:
        rows.append(Row(word("when"), tuple((Code(line),) for line in file.when)))
    if file.structural:
        rows.append(Row(word("expect"), ((Link("annex-G", word("structural")),),)))
    for entry in file.expect:
        lines: list[Inline] = [(Code(entry.that),), *_message(file, entry.code)]
        if entry.doubt is not None:
            lines.append((word("doubt"), " ", Code(entry.doubt.when)))
            if entry.doubt.code != entry.code:
                lines += _message(file, entry.doubt.code)
        rows.append(Row(f"{word('expect')}: {entry.code}", tuple(lines)))
    if file.review is not None and file.review.look_at:
        rows.append(Row(word("look-at"), tuple((line,) for line in file.review.look_at)))
    if file.review is not None and file.review.proven:
        rows.append(Row(word("proven"), ((Code(file.review.proven),),)))
    yield Fold(word("test", id=file.id), (Rows(tuple(rows)),))


def _message(file: RuleFile, code: str) -> Iterator[Inline]:
    if code in file.messages:
        yield (f"{word('message')}: {file.messages[code]}",)


def _examples(file: RuleFile) -> Iterator[Fold]:
    if not file.examples and not file.impossible:
        return
    blocks: list[Paragraph | Items | Rows | Source] = []
    for example in file.examples:
        blocks += [Paragraph((_headline(example),)), Source(_given(example))]
    if file.impossible:
        blocks.append(Items(tuple(_impossible(file.impossible.items()))))
    yield Fold(word("examples", id=file.id, count=len(file.examples)), tuple(blocks))


def _headline(example: Example) -> str:
    outcome = f"{example.outcome.value}, {example.code}" if example.code else example.outcome.value
    parameters = ", ".join(f"{name} = {value}" for name, value in example.parameters.items())
    return f"{example.name}: {outcome}" + (f" ({parameters})" if parameters else "")


def _given(example: Example) -> str:
    given: str = yaml.safe_dump(example.given, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return given.rstrip("\n")


def _impossible(reasons: Iterable[tuple[str, str]]) -> Iterator[Inline]:
    for outcome, reason in reasons:
        yield (word("impossible", outcome=outcome, reason=reason),)
