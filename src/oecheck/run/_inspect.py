"""What the checker saw of a package: any fact with its source, any expression with its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from oecheck.containers import open_container, package_findings
from oecheck.facts import registry
from oecheck.language import STRING, Checked, Trace, check, message, parse
from oecheck.language import compile as compile_expression
from oecheck.model.package import PackageFinding
from oecheck.run._inside import InnerPackage, inner_packages
from oecheck.run._options import CheckOptions
from oecheck.run._read import Opened, read_package
from oecheck.run._standard import environment, load_catalogue
from oecheck.run._targets import PackageTargets
from oecheck.vocabulary import target_kinds

__all__ = ["Evaluated", "Inspection", "inspect_package"]

_VARIABLES = {"course": message("course"), "pkg": message("package"), "today": STRING}


class Evaluated(msgspec.Struct, frozen=True):
    """An expression with its value, and how it came about."""

    checked: Checked
    value: Any
    trace: Trace


class Inspection:
    """One open package.

    Attributes:
        inputs: container, course, package, reading.
        findings: structural findings of the container, the reader and the record.
        run: facts and things of the package.
    """

    def __init__(self, opened: Opened, findings: Sequence[PackageFinding], run: PackageTargets) -> None:
        self._opened = opened
        self.inputs = opened.inputs
        self.findings = findings
        self.run = run

    @cached_property
    def inside(self) -> tuple[InnerPackage, ...]:
        """The packages inside the package, one level down."""
        return tuple(inner_packages(self.run.files, self._opened))

    def evaluate(self, expression: str) -> Evaluated:
        """The value of an expression over `course`, `pkg` (the package) and `today`.

        Raises:
            LanguageError: it cannot be understood; all its problems are named.
        """
        surroundings = environment(_VARIABLES)
        checked = check(parse(expression), surroundings)
        program = compile_expression(checked, surroundings)
        frame = [self.inputs.course, self.inputs.package, self.inputs.today]
        return Evaluated(checked, program(self.run, frame), program.explain(self.run, frame))

    def things(self, kind: str) -> tuple[Any, ...]:
        """The things of a kind, in document order; () for a kind that there is not."""
        return tuple(target.entity for target in self.run.targets(kind)) if kind in target_kinds() else ()


@contextmanager
def inspect_package(source: Path | bytes, options: CheckOptions | None = None, name: str = "") -> Iterator[Inspection]:
    """Opens a package for looking at it; facts are computed while it is open.

    Raises:
        PackageError: it cannot be read at all.
    """
    options = options or CheckOptions()
    catalogue = load_catalogue(options.standard, options.profiles, cached=options.cache, language=options.language)
    with open_container(source, options.limits, name) as container:
        opened = read_package(container, options, catalogue)
        findings = (*package_findings(container), *opened.findings)
        yield Inspection(
            opened, findings, PackageTargets(opened.inputs, registry(), [*registry().facts, ("file", "sha256")])
        )
