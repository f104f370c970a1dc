"""The standard ready to run: compiled once, kept by the digest of its files."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from oecheck._version import __version__
from oecheck.errors import UsageError
from oecheck.language import Environment, Kind, Type
from oecheck.model.outcome import Level
from oecheck.rules import (
    Catalogue,
    CheckedRule,
    CompiledCheck,
    CompiledRule,
    Edition,
    EditionFiles,
    LocaleFile,
    ProfileFile,
    RuleFile,
    Words,
    build_rule,
    digest_of,
    find_edition,
    resolve,
)
from oecheck.run._options import CheckOptions
from oecheck.store import cache_folder, write_whole
from oecheck.texts import can_be_language
from oecheck.vocabulary import kinds, rule_functions, signature, target_kinds

__all__ = ["catalogue_for", "environment", "load_catalogue", "load_words", "stored_edition"]

ENGLISH = "en"
_MAX_STORED = 20
"""Compiled editions that the cache folder keeps; a researcher makes a new one with every edit."""


def load_catalogue(
    standard: str,
    profiles: Iterable[str] = (),
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    cached: bool = True,
    language: str = ENGLISH,
    whole: bool = False,
) -> Catalogue:
    """The rules of a standard, as its profiles select them.

    Args:
        standard: `ohe@0.1`, or an edition's folder.
        profiles: names; none is the default profile.
        only, skip: requirement ids or area ids; `only` empty is all.
        cached: use and keep compiled editions in the user's cache folder.
        language: of the texts.
        whole: every requirement at its own level, those of single profiles too, instead of what profiles select.

    Raises:
        UsageError: unknown standard, profile, requirement or area; the profiles select nothing of a word of `only`,
            or `skip` leaves nothing.
        RuleFileError: the edition cannot be used.
    """
    files = find_edition(standard)
    chosen = (tuple(profiles), tuple(only), tuple(skip), whole)
    if not cached:
        return _selected(stored_edition(files, cached, language), *chosen)
    name = _key(files, language, files.locale(language))
    key = (name, *chosen)
    found = _recent.get(key)
    if found is None:
        found = _selected(_stored(files, name, language), *chosen)
        _recent.clear()  # one is kept: a process that checks many packages checks them by one
        _recent[key] = found
    return found


_recent: dict[tuple[Any, ...], Catalogue] = {}


def _selected(
    edition: Edition, profiles: tuple[str, ...], only: tuple[str, ...], skip: tuple[str, ...], whole: bool
) -> Catalogue:
    names = profiles or (edition.standard.default_profile,)
    chosen = [_everything(edition)] if whole else [_profile(edition, name) for name in names]
    selection = resolve([rule.file for rule in edition.rules], chosen, edition.standard.own_areas)
    wanted = _wanted(edition, only, skip, selection.levels)
    rules = tuple(
        _built(rule, selection.levels[rule.file.id], selection.parameters.get(rule.file.id, {}))
        for rule in edition.rules
        if rule.file.id in selection.levels and wanted(rule.file)
    )
    if not rules and (only or skip):
        raise UsageError("nothing-selected", only=", ".join(only) or "–", skip=", ".join(skip) or "–")
    checks = {
        spec.id: CompiledCheck(spec, _built(condition, Level.MUST, {}) if condition else None)
        for spec, condition in edition.checks
    }
    return Catalogue(
        standard=edition.standard,
        digest=edition.digest,
        profiles=names,
        profile_digest=selection.digest,
        rules=rules,
        checks=checks,
        lexicons=_lexicons(edition),
        vocabularies={name: frozenset(entries) for name, entries in edition.vocabularies.items()},
        language=edition.language,
        untranslated=frozenset(edition.untranslated),
        labels=edition.labels,
        changed=edition.changed,
    )


def catalogue_for(options: CheckOptions) -> Catalogue:
    """The rules that a check asks for, as `load_catalogue`."""
    return load_catalogue(
        options.standard, options.profiles, options.only, options.skip, options.cache, options.language
    )


def environment(names: Mapping[str, Type]) -> Environment:
    """What the expressions of a rule may name, for its variables."""
    return _without_variables().with_variables(names)


def load_words() -> Words:
    """The names that rule files may use."""
    return Words(environment, target_kinds())


@cache
def _kinds() -> dict[str, Kind]:
    return kinds()


@cache
def _without_variables() -> Environment:
    return Environment(_kinds(), {}, rule_functions())


@cache
def _to_run() -> Environment:
    return Environment.to_run(_kinds(), rule_functions())


def _built(rule: CheckedRule, level: Level, parameters: Mapping[str, str]) -> CompiledRule:
    return build_rule(rule, _to_run(), level, parameters)


def _everything(edition: Edition) -> ProfileFile:
    """A profile that selects all there is; for people who read or test the standard, never for a check."""
    areas = tuple(sorted(edition.standard.own_areas))
    return ProfileFile(id="whole", title="", description="", status="draft", select=("*", *areas))


def _profile(edition: Edition, name: str) -> ProfileFile:
    if name not in edition.profiles:
        raise UsageError("unknown-profile", profile=name, known=", ".join(sorted(edition.profiles)))
    return edition.profiles[name]


def _lexicons(edition: Edition) -> dict[tuple[str, str], frozenset[str]]:
    """(list, language) → words, with all languages together under `*`."""
    found = {(name, language): frozenset(words) for name, language, words in edition.lexicons}
    for name, _, words in edition.lexicons:
        found[name, "*"] = found.get((name, "*"), frozenset()).union(words)
    return found


class _Wanted:
    """`--only` and `--skip`."""

    def __init__(self, only: frozenset[str], skip: frozenset[str]) -> None:
        self._only = only
        self._skip = skip

    def __call__(self, rule: RuleFile) -> bool:
        names = {rule.id, rule.id.split("-")[1]}
        return not names & self._skip and (not self._only or bool(names & self._only))


def _wanted(edition: Edition, only: tuple[str, ...], skip: tuple[str, ...], selected: Collection[str]) -> _Wanted:
    rules = {rule.file.id: rule.file for rule in edition.rules}
    known = rules.keys() | {area.id for area in edition.standard.areas}
    for name in (*only, *skip):
        if name not in known:
            raise UsageError("unknown-requirement", requirement=name, known=", ".join(sorted(known)))
    for name in only:
        if name in rules and rules[name].status == "withdrawn":
            raise UsageError("requirement-withdrawn", requirement=name, replaced_by=rules[name].replaced_by or "–")
        if not any(name in (id, id.split("-")[1]) for id in selected):
            raise UsageError("not-selected", requirement=name)
    return _Wanted(frozenset(only), frozenset(skip))


def stored_edition(files: EditionFiles, cached: bool = True, language: str = ENGLISH) -> Edition:
    """The checked edition, from the cache when its files are unchanged; a cache that cannot be used is done without."""
    if not cached:
        return _made(files, cached, language)
    return _stored(files, _key(files, language, files.locale(language)), language)


def _stored(files: EditionFiles, key: str, language: str) -> Edition:
    path = cache_folder() / f"{key}.edition"
    edition = _read(path)
    if edition is None:
        edition = _made(files, True, language)
        _keep(path, msgspec.msgpack.encode(edition))
    return edition


def _made(files: EditionFiles, cached: bool, language: str) -> Edition:
    if language == ENGLISH:
        return _load(files)
    return _translated(stored_edition(files, cached), language, files.locale(language))


def _load(files: EditionFiles) -> Edition:
    from oecheck.rules.load import load_edition

    return load_edition(files, load_words())


def _translated(edition: Edition, language: str, locale: tuple[str, bytes] | None) -> Edition:
    from oecheck.rules import translated
    from oecheck.rules.load import load_locale

    return translated(edition, load_locale(*locale) if locale else LocaleFile(language=language, review="unreviewed"))


def _key(files: EditionFiles, language: str, locale: tuple[str, bytes] | None) -> str:
    """Digest of the files, the names that they may use, the program's version and the Python that wrote it."""
    version = f"{__version__}-py{sys.version_info.major}{sys.version_info.minor}"
    contents = [*files.contents(), *((locale,) if locale else ())]
    named = (
        language if can_be_language(language) else sha256(language.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    )
    return f"{digest_of(contents)[:32]}-{signature()[:12]}-{version}-{named}"


def _read(path: Path) -> Edition | None:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Edition)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _keep(path: Path, data: bytes) -> None:
    """Keeps an edition, and removes the oldest ones above the number that is kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, (data,))
        kept = sorted(path.parent.glob("*.edition"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in kept[_MAX_STORED:]:
            old.unlink(missing_ok=True)
    except OSError:
        return
