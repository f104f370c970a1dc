"""`oecheck standard list [--edition EDITION | --standard ID@EDITION]`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from oecheck.cli._options import common_options, option
from oecheck.cli._print import page_for_terminal, print_lines
from oecheck.cli._said import said
from oecheck.reporters._text.page import Page
from oecheck.rules import Edition, RuleFile

__all__ = ["COMMAND", "requirements"]

_LEVELS = ("must", "should", "may")
_CLASSES = ("automatic", "assisted", "manual")


@click.command("list", help=said("standard.list.help"))
@option("edition", default="", metavar="EDITION")
@option("standard", default="", metavar="ID@EDITION")
@common_options
def _command(edition: str, standard: str) -> None:
    page = page_for_terminal()
    edition = edition or standard
    if not edition:
        print_lines(_editions(page))
        return
    from oecheck.rules import find_edition
    from oecheck.run import stored_edition

    known = edition if "@" in edition or "/" in edition else f"ohe@{edition}"
    print_lines(requirements(stored_edition(find_edition(known)), page))


def _editions(page: Page) -> Iterator[str]:
    """Each edition that ships with the program, with its profiles."""
    from oecheck.rules import find_edition
    from oecheck.run import stored_edition
    from oecheck.values.locations import standards_root

    for file in sorted(standards_root().glob("*/*/standard.yaml")):
        name = f"{file.parent.parent.name}@{file.parent.name}"
        edition = stored_edition(find_edition(name))
        standard = edition.standard
        yield from page.paragraph(f"{name}  {standard.title} ({standard.status})", style="strong")
        common, own = _parted(edition)
        words = said("standard.counts", rules=len(common), own=len(own), checks=len(edition.checks))
        yield from page.paragraph(words, 1)
        for profile in edition.profiles.values():
            default = said("standard.default") if profile.id == standard.default_profile else ""
            yield from page.paragraph(f"{profile.id}: {profile.title} {default}", 1, hang=2)


def requirements(edition: Edition, page: Page) -> Iterator[str]:
    """Every requirement by area: level, how it is judged, id, title; then how many of each there are."""
    standard = edition.standard
    yield from page.paragraph(f"{standard.title}, {standard.edition} ({standard.status})", style="strong")
    for area in standard.areas:
        rules = [rule.file for rule in edition.rules if rule.file.id.split("-")[1] == area.id]
        if not rules:
            continue
        whose = said("standard.of-profile", profile=area.profile) if area.profile else ""
        yield from page.heading(f"{area.clause} {area.title} ({area.id}){whose}: {len(rules)}")
        for rule in rules:
            kind = said(f"class.{rule.rule_class.value}")
            yield from page.paragraph(f"{rule.id}  {rule.title} ({rule.level.value}, {kind})", hang=13)
    common, own = _parted(edition)
    yield from page.heading(said("standard.totals"))
    yield from page.paragraph(said("standard.total", count=len(common), **_counted(common)))
    if own:
        yield from page.paragraph(said("standard.total-own", count=len(own), **_counted(own)))


def _parted(edition: Edition) -> tuple[list[RuleFile], list[RuleFile]]:
    """Requirements of all, and those that only a profile adds."""
    own_areas = edition.standard.own_areas
    files = [rule.file for rule in edition.rules if rule.file.status != "withdrawn"]
    own = [file for file in files if file.id.split("-")[1] in own_areas]
    return [file for file in files if file not in own], own


def _counted(files: Iterable[RuleFile]) -> dict[str, int]:
    counts = Counter(word for file in files for word in (file.level.value, file.rule_class.value))
    return {word: counts[word] for word in (*_LEVELS, *_CLASSES)}


COMMAND: click.Command = _command
