"""The deals of a library, run through one of its processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from processengine.deals.asked import Deals, kept_as, unknown_names
from processengine.deals.noticed import OF_DEALS, noticed
from processengine.deals.summary import refuse_few, refuse_without_history
from processengine.deals.versions import Judged, by_file
from processengine.evidence.allowed import with_former
from processengine.evidence.names import ALL_NAMES, StageNames, read_names
from processengine.evidence.replaying import Course, replay
from processengine.evidence.replaying.public import for_public
from processengine.evidence.replaying.rows import read_rows
from processengine.evidence.visits import ALL_PROCESSES, Elsewhere, read_elsewhere, visits

if TYPE_CHECKING:
    from processengine.evidence.question import Derived
    from processengine.model.process import Process
    from processengine.replay import Replay


@dataclass(frozen=True)
class ReadAs:
    """The deals' history as one process reads it: with the stages that it has no more, the source's names, and the visits."""

    process: "Process"
    names: StageNames
    visit: "Derived"
    elsewhere: Elsewhere


def read_as(deals: Deals, process: "Process", judged: Judged | None = None) -> ReadAs:
    """Read the deals' history as a process's: which rows are its own, and which of its stages they mean."""
    whole = with_former(process, judged.versions if judged else ())
    codes = deals.handle.ask(ALL_NAMES)
    names = read_names(whole, codes, *kept_as(deals, process))
    elsewhere = _elsewhere(deals, whole)
    return ReadAs(whole, names, visits(whole, names, deals.settings.echo_minutes, elsewhere), elsewhere)


def replayed(deals: Deals, process: "Process", judged: Judged | None = None) -> "Replay":
    """Run the deals' history through a process; without `judged` the process as it stands judges every move."""
    judged = judged or by_file(process)
    read = read_as(deals, process, judged)
    tables = deals.found.tables
    course = Course(
        read.process, judged.versions, read.names, read.visit,
        rows=read_rows(deals.handle, read.names, read.elsewhere, read.visit),
        warnings=(*judged.remarks, *filter(None, [unknown_names(deals)]), *noticed(deals.found, OF_DEALS)),
        former=frozenset(read.process.stages) - frozenset(process.stages),
        has_seq="seq" in deals.handle.columns("stage_history"),
        has_outcomes="deals" in tables and "outcome" in tables["deals"].columns,
    )
    return replay(deals.handle, course)


def _elsewhere(deals: Deals, process: "Process") -> Elsewhere:
    if "process" not in deals.handle.columns("stage_history"):
        return Elsewhere()
    found = deals.handle.ask(ALL_PROCESSES)
    return read_elsewhere(process, found, _called(deals))


def _called(deals: Deals) -> dict[str, Sequence[str]]:
    """Return what the source may call each process: its names in the CRM that the source's names come from."""
    crm = deals.library.crm.get(deals.settings.names, {}) if deals.library is not None else {}
    return {name: [text for text in (one.process, one.pipeline, one.record_type) if text] for name, one in crm.items()}


def replayed_for(deals: Deals, process: "Process", judged: Judged, *, is_public: bool) -> "Replay":
    """Run the deals' history through a process for somebody; raise CannotRun without a history, or where the public may hear nothing."""
    refuse_without_history(deals)
    whole = replayed(deals, process, judged)
    if not is_public:
        return whole
    refuse_few(whole.deals)
    return for_public(whole)
