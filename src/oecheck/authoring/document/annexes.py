"""The annexes, each made from other files of the edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from oecheck.authoring.document.blocks import Block, Code, Inline, Link, Paragraph, Part, Row, Rows, Table
from oecheck.authoring.document.sources import Sources
from oecheck.authoring.document.words import linked, paragraphs, word
from oecheck.rules import MappingFile, ProfileFile, StructuralCheck

__all__ = ["annex_parts"]

_Made = tuple[tuple[Block, ...], tuple[Part, ...]]


def annex_parts(sources: Sources, known: frozenset[str]) -> Iterator[Part]:
    """One part for each annex of `document.yaml`."""
    for annex in sources.document.annexes:
        blocks, parts = _MAKERS[annex.holds](sources, known)
        yield Part(
            anchor=f"annex-{annex.annex}",
            number=word("annex", letter=annex.annex),
            title=annex.title,
            blocks=(*paragraphs(annex.text, known), *blocks),
            parts=parts,
        )


def _parameters(sources: Sources, _known: frozenset[str]) -> _Made:
    rows: list[Row] = []
    for rule in sources.edition.rules:
        for name, one in rule.file.parameters.items():
            limits = " to ".join("…" if limit is None else f"{limit:g}" for limit in (one.minimum, one.maximum))
            bounded = one.minimum is not None or one.maximum is not None
            lines: list[Inline] = [
                (Link(rule.file.id, rule.file.id), f": {one.value} {one.unit}".rstrip()),
                (f"{word('source')}: {one.source}",),
            ]
            lines += [(f"{word('range')}: {limits}",)] if bounded else []
            lines += [(one.why,)] if one.why else []
            rows.append(Row(name, tuple(lines), f"parameter-{rule.file.id}-{name}"))
    return ((Rows(tuple(rows)),) if rows else ()), ()


def _vocabularies(sources: Sources, _known: frozenset[str]) -> _Made:
    lists = tuple(
        ((Code(name),), (one.origin,), (one.date,), (str(len(one.entries)),)) for name, one in sources.vocabularies
    )
    words = tuple(
        ((Code(name),), (lexicon.language,), (entry.review,), (str(len(entry.words)),))
        for lexicon in sources.lexicons
        for name, entry in lexicon.lists.items()
    )
    ordered = tuple(sorted(words, key=lambda line: (line[1], line[0][0].text)))
    header = word("columns.vocabularies").split("|")
    blocks = (
        Table(word("vocabularies"), tuple(header), lists),
        Table(word("lexicons"), tuple(word("columns.lexicons").split("|")), ordered),
    )
    return blocks, ()


def _record(sources: Sources, known: frozenset[str]) -> _Made:
    keys = sources.record.keys if sources.record else {}
    rows = tuple(
        Row(key, ((one.asks,), (f"{word('example')}: ", Code(one.example)), _settles(one.requirements, known)))
        for key, one in keys.items()
    )
    return ((Rows(rows),) if rows else ()), ()


def _settles(ids: tuple[str, ...], known: frozenset[str]) -> Inline:
    return (f"{word('settles')}: ", *linked(", ".join(ids), known))


def _profiles(sources: Sources, known: frozenset[str]) -> _Made:
    names = sorted(sources.edition.profiles, key=lambda id: (id != sources.edition.standard.default_profile, id))
    return (), tuple(_profile(sources.edition.profiles[name], known) for name in names)


def _profile(profile: ProfileFile, known: frozenset[str]) -> Part:
    rows = [
        Row(word("status"), ((profile.status,),)),
        Row(word("selects"), (linked(", ".join(profile.select), known),)),
    ]
    if profile.raise_to:
        raised = ", ".join(f"{id} ({level.value})" for id, level in profile.raise_to.items())
        rows.append(Row(word("raises"), (linked(raised, known),)))
    if profile.parameters:
        rows.append(Row(word("sets"), tuple(_set(profile, known))))
    if profile.exclude:
        rows.append(Row(word("excludes"), tuple(linked(f"{id}: {why}", known) for id, why in profile.exclude.items())))
    blocks = (Paragraph(linked(profile.description, known)), Rows(tuple(rows)))
    return Part(anchor=f"profile-{profile.id}", number="", title=f"{profile.title} ({profile.id})", blocks=blocks)


def _set(profile: ProfileFile, known: frozenset[str]) -> Iterator[Inline]:
    for id, values in profile.parameters.items():
        for name, one in values.items():
            yield linked(f"{id}: {name} = {one.value}: {one.why}", known)


def _mappings(sources: Sources, known: frozenset[str]) -> _Made:
    return (), tuple(_mapping(mapping, known) for mapping in sources.mappings)


def _mapping(mapping: MappingFile, known: frozenset[str]) -> Part:
    lines = tuple(
        (
            (entry.theirs,),
            linked(entry.ours, known),
            (entry.relation,),
            (entry.confidence,),
            (f"{entry.judged_by}, {entry.date}",),
            (entry.note,),
        )
        for entry in mapping.mappings
    )
    about = word(
        "mapping.about", title=mapping.title, source=mapping.source, wording=word(f"wording.{mapping.wording}")
    )
    notes = (Paragraph((mapping.note,)),) if mapping.note else ()
    table = Table(mapping.framework, tuple(word("columns.mapping").split("|")), lines)
    slug = "".join(letter if letter.isalnum() else "-" for letter in mapping.framework.casefold())
    return Part(
        anchor=f"mapping-{slug}", number="", title=mapping.framework, blocks=(Paragraph((about,)), *notes, table)
    )


def _history(sources: Sources, known: frozenset[str]) -> _Made:
    rows = tuple(
        Row(f"{one.edition} ({one.date})", (_change(one.kind, one.text, known), *_about(one.requirements, known)))
        for one in sources.document.history
    )
    return (Rows(rows),), ()


def _change(kind: str, words: str, known: frozenset[str]) -> Inline:
    return (f"{word(f'change.{kind}')}: ", *linked(words, known))


def _about(ids: tuple[str, ...], known: frozenset[str]) -> Iterator[Inline]:
    if ids:
        yield linked(", ".join(ids), known)


def _checks(sources: Sources, known: frozenset[str]) -> _Made:
    checks = sorted((check for check, _ in sources.edition.checks), key=lambda one: (one.id.split("-")[0], one.id))
    groups: dict[str, list[StructuralCheck]] = {}
    for check in checks:
        groups.setdefault(check.id.rpartition("-")[0], []).append(check)
    header = tuple(word("columns.checks").split("|"))
    parts = tuple(
        Part(
            anchor=f"checks-{group}",
            number="",
            title=group,
            blocks=(Table(_span(members), header, tuple(_check(one, known) for one in members)),),
        )
        for group, members in groups.items()
    )
    return (), parts


def _span(members: Sequence[StructuralCheck]) -> str:
    """The first and last number: the heading above the table names the group already."""
    return " – ".join(dict.fromkeys((members[0].id, members[-1].id)))


def _check(one: StructuralCheck, known: frozenset[str]) -> tuple[Inline, ...]:
    return (
        (one.id,),
        linked(one.statement, known),
        (one.source,),
        (one.severity,),
        linked(one.covered_by or one.reported_as, known),
    )


_MAKERS: Mapping[str, Callable[[Sources, frozenset[str]], _Made]] = {
    "parameters": _parameters,
    "vocabularies": _vocabularies,
    "record": _record,
    "profiles": _profiles,
    "mappings": _mappings,
    "history": _history,
    "checks": _checks,
}
