"""What expressions and messages name, as far as it can be told from their text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oecheck.authoring._pointer import pointer_to
from oecheck.language import LanguageError, parse
from oecheck.language import nodes as tree
from oecheck.rules import RuleFile

__all__ = [
    "asked_lists",
    "deciding_names",
    "expressions",
    "is_expression",
    "placeholders",
    "stray_brace",
    "used_names",
    "word_lists",
]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_NAME = re.compile(r"\b[A-Za-z_]\w*")
# Function → index of the argument that names a list, and the kind of list.
_LISTS = {"inLexicon": (1, "lexicon"), "hasLexiconWord": (1, "lexicon"), "inVocabulary": (1, "vocabulary")}


def expressions(rule: RuleFile) -> Iterator[tuple[str, str, int]]:
    """Every expression of a rule: its text, the pointer of the value it stands in, the character it begins at."""
    for index, line in enumerate(rule.when):
        yield line, pointer_to("when", index), 0
    for index, entry in enumerate(rule.expect):
        yield entry.that, pointer_to("expect", index, "that"), 0
        if entry.doubt:
            yield entry.doubt.when, pointer_to("expect", index, "doubt", "when"), 0
    yield from _of_messages(rule)
    yield from _of_review(rule)


def _of_review(rule: RuleFile) -> Iterator[tuple[str, str, int]]:
    review = rule.review
    if review is None:
        return
    if review.proven:
        yield review.proven, pointer_to("review", "proven"), 0
    for text, offset in placeholders(review.question):
        yield text, pointer_to("review", "question"), offset
    for index, line in enumerate(review.look_at):
        for text, offset in placeholders(line):
            yield text, pointer_to("review", "look_at", index), offset


def _of_messages(rule: RuleFile) -> Iterator[tuple[str, str, int]]:
    for code, message in rule.messages.items():
        for text, offset in placeholders(message):
            yield text, pointer_to("messages", code), offset


def used_names(rule: RuleFile) -> frozenset[str]:
    """Every name that some expression or message of the rule uses."""
    return frozenset().union(*(_names_in(text) for text, _, _ in expressions(rule)))


def deciding_names(rule: RuleFile) -> frozenset[str]:
    """Every name that an expression uses which decides the outcome; a message only tells it."""
    written = [*rule.when, *(entry.that for entry in rule.expect)]
    written += [entry.doubt.when for entry in rule.expect if entry.doubt]
    written += [rule.review.proven] if rule.review and rule.review.proven else []
    return frozenset().union(*map(_names_in, written))


def placeholders(message: str) -> Iterator[tuple[str, int]]:
    """The expressions of a message, each with the character at which it begins."""
    return ((match[1], match.start(1)) for match in _PLACEHOLDER.finditer(message))


def stray_brace(message: str) -> int:
    """The character at which a brace stands that opens or closes nothing; -1 when there is none."""
    rest = _PLACEHOLDER.sub(lambda match: " " * len(match[0]), message)
    return min((at for at in (rest.find("{"), rest.find("}")) if at >= 0), default=-1)


def is_expression(text: str) -> bool:
    """Whether what stands between braces can be an expression: rules of style stand between braces, too."""
    try:
        parse(text)
    except LanguageError:
        return False
    return True


def _names_in(expression: str) -> frozenset[str]:
    """Names that an expression uses; of one that cannot be read, every word that looks like a name."""
    nodes = list(_nodes(expression))
    if not nodes:
        return frozenset(_NAME.findall(expression))
    return frozenset(node.name for node in nodes if isinstance(node, tree.Name))


def asked_lists(rule: RuleFile) -> frozenset[str]:
    """Names of the lexicons that the rule asks."""
    named = (entry for text, _, _ in expressions(rule) for entry in word_lists(text))
    return frozenset(name for kind, name, _ in named if kind == "lexicon")


def word_lists(expression: str) -> Iterator[tuple[str, str, int]]:
    """Lexicons and vocabularies that an expression names: kind, name, character at which the name begins."""
    for node in _nodes(expression):
        if not isinstance(node, tree.Call) or node.function not in _LISTS:
            continue
        place, kind = _LISTS[node.function]
        named = tree.arguments_of(node)[place : place + 1]
        if named and isinstance(named[0], tree.Literal) and isinstance(named[0].value, str):
            yield kind, named[0].value, named[0].offset + 1


def _nodes(expression: str) -> Iterator[tree.Node]:
    try:
        waiting: list[tree.Node] = [parse(expression).root]
    except LanguageError:
        return
    while waiting:
        node = waiting.pop()
        yield node
        waiting += tree.children(node)
