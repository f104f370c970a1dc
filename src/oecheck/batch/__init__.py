"""Very many packages: each checked alone in a worker, every answer kept at once, the results as one table.

The folder of a batch:

    batch.json         what is checked against what, and how far it came
    journal.jsonl      everything that happened, one line each: the truth from which all else is made
    reports/           the JSON report of each package
    results.sqlite     the tables (`_tables`), with packages.csv, outcomes.csv, *.parquet beside it

A run that ends in any way, kill -9 included, is taken up by the next with the same words (`_plan`).
"""

from __future__ import annotations

from oecheck.batch._pool import Bounds, Pool
from oecheck.batch._record import BatchRecord, read_record
from oecheck.batch._remote import local_copy
from oecheck.batch._run import BatchOptions, Engine, Watcher, run_batch
from oecheck.batch._sources import Listing, list_packages
from oecheck.batch._tables import TABLES, cell
from oecheck.batch._task import CheckWork
from oecheck.batch._values import Done, PackageRef, PackageStatus, Task

__all__ = [
    "TABLES",
    "BatchOptions",
    "BatchRecord",
    "Bounds",
    "CheckWork",
    "Done",
    "Engine",
    "Listing",
    "PackageRef",
    "PackageStatus",
    "Pool",
    "Task",
    "Watcher",
    "cell",
    "list_packages",
    "local_copy",
    "read_record",
    "run_batch",
]
