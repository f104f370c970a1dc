"""Files of `static/`, and the addresses by which texts of a course name them.

Source: formats/olx.md §1, §3; openedx-platform `common/djangoapps/static_replace`, `StaticContent.compute_location`
(names of assets are kept with `_` for all that is no letter, digit, dot, hyphen or percent sign).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from oecheck.model.package import Reference
from oecheck.model.source import Source
from oecheck.values.href import PathIndex, Resolver, asset_name

__all__ = ["PLATFORM_LINKS", "Assets"]

_FOLDER = "static/"
PLATFORM_LINKS = (
    "/course/",
    "/courses/",
    "/jump_to_id/",
    "/jump_to/",
    "/discussion/",
    "/wiki/",
    "/assets/courseware/",
    # Pictures of the platform's own, in its templates of the overview and of problems.
    "/static/images/placeholder-",
    "/static/images/pl-",
    "/static/images/simple_graph.png",
    "/static/images/voltage_divider.png",
    "/static/images/high_pass_filter.png",
)


class Assets:
    """The static files of one course.

    Args:
        paths: paths of the export.
        key: organisation, number and run of the course.
        stated: path by name as the index of assets states it.

    Attributes:
        tokens: prefixes of addresses that stand for `static/`.
        names: path by the name that the platform writes in addresses.
    """

    def __init__(self, paths: Iterable[str], key: tuple[str, str, str], stated: Mapping[str, str]) -> None:
        known = list(paths)
        org, course, run = key
        self.names: dict[str, str] = dict(stated)
        for path in known:
            if path.startswith(_FOLDER):
                self.names.setdefault(asset_name(path.removeprefix(_FOLDER)), path)
        usage = f"asset-v1:{org}+{course}+{run}+type@asset+block@"
        legacy = f"/c4x/{org}/{course}/asset/"
        # The full address that the platform shows to authors, for them to paste, is that of the same file.
        prefixes = ("/static/", f"/{usage}", usage, legacy, f"//*/{usage}", f"//*{legacy}")
        self.tokens = tuple((prefix, _FOLDER) for prefix in prefixes)
        self._resolver = Resolver(PathIndex(known), self.tokens, PLATFORM_LINKS, assets=self.names)

    def holds(self, href: str) -> bool:
        """Whether an address leads to a file of the package, be it by way of a server."""
        return self._resolver.resolve(href).state in ("found", "case")

    def named(self, name: str, source: Source) -> Reference | None:
        """The reference that a setting makes by the mere name of an asset, or by an address; None for no name."""
        name = name.strip()
        if not name:
            return None
        address = name if name.startswith(("/", "asset-v1:")) or "://" in name else _FOLDER + name
        return self.linked(address, source, name)

    def linked(self, href: str, source: Source, written: str = "") -> Reference | None:
        """The reference that an address makes; None where nothing is to be looked for."""
        address = "/" + href if href.startswith(_FOLDER) else href
        found = self._resolver.resolve(address)
        if found.kind in ("external", "platform"):
            return Reference(source=source, href=(written or href).partition("?")[0], kind="file", state="external")
        if found.state not in ("found", "case", "missing", "outside"):
            return None
        return Reference(
            source=source,
            href=written or href,
            target=found.target,
            kind="file",
            state=found.state,
        )
