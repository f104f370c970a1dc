"""References by the names of files that lie under others."""

from __future__ import annotations

import pytest

from oecheck.values.href import PathIndex, Resolver, StoredNames

PATHS = {
    "5.page.content.0/a.png": "files/aa/aa11",
    "5.page.content.0/sub/b.html": "files/bb/bb22",
    "5.page.content.0/sub/Über uns.pdf": "files/cc/cc33",
    "6.page.content.0/only.png": "files/dd/dd44",
}
NAMES = {path: name for name, path in PATHS.items()}
RESOLVER = Resolver(
    PathIndex([*PATHS.values(), "page.xml", "course/near.png"]),
    (("@@FILES@@", ""),),
    ("$@",),
    stored=StoredNames(PATHS, NAMES),
)
AREA = "5.page.content.0/"


@pytest.mark.parametrize(
    ("href", "state", "target"),
    [
        ("@@FILES@@/a.png", "found", "files/aa/aa11"),
        ("@@FILES@@/sub/%C3%9Cber%20uns.pdf", "found", "files/cc/cc33"),
        ("@@FILES@@/a.png?forcedownload=1", "found", "files/aa/aa11"),
        ("@@FILES@@/A.png", "case", "files/aa/aa11"),
        ("@@FILES@@/only.png", "missing", "only.png"),
        ("@@FILES@@/../../x.png", "missing", "x.png"),
    ],
)
def test_token_of_a_text_leads_into_its_own_area(href: str, state: str, target: str) -> None:
    found = RESOLVER.resolve(href, "page.xml", "", AREA)
    assert (found.state, found.target) == (state, target)


def test_reference_without_token_in_a_text_is_resolved_as_before() -> None:
    assert RESOLVER.resolve("course/near.png", "page.xml", "", AREA).target == "course/near.png"
    assert RESOLVER.resolve("a.png", "page.xml", "", AREA).state == "missing"
    assert RESOLVER.resolve("$@VIEW*3@$", "page.xml", "", AREA).kind == "platform"


@pytest.mark.parametrize(
    ("href", "state", "target"),
    [
        ("../a.png", "found", "files/aa/aa11"),
        ("b.html#part", "found", "files/bb/bb22"),
        ("../c.png", "missing", "5.page.content.0/c.png"),
        ("#part", "none", "files/bb/bb22"),
    ],
)
def test_page_under_another_name_leads_to_its_neighbours_by_name(href: str, state: str, target: str) -> None:
    found = RESOLVER.resolve(href, "files/bb/bb22")
    assert (found.state, found.target) == (state, target)


def test_address_elsewhere_stays_elsewhere() -> None:
    assert RESOLVER.resolve("https://example.org/a.png", "files/bb/bb22").kind == "external"
    assert RESOLVER.resolve("mailto:a@example.org", "files/bb/bb22").kind == "mail"
