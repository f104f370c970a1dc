"""Runs one command line in this process and writes what it took: CPU seconds and the peak of its memory.

    python tests/hostile/measured.py FIGURES.json check course.zip …

Linux tells the peak of a process alone (VmHWM); what a parent learns about a child counts the parent's own in.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def _peak_kib() -> int:
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    from oecheck.cli import main as command

    figures, *words = sys.argv[1:]
    code = command(words)
    sys.stdout.flush()
    Path(figures).write_text(json.dumps({"cpu_s": time.process_time(), "peak_kib": _peak_kib()}), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
