"""A file that the CRM loads to move deals where a change moves them: its own columns, and its own names of stages."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TextIO

from processengine.model.library import CrmProcess
from processengine.proposals.deal_in_flight import DealInFlight
from processengine.report.impact_told import Touched
from processengine.report.spreadsheet import cell

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "salesforce": ("Id", "StageName"), "hubspot": ("Record ID", "Deal Stage", "Pipeline"), "pipedrive": ("ID", "Stage"),
}
_OURS: Final = ("deal_id", "stage")


@dataclass
class Written:
    """What was written: how many deals, the ids that were changed so that no spreadsheet works them out, and stages without a name in the CRM."""

    deals: int = 0
    changed: list[str] = field(default_factory=list)
    unnamed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapped:
    """How the source keeps processes: `names` is whose names it speaks, empty for none; `processes` are the mappings of that one."""

    names: str
    processes: Mapping[str, CrmProcess]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a file that this CRM loads."""
        return _COLUMNS.get(self.names, _OURS)


def write_head(out: TextIO, mapped: Mapped) -> None:
    """Write the names of the columns."""
    csv.writer(out, lineterminator="\r\n").writerow(mapped.columns)


def write(out: TextIO, touched: Touched, mapped: Mapped, written: Written, deals: Iterable[DealInFlight]) -> None:
    """Write a line for each deal that moves, as they come, by RFC 4180; no other deal is in the file. `written` is told what was done."""
    writer = csv.writer(out, lineterminator="\r\n")
    for one in deals:
        if one.fate == "moves":
            stage, pipeline = _names(one, touched, mapped, written)
            row = [cell(one.deal), cell(stage), cell(pipeline)][: len(mapped.columns)]
            writer.writerow(row)
            written.deals += 1
            if row[0] != one.deal:
                written.changed.append(one.deal)


def _names(one: DealInFlight, touched: Touched, mapped: Mapped, written: Written) -> tuple[str, str]:
    """Return what the CRM calls the stage that a deal moves to, and the pipeline that it is in."""
    process, stage = touched.target(one.to)
    known = (mapped.processes.get(process.id) if process is not None else None) or mapped.processes.get(one.process) or CrmProcess()
    pipeline = known.pipeline or known.process or touched.title
    earlier = reversed(process.stages[stage].was) if process is not None else ()
    called = next((names[0] for name in (stage, *earlier) if (names := known.stages.get(name))), "")
    if called:
        return called, pipeline
    if not mapped.names:
        return stage, pipeline
    written.unnamed[stage] = touched.title_after(one.to)
    return written.unnamed[stage], pipeline
