"""Containers: a zip, a tar or a packed tar of drawn entries; and the same with bytes damaged."""

from __future__ import annotations

import io
import random
import tarfile
import zipfile
from collections.abc import Mapping

from hypothesis import strategies as st

from tests.fuzz.mutate_archive import spoil_archive
from tests.fuzz.mutate_bytes import spoil_bytes

__all__ = ["KINDS", "archives", "damaged_archives", "packed"]

KINDS = ("zip", "stored zip", "tar", "tar.gz")
_STEM = st.text(st.sampled_from("abcdefghijkmnopqrstuvwxyz0123456789-_éж水"), min_size=1, max_size=8)


def packed(files: Mapping[str, bytes], kind: str) -> bytes:
    """Files as an archive of a kind."""
    buffer = io.BytesIO()
    if kind.endswith("zip"):
        method = zipfile.ZIP_STORED if kind.startswith("stored") else zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for path, data in files.items():
                archive.writestr(zipfile.ZipInfo(path), data, method)
        return buffer.getvalue()
    with tarfile.open(fileobj=buffer, mode="w:gz" if kind == "tar.gz" else "w", format=tarfile.PAX_FORMAT) as tar:
        for path, data in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def _files() -> st.SearchStrategy[dict[str, bytes]]:
    """Entries in folders, none of which is a file as well or another in another letter case."""
    path = st.builds(lambda folders, stem: "/".join([*folders, f"{stem}.x"]), st.lists(_STEM, max_size=3), _STEM)
    return st.dictionaries(path, st.binary(max_size=300), min_size=1, max_size=6)


@st.composite
def archives(draw: st.DrawFn, kind: str) -> tuple[Mapping[str, bytes], bytes]:
    """The entries, and the archive of them."""
    files = draw(_files())
    return files, packed(files, kind)


@st.composite
def damaged_archives(draw: st.DrawFn, kind: str) -> bytes:
    """An archive of which entries, records or bytes are damaged."""
    _, data = draw(archives(kind))
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(1, 3))):
        data = spoil_archive(chance, data) if kind != "tar" else spoil_bytes(chance, data)
    return data
