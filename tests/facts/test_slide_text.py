"""How large the text of slides is: the size of the run, or what it inherits."""

from __future__ import annotations

import io
import zipfile

import pytest

from oecheck.facts.office import read_office
from oecheck.model.fact import Fact, State, plain

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def styles(name: str, *sizes: int) -> str:
    levels = "".join(f'<a:lvl{n}pPr><a:defRPr sz="{size}"/></a:lvl{n}pPr>' for n, size in enumerate(sizes, 1))
    return f"<{name}>{levels}</{name}>"


def shape(text: str, size: str = "", placeholder: str | None = None, body: str = "", level: int = 0) -> str:
    of = f"<p:nvPr><p:ph {placeholder}/></p:nvPr>" if placeholder is not None else ""
    run = f'<a:r><a:rPr lang="en" {size}/><a:t>{text}</a:t></a:r>' if text else ""
    return (
        f"<p:sp>{of}<p:txBody><a:bodyPr>{body if body.startswith('<a:norm') else ''}</a:bodyPr>"
        f'{body if not body.startswith("<a:norm") else ""}<a:p><a:pPr lvl="{level}"/>{run}</a:p></p:txBody></p:sp>'
    )


def deck(*slides: str, layout: str = "", master: str = "", height: int = 6_858_000) -> bytes:
    files = {"ppt/presentation.xml": f'<p:presentation {P} {A}><p:sldSz cx="1" cy="{height}"/></p:presentation>'}
    for number, slide in enumerate(slides, 1):
        files[f"ppt/slides/slide{number}.xml"] = f"<p:sld {P} {A}>{slide}</p:sld>"
        files[f"ppt/slides/_rels/slide{number}.xml.rels"] = relation("slideLayout", "../slideLayouts/slideLayout1.xml")
    files["ppt/slideLayouts/slideLayout1.xml"] = f"<p:sldLayout {P} {A}>{layout}</p:sldLayout>"
    files["ppt/slideLayouts/_rels/slideLayout1.xml.rels"] = relation("slideMaster", "../slideMasters/slideMaster1.xml")
    files["ppt/slideMasters/slideMaster1.xml"] = f"<p:sldMaster {P} {A}>{master}</p:sldMaster>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def relation(kind: str, target: str) -> str:
    return f'<Relationships><Relationship Id="r1" Type="{RELATION}{kind}" Target="{target}"/></Relationships>'


def sizes(*slides: str, layout: str = "", master: str = "", height: int = 6_858_000) -> object:
    data = deck(*slides, layout=layout, master=master, height=height)
    return plain(read_office(data, PPTX, "a.pptx").slide_sizes_pt)


def test_the_size_of_the_run_counts_first() -> None:
    assert sizes(shape("Water", 'sz="2400"')) == (24.0,)


def test_a_text_box_without_a_size_has_that_of_other_text_and_else_eighteen_points() -> None:
    assert sizes(shape("Water"), master=styles("p:otherStyle", 2000)) == (20.0,)
    assert sizes(shape("Water")) == (18.0,)


@pytest.mark.parametrize(
    ("layout", "master", "size"),
    [
        (shape("", placeholder='idx="1"', body=styles("a:lstStyle", 2200)), styles("p:bodyStyle", 3200), 22.0),
        (shape("", placeholder='idx="9"'), styles("p:bodyStyle", 3200), 32.0),
        ("", shape("", placeholder='type="body" idx="7"', body=styles("a:lstStyle", 2600)), 26.0),
    ],
)
def test_a_placeholder_inherits_from_layout_master_and_its_styles(layout: str, master: str, size: float) -> None:
    assert sizes(shape("Water", placeholder='idx="1"'), layout=layout, master=master) == (size,)


def test_a_title_has_the_style_of_titles_and_a_level_its_own() -> None:
    master = styles("p:titleStyle", 4400) + styles("p:bodyStyle", 2800, 1600)

    assert sizes(shape("Water", placeholder='type="title"'), master=master) == (44.0,)
    assert sizes(shape("Water", placeholder='idx="1"', level=1), master=master) == (16.0,)


def test_text_that_is_shrunk_to_fit_counts_as_it_is_shown() -> None:
    assert sizes(shape("Water", 'sz="2400"', body='<a:normAutofit fontScale="50000"/>')) == (12.0,)


def test_a_fifth_of_the_characters_may_be_smaller() -> None:
    large, source = shape("w" * 80, 'sz="2400"'), shape("s" * 20, 'sz="1000"')

    assert sizes(large + source) == (24.0,)
    assert sizes(large + shape("s" * 21, 'sz="1000"')) == (10.0,)


def test_date_footer_and_number_of_the_slide_do_not_count_and_a_slide_of_pictures_has_no_size() -> None:
    aside = "".join(shape("2026", 'sz="900"', placeholder=f'type="{kind}"') for kind in ("dt", "ftr", "sldNum"))

    assert sizes(aside, shape("Water", 'sz="2400"') + aside) == (24.0,)


def test_sizes_are_those_of_a_slide_of_usual_height() -> None:
    assert sizes(shape("Water", 'sz="1200"'), height=3_429_000) == (24.0,)


def test_what_is_no_number_is_passed_over() -> None:
    assert sizes(shape("Water", 'sz="large"')) == (18.0,)


def test_open_document_presentations_are_not_measured() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    found = read_office(data.getvalue(), "application/vnd.oasis.opendocument.presentation", "a.odp").slide_sizes_pt

    assert isinstance(found, Fact)
    assert (found.state, found.reason) == (State.UNREADABLE, "not-measured")
