"""Structural checks of a cartridge that need more than one thing of the manifest at a time.

Each has its statement, severity and messages in `standards/formats/{common-cartridge,lti}.yaml`.
Source: formats/common-cartridge.md §4, §10; formats/lti.md §7.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from oecheck.documents.xml import NOT_READ, XmlDocument
from oecheck.model.manifest import Manifest, ManifestResource
from oecheck.model.metadata import LtiLink
from oecheck.model.package import PackageFinding
from oecheck.model.source import Source
from oecheck.readers._cartridge.canvas import Canvas
from oecheck.readers._cartridge.contents import Contents
from oecheck.readers._imscp.findings import entity_findings
from oecheck.values.href import folder_of

__all__ = ["check_folders", "check_links", "check_manifest", "check_secrets", "without_platform_noise"]

_APPLICATIONS = frozenset({"topic", "weblink", "assessment", "bank", "lti"})


def check_manifest(document: XmlDocument) -> Iterator[PackageFinding]:
    """CC-01: the manifest is well-formed and in the encoding that it names. CP-40: it holds all its text."""
    entities = list(entity_findings(document))
    yield from entities
    told = {finding.variant for finding in entities}
    for problem in [problem for problem in document.problems if problem.code not in told | NOT_READ][:1]:
        place = Source(document.file, problem.line, problem.column)
        variant = "not-well-formed" if document.recovered else "damaged"
        arguments = {"line": problem.line, "problem": problem.code}
        yield PackageFinding(check="CC-01", variant=variant, source=place, arguments=arguments)


def check_links(contents: Contents) -> Iterator[PackageFinding]:
    """CC-25: a web link leads to an absolute http or https address."""
    for name, link in contents.web_links.items():
        if not link.url:
            continue  # CC-17 reports the missing address
        arguments = {"resource": name, "title": link.title, "url": _shown(link.url)}
        if not _is_absolute(link.url):
            yield PackageFinding(check="CC-25", variant="not-absolute", source=link.source, arguments=arguments)
        elif link.url.lower().startswith("http://"):
            yield PackageFinding(check="CC-25", variant="not-secure", source=link.source, arguments=arguments)


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _shown(url: str) -> str:
    """The address without query, fragment and user, which may hold a secret."""
    plain = url.partition("#")[0].partition("?")[0]
    scheme, slashes, rest = plain.partition("//")
    authority, slash, path = rest.partition("/")
    shown = scheme + slashes + authority.rpartition("@")[2] + slash + path if slashes else plain
    return shown[:300]


def check_folders(manifest: Manifest) -> Iterator[PackageFinding]:
    """CC-24: the folder of a descriptor is its own, no web content lies in it. The package root is no such folder."""
    owned: dict[str, ManifestResource] = {}
    for resource in manifest.resources:
        if resource.family in _APPLICATIONS:
            for file in resource.files:
                if folder_of(file.target):
                    owned.setdefault(folder_of(file.target), resource)
    told: set[str] = set()
    for resource in manifest.resources:
        if resource.family != "webcontent":
            continue
        for file in resource.files:
            folder = folder_of(file.target)
            if folder in owned and folder not in told:
                told.add(folder)
                arguments = {"folder": folder, "file": file.target, "owner": owned[folder].identifier}
                yield PackageFinding(check="CC-24", source=file.source, arguments=arguments)


def check_secrets(canvas: Canvas, links: tuple[LtiLink, ...]) -> Iterator[PackageFinding]:
    """CC-27, LT-10: access codes of quizzes and keys of tools. Their values are never read into anything."""
    for quiz in canvas.quizzes.values():
        if quiz.access_code is not None:
            arguments: dict[str, object] = {"quiz": quiz.title or quiz.id, "count": 1}
            yield PackageFinding(check="CC-27", source=quiz.access_code, arguments=arguments)
    for link in links:
        if link.secrets:
            arguments = {"link": link.title or link.resource or link.path, "count": link.secrets}
            yield PackageFinding(check="LT-10", source=link.source, arguments=arguments)


def without_platform_noise(findings: tuple[PackageFinding, ...], canvas: Canvas) -> Iterator[PackageFinding]:
    """Findings without those of Canvas's own making: its profile form leaves out what only its fuller form can hold."""
    for finding in findings:
        if finding.variant != "no-items" or finding.arguments.get("test") not in canvas.full_quizzes:
            yield finding
