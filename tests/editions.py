"""A small edition that a test writes into a folder of its own, and spoils."""

from __future__ import annotations

from pathlib import Path

from oecheck.authoring.vocabulary_digests import write_digests

__all__ = ["ID", "RULE", "small_edition"]

ID = "OHE-MET-002"
RULE = f"rules/met/{ID}-title.yaml"

_STANDARD = """\
id: ohe
edition: "0.1"
title: A small standard
status: draft
rule_format: "1"
default_profile: core
pre_check: "{passed} of {total}, {undetermined} not determined"
areas:
  - {id: PKG, clause: "5", title: Packages}
  - {id: MET, clause: "6", title: Metadata}
"""
_PROFILE = """\
id: core
title: Core
description: Everything.
status: draft
select: ["*"]
"""
_RULE = f"""\
id: {ID}
rev: 1
title: The course has a title
statement: The course must have a title.
why: Nobody finds it otherwise.
level: must
class: automatic
clause: "6.2"
status: draft
since: "0.1"
for_each: course
parameters:
  least: {{value: 3, unit: characters, source: own, why: One word., minimum: 1, maximum: 9}}
expect:
  - code: no-title
    that: has(course.title)
  - code: too-short
    that: size(course.title) >= least
    doubt: {{code: look, when: 'inLexicon(course.title, "short", "en")'}}
messages:
  no-title: The course has no title.
  too-short: "“{{course.title}}” has fewer characters than {{least}}."
  look: "Is “{{course.title}}” meant?"
remedy:
  default: Give it one.
declare: title
references:
  - {{standard: LOM, clause: "1.2", relation: intersects}}
impossible:
  inapplicable: Every course can have one.
examples:
  - name: a title
    outcome: passed
    given: {{course: {{title: Water}}}}
  - name: none
    outcome: failed
    code: no-title
    given: {{course: {{version: "1"}}}}
  - name: two letters
    outcome: failed
    code: too-short
    given: {{course: {{title: Ab}}}}
  - name: a known short one
    outcome: cantTell
    code: look
    given: {{course: {{title: IT}}}}
"""
_CHECKS = """\
format: container
title: Containers
checks:
  - id: CT-01
    statement: The format is known.
    source: own
    severity: error
    applies_to: [common-cartridge]
    reported_as: OHE-MET-002
    for_each: package
    that: pkg.format != "unknown"
    message: "The format is {pkg.format}."
    remedy: Export it again.
    examples:
      - {name: known, outcome: passed, given: {pkg: {format: scorm-1.2}}}
      - {name: unknown, outcome: failed, given: {pkg: {format: unknown}}}
"""
_LEXICON = "language: en\nlists:\n  short:\n    review: unreviewed\n    words: [it, go]\n"
_VOCABULARY = 'vocabulary: levels\norigin: own\ndate: "2026"\nentries: [one, two]\n'


def small_edition(folder: Path) -> Path:
    """Writes `standards/` into a folder; gives the folder of the edition 0.1, in which nothing is wrong."""
    root = folder / "standards"
    edition = root / "ohe" / "0.1"
    files = {
        edition / "standard.yaml": _STANDARD,
        edition / "profiles" / "core.yaml": _PROFILE,
        edition / RULE: _RULE,
        edition / "lexicons" / "en.yaml": _LEXICON,
        root / "formats" / "container.yaml": _CHECKS,
        root / "vocabularies" / "levels.yaml": _VOCABULARY,
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_digests(root / "vocabularies")
    return edition
