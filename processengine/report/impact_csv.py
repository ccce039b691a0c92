"""The deals in flight under a change, for spreadsheets: a line for each deal; no cell is a formula."""

import csv
from collections.abc import Iterable
from typing import Final, TextIO

from processengine.proposals.deal_in_flight import DealInFlight
from processengine.report.spreadsheet import cell, inert

_END: Final = "\r\n"
HEADER: Final = ("deal_id", "process", "stage", "fate", "to", "lacks", "days_in_stage", "entered", "owner", "why", "library")
"""The columns: `stage` by its id, or the source's name where the process has no such stage; `lacks` are `stage/criterion`, a blank between them, `library` the folder of its library."""


def write_head(out: TextIO) -> None:
    """Write the names of the columns."""
    csv.writer(out, lineterminator=_END).writerow(HEADER)


def write(out: TextIO, library: str, deals: Iterable[DealInFlight]) -> None:
    """Write a line for each deal of a library as they come, by RFC 4180."""
    writer = csv.writer(out, lineterminator=_END)
    for one in deals:
        writer.writerow([
            cell(one.deal), inert(one.process), inert(one.stage), one.fate, inert(one.to), inert(" ".join(one.lacks)), f"{one.days:.1f}",
            one.entered or "", cell(one.owner or ""), inert(one.why), inert(library),
        ])
