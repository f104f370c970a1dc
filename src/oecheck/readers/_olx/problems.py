"""`problem`: the questions in it, one for each response.

Source: formats/olx.md §3; docs "Problem components" (response types, `solution`, `demandhint`, hints of answers).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from oecheck.documents.xml import Element, XmlDocument, local, text_of
from oecheck.model.course import Question
from oecheck.values.patterns import pattern
from oecheck.values.text import collapse

__all__ = ["ProblemFacts", "images_of", "read_problem"]

_KINDS = {
    "annotationresponse": "other",
    "choiceresponse": "multiple_choice",
    "choicetextresponse": "gap",
    "coderesponse": "custom",
    "customresponse": "custom",
    "externalresponse": "custom",
    "formularesponse": "formula",
    "imageresponse": "hotspot",
    "javascriptresponse": "custom",
    "jsmeresponse": "custom",
    "multiplechoiceresponse": "single_choice",
    "numericalresponse": "numeric",
    "optionresponse": "single_choice",
    "schematicresponse": "custom",
    "stringresponse": "short_text",
    "symbolicresponse": "formula",
    "truefalseresponse": "true_false",
}
_FEEDBACK = frozenset(
    "choicehint optionhint correcthint stringequalhint regexphint compoundhint hintpart booleanhint".split()  # noqa: SIM905 (a list of words)
)
_CHOICES = frozenset({"choice", "option"})
_JUDGES = frozenset({"answer", "grader_payload"})
"""Elements with the answer, or with the program that judges it."""
_RIGHT = frozenset({"true", "partial", "correct", "partially-correct"})
_KEY_ATTRIBUTES = ("answer", "expect", "cfn", "rectangle", "regions", "correct_answer")
_SHOWING = frozenset({"img", "image", "svg", "object", "video", "audio", "iframe"})
_NO_STEM = frozenset({"script", "solution", "demandhint", "style", "answer"})
_QUOTED = pattern(r"'[^']*'|\"[^\"]*\"")
_MAX_STEM = 500  # characters
# Where pictures and programs of an input stand besides `img`.
_FILES = ("src", "img", "icon", "html_file", "preprocessorSrc", "target_img")
_INPUTS = frozenset(
    {"drag_and_drop_input", "draggable", "imageinput", "jsinput", "textline", "target", "editamoleculeinput"}
)


class ProblemFacts(msgspec.Struct, frozen=True):
    """What is asked in a problem.

    Attributes:
        questions: one for each response.
        hints: hints on demand.
        has_solution: a worked solution is given.
    """

    questions: tuple[Question, ...] = ()
    hints: int = 0
    has_solution: bool = False


def read_problem(
    element: Element, document: XmlDocument, owner: str, points: float | None, *, bank: bool = False
) -> ProblemFacts:
    """The questions of a problem element.

    Args:
        element: the problem.
        document: its document.
        owner: id of its assessment.
        points: points of the whole problem; one for each response when None.
        bank: it is drawn from a bank.
    """
    nodes = [node for node in element.iter() if local(node)]
    responses = [node for node in nodes if _is_response(node) and not _is_inside_response(node)]
    solutions = [node for node in nodes if local(node) == "solution" and _shows_something(node)]
    hints = sum(1 for node in nodes if local(node) == "hint" and _parent(node) == "demandhint")
    stems = _stems(nodes, responses)
    share = points / len(responses) if points is not None and responses else 1.0
    questions = tuple(
        Question(
            source=document.source(node),
            id=f"{owner}#{number}",
            assessment=owner,
            bank=bank,
            kind=_kind(node),
            raw_kind=local(node),
            stem=stems[id(node)] or None,
            points=share,
            options=_options(node),
            has_key=_has_key(node),
            scored_by="machine",
            feedback_count=sum(1 for inner in node.iter() if local(inner) in _FEEDBACK),
            has_solution=bool(solutions),
            hints=hints,
        )
        for number, node in enumerate(responses, 1)
    )
    return ProblemFacts(questions, hints, bool(solutions))


def _shows_something(element: Element) -> bool:
    """Text, or a picture or film instead of text."""
    return bool(text_of(element)) or any(local(node) in _SHOWING for node in element.iter())


def images_of(element: Element) -> Iterator[tuple[Element, str]]:
    """Files that the inputs of a problem load, each with the element that names it."""
    for node in element.iter():
        if local(node) in _INPUTS:
            for name in _FILES:
                value = str(node.get(name, "")).strip()
                if value:
                    yield node, value


def _is_response(node: Element) -> bool:
    return local(node).endswith("response")


def _is_inside_response(node: Element) -> bool:
    return any(_is_response(outer) for outer in node.iterancestors())


def _parent(node: Element) -> str:
    outer = node.getparent()
    return local(outer) if outer is not None else ""


def _kind(node: Element) -> str:
    name = local(node)
    if name == "customresponse" and any(local(inner) == "drag_and_drop_input" for inner in node.iter()):
        return "drag"
    return _KINDS.get(name, "other")


def _options(node: Element) -> int:
    offered = sum(1 for inner in node.iter() if local(inner) in _CHOICES)
    if offered:
        return offered
    lists = (str(inner.get("options", "")) for inner in node.iter() if local(inner) == "optioninput")
    return sum(len(_QUOTED.findall(written)) for written in lists)


def _has_key(node: Element) -> bool:
    """Whether something says which answer is right: a mark at a choice, an answer, or a program that judges."""
    for inner in node.iter():
        name = local(inner)
        if name in _JUDGES and text_of(inner):
            return True
        if name in _CHOICES and str(inner.get("correct", inner.get("choice", ""))).strip().lower() in _RIGHT:
            return True
        if name == "optioninput" and str(inner.get("correct", "")).strip():
            return True
        if name not in _CHOICES and any(str(inner.get(key, "")).strip() for key in _KEY_ATTRIBUTES):
            return True
    return False


def _stems(nodes: list[Element], responses: list[Element]) -> dict[int, str]:
    """What each response asks: its label, the label before it, the label of its input, or the text of the problem.

    By identity of the element, which `nodes` keeps alive.
    """
    wanted = {id(node) for node in responses}
    found: dict[int, str] = {}
    before = ""
    for node in nodes:
        name = local(node)
        if name == "label" and not _is_inside_response(node):
            before = _short(text_of(node))
        elif id(node) in wanted:
            found[id(node)] = _own_label(node) or before
            before = ""
    if not all(found.values()):
        text = _text_around(nodes[0]) if nodes else ""
        found = {key: stem or text for key, stem in found.items()}
    return found


def _own_label(node: Element) -> str:
    for inner in node.iter():
        if local(inner) == "label":
            return _short(text_of(inner))
    return next((_short(str(inner.get("label"))) for inner in node.iter() if inner.get("label")), "")


def _text_around(root: Element) -> str:
    """The text of a problem outside its responses, solutions and programs."""
    parts: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        skipped = local(node) in _NO_STEM or _is_response(node) or not local(node)
        if not skipped:
            following: list[Element | str] = [node.text or ""]
            for child in node:
                following += [child, child.tail or ""]
            waiting += reversed(following)
    return _short(" ".join(parts))


def _short(text: str) -> str:
    return collapse(text)[:_MAX_STEM]
