"""The date that a check counts from."""

from __future__ import annotations

import datetime
import os
import re

from oecheck.run._options import CheckOptions

__all__ = ["evaluation_date"]

_EPOCH = re.compile(r"[0-9]{1,11}")  # to the year 5138


def evaluation_date(options: CheckOptions) -> str:
    """The date that the check counts from: given, or SOURCE_DATE_EPOCH, or today (UTC)."""
    if options.date:
        return options.date
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if _EPOCH.fullmatch(epoch) else now
    return moment.date().isoformat()
