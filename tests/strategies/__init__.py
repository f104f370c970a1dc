"""Hypothesis strategies for packages of every family, sound and damaged, and for the containers around them."""

from __future__ import annotations

from tests.strategies.archives import KINDS, archives, damaged_archives
from tests.strategies.packages import FAMILIES, Drawn, damaged_packages, sound_packages
from tests.strategies.texts import bodies, texts

__all__ = [
    "FAMILIES",
    "KINDS",
    "Drawn",
    "archives",
    "bodies",
    "damaged_archives",
    "damaged_packages",
    "sound_packages",
    "texts",
]
