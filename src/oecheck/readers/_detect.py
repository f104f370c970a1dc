"""Which format a package has: every descriptor found, with its evidence, and the one it is read as.

Source: formats/README.md §1 to §3.
"""

from __future__ import annotations

import msgspec

from oecheck.containers import Container, EntryUnreadable, open_container
from oecheck.errors import NotAPackage, PackageError, UnreadableFormat
from oecheck.model.package import Descriptor, PackageFinding
from oecheck.model.source import Source
from oecheck.readers._registry import all_readers, reader_for
from oecheck.readers._signs import NATIVE, SIGNS, sign

__all__ = ["Detection", "choose", "detect", "locate"]

_NAMES = frozenset(
    {"imsmanifest.xml", "cmi5.xml", "tincan.xml", "h5p.json", "moodle_backup.xml", "moodle.xml", "course.xml"}
    | {"library.xml", "mimetype", "META-INF/container.xml", "qti.xml"}
    | {path for path, _ in NATIVE}
)
_AICC = (".crs", ".au")
_MAX_FOLDERS = 20
_ARCHIVES = (".zip", ".imscc", ".mbz", ".h5p", ".epub", ".tar.gz", ".tgz", ".tar")
_MAX_INNER = 5
_MAX_INNER_BYTES = 20 * 1024 * 1024
_ANY_PLACE = frozenset({"olx"})
"""Formats whose descriptor stands in a folder by rule."""
_NEVER_READ = frozenset(
    {"moodle-1-9", "olx-library", "blackboard-native", "descriptor-unreadable", "manifest-other-root"}
)
"""Evidence of what no reader takes, though its format's word may have one."""
_IN_ITS_FOLDER = frozenset({"course.xml", "library.xml"})
"""Descriptors of Open edX, whose exports are a folder by rule."""


_DEEPER = "descriptor-deeper"


class Detection(msgspec.Struct, frozen=True):
    """Where the package is in its container, and what it was recognised by.

    Attributes:
        container: seen from the package's root.
        root: folder of the package in the container, ending in a slash; "".
        descriptors: all that was found, at most one of them primary; places count from the package's root.
        findings: what is odd about the place and name of the descriptor.
    """

    container: Container
    root: str
    descriptors: tuple[Descriptor, ...]
    findings: tuple[PackageFinding, ...] = ()


def detect(container: Container) -> tuple[Descriptor, ...]:
    """Every descriptor of a package, the primary one first."""
    return locate(container).descriptors


def locate(container: Container) -> Detection:
    """Looks for descriptors at the root, then one folder down. Worked out once per container."""
    key = ("detection", container.root)
    found = container.shared.get(key)
    if found is None:
        found = container.shared[key] = _locate(container)
    assert isinstance(found, Detection)
    return found


def _locate(container: Container) -> Detection:
    found = _signs_at(container)
    if found:
        return Detection(container, "", _ranked(found))
    other_case = _other_case(container)
    if other_case is not None:
        return other_case
    folders = _top_folders(container)
    inside = [(folder, signs) for folder in folders if (signs := _signs_at(container.within(folder)))]
    if len(inside) == 1:
        return _one_folder_down(container, *inside[0])
    if inside:
        places = ", ".join(folder for folder, _ in inside[:5])
        return Detection(container, "", (sign("", "unknown", "collection", str(len(inside)), places),))
    deeper = _deeper_folder(container)
    if deeper is not None:
        return Detection(container, "", (deeper,))
    archives = [path for path, file in container.files.items() if path.lower().endswith(_ARCHIVES) and not file.junk]
    if archives:
        packages = _packages_among(container, archives)
        evidence = "packed-collection" if packages else "inner-archives"
        detail = ", ".join(packages) or archives[0]
        return Detection(container, "", (sign("", "unknown", evidence, str(len(archives)), detail),))
    return Detection(container, "", _from_other_readers(container))


def _deeper_folder(container: Container) -> Descriptor | None:
    """A course two folders down or more, to name the place in the refusal: platforms look no deeper than one."""
    paths = [path for path, file in container.files.items() if path.count("/") > 1 and not file.junk]
    found = [path for path in paths if path.rpartition("/")[2] in _NAMES]
    for path in sorted(found, key=lambda one: (one.count("/"), one))[:_MAX_FOLDERS]:
        folder = path.rpartition("/")[0]
        if any(_is_readable(signs) for signs in _signs_at(container.within(folder))):
            return sign(path, "unknown", _DEEPER, detail=folder)
    return None


def _packages_among(container: Container, archives: list[str]) -> list[str]:
    """Those of the first small archives that are packages themselves; one alone is enough to say what they are."""
    small = [path for path in archives if container.files[path].size_bytes <= _MAX_INNER_BYTES]
    return [path for path in small[:_MAX_INNER] if _is_package(container, path)]


def _is_package(container: Container, path: str) -> bool:
    try:
        with open_container(container.read(path), container.limits, path.rpartition("/")[2]) as inner:
            folders = (inner.within(folder) for folder in _top_folders(inner))
            return any(_signs_at(view) for view in (inner, *folders))
    except (PackageError, EntryUnreadable):
        return False


