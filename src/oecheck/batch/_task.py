"""One package in a worker: checked, its report written, its row made."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from oecheck.batch._files import replace_file
from oecheck.batch._remote import local_copy
from oecheck.batch._row import Judge, outcomes_of, row_of_problem, row_of_report
from oecheck.batch._values import Done, Task
from oecheck.errors import InternalError, PackageError
from oecheck.model.report import Report
from oecheck.reporters import RenderOptions, reporter
from oecheck.rules import Catalogue
from oecheck.run import CheckOptions, catalogue_for, unread_report
from oecheck.run._facts import report_of
from oecheck.run._subject import Subject

__all__ = ["CheckWork"]


class CheckWork(msgspec.Struct, frozen=True):
    """What a worker does with each package: the same as `oecheck check`.

    The rules are loaded once in a worker, which halves what a small package costs. The store of reports is not used: a
    batch keeps its reports itself, and knows what has not changed.

    Attributes:
        options: of every check.
        judge: the exit code that a report leads to.
        rules: digests of the standard and the profile that the batch is held against; "" does not look.
    """

    options: CheckOptions
    judge: Judge
    rules: str = ""

    def __call__(self, task: Task) -> Done:
        """Checks the package of a task and writes its report.

        Raises:
            OSError: the report cannot be written.
        """
        file = Path(task.report)
        file.unlink(missing_ok=True)  # where this run does not come through, the report of an earlier one says nothing
        try:
            report = self._checked(task)
            self._same_rules(report)
        except PackageError as problem:
            _write(self._unread(task, problem), file)
            return Done(name=task.name, stamp=task.stamp, row=row_of_problem(problem), attempt=task.attempt)
        except InternalError as problem:
            return Done(name=task.name, stamp=task.stamp, row=row_of_problem(problem), attempt=task.attempt)
        _write(report, file)
        return Done(
            name=task.name,
            stamp=task.stamp,
            row=row_of_report(report, self.judge),
            outcomes=outcomes_of(report),
            attempt=task.attempt,
        )

    def _same_rules(self, report: Report) -> None:
        """A rule that is edited while a batch runs must not give tables that mix two standards.

        Raises:
            InternalError: the rules are not those that the batch began with.
        """
        if self.rules and self.rules != f"{report.standard.digest} {report.profile.digest}":
            raise InternalError("batch-rules-changed")

    def _unread(self, task: Task, problem: PackageError) -> Report:
        name = task.location.rpartition("/")[2]
        source = Path(task.location)
        return unread_report(source if source.exists() else b"", self.options, problem, name, _catalogue(self.options))

    def _checked(self, task: Task) -> Report:
        with local_copy(task.location, self.options.limits.total_bytes) as package:
            return report_of(Subject(package, self.options), _catalogue(self.options))


@lru_cache(maxsize=1)
def _catalogue(options: CheckOptions) -> Catalogue:
    return catalogue_for(options)


def _write(report: Report, file: Path) -> None:
    json = reporter("json")
    assert json is not None  # a report format that comes with the program
    replace_file(file, json.render(report, RenderOptions()))
