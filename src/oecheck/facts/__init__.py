"""Derived facts: one module per topic, each exporting `FACTS`; computed on demand, at most once."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.facts._kept import CLOSED, KeptFacts, NotKept
from oecheck.facts._partial import lacking, resting_on
from oecheck.facts._registry import FactRegistry, identity_of, registry
from oecheck.facts._run import Breakage, FactInputs, FactRun, StandardData
from oecheck.facts._scan import Scan

__all__ = [
    "CLOSED",
    "Breakage",
    "FactDefinition",
    "FactInputs",
    "FactRegistry",
    "FactRun",
    "KeptFacts",
    "NotKept",
    "Scan",
    "StandardData",
    "identity_of",
    "lacking",
    "registry",
    "resting_on",
]
