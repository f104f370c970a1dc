"""Files that scripts name lead on like links do (PKG-005)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.documents.html import parse_html
from oecheck.facts.reachable import led_by_scripts
from oecheck.facts.script_names import inline_script_names, named_in_scripts, script_names
from oecheck.model.package import File
from oecheck.model.page import Link, Page
from oecheck.model.source import Source

HERE = Source("p.html", 1)
PAGE = Page(source=HERE, path="p.html", id="p.html")


def _files(*paths: str) -> tuple[File, ...]:
    return tuple(File(source=Source(path), path=path, size_bytes=1) for path in paths)


def _named(files: tuple[File, ...], names: tuple[str, ...], *, runs: bool = True) -> frozenset[str]:
    return named_in_scripts(files, runs, lambda _: (), lambda _: {"player.js": names})


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("images = ['a.png', 'img/over.png']", "img/over.png"),
        ('load(1, "<img src=\\"data/img3.png\\" width=3>")', "data/img3.png"),
        ('{"src":"media\\/talk.mp4"}', "media/talk.mp4"),
        ("style = 'background:url(skins/top.gif)'", "skins/top.gif"),
        ('open("../pages/two.html#part")', "pages/two.html"),
        ('page = "my notes.pdf";', "my notes.pdf"),
        ("src='images/photo (1).png'", "images/photo (1).png"),
        ("<img src=data/a.png>", "data/a.png"),
        ("// see the file left-click.png", "left-click.png"),
    ],
)
def test_names_of_files_are_found_in_scripts(script: str, name: str) -> None:
    assert name in script_names(script.encode())


@pytest.mark.parametrize(
    "script", ["load('https://a.example/x.png')", "'img' + n + '.png'", "a.pngs", "x.html.erb", "$(this).html"]
)
def test_what_names_no_file_of_the_package_is_left_out(script: str) -> None:
    assert not {"x.png", ".png", "a.png", "x.html"} & set(script_names(script.encode()))


def test_scripts_in_a_page_are_read_too() -> None:
    page = "<script>var pages = ['Etiquette/Play.html'];</script><p>other.html</p><script src='a.js'></script>"

    assert inline_script_names(parse_html(page, "p.html")) == ("Etiquette/Play.html",)


def test_file_is_named_by_its_path_or_by_the_end_of_it() -> None:
    files = _files("images/over.png", "old/over.png", "images/hover.png", "a b.png")

    assert _named(files, ("images/over.png",)) == {"images/over.png"}
    assert _named(files, ("over.png",)) == {"images/over.png", "old/over.png"}
    assert _named(files, ("a%20b.png",)) == {"a b.png"}
    assert _named(files, ("images/Over.png",)) == frozenset()


def test_script_files_that_nothing_loads_name_nothing() -> None:
    assert _named(_files("over.png"), ("over.png",), runs=False) == frozenset()


def test_page_that_a_script_names_leads_on() -> None:
    link = Link(source=HERE, page="p.html", element="img@src", target="play.jpg", state="found", embedded=True)

    def sheets(_: str) -> Mapping[str, Any]:
        return {}

    assert led_by_scripts(frozenset({"p.html"}), lambda _: [(PAGE, (link,))], sheets) == {"p.html", "play.jpg"}  # type: ignore[arg-type]  # no sheet has links here


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "script",
    [
        "." * 3_000_000,
        "a" * 3_000_000 + ".png",
        ".png" * 500_000,
        "a." * 2_000_000,
        "a.png " * 600_000,
        " " * 2_000_000,
    ],
)
def test_hostile_scripts_give_an_end(script: str) -> None:
    assert len(script_names(script.encode())) <= 5_000


@given(st.binary(max_size=400) | st.text(alphabet="a./\\\"'( png", max_size=200).map(str.encode))
def test_any_script_gives_names(script: bytes) -> None:
    assert all(name.strip() and not name.startswith(".") for name in script_names(script))
