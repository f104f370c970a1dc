"""The shape of the files that researchers write, as typed values.

`schemas/rule.schema.json` and its neighbours say the same for editors and for `standard lint`; a test holds the two
together. All scalars are text in the YAML tree; these types decide what is a number.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from oecheck.model.outcome import Level, Outcome, RequirementClass

__all__ = [
    "Area",
    "CheckFile",
    "Doubt",
    "Example",
    "Expectation",
    "Lexicon",
    "LocaleFile",
    "Parameter",
    "ProfileFile",
    "RecordKey",
    "RecordMap",
    "Reference",
    "Review",
    "RuleFile",
    "Setting",
    "StandardFile",
    "StructuralCheck",
    "TranslatedText",
    "Vocabulary",
    "WordList",
]

Given = dict[str, object]


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of everything that people write: an unknown key is an error, never ignored."""


class Parameter(_Written, frozen=True, kw_only=True):
    """A number or word that a profile may change; every one has a source or says that it is our own choice, and why.

    `value` is a whole number (int), a number with a point (double), `true`/`false` (bool), else text. `stricter` says
    which of two values asks for more, where profiles are combined; `max_…` and `min_…` say it by their names.
    """

    value: str
    unit: str = ""
    source: str
    why: str
    minimum: float | None = None
    maximum: float | None = None
    stricter: Literal["lower", "higher", "when-true", "when-false"] | None = None


class Doubt(_Written, frozen=True, kw_only=True):
    """When this holds, what is not met, or what the format has no place for, gives cantTell with this code."""

    code: str
    when: str


class Expectation(_Written, frozen=True, kw_only=True):
    """What must be true; the first one that is not gives the code and so the message."""

    code: str
    that: str
    doubt: Doubt | None = None


class Reference(_Written, frozen=True, kw_only=True):
    """How the requirement relates to a clause of another standard (OSCAL mapping words).

    With `none` it says that it relates to no clause of that standard, and why.
    """

    standard: str
    clause: str
    relation: Literal["equal", "subset", "superset", "intersects", "related", "none"]
    note: str = ""


class Example(_Written, frozen=True, kw_only=True):
    """A small piece of the course model, one point each."""

    name: str
    outcome: Outcome
    given: Given
    code: str = ""
    parameters: dict[str, str] = {}


class Review(_Written, frozen=True, kw_only=True):
    """What a person has to judge, where a machine alone cannot say that a requirement is satisfied.

    Attributes:
        question: what to answer; may hold placeholders as messages do.
        answers: answer → the outcome it stands for.
        look_at: the evidence that the machine lays ready, one line each, with placeholders.
        proven: where this condition holds, the machine's pass needs no person.
    """

    question: str
    answers: dict[str, Literal["passed", "failed", "inapplicable"]]
    look_at: tuple[str, ...] = ()
    proven: str = ""


class RuleFile(_Written, frozen=True, kw_only=True):
    """One requirement with its rule, as it stands in `rules/<area>/<ID>-<slug>.yaml`.

    A rule with `structural` has no expectations of its own: it fails by the structural checks of `standards/formats`
    that are reported under it. One of class assisted or manual has a `review`. One with `requires` is a composite: it
    is evaluated after the requirements named there, and its expressions may speak of `failed`, the ids of those that
    failed. `about` gives the path that a failure is about; where a requirement of `follows` fails about the same path,
    the failure only follows from that one. `impossible` says why there is no example of an outcome.
    """

    id: str
    rev: int
    title: str
    statement: str
    why: str
    level: Level
    rule_class: RequirementClass = msgspec.field(name="class")
    bias: Literal["none", "over", "under"] = "none"
    clause: str
    status: Literal["draft", "candidate", "stable", "deprecated", "withdrawn"]
    since: str
    for_each: str
    when: tuple[str, ...] = ()
    parameters: dict[str, Parameter] = {}
    structural: bool = False
    requires: tuple[str, ...] = ()
    about: str = ""
    follows: tuple[str, ...] = ()
    expect: tuple[Expectation, ...] = ()
    review: Review | None = None
    messages: dict[str, str] = {}
    remedy: dict[str, str]
    declare: str = ""
    block: Literal["content", "package"] = "content"
    references: tuple[Reference, ...] = ()
    assumptions: tuple[str, ...] = ()
    proves: str = ""
    notes: str = ""
    replaced_by: str = ""
    examples: tuple[Example, ...]
    impossible: dict[Literal["passed", "failed", "inapplicable"], str] = {}


