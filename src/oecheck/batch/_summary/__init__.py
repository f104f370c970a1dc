"""The results of a batch, or of two, in numbers."""

from __future__ import annotations

from oecheck.batch._summary._frame import BY, BatchSummary, Comparison, Frame
from oecheck.batch._summary._one import summarise
from oecheck.batch._summary._two import compare_batches

__all__ = ["BY", "BatchSummary", "Comparison", "Frame", "compare_batches", "summarise"]
