"""Where the alternative of a picture stands: the text beside it, as names and forms have it.

Source: semantics of the content types that show pictures.
"""

from __future__ import annotations

from typing import Any

__all__ = ["KNOWN_PLACES", "is_alternative", "places_in_form"]

_NAMES = ("alt", "alttext", "imagealt", "imagealttext", "imagedescription", "alternativetext", "altimage")
KNOWN_PLACES = {
    ("H5P.Image", "file"): "alt",
    ("H5P.Dialogcards", "image"): "imageAltText",
    ("H5P.Flashcards", "image"): "imageAltText",
    ("H5P.MemoryGame", "image"): "imageAlt",
    ("H5P.MemoryGame", "match"): "matchAlt",
    ("H5P.ImagePair", "image"): "imageAlt",
    ("H5P.ImagePair", "match"): "matchAlt",
    ("H5P.ImageHotspots", "image"): "backgroundImageAltText",
    ("H5P.ImageSequencing", "image"): "imageDescription",
    ("H5P.Collage", "image"): "alt",
    ("H5P.InteractiveBook", "coverImage"): "coverAltText",
    ("H5P.BranchingScenario", "startScreenImage"): "startScreenAltText",
    ("H5P.ThreeImage", "scenesrc"): "scenedescription",
    ("H5P.BranchingScenario", "endScreenImage"): "endScreenAltText",
}
"""By type and name of the picture, for content without its libraries."""


def is_alternative(key: str, image: str) -> bool:
    """Whether the name of a text says that it is the alternative of a picture beside it."""
    lowered = key.lower()
    if lowered in _NAMES:
        return image.lower() not in ("match", "background")
    start = image.lower().removesuffix("image")
    return bool(start) and lowered.startswith(start) and lowered.endswith(("alt", "alttext", "altimagetext"))


def places_in_form(fields: Any) -> dict[str, str]:
    """Names of the pictures of a form with the name of the text beside each that holds its alternative."""
    found: dict[str, str] = {}
    waiting: list[Any] = [fields]
    while waiting:
        group = waiting.pop()
        siblings = [field for field in group if isinstance(field, dict)] if isinstance(group, list) else []
        texts = [str(field.get("name", "")) for field in siblings if field.get("type") == "text"][:200]
        for field in siblings:
            name = str(field.get("name", ""))
            if field.get("type") == "image":
                place = next((text for text in texts if is_alternative(text, name)), "")
                if place:
                    found.setdefault(name, place)
            waiting += [field.get("fields"), [field.get("field")]]
    return found
