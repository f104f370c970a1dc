"""What a page loads from elsewhere by itself."""

from __future__ import annotations

import pytest
from page_facts import fact


@pytest.mark.parametrize(
    ("markup", "element", "kind"),
    [
        ("<script src=https://x.test/a.js></script>", "script@src", "script"),
        ("<link rel=stylesheet href=//x.test/a.css>", "link@href", "style"),
        ("<link rel=preconnect href=https://x.test>", "link@href", "other"),
        ("<link rel=preload as=font href=https://x.test/a>", "link@href", "font"),
        ("<img src=http://x.test/a.png>", "img@src", "image"),
        ("<iframe src=https://x.test/></iframe>", "iframe@src", "frame"),
        ("<video src=https://x.test/a.mp4></video>", "video@src", "media"),
        ("<object data=https://x.test/a></object>", "object@data", "other"),
        ("<p style='background:url(https://x.test/a.png)'>", "css url()", "image"),
        ("<style>@import 'https://x.test/a.css'</style>", "css url()", "style"),
        ("<style>@font-face{src:url(https://x.test/a)}</style>", "css url()", "font"),
    ],
)
def test_remote_resource_is_found_with_its_kind(markup: str, element: str, kind: str) -> None:
    (remote,) = fact("remotes", markup)
    assert (remote.element, remote.kind, remote.host) == (element, kind, "x.test")
    assert not any((remote.tracker, remote.click_to_load, remote.integrity))


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=https://x.test/>x</a>",
        "<img src=a.png>",
        "<link rel=canonical href=https://x.test/>",
        "<img src=data:,>",
    ],
)
def test_what_is_not_loaded_or_not_remote_is_no_target(markup: str) -> None:
    assert fact("remotes", markup) == ()


@pytest.mark.parametrize(
    ("host", "tracker"), [("tracker.test", True), ("a.b.tracker.test", True), ("nottracker.test", False)]
)
def test_trackers_are_known_by_their_domain(host: str, tracker: bool) -> None:
    assert fact("remotes", f"<img src=https://{host}/p.gif>")[0].tracker is tracker


@pytest.mark.parametrize(
    "markup",
    [
        "<iframe data-src=https://x.test/></iframe>",
        "<iframe src=about:blank data-src=https://x.test/></iframe>",
        "<video preload=none src=https://x.test/a.mp4></video>",
    ],
)
def test_what_waits_for_a_click_says_so(markup: str) -> None:
    assert fact("remotes", markup)[0].click_to_load


def test_lazy_loading_is_no_click() -> None:
    assert not fact("remotes", "<img loading=lazy src=https://x.test/a.png>")[0].click_to_load


def test_integrity_and_scheme_are_told_and_the_query_is_not() -> None:
    (remote,) = fact("remotes", "<script integrity=sha384-x src='http://x.test/a.js?id=7#f'></script>")
    assert (remote.integrity, remote.scheme, remote.url) == (True, "http", "http://x.test/a.js")