def _signs_at(container: Container) -> list[Descriptor]:
    return [descriptor for signs in SIGNS for descriptor in signs(container)]


def _from_other_readers(container: Container) -> tuple[Descriptor, ...]:
    """Readers that were added, here or by other distributions, may know formats that have no sign among ours."""
    return _ranked([found for reader in all_readers() for found in reader.detect(container)])


def _one_folder_down(container: Container, folder: str, signs: list[Descriptor]) -> Detection:
    view = container.within(folder)
    descriptors = _ranked(signs)
    primary = descriptors[0]
    findings: tuple[PackageFinding, ...] = ()
    if primary.format not in _ANY_PLACE:
        source = Source(primary.source.file)
        findings = (
            PackageFinding(check="CT-30", source=source, arguments={"path": primary.source.file, "folder": folder}),
        )
    return Detection(view, folder + "/", descriptors, findings)


def _other_case(container: Container) -> Detection | None:
    """A descriptor whose name differs in letter case: read under the right name, and reported."""
    wanted = {name.lower(): name for name in _NAMES}
    renamed = {path: wanted[path.lower()] for path in container.files if path.lower() in wanted}
    if not renamed:
        return None
    view = container.renamed(renamed)
    signs = _signs_at(view)
    if not signs:
        return None
    findings = tuple(
        PackageFinding(check="CT-31", source=Source(path), arguments={"path": path, "wanted": name})
        for path, name in renamed.items()
        if path != name
    )
    return Detection(view, "", _ranked(signs), findings)


def _top_folders(container: Container) -> list[str]:
    """Folders at the root that hold a descriptor; each is looked at on its own, so their number is bounded."""
    seen: dict[str, None] = {}
    for path, file in container.files.items():
        folder, _, rest = path.partition("/")
        other = "/" not in rest and (rest.lower().endswith(_AICC) or (folder == "course" and rest.endswith(".xml")))
        other = other or path.startswith(("course/roots/", "course/course/"))
        if not file.junk and (rest in _NAMES or other):
            seen[folder] = None
    return list(seen)[:_MAX_FOLDERS]


def _ranked(found: list[Descriptor]) -> tuple[Descriptor, ...]:
    """Readable ones first, in the order found, except that cmi5 goes before a manifest that is not SCORM."""
    marked = [msgspec.structs.replace(descriptor, readable=_is_readable(descriptor)) for descriptor in found]
    has_cmi5 = any(descriptor.format == "cmi5" for descriptor in marked)

    def rank(descriptor: Descriptor) -> tuple[bool, bool]:
        plain = descriptor.format in ("content-packaging", "qti", "common-cartridge", "thin-common-cartridge")
        return descriptor.evidence in _NEVER_READ or descriptor.format == "unknown", has_cmi5 and plain

    marked.sort(key=rank)
    if marked:
        marked[0] = msgspec.structs.replace(marked[0], primary=True)
    return tuple(marked)


def _is_readable(descriptor: Descriptor) -> bool:
    if descriptor.evidence in _NEVER_READ or descriptor.format == "unknown":
        return False
    return reader_for(descriptor.format) is not None


def choose(descriptors: tuple[Descriptor, ...], wanted: str = "", root: str = "") -> Descriptor:
    """The descriptor that the package is read by.

    Args:
        descriptors: as `detect` gave them.
        wanted: format that the user asks for; the primary one when "".
        root: folder of the package in its container, for the places in errors.

    Raises:
        NotAPackage: no descriptor, none of the wanted format, or only a collection of packages.
        UnreadableFormat: recognised, but nothing reads it; the text of its code says what to export instead.
    """
    candidates = [found for found in descriptors if not wanted or found.format == wanted]
    if not candidates:
        seen = ", ".join(sorted({found.format for found in descriptors}))
        raise NotAPackage("no-such-descriptor" if wanted else "no-descriptor", wanted=wanted, found=seen)
    readable = next((found for found in candidates if found.readable), None)
    if readable is not None:
        return readable
    return _refuse(candidates[0], root)


def _refuse(found: Descriptor, root: str) -> Descriptor:
    file = root + found.source.file
    arguments = {"file": file, "detail": found.detail, "format": found.format, "version": found.version}
    if found.evidence == "descriptor-unreadable" and root and found.source.file not in _IN_ITS_FOLDER:
        raise NotAPackage("nested-descriptor-unreadable", folder=root.rstrip("/"), name=found.source.file, **arguments)
    if found.evidence == _DEEPER:
        raise NotAPackage(_DEEPER, folder=found.detail, name=file.rpartition("/")[2], **arguments)
    if found.evidence in (
        "collection",
        "packed-collection",
        "inner-archives",
        "descriptor-unreadable",
        "manifest-other-root",
    ):
        raise NotAPackage(found.evidence, **arguments)
    if found.evidence.endswith("-native") or found.evidence in _NEVER_READ:
        raise UnreadableFormat(found.evidence, **arguments)
    raise UnreadableFormat("format-without-reader", **arguments)
