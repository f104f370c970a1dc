"""Markdown of Moodle as HTML: what checks look at, on the line where it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oecheck.model.fact import plain
from oecheck.readers._moodle.markdown import to_html
from tests.readers.moodle_backups import PAGE, read


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Tides #", "<h1>Tides</h1>"),
        ("Tides\n=====", "<h1>Tides</h1>\n"),
        ("Tides\n---", "<h2>Tides</h2>\n"),
        ("#hash\n###### six", "<h1>hash</h1>\n<h6>six</h6>"),
        ("![A pump](p.png)", '<p><img src="p.png" alt="A pump">'),
        (
            '[here](https://a.example "A") and <https://b.example>',
            '<p><a href="https://a.example">here</a> and <a href="https://b.example">https://b.example</a>',
        ),
        ("one\n**two**\nthree", "<p>one\n<strong>two</strong>\nthree"),
        ("- one\n    goes on\n\n    still", "<ul><li>one</li></ul>\n<p>    goes on\n\n<p>    still"),
        ("`<img src=x>`", "<p><code>&lt;img src=x&gt;</code>"),
        ("```\n<img src=x>\n# no heading\n```", "\n<pre>&lt;img src=x&gt;</pre>\n<pre># no heading</pre>\n"),
        ("words\n\n    <img src=x>", "<p>words\n\n<pre>    &lt;img src=x&gt;</pre>"),
        ("* * *", "<hr>"),
        ("> said", "<blockquote>said</blockquote>"),
        ('<img src="a.png" alt="A">', '<p><img src="a.png" alt="A">'),
        ("<div>as it is</div>", "<div>as it is</div>"),
    ],
)
def test_markdown_becomes_the_html_that_is_shown(text: str, html: str) -> None:
    assert to_html(text) == html


@given(st.text(alphabet="#*-=`~[](!)<>a \n\t1.", max_size=200))
def test_any_text_keeps_its_lines(text: str) -> None:
    assert to_html(text).count("\n") == text.count("\n")


def test_page_in_markdown_and_page_in_plain_words_are_texts() -> None:
    written = "<content># Tides&#10;&#10;![Harbour](@@PLUGINFILE@@/h.png)</content><contentformat>4"
    changed = _page(written)
    assert changed == '<h1>Tides</h1>\n\n<p><img src="@@PLUGINFILE@@/h.png" alt="Harbour">'
    assert _page("<content>Only words</content><contentformat>1") == "Only words"
    assert _page("<content>1 &lt; 2</content><contentformat>2") == "1 &lt; 2"


def _page(written: str) -> str:
    from tests.readers.moodle_backups import FIXTURE

    whole = (FIXTURE / PAGE).read_text()
    start, end = whole.index("<content>"), whole.index("</contentformat>")
    result = read((PAGE, whole[start:end], written))
    (text,) = [
        one for one in result.course.embedded if one.owner == "page_11" and "#" in one.id and "content" in one.id
    ]
    assert plain(text.title)
    return text.markup
