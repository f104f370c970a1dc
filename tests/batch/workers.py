"""Workers for tests: what they do with a package is in its name. Found by name in another process, so in a module."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from tempfile import mkdtemp

from oecheck.batch._files import replace_file
from oecheck.batch._values import Done, PackageStatus, Row, Task

__all__ = ["obeys", "task"]


def obeys(task: Task) -> Done:
    """Answers; or hangs, dies, eats memory or raises, as the name of the package says."""
    what = task.name.split("-")[0]
    if what in ("copies", "copieshangs", "copiesdies"):
        (Path(mkdtemp(prefix="copy-")) / "course.zip").write_bytes(b"x")
        what = what.removeprefix("copies")
    if what == "hangs":
        time.sleep(600)
    if what == "dies" or (what == "diesonce" and task.attempt == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "exits":
        os._exit(7)
    if what == "eats":
        bytearray(1 << 32)
    if what == "raises":
        raise ValueError("secret words of the package")
    if what == "grows":
        KEPT.append(b"x" * (64 << 20))
    if what == "circles":
        circle: list[object] = [b"x" * (8 << 20)]
        circle.append(circle)
    if what == "slow":
        time.sleep(0.2)
    replace_file(Path(task.report), (b"{}",))
    return Done(
        name=task.name,
        stamp=task.stamp,
        row=Row(status=PackageStatus.CHECKED, exit_code=0, digest="d"),
        attempt=task.attempt,
    )


KEPT: list[bytes] = []


def task(folder: Path, name: str) -> Task:
    """A task for a package of that name."""
    return Task(name=name, location=name, stamp="1", report=str(folder / f"{name}.json"))
