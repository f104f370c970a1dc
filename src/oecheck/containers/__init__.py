"""The bytes of a package as named entries, whatever they came packed in.

`open_container` looks at the bytes, never at the suffix. Packages are hostile until shown otherwise: nothing is
unpacked to disk by name, nothing is read that lies outside, and every size is counted while inflating.
"""

from __future__ import annotations

from oecheck.containers._checks import CHECKS, LEFT_OUT, UNSAFE, HasProblems, package_findings
from oecheck.containers._container import Container
from oecheck.containers._entry import ContainerFile, ContainerProblem, EntryUnreadable
from oecheck.containers._limits import Limits
from oecheck.containers._open import open_container, open_inside

__all__ = [
    "CHECKS",
    "LEFT_OUT",
    "UNSAFE",
    "Container",
    "ContainerFile",
    "ContainerProblem",
    "EntryUnreadable",
    "HasProblems",
    "Limits",
    "open_container",
    "open_inside",
    "package_findings",
]
