"""Files that facts look into: captions, office documents, PDF, pictures, sound, film, style sheets, secrets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from oecheck.facts.animation import animation_s
from oecheck.facts.captions import read_captions, read_cues
from oecheck.facts.css import css_links
from oecheck.facts.image_metadata import picture_traces
from oecheck.facts.media_headers import PROBES
from oecheck.facts.office import read_office
from oecheck.facts.pdf import read_pdf
from oecheck.facts.personal_data import stores
from oecheck.facts.pictures import bytes_per_pixel, pixel_width
from oecheck.facts.secrets import find_secrets
from oecheck.model.package import File
from oecheck.model.source import Source
from oecheck.values.href import PathIndex, Resolver
from oecheck.values.media_type import sniff
from tests.fuzz.case import Case, Target
from tests.fuzz.corpus import RealPackage
from tests.fuzz.mutate_archive import spoil_archive
from tests.fuzz.samples import CAPTIONS, DOCUMENTS, MEDIA, PDF, PICTURES, SECRETS
from tests.fuzz.targets.documents import entries

__all__ = ["TARGETS"]

Run = Callable[[bytes], None]
_RESOLVER = Resolver(PathIndex(["a.css", "b.png"]))


def _captions(kind: str, name: str) -> Run:
    file = File(source=Source(name), path=name, size_bytes=1, media_type={"vtt": "text/vtt"}.get(kind, ""))

    def run(data: bytes) -> None:
        found = read_captions(data, kind, name)
        assert found.cues + found.bad_cues > 0 or found.problems
        assert found.covered_s >= 0
        read_cues(data, file)

    return run


def _office(media_type: str) -> Run:
    def run(data: bytes) -> None:
        assert read_office(data, media_type, "x").path == "x"

    return run


def _pdf(data: bytes) -> None:
    assert read_pdf(data, "x").path == "x"


def _media(media_type: str) -> Run:
    def run(data: bytes) -> None:
        probe = PROBES[media_type]()
        for start in range(0, len(data), 4099):
            probe.feed(data[start : start + 4099])
        found = probe.finish()
        assert found.duration_s is None or 0 <= found.duration_s < 1e7

    return run


def _picture(data: bytes) -> None:
    sniff(data[:4096], "a.bin").encode()
    picture_traces(data)
    pixel_width(data)
    bytes_per_pixel(data)
    if data.startswith(b"GIF8"):
        animation_s(data)


def _sheet(data: bytes) -> None:
    for link in css_links(data, "a.css", _RESOLVER):
        assert link.source.line >= 1


def _secrets(data: bytes) -> None:
    found = list(find_secrets((data[start : start + 500] for start in range(0, len(data), 500)), "a.xml"))
    for name, media_type in (("users.xml", "application/xml"), ("a.csv", "text/csv"), ("a.json", "application/json")):
        found += stores(data, name, media_type)
    assert all(one.count > 0 for one in found)


def _pictures(packages: Sequence[RealPackage]) -> list[Case]:
    made = [Case(name, data, _picture) for name, data in PICTURES.items()]
    return made + entries(packages, (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"), _picture)[:200]


def _documents(packages: Sequence[RealPackage]) -> list[Case]:
    """As zip files, whose entries are damaged one by one."""
    made = [Case(name, data, _office(kind), spoil_archive) for name, (kind, data) in DOCUMENTS.items()]
    for ending, name in ((".docx", "a.docx"), (".pptx", "a.pptx"), (".odt", "a.odt")):
        run = _office(DOCUMENTS[name][0])
        made += [case._replace(mutate=spoil_archive) for case in entries(packages, (ending,), run)]
    return made


TARGETS = (
    Target(
        "media-captions", lambda _: [Case(name, data, _captions(kind, name)) for name, (kind, data) in CAPTIONS.items()]
    ),
    Target("media-office", _documents),
    Target("media-pdf", lambda packages: [Case("made", PDF, _pdf), *entries(packages, (".pdf",), _pdf)]),
    Target("media-header", lambda _: [Case(name, data, _media(kind)) for name, (kind, data) in MEDIA.items()]),
    Target("media-picture", _pictures),
    Target("media-style-sheet", lambda packages: entries(packages, (".css",), _sheet)),
    Target(
        "media-secrets",
        lambda packages: [Case("made", SECRETS, _secrets), *entries(packages, (".csv", ".json"), _secrets)],
    ),
)
