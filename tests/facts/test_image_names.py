from __future__ import annotations

import pytest

from oecheck.facts.image_names import name_is_file_name
from oecheck.model.page import Image
from oecheck.model.source import Source


def image(src: str, name: str | None) -> Image:
    return Image(source=Source("p.html"), page="p.html", element="img", src=src, name=name)


@pytest.mark.parametrize(
    ("src", "name"),
    [
        ("img/IMG_2034.jpg", "IMG_2034.jpg"),
        ("img/IMG_2034.jpg", "IMG_2034"),
        ("Quiz%20Icon.png?canvas_download=1", "Quiz Icon.png"),
        ("https://example.org/files/1018/preview", "profile.JPG"),
        ("photo-12.webp", "photo-12"),
        ("$IMS-CC-FILEBASE$/well_map.png", "well_map"),
    ],
)
def test_name_of_a_file_is_told(src: str, name: str) -> None:
    assert name_is_file_name(image(src, name))


@pytest.mark.parametrize(
    ("src", "name"),
    [
        ("logo.png", "Logo"),
        ("photosynthesis.svg", "Photosynthesis"),
        ("co2.png", "CO2"),
        ("a.png", "How to save a file as .png"),
        ("well.png", "A hand pump above a closed well"),
        ("well.png", ""),
        ("well.png", None),
        ("", "Parts of a pump"),
    ],
)
def test_words_are_no_file_name(src: str, name: str | None) -> None:
    assert not name_is_file_name(image(src, name))
