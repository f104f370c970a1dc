"""A check with other rules: from what was read of the package the last time, where that is kept and is enough.

`keep_facts` writes down everything that the rules read of a package, which costs a fifth of its check once more.
Whenever it is there it is used: rules that ask for nothing else are evaluated without opening the package. What they
ask for beyond it makes the check an ordinary one, as does the wish to see every target: only their number is kept.
"""

from __future__ import annotations

import msgspec

from oecheck.model.report import Report
from oecheck.rules import Catalogue
from oecheck.run._check import fresh_report
from oecheck.run._recorder import Recorder
from oecheck.run._replay import replayed
from oecheck.run._standard import catalogue_for
from oecheck.run._subject import Subject
from oecheck.store import Entries, open_entries

__all__ = ["report_of"]

_SUFFIX = ".facts"


def report_of(subject: Subject, catalogue: Catalogue | None = None) -> Report:
    """Checks a package with these rules, without opening it where what was kept of it is enough.

    Args:
        subject: the package and the options.
        catalogue: what `catalogue_for` gives for the options, where somebody has it already.

    Raises:
        UsageError, RuleFileError, PackageError: as `fresh_report`.
    """
    options = subject.options
    catalogue = catalogue or catalogue_for(options)
    entries = open_entries() if options.cache else None
    name = _name(subject) if entries is not None and not options.all_outcomes else ""
    if entries is None or not name:
        return fresh_report(subject.source, options, subject.name, catalogue)
    return _from_facts(entries, name, subject, catalogue) or _recording(entries, name, subject, catalogue)


def _from_facts(entries: Entries, name: str, subject: Subject, catalogue: Catalogue) -> Report | None:
    data = entries.get(name) if entries.has(name) else None
    return replayed(data, subject.sha256, catalogue, subject.options) if data is not None else None


def _recording(entries: Entries, name: str, subject: Subject, catalogue: Catalogue) -> Report:
    recorder = Recorder(catalogue) if subject.options.keep_facts else None
    report = fresh_report(subject.source, subject.options, subject.name, catalogue, recorder)
    data = recorder.record() if recorder else None
    if data is not None:
        entries.put(name, data)
    return report


def _name(subject: Subject) -> str:
    """The name of everything that what is read of a package depends on, but its bytes; "" where there is none."""
    options = subject.options
    key = subject.key("facts", options.force_format, msgspec.to_builtins(options.limits))
    return key and key + _SUFFIX
