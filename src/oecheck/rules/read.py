"""One file of an edition as typed values, for those who read more of it than `check` does.

Apart from `oecheck.rules`, since it needs YAML, which a run with a stored edition does without.
"""

from __future__ import annotations

from oecheck.rules._read import read_typed

__all__ = ["read_typed"]
