"""The usual back end: turbohtml, the HTML standard's tree with line and column.

Only its compiled core is loaded: the package around it imports two dozen modules for extraction and rendering, which
take as long as parsing some hundred pages and are not used here.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import TYPE_CHECKING, Any

from oecheck.documents._html_tree import Tree

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

__all__ = ["parse"]

_CORE = "turbohtml._html"


def _core() -> Any:
    """The compiled module, under its own name: whoever imports turbohtml later gets the same.

    Raises:
        ImportError: turbohtml is not installed, or not for this machine.
    """
    if _CORE in sys.modules:
        return sys.modules[_CORE]
    spec = _spec()
    if spec is None or spec.loader is None:  # a version that is laid out in another way
        import turbohtml

        return turbohtml
    core = module_from_spec(spec)
    spec.loader.exec_module(core)
    return sys.modules.setdefault(_CORE, core)


def _spec() -> ModuleSpec | None:
    package = PathFinder.find_spec("turbohtml")
    return PathFinder.find_spec(_CORE, package.submodule_search_locations) if package is not None else None


_turbohtml = _core()


def parse(data: bytes | str) -> Tree:
    """Parses with turbohtml."""
    document = _turbohtml.parse(data)
    encoding = "" if isinstance(data, str) else document.encoding or ""
    return Tree(document, _turbohtml.Element, _turbohtml.Text, encoding)
