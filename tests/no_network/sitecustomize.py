"""Found by every Python that a test starts with this folder in PYTHONPATH; worker processes inherit it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from tests.no_network import forbid_network  # found by the line above

forbid_network()
if os.environ.get("OECHECK_GUARD_SEEN"):
    with Path(os.environ["OECHECK_GUARD_SEEN"]).open("a", encoding="utf-8") as seen:
        seen.write(f"{os.getpid()}\n")
