"""HTML of questions, with the area of the files that each text shows.

Question types keep texts under names of their own; each has a twin that tells its format, by which it is known.
Source: formats/moodle-mbz.md §2, §5; Moodle `question/type/*/questiontype.php` (`save_question_options`), STACK.
"""

from __future__ import annotations

from collections.abc import Iterator

from oecheck.documents.xml_stream import StreamNode
from oecheck.model.course import Embedded
from oecheck.readers._moodle.fields import field
from oecheck.readers._moodle.stored import area_of
from oecheck.readers._moodle.texts import embedded

__all__ = ["QuestionTexts"]

FILE = "questions.xml"
_COMMON = ("questiontext", "generalfeedback")
_FOR_TEACHERS = frozenset({"graderinfo", "questionnote", "questiondescription"})
_MARKED = ("1", "4")
"""FORMAT_HTML and FORMAT_MARKDOWN."""


class QuestionTexts:
    """Finds the texts of one question after the other.

    Args:
        areas: areas in which files are stored, to tell which of several ways to name one is used.
    """

    def __init__(self, areas: frozenset[str]) -> None:
        self._areas = areas
        self._defaults: set[str] = set()

    def of(self, node: StreamNode, context: str) -> Iterator[Embedded]:
        """All HTML of a question."""
        identifier, title = node.attributes.get("id", ""), field(node, "name")
        for name in _COMMON:
            yield from embedded(node, name, FILE, area_of(context, "question", name, identifier), title=title)
        for hint in node.descendants("question_hint"):
            area = area_of(context, "question", "hint", hint.attributes.get("id", ""))
            yield from embedded(hint, "hint", FILE, area, title=title)
        raw = field(node, "qtype")
        plugin = node.child(f"plugin_qtype_{raw}_question")
        waiting = list(reversed(plugin.children)) if plugin is not None else []
        while waiting:
            holder = waiting.pop()
            waiting.extend(reversed(holder.children))
            if holder.children:
                yield from self._inside(holder, raw, identifier, context, title)

    def _inside(self, holder: StreamNode, raw: str, question: str, context: str, title: str) -> Iterator[Embedded]:
        for leaf in holder.children:
            twin = "answerformat" if leaf.name == "answertext" else leaf.name + "format"
            if leaf.children or field(holder, twin) not in _MARKED:
                continue
            audience = "instructor" if leaf.name in _FOR_TEACHERS else "learner"
            area = self._area(holder, leaf.name, raw, question, context)
            for text in embedded(holder, leaf.name, FILE, area, title=title, audience=audience):
                if self._is_first(text.markup):
                    yield text

    def _is_first(self, markup: str) -> bool:
        """Types fill in the same words for every question ("Well done"); without a file they are looked at once."""
        if "@@PLUGINFILE@@" in markup:
            return True
        known = markup in self._defaults
        self._defaults.add(markup)
        return not known

    def _area(self, holder: StreamNode, name: str, raw: str, question: str, context: str) -> str:
        """The area that there is; the usual one where the text has no file."""
        item = holder.attributes.get("id", "")
        if holder.name == "answer":
            return area_of(context, "question", "answerfeedback" if name == "feedback" else "answer", item)
        own = f"qtype_{raw}"
        ways = (
            area_of(context, "question", name, question),
            area_of(context, own, name, question),
            area_of(context, own, name, item),
            area_of(context, own, "prtnode" + name, item),
            area_of(context, own, "subquestion", item),
        )
        return next((way for way in ways if way in self._areas), ways[0])
