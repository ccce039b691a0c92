"""A file that the CRM loads to move deals where a change moves them: its own columns, and its own names of stages."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from processengine.model.base import words
from processengine.model.library import CrmProcess
from processengine.proposals.deal_in_flight import DealInFlight
from processengine.report.impact_told import Touched
from processengine.report.spreadsheet import cell

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "salesforce": ("Id", "StageName"), "hubspot": ("Record ID", "Deal Stage", "Pipeline"), "pipedrive": ("ID", "Stage"),
}
_OURS: Final = ("deal_id", "stage")


IDS: Final = "a spreadsheet would work out their ids as a formula"
ENDED: Final = "the table of deals says that they have ended"
TWICE: Final = "several processes move them, each elsewhere"
"""Why deals that move are not in the file; a name of the CRM's may be a reason too."""


@dataclass
class Written:
    """What is written: a row for each deal by its id; the ids of those that are left out, by the reason; and what has no name in the CRM, with what it is called instead."""

    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: dict[str, dict[str, None]] = field(default_factory=dict)
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


def collect(touched: Touched, mapped: Mapped, written: Written, deals: Iterable[DealInFlight]) -> None:
    """Take a row for each deal that moves, as they come, and note of which there can be none; no other deal is in the file."""
    for one in deals:
        if one.fate != "moves":
            continue
        row = (one.deal, *_names(one, touched, mapped, written))[: len(mapped.columns)]
        reason = _why_not(one, row, written)
        if reason:
            written.left_out.setdefault(reason, {})[one.deal] = None
            written.rows.pop(one.deal, None)
        else:
            written.rows[one.deal] = row


def as_csv(mapped: Mapped, written: Written) -> str:
    """Return the file, by RFC 4180."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(mapped.columns)
    writer.writerows(written.rows.values())
    return out.getvalue()


def _why_not(one: DealInFlight, row: tuple[str, ...], written: Written) -> str:
    """Return why a deal can't be in the file, empty where it can: no CRM finds a deal or a stage by a text that was changed for a spreadsheet."""
    if one.has_ended:
        return ENDED
    if cell(one.deal) != one.deal:
        return IDS
    changed = [name for name in row[1:] if cell(name) != name]
    if changed:
        return f"a spreadsheet would work out “{changed[0]}” as a formula, which is where they go"
    is_twice = written.rows.get(one.deal, row) != row or any(one.deal in ids for ids in written.left_out.values())
    return TWICE if is_twice else ""


def _names(one: DealInFlight, touched: Touched, mapped: Mapped, written: Written) -> tuple[str, str]:
    """Return what the CRM calls the stage that a deal moves to, and the pipeline that it is in."""
    process, stage = touched.target(one.to)
    is_own = process is None or process is touched.after
    known = (mapped.processes.get(process.id) if process is not None else None) or (mapped.processes.get(one.process) if is_own else None) or CrmProcess()
    title = touched.title if is_own or process is None else process.title or words(process.id)
    pipeline = known.pipeline or known.process or title
    earlier = reversed(process.stages[stage].was) if process is not None else ()
    called = next((names[0] for name in (stage, *earlier) if (names := known.stages.get(name))), "")
    if not called and not mapped.names:
        return stage, pipeline
    if "Pipeline" in mapped.columns and not (known.pipeline or known.process):
        written.unnamed[one.process if process is None else process.id] = pipeline
    if not called:
        written.unnamed[one.to] = touched.title_after(one.to)
    return called or touched.title_after(one.to), pipeline
