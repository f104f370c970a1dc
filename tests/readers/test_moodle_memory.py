"""The memory that a check of a Moodle backup takes does not grow with its files, and little with its question bank.

Measured as the operating system counts it (most pages resident at once), because XML trees are not Python's memory.
"""

from __future__ import annotations

import hashlib
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readers.moodle_backups import as_tar, files

MIB = 1 << 20
CHECK = """
import sys
from pathlib import Path
from oecheck.run import CheckOptions, check_package
check_package(Path(sys.argv[1]), CheckOptions(date="2026-01-01"))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
pytestmark = pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the system does not tell the peak")


def _peak_bytes(package: Path) -> int:
    told = subprocess.run([sys.executable, "-c", CHECK, str(package)], capture_output=True, text=True, check=True)
    return int(told.stdout) << 10


def _plain_bytes(folder: Path) -> int:
    """Of the fixture alone, once the rules are in the cache: to compile them takes memory of its own."""
    package = _packed(folder, "plain", files())
    return min(_peak_bytes(package) for _ in range(2))


def _packed(folder: Path, name: str, made: dict[str, bytes]) -> Path:
    path = folder / f"{name}.mbz"
    path.write_bytes(as_tar(made))
    return path


def _with_files(count: int, size_bytes: int) -> dict[str, bytes]:
    """The fixture with as many videos more, each of that size and listed in `files.xml`."""
    made, chance, listed = files(), random.Random(1), []
    entry = re.search(rb'<file id="1">.*?</file>', made["files.xml"], re.DOTALL)
    assert entry is not None
    for number in range(count):
        data = chance.randbytes(size_bytes)
        digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        made[f"files/{digest[:2]}/{digest}"] = data
        one = re.sub(rb"<contenthash>.*?<", b"<contenthash>" + digest.encode() + b"<", entry[0])
        one = one.replace(b'id="1"', b'id="%d"' % (1000 + number)).replace(b"pull.png", b"v%d.mp4" % number)
        listed.append(one.replace(b"<filesize>70<", b"<filesize>%d<" % size_bytes))
    made["files.xml"] = made["files.xml"].replace(b"</files>", b"".join(listed) + b"</files>")
    return made


def _with_questions(copies: int) -> tuple[dict[str, bytes], int]:
    """The fixture with its question bank repeated, and the bytes of the bank."""
    made = files()
    bank = made["questions.xml"]
    start, end = bank.index(b"<question_category "), bank.rindex(b"</question_cat")
    more = (re.sub(rb'id="(\d+)"', rb'id="%d\1"' % (number + 1), bank[start:end]) for number in range(copies))
    made["questions.xml"] = bank[:end] + b"".join(more) + bank[end:]
    return made, len(made["questions.xml"])


def test_memory_does_not_grow_with_the_files_of_a_backup(tmp_path: Path) -> None:
    plain = _plain_bytes(tmp_path)
    heavy = _peak_bytes(_packed(tmp_path, "heavy", _with_files(10, 4 * MIB)))
    assert heavy - plain < 20 * MIB  # of 40 MiB; 10 MiB when this was written


def test_memory_grows_with_the_question_bank_by_a_small_multiple(tmp_path: Path) -> None:
    made, size = _with_questions(1500)
    plain = _plain_bytes(tmp_path)
    rich = _peak_bytes(_packed(tmp_path, "rich", made))
    assert rich - plain < 12 * size  # 8 times when this was written
