"""Links and buttons: cases after ACT c487ae and 97a4e1; references of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from page_facts import fact


def _controls(markup: str) -> list[Any]:
    return [link for link in fact("links", "<body>" + markup) if link.control]


@pytest.mark.parametrize(
    ("markup", "role", "name"),
    [
        ("<a href=x>Course plan</a>", "link", "Course plan"),
        ("<a href=x><img alt='Course plan'></a>", "link", "Course plan"),
        ("<a href=x title='Course plan'></a>", "link", "Course plan"),
        ("<a href=x aria-label='Course plan'>x</a>", "link", "Course plan"),
        ("<span role=link tabindex=0>Course plan</span>", "link", "Course plan"),
        ("<a href=x role=button>Go</a>", "button", "Go"),
        ("<button>Go</button>", "button", "Go"),
        ("<input type=submit>", "button", "Submit"),
        ("<input type=button value=Go>", "button", "Go"),
        ("<div role=button aria-label=Go></div>", "button", "Go"),
    ],
)
def test_control_with_a_name_passes(markup: str, role: str, name: str) -> None:
    (control,) = _controls(markup)
    assert (control.role, control.name, control.hidden) == (role, name, False)


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=x></a>",
        "<a href=x><img src=a.png></a>",
        "<a href=x><img alt=''></a>",
        "<a href=x><span aria-hidden=true>x</span></a>",
        "<button></button>",
        "<button><i class=icon></i></button>",
        "<input type=button>",
        "<input type=submit value=''>",
        "<span role=link></span>",
    ],
)
def test_control_without_a_name_fails(markup: str) -> None:
    (control,) = _controls(markup)
    assert control.name == ""
    assert not control.hidden


@pytest.mark.parametrize("markup", ["<a name=top>x</a>", "<a>x</a>", "<p>x</p>", "<button role=tab>x</button>"])
def test_no_control_is_inapplicable(markup: str) -> None:
    assert _controls(markup) == []


def test_hidden_control_is_told_so() -> None:
    controls = _controls("<p hidden><a href=x></a></p><p aria-hidden=true><a href=x></a></p>")
    assert [control.hidden for control in controls] == [True, True]


def test_references_of_every_kind_are_found() -> None:
    page = (
        "<head><link rel=stylesheet href=a.css><link rel=next href=next.html><script src=b.js></script>"
        "<style>@import 'c.css'; p { background: url( \"d.png\" ) } /* url(no.png) */</style>"
        "<meta http-equiv=refresh content='0; URL=away.html'></head><body background=e.png>"
        "<img src=f.png srcset='g.png 2x, h.png 3x'><video poster=i.png src=j.mp4><track src=k.vtt></video>"
        "<object data=l.pdf></object><embed src=m.swf><iframe src=n.html></iframe><p style='background:url(o.png)'>"
        "<svg><image xlink:href=p.png /><use href='q.svg#x'/></svg><a href='r.html'>r</a><map><area href=s.html></map>"
    )
    found = {link.href.partition("#")[0]: link.embedded for link in fact("links", page)}
    followed = {"next.html", "away.html", "r.html", "s.html"}
    loaded = {"a.css", "b.js", "c.css", "d.png", "e.png", "f.png", "g.png", "h.png", "i.png", "j.mp4", "k.vtt"}
    loaded |= {"l.pdf", "m.swf", "n.html", "o.png", "p.png", "q.svg"}
    assert {href for href, embedded in found.items() if not embedded} == followed
    assert {href for href, embedded in found.items() if embedded} == loaded


def test_states_follow_from_the_package() -> None:
    page = (
        "<a href=there.html>a</a><a href=THERE.html>b</a><a href=gone.html>c</a><a href='https://x.test/p?q=1#f'>d</a>"
        "<a href=#top>e</a><a href='$CANVAS_COURSE_REFERENCE$/x'>f</a>"
    )
    found = fact("links", page, path="w/p.html", files=["w/there.html"])
    assert [(link.kind, link.state) for link in found] == [
        ("internal", "found"),
        ("internal", "case"),
        ("internal", "missing"),
        ("external", "untested"),
        ("fragment", "none"),
        ("platform", "untested"),
    ]
    assert (found[3].href, found[3].host, found[3].scheme) == ("https://x.test/p", "x.test", "https")


def test_base_is_taken_into_account() -> None:
    link = fact("links", "<base href='../other/'><a href=a.html>x</a>", files=["other/a.html"])[-1]
    assert (link.target, link.state) == ("other/a.html", "found")


def test_addresses_and_secrets_of_people_are_not_kept() -> None:
    page = (
        "<a href='mailto:ana@uni.test'>write to ana@uni.test</a><a href='https://u:pw@x.test/a?token=1'>x</a>"
        "<img src='$IMS-CC-FILEBASE$/a.png?verifier=abc'>"
    )
    shown = " ".join(str(link) for link in fact("links", page))
    assert not any(secret in shown for secret in ("ana@", "pw", "token", "abc"))


def test_short_names_come_with_their_context() -> None:
    (link,) = _controls("<p>The plan of the term: <a href=x>click here</a>.</p>")
    assert link.context == "The plan of the term: click here."


def test_first_address_that_is_a_program_is_told_by_its_line() -> None:
    page = "<a href='javascript:void(0);'>a</a>\n<a href='javascript:'>b</a>\n<a href='JavaScript:run()'>c</a>"
    assert fact("javascript_url_line", page) == 3
    assert fact("javascript_url_line", "<a href='javascript:void(0)'>a</a>") == 0


def test_link_without_name_and_address_may_be_filled_where_a_program_can_find_it() -> None:
    bare, by_class, by_data, named, leading = _controls(
        '<a href=""></a><a href="" class="home"></a><a href=" " data-item="1"></a><a href="" id="w">Wells</a>'
        '<a href="x" class="home"></a>'
    )
    assert (by_class.perhaps_filled, by_data.perhaps_filled) == (True, True)
    assert not any(link.perhaps_filled for link in (bare, named, leading))
