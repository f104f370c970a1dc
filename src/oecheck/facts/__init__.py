"""Derived facts: one module per topic, each exporting `FACTS`; computed on demand, at most once."""

from __future__ import annotations

from oecheck.facts._definition import FactDefinition
from oecheck.facts._registry import FactRegistry, registry
from oecheck.facts._run import Breakage, FactInputs, FactRun, StandardData

__all__ = ["Breakage", "FactDefinition", "FactInputs", "FactRegistry", "FactRun", "StandardData", "registry"]
