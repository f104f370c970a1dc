"""The other files of an edition: the edition itself, word lists, vocabularies, the map of the record."""

from __future__ import annotations

from pathlib import PurePosixPath

from oecheck.authoring._known import Known
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._written import WrittenFile
from oecheck.language.problems import close_to
from oecheck.rules import Lexicon, RecordMap, StandardFile, Vocabulary

__all__ = ["lint_lexicon", "lint_record_map", "lint_standard", "lint_vocabulary"]


def lint_standard(file: WrittenFile, known: Known) -> None:
    """Folder, default profile and areas."""
    standard: StandardFile = file.value
    if standard.default_profile not in known.profiles:
        near = close_to(standard.default_profile, known.profiles)
        known_words = ", ".join(sorted(known.profiles))
        file.add(
            "/default_profile", "profile-missing", found=standard.default_profile, known=known_words, suggestions=near
        )
    seen: set[str] = set()
    for index, area in enumerate(standard.areas):
        if area.id in seen:
            file.add(pointer_to("areas", index, "id"), "area-twice", found=area.id)
        seen.add(area.id)
        if area.profile and area.profile not in known.profiles:
            near = close_to(area.profile, known.profiles)
            words = ", ".join(sorted(known.profiles))
            file.add(
                pointer_to("areas", index, "profile"),
                "profile-missing",
                found=area.profile,
                known=words,
                suggestions=near,
            )


def lint_lexicon(file: WrittenFile, known: Known) -> None:
    """The language is that of the file name; somebody asks for each list; no word stands twice in one."""
    lexicon: Lexicon = file.value
    stem = PurePosixPath(file.name).stem
    if stem != lexicon.language and not stem.startswith(f"{lexicon.language}-"):
        file.add("/language", "lexicon-file-name", found=lexicon.language, file=PurePosixPath(file.name).name)
    for name, words in lexicon.lists.items():
        _asked(file, lexicon.language, name, known)
        seen: set[str] = set()
        for index, word in enumerate(words.words):
            if word.casefold() in seen:
                file.add(pointer_to("lists", name, "words", index), "word-twice", found=word)
            seen.add(word.casefold())


def _asked(file: WrittenFile, language: str, name: str, known: Known) -> None:
    """A list of one language only, of several, that no rule asks for: its name is most likely misspelt."""
    several = len(frozenset().union(*known.lexicons.values())) > 1
    if several and name not in known.asked and len(known.lexicons[name]) == 1:
        near = close_to(name, [other for other, languages in known.lexicons.items() if language not in languages])
        file.add(
            pointer_to("lists", name), "lexicon-alone", at_key=True, found=name, language=language, suggestions=near
        )


def lint_vocabulary(file: WrittenFile, _known: Known) -> None:
    """The name is that of the file: rules use the file's."""
    vocabulary: Vocabulary = file.value
    if vocabulary.vocabulary and PurePosixPath(file.name).stem != vocabulary.vocabulary:
        file.add("/vocabulary", "vocabulary-file-name", found=vocabulary.vocabulary, file=PurePosixPath(file.name).name)


def lint_record_map(file: WrittenFile, known: Known) -> None:
    """The fields are fields of the model, and the requirements are of areas that there are."""
    record: RecordMap = file.value
    areas = {area.id for area in known.standard.areas} if known.standard else set()
    for key, entry in record.keys.items():
        for index, field in enumerate(entry.fields):
            kind, _, name = field.partition(".")
            names = known.kinds[kind].fields if kind in known.kinds else ()
            if name not in names:
                at = pointer_to("keys", key, "fields", index)
                near = tuple(f"{kind}.{word}" for word in close_to(name, names))
                file.add(at, "record-field", found=field, suggestions=near)
        for index, id in enumerate(entry.requirements):
            if id[4:7] not in areas:
                at = pointer_to("keys", key, "requirements", index)
                file.add(at, "rule-unknown", found=id, suggestions=close_to(id, known.rules))
