"""Frames: cases after ACT cae760 and 4b1c6c."""

from __future__ import annotations

import pytest
from page_facts import fact


@pytest.mark.parametrize("naming", ["title=Film", "aria-label=Film", "aria-labelledby=x"])
def test_frame_with_a_name_passes(naming: str) -> None:
    (frame,) = fact("frames", f"<iframe {naming} src=a.html></iframe><p id=x>Film</p>")
    assert (frame.title, frame.hidden) == ("Film", False)


@pytest.mark.parametrize("naming", ["", "title=''", "title=' '", "name=Film"])
def test_frame_without_a_name_fails(naming: str) -> None:
    assert fact("frames", f"<iframe {naming} src=a.html></iframe>")[0].title == ""


@pytest.mark.parametrize("markup", ["<iframe hidden></iframe>", "<iframe tabindex=-1></iframe>"])
def test_hidden_frame_is_told_so(markup: str) -> None:
    assert fact("frames", markup)[0].hidden


def test_same_title_for_other_content_is_told() -> None:
    page = "<iframe title=A src=1></iframe><iframe title=A src=2></iframe><iframe title=B src=1></iframe>"
    assert [frame.title_shared for frame in fact("frames", page)] == [True, True, False]
    page = "<iframe title=A src=1></iframe><iframe title=A src=1></iframe>"
    assert [frame.title_shared for frame in fact("frames", page)] == [False, False]


def test_host_is_told_and_the_query_is_not() -> None:
    (frame,) = fact("frames", "<iframe src='https://video.test/e/1?key=secret'></iframe>")
    assert (frame.host, frame.src) == ("video.test", "https://video.test/e/1")


def test_frames_of_a_frameset_are_found() -> None:
    page = "<html><frameset><frame src=a.html title=Menu><frame src=b.html></frameset></html>"
    assert [frame.title for frame in fact("frames", page)] == ["Menu", ""]
