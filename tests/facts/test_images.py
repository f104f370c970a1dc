"""Images: cases after ACT 23a2a8 (image has an accessible name)."""

from __future__ import annotations

import pytest
from page_facts import fact


def _one(markup: str, **more: object) -> object:
    (image,) = fact("images", "<body>" + markup, **more)  # type: ignore[arg-type]
    return image


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<img alt='Map of the Nile'>", "Map of the Nile"),
        ("<div role=img aria-label='Map'></div>", "Map"),
        ("<div role=img aria-labelledby=x></div><p id=x>Map</p>", "Map"),
        ("<img title=Map>", "Map"),
        ("<img alt='' aria-label=Map>", "Map"),
        ("<svg role=img><title>Map</title></svg>", "Map"),
        ("<input type=image alt=Go src=go.png>", "Go"),
        ("<object data=map.png>Map</object>", "Map"),
        ("<map><area href=x alt=North></map>", "North"),
    ],
)
def test_image_with_alternative_passes(markup: str, name: str) -> None:
    image = _one(markup)
    assert (image.name, image.decorative) == (name, False)


@pytest.mark.parametrize("markup", ["<img alt=''>", "<img role=presentation>", "<img role=none>"])
def test_decorative_image_passes(markup: str) -> None:
    assert _one(markup).decorative


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=a.png>",
        "<img alt=' '>",
        "<div role=img></div>",
        "<svg role=img></svg>",
        "<input type=image src=a.png>",
    ],
)
def test_image_without_alternative_fails(markup: str) -> None:
    image = _one(markup)
    assert image.name is None
    assert not image.decorative
    assert not image.hidden


@pytest.mark.parametrize(
    "markup", ["<p>text</p>", "<svg><path d=''/></svg>", "<input type=text>", "<object data=a.pdf></object>"]
)
def test_no_image_is_inapplicable(markup: str) -> None:
    assert fact("images", markup) == ()


def test_hidden_image_is_told_so() -> None:
    assert _one("<p style='display:none'><img src=a.png></p>").hidden
    assert _one("<p aria-hidden=true><img src=a.png></p>").decorative


def test_image_leads_to_its_file_and_has_a_place() -> None:
    image = _one(
        "\n<img src='%24IMS-CC-FILEBASE%24/my%20cat.png?canvas_download=1'>", files=["web_resources/my cat.png"]
    )
    assert image.target == "web_resources/my cat.png"
    assert (image.source.line, image.source.column, image.source.pointer) == (2, 1, "(//img)[1]")


def test_data_address_is_cut_to_its_type() -> None:
    assert _one("<img src='data:image/png;base64,AAAA'>").src == "data:image/png"


@pytest.mark.parametrize(
    ("markup", "alone"),
    [
        ("<a href=x><img alt=a></a>", True),
        ("<a href=x><span><img alt=a></span></a>", True),
        ("<a href=x><img alt=a> more</a>", False),
        ("<a name=x><img alt=a></a>", False),
        ("<img alt=a>", False),
    ],
)
def test_image_alone_in_a_link(markup: str, alone: bool) -> None:
    assert _one(markup).in_link_alone is alone


@pytest.mark.parametrize(
    ("markup", "formula"),
    [
        (r"<img class=equation_image alt='\frac{1}{2}'>", True),
        ("<img src='https://latex.codecogs.com/gif?x'>", True),
        ("<img src=cat.png alt='A cat'>", False),
    ],
)
def test_formula_pictures_are_suspected(markup: str, formula: bool) -> None:
    assert _one(markup).looks_like_formula is formula
