"""Licences that a course refers to without declaring one."""

from __future__ import annotations

import pytest
from support_words import HERE, Pages

from oecheck.facts.licence_candidates import licence_candidates, script_licences
from oecheck.model.page import Link

BY = "http://creativecommons.org/licenses/by/3.0/us/"
LINK = f'<a rel="license" href="{BY}">'


def test_a_script_that_writes_the_licence_into_pages_tells_it() -> None:
    found = script_licences(f"function f() {{\n document.write('{LINK}');\n}}".encode(), "shared/a.js")

    assert [(one.id, one.source.file, one.source.line) for one in found] == [("CC-BY-3.0-US", "shared/a.js", 2)]


@pytest.mark.parametrize(
    "script",
    [
        f"/* Icons under CC BY, {BY} */",
        LINK.replace("license", "author"),
        LINK.replace("creativecommons.org", "example.org"),
        LINK.replace("licenses/by/3.0/us", "about"),
        "",
    ],
)
def test_other_addresses_in_scripts_are_none_of_the_course(script: str) -> None:
    assert script_licences(script.encode(), "a.js") == ()


def test_escaped_quotation_marks_are_read() -> None:
    escaped = LINK.replace('"', '\\"')

    assert [one.id for one in script_licences(f'document.write("{escaped}")'.encode(), "a.js")] == ["CC-BY-3.0-US"]


def test_links_of_pages_come_before_scripts_and_each_licence_once() -> None:
    link = Link(
        source=HERE,
        page="p",
        href="https://creativecommons.org/licenses/by/4.0/",
        element="a",
        control=True,
        host="creativecommons.org",
    )
    pages = Pages(p={"links": (link, link)})
    written = {"a.js": script_licences(LINK.encode(), "a.js"), "b.js": script_licences(LINK.encode(), "b.js")}

    found = licence_candidates(pages, lambda name: written if name == "script_licences" else {})

    assert [one.id for one in found] == ["CC-BY-4.0", "CC-BY-3.0-US"]
