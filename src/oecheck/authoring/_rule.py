"""One rule file: what its parts say of each other, and of the rest of the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from oecheck.authoring._examples_lint import lint_examples
from oecheck.authoring._expressions import expressions, is_expression, placeholders, stray_brace, word_lists
from oecheck.authoring._known import Known
from oecheck.authoring._parameter import lint_parameters
from oecheck.authoring._pointer import pointer_to
from oecheck.authoring._reference_lint import lint_references, lint_sources
from oecheck.authoring._written import WrittenFile
from oecheck.language import Checked, advise
from oecheck.language.problems import close_to
from oecheck.model.outcome import RequirementClass
from oecheck.rules import CheckedRule, RuleFile, check_rule

__all__ = ["lint_braces", "lint_lists", "lint_rule", "number"]

_VERB = re.compile(r"\b(must|should|may|shall)\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&[a-z]+;|\*\*|`|\]\(")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def lint_rule(file: WrittenFile, known: Known) -> None:
    """Notes everything that is wrong with a rule file, beyond its schema."""
    rule: RuleFile = file.value
    _names(file, rule, known)
    _life(file, rule, known)
    _level(file, rule)
    _markup(file, rule)
    checked, problems = check_rule(rule, file.name, known.words, file.locate())
    file.problems += problems
    if checked is not None:
        _advice(file, checked)
    _expectations(file, rule)
    _requires(file, rule, known)
    _follows(file, rule, known)
    _messages(file, rule)
    _remedies(file, rule)
    lint_parameters(file, rule)
    lint_lists(file, known, expressions(rule))
    if rule.declare and rule.declare not in known.record_keys:
        near = close_to(rule.declare, known.record_keys)
        file.add("/declare", "declare-unknown", found=rule.declare, suggestions=near)
    lint_references(file, rule, known)
    lint_sources(file, rule, known)
    lint_examples(file, rule, known)


def number(text: str) -> tuple[int, ...]:
    """An edition or clause as numbers: 0.10 comes after 0.9."""
    return tuple(int(part) for part in text.split(".") if part.isascii() and part.isdigit() and len(part) < 10)


def lint_lists(file: WrittenFile, known: Known, texts: Iterator[tuple[str, str, int]]) -> None:
    """Word lists and vocabularies that expressions name are there: one that is not would never hold anything."""
    for text, pointer, shift in texts:
        for kind, name, offset in word_lists(text):
            names = known.lexicons if kind == "lexicon" else known.vocabularies
            if name not in names:
                near = close_to(name, names)
                file.add(pointer, f"{kind}-unknown", offset=shift + offset, found=name, suggestions=near)


def _names(file: WrittenFile, rule: RuleFile, known: Known) -> None:
    """Id, file name, folder, area and clause agree."""
    path = PurePosixPath(file.name)
    first = known.places.get(rule.id, file.name)
    if first != file.name:
        file.add("/id", "duplicate-id", id=rule.id, other=first)
    slug = path.stem.removeprefix(f"{rule.id}-")
    if not path.stem.startswith(f"{rule.id}-") or not _SLUG.fullmatch(slug):
        file.add("/id", "rule-file-name", id=rule.id, found=path.name)
    area = rule.id[4:7]
    if path.parent.name != area.lower():
        file.add("/id", "rule-folder", found=path.parent.name, wanted=area.lower())
    areas = {one.id: one.clause for one in known.standard.areas} if known.standard else {}
    if not areas:
        return
    if area not in areas:
        file.add("/id", "area-unknown", found=area, known=", ".join(areas), suggestions=close_to(area, areas))
    elif number(rule.clause)[:1] != number(areas[area])[:1] or len(number(rule.clause)) < 2:
        file.add("/clause", "clause-elsewhere", found=rule.clause, area=area, wanted=areas[area])
    elif known.clauses.get(rule.clause, rule.id) != rule.id:
        file.add("/clause", "clause-twice", found=rule.clause)


def _life(file: WrittenFile, rule: RuleFile, known: Known) -> None:
    """Edition and life cycle."""
    if known.standard and number(rule.since) > number(known.standard.edition):
        file.add("/since", "since-later", found=rule.since, edition=known.standard.edition)
    if rule.status == "deprecated" and not rule.replaced_by:
        file.add("/status", "replaced-by-missing", id=rule.id)
    if rule.status == "withdrawn" and not (rule.replaced_by or rule.notes):
        file.add("/status", "withdrawn-unsaid", id=rule.id)
    if rule.replaced_by and (rule.replaced_by not in known.rules or rule.replaced_by == rule.id):
        near = close_to(rule.replaced_by, known.rules)
        file.add("/replaced_by", "rule-unknown", found=rule.replaced_by, suggestions=near)


def _level(file: WrittenFile, rule: RuleFile) -> None:
    """The verb of the statement is that of the level, and no other verb of obligation stands beside it."""
    verbs = [match[1].lower() for match in _VERB.finditer(rule.statement)]
    if set(verbs) != {rule.level.value}:
        file.add("/statement", "level-verb", level=rule.level.value, found=", ".join(verbs) or "-")


def _markup(file: WrittenFile, rule: RuleFile) -> None:
    """Titles, statements and reasons are plain text in every form in which an edition is written."""
    for key, text in (("title", rule.title), ("statement", rule.statement), ("why", rule.why)):
        found = _MARKUP.search(text)
        if found:
            file.add(f"/{key}", "markup", offset=found.start(), found=found[0])


def _advice(file: WrittenFile, checked: CheckedRule) -> None:
    """Expressions that are allowed and hardly meant. A doubt may say `true`: it always holds."""
    for pointer, expression in _checked(checked):
        for problem in advise(expression):
            whole = problem.offset == 0 and problem.end >= len(expression.text)
            if pointer.endswith("/doubt/when") and whole:
                continue
            file.note(pointer, problem.code, problem.arguments, offset=problem.offset)


def _checked(checked: CheckedRule) -> Iterator[tuple[str, Checked]]:
    for index, line in enumerate(checked.when):
        yield pointer_to("when", index), line
    for index, (that, doubt) in enumerate(zip(checked.that, checked.doubts, strict=True)):
        yield pointer_to("expect", index, "that"), that
        if doubt:
            yield pointer_to("expect", index, "doubt", "when"), doubt


def _expectations(file: WrittenFile, rule: RuleFile) -> None:
    if rule.structural and rule.expect:
        file.add("/expect", "structural-expects", at_key=True)
    if not rule.structural and not rule.expect and rule.review is None:
        file.add("", "expect-missing", at_key=True)
    automatic = rule.rule_class is RequirementClass.AUTOMATIC
    if automatic and rule.review is not None:
        file.add("/review", "review-of-automatic", at_key=True)
    if not automatic and rule.review is None:
        file.add("/class", "review-missing", found=rule.rule_class.value)
    seen: set[str] = set()
    for index, entry in enumerate(rule.expect):
        if entry.code in seen:
            file.add(pointer_to("expect", index, "code"), "code-twice", code=entry.code)
        seen.add(entry.code)


def _requires(file: WrittenFile, rule: RuleFile, known: Known) -> None:
    """What a composite requires is there, and is no composite itself: nothing would say which comes first."""
    for index, name in enumerate(rule.requires):
        pointer = pointer_to("requires", index)
        required = known.rules.get(name)
        if required is None:
            file.add(pointer, "rule-unknown", found=name, suggestions=close_to(name, known.rules))
        elif required.requires:
            file.add(pointer, "requires-composite", found=name)


def _follows(file: WrittenFile, rule: RuleFile, known: Known) -> None:
    """Both sides say what a failure is about, and no failure explains another in a circle."""
    if rule.follows and not rule.about:
        file.add("/follows", "follows-about", found=rule.id)
    for index, name in enumerate(rule.follows):
        pointer = pointer_to("follows", index)
        cause = known.rules.get(name)
        if cause is None:
            file.add(pointer, "rule-unknown", found=name, suggestions=close_to(name, known.rules))
        elif not cause.about or cause.follows:
            file.add(pointer, "follows-about", found=name)


def _messages(file: WrittenFile, rule: RuleFile) -> None:
    """One message for each code, and nothing left over."""
    codes = {entry.code: pointer_to("expect", index, "code") for index, entry in enumerate(rule.expect)}
    for index, entry in enumerate(rule.expect):
        if entry.doubt:
            codes.setdefault(entry.doubt.code, pointer_to("expect", index, "doubt", "code"))
    spare = [code for code in rule.messages if code not in codes]
    for code, pointer in codes.items():
        if code not in rule.messages:
            file.add(pointer, "message-missing", code=code, suggestions=close_to(code, spare))
    for code in spare:
        near = close_to(code, [known for known in codes if known not in rule.messages])
        file.add(pointer_to("messages", code), "message-unused", at_key=True, code=code, suggestions=near)
    for code, message in rule.messages.items():
        lint_braces(file, message, pointer_to("messages", code))


def _remedies(file: WrittenFile, rule: RuleFile) -> None:
    """Remedies of requirements are told as they stand: an expression in one would be printed, braces and all."""
    for platform, remedy in rule.remedy.items():
        for text, offset in placeholders(remedy):
            if is_expression(text):
                file.add(pointer_to("remedy", platform), "remedy-not-filled", offset=offset, name=text)


def lint_braces(file: WrittenFile, message: str, pointer: str) -> None:
    """Every brace of a message belongs to a placeholder that holds something."""
    at = stray_brace(message)
    if at >= 0:
        file.add(pointer, "placeholder-brace", offset=at)