class StructuralCheck(_Written, frozen=True, kw_only=True):
    """One numbered check of a format sheet: a condition on the manifest, an algorithm of the reader, or a rule's task.

    `message` is one text, or one for each variant that the reader tells apart (`default` among them). `code` is what
    the program calls the problem, where that is not the number.
    """

    id: str
    statement: str
    source: str
    severity: Literal["error", "warning", "info"]
    applies_to: tuple[str, ...] = ()
    reported_as: str = "OHE-PKG-003"
    by: Literal["reader"] | None = None
    covered_by: str = ""
    for_each: str = ""
    when: tuple[str, ...] = ()
    that: str = ""
    code: str = ""
    message: str | dict[str, str] = ""
    remedy: str = ""
    notes: str = ""
    examples: tuple[Example, ...] = ()
    impossible: dict[Literal["passed", "failed", "inapplicable"], str] = {}


class CheckFile(_Written, frozen=True, kw_only=True):
    """`standards/formats/<format>.yaml`."""

    format: str
    title: str
    sources: tuple[str, ...] = ()
    checks: tuple[StructuralCheck, ...]


class Setting(_Written, frozen=True, kw_only=True):
    """What a profile makes of a parameter, and why."""

    value: str
    why: str


class ProfileFile(_Written, frozen=True, kw_only=True):
    """A selection of requirements with its own levels and parameters."""

    id: str
    title: str
    description: str
    status: Literal["draft", "candidate", "stable", "deprecated", "withdrawn"]
    select: tuple[str, ...]
    raise_to: dict[str, Level] = {}
    parameters: dict[str, dict[str, Setting]] = {}
    exclude: dict[str, str] = {}


class Area(_Written, frozen=True, kw_only=True):
    """One clause of the standard that holds requirements; with `profile` those that only this profile adds."""

    id: str
    clause: str
    title: str
    profile: str = ""


class StandardFile(_Written, frozen=True, kw_only=True):
    """`standard.yaml` of an edition."""

    id: str
    edition: str
    title: str
    status: Literal["draft", "published", "withdrawn"]
    rule_format: str
    default_profile: str
    pre_check: str
    areas: tuple[Area, ...]

    @property
    def own_areas(self) -> frozenset[str]:
        """Areas of single profiles: a profile has them only by naming them."""
        return frozenset(area.id for area in self.areas if area.profile)


class WordList(_Written, frozen=True, kw_only=True):
    """One list of a lexicon."""

    review: Literal["unreviewed", "reviewed"]
    words: tuple[str, ...]
    notes: str = ""


class Lexicon(_Written, frozen=True, kw_only=True):
    """`lexicons/<language>.yaml`: word lists of one language; they change outcomes, so each has its review state."""

    language: str
    lists: dict[str, WordList]


class Vocabulary(_Written, frozen=True, kw_only=True):
    """`standards/vocabularies/<name>.yaml`: values of others, with where they come from."""

    vocabulary: str = ""
    origin: str
    date: str
    licence: str = ""
    note: str = ""
    entries: list[object] | dict[str, object]


class TranslatedText(_Written, frozen=True, kw_only=True):
    """One text in another language, and the digest of the English text that it translates."""

    of: str
    text: str


class LocaleFile(_Written, frozen=True, kw_only=True):
    """`locales/<language>.yaml`: the texts of an edition in another language, by key (`_translation`).

    What is missing, or whose English has changed since, is shown in English.
    """

    language: str
    review: Literal["unreviewed", "reviewed"]
    texts: dict[str, TranslatedText] = {}


class RecordKey(_Written, frozen=True, kw_only=True):
    """One key of the course description record."""

    requirements: tuple[str, ...]
    fields: tuple[str, ...]
    asks: str
    example: str


class RecordMap(_Written, frozen=True, kw_only=True):
    """`record.yaml`: which key of the course description record settles which requirement."""

    keys: dict[str, RecordKey]
