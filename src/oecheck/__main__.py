"""`python -m oecheck` is `oecheck`."""

from __future__ import annotations

import sys

from oecheck.cli import main

sys.exit(main())
