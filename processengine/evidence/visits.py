"""The deals' visits to the stages of a process."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from processengine.evidence.names import StageNames, plain
from processengine.evidence.question import Derived, Given, Question
from processengine.evidence.sql import text
from processengine.graph import Graph, good_kinds
from processengine.model.process import Process

MINUTE = 60_000_000

ALL_PROCESSES: Question[tuple[str, ...]] = Question(
    "SELECT DISTINCT process FROM stage_history WHERE process IS NOT NULL ORDER BY process", lambda rows: tuple(str(name) for (name,) in rows),
    is_kept=True,
)
"""The source's names of processes."""


def stages(process: Process) -> Given:
    """Return the table `stage` (stage, id, is_outcome, kind, parked): the process's stages by their places, from 0 on."""
    rows = [(place, name, stage.outcome is not None, stage.outcome, stage.parked is True)
            for place, (name, stage) in enumerate(process.stages.items())]
    columns = (("stage", "INTEGER"), ("id", "VARCHAR"), ("is_outcome", "BOOLEAN"), ("kind", "VARCHAR"), ("parked", "BOOLEAN"))
    return Given("stage", columns, tuple(rows))


def good(process: Process) -> Given:
    """Return the table `good` (kind): the kinds of outcome that count as won."""
    return Given("good", (("kind", "VARCHAR"),), tuple((kind,) for kind in good_kinds(process)))


@dataclass(frozen=True)
class Elsewhere:
    """What the rows of other processes mean to one: `numbers` gives each of their names in the source a number from 1 on.

    Names of one process have one number. `hands_over` gives for a stage the processes that deals go on to from there.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    hands_over: Mapping[str, Collection[int]] = field(default_factory=dict)


def read_elsewhere(process: Process, found: Collection[str], called: Mapping[str, Collection[str]]) -> Elsewhere:
    """Return what the source's names of processes mean; `called` gives for processes all the names that they may have there.

    A name that means nothing known is another process's too: a row that names its process is never taken for one of this.
    """
    known = {plain(name): id_ for id_, names in called.items() for name in names if plain(name)}
    known |= {plain(id_): id_ for id_ in called}
    known |= {plain(name): process.id for name in (*called.get(process.id, ()), *process.was, process.id)}
    ids = {name: known.get(plain(name), name) for name in found}
    others = {id_: number for number, id_ in enumerate(sorted({one for one in ids.values() if one != process.id}), 1)}
    numbers = {name: others[id_] for name, id_ in ids.items() if id_ != process.id}
    return Elsewhere(numbers, {stage: _numbers(targets, others, known) for stage, targets in _ways_out(process).items()})


def _ways_out(process: Process) -> dict[str, set[str]]:
    """Return the other processes that each stage leads to, by `next`, from anywhere, or as what continues there."""
    ways = Graph(process).ways
    found = {name: {way.target for way in ways[name] if way.is_external} for name in process.stages}
    for name, stage in process.stages.items():
        found[name] |= {way.to for way in stage.continues_in}
    return {name: {target.partition("/")[0] for target in targets} for name, targets in found.items() if targets}


def _numbers(targets: Collection[str], others: Mapping[str, int], known: Mapping[str, str]) -> list[int]:
    ids = {known.get(plain(target), target) for target in targets}
    return sorted(others[id_] for id_ in ids if id_ in others)


def turned(names: StageNames, process: Process, elsewhere: Elsewhere | None = None) -> Derived:
    """Return the table `turned`: the rows of the history that are of a process, one by one, with the columns of `visit`."""
    if elsewhere is None or not elsewhere.numbers:
        return Derived("turned", text("visits/turned"), over=(names.as_table(process),))
    return Derived("turned", text("visits/turned_own"), over=(_own(names, process, elsewhere),))


def visits(process: Process, names: StageNames, echo_minutes: int = 5, elsewhere: Elsewhere | None = None) -> Derived:
    """Return the table `visit` of a process.

    Its columns are (deal, stage, entered, place, previous, next, left_at): `stage`, `previous` and `next` are places as
    in `stage`, below 0 for names that the process has no stage for; `place` counts a deal's visits from 1; `left_at` is
    when the next visit began, NULL where there is none. A deal that was handed over to another process has no next
    visit either, but left its last one: `next` is NULL and `left_at` is not.
    """
    echo = Given("echo", (("time", "BIGINT"),), ((echo_minutes * MINUTE,),))
    rows = turned(names, process, elsewhere)
    redo = Derived("redo", text("visits/redo"), over=(rows, stages(process), echo))
    redone = Derived("redone", text("visits/redone"), over=(rows, redo))
    if elsewhere is None or not elsewhere.numbers:
        return Derived("visit", text("visits/visit"), over=(rows, redo, redone), kept=False)
    handed = Derived("handed", text("visits/handed"), over=(_own(names, process, elsewhere),))
    return Derived("visit", text("visits/visit_handed"), over=(rows, redo, redone, handed, _hands_over(process, elsewhere)))


def _own(names: StageNames, process: Process, elsewhere: Elsewhere) -> Derived:
    return Derived("own", text("visits/own"), over=(names.as_table(process), process_of(elsewhere)))


def process_of(elsewhere: Elsewhere) -> Given:
    """Return the table `process_of` (name, process): the source's names of other processes, and their numbers."""
    return Given("process_of", (("name", "VARCHAR"), ("process", "INTEGER")), tuple(elsewhere.numbers.items()))


def part(visit: Derived, name: str) -> Derived:
    """Return one of the tables that a process's visits are made of: `turned`, all its rows, or `redone`, visits made of several."""
    return next(one for one in visit.over if isinstance(one, Derived) and one.name == name)


def _hands_over(process: Process, elsewhere: Elsewhere) -> Given:
    places = {name: place for place, name in enumerate(process.stages)}
    rows = tuple((places[stage], number) for stage, numbers in elsewhere.hands_over.items() for number in numbers)
    return Given("hands_over", (("stage", "INTEGER"), ("process", "INTEGER")), rows)
