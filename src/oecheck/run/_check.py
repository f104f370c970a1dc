"""From a path to a report: the package opened, read and evaluated."""

from __future__ import annotations

from pathlib import Path

from oecheck.containers import open_container
from oecheck.model.report import Report
from oecheck.rules import Catalogue
from oecheck.run._beside import with_its_name
from oecheck.run._inside import look_inside
from oecheck.run._joined import named
from oecheck.run._limits import limits_of_selection
from oecheck.run._look import Look, look
from oecheck.run._options import CheckOptions
from oecheck.run._read import Opened, read_package
from oecheck.run._report import ReportInputs, build_report
from oecheck.run._standard import catalogue_for
from oecheck.run._witness import Witness

__all__ = ["fresh_report", "report_of_look"]


def fresh_report(
    source: Path | bytes,
    options: CheckOptions,
    name: str = "",
    catalogue: Catalogue | None = None,
    witness: Witness | None = None,
) -> Report:
    """Checks one package, whatever is known of it already.

    Args:
        source: path of a file or folder, or the bytes of a package.
        options: what to check and how.
        name: name of the package where `source` is bytes.
        catalogue: what `catalogue_for` gives for the options, where somebody has it already.
        witness: where facts and results come from; the open package itself where it is None.

    Returns:
        The report. What could only be read in part is said under `limits`.

    Raises:
        UsageError: unknown standard, profile or requirement.
        RuleFileError: the standard cannot be used.
        PackageError: the package cannot be read at all.
    """
    catalogue = catalogue or catalogue_for(options)
    witness = witness or Witness(options.all_outcomes)
    with open_container(source, options.limits, name) as container:
        opened = read_package(container, options, catalogue)
        seen = look(container, opened, catalogue, catalogue.rules, witness)
        whole = look_inside(named(seen), opened, catalogue, options, witness)
        return report_of_look(whole, opened, catalogue, options)


def report_of_look(whole: Look, opened: Opened, catalogue: Catalogue, options: CheckOptions) -> Report:
    """The report on what was seen of a package and of the packages inside it."""
    report = build_report(
        ReportInputs(
            catalogue=catalogue,
            package=opened.inputs.package,
            course=opened.inputs.course,
            results=whole.results,
            structural=whole.structural,
            limits=(*limits_of_selection(options), *whole.limits),
            date=opened.inputs.today,
            description_sha256=opened.description_sha256,
        )
    )
    if opened.inputs.package.root:
        from oecheck.run._placed import placed  # few packages lie in a folder of their archive

        report = placed(report, opened.inputs.package.root, {file.path for file in whole.files})
    return with_its_name(report, options.description.name if options.description else "")
