"""The ways that the deals of a library go."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from processengine.deals.asked import Deals
from processengine.deals.noticed import noticed
from processengine.deals.replay import ReadAs, read_as
from processengine.deals.summary import refuse_few, refuse_without_history
from processengine.errors import CannotRun
from processengine.evidence.names import ALL_NAMES
from processengine.evidence.paths import Reading, as_it_stands, by_process, paths
from processengine.evidence.public import LAW
from processengine.evidence.replaying.rows import read_rows
from processengine.evidence.replaying.said import about_rows, about_ties, about_unknown
from processengine.evidence.ways import Paths
from processengine.evidence.ways_public import for_public
from processengine.model.nearest import did_you_mean

if TYPE_CHECKING:
    from processengine.model.process import Process


def ways_of(
    deals: Deals, process: "Process | None", top: int = 10, *, through: str | None = None, to: str | None = None, is_public: bool = False,
) -> tuple[Paths, tuple[str, ...]]:
    """Return the `top` most frequent ways and their warnings; `through` and `to` name stages. Raise CannotRun where one isn't there."""
    refuse_without_history(deals)
    read = read_as(deals, process) if process is not None else None
    codes = deals.handle.ask(ALL_NAMES)
    reading = by_process(read.process, read.names, read.visit) if read is not None else as_it_stands(codes)
    found = paths(deals.handle, reading, top, *(None if name is None else _place(reading, name) for name in (through, to)))
    if not is_public:
        return found, (*noticed(deals.found), *(_about_rows(deals, read) if read is not None else ()), *_about(found))
    refuse_few(found.deals)
    shown = for_public(found)
    return shown, (*noticed(deals.found, is_public=True), *_about(shown), LAW)


def _place(reading: Reading, name: str) -> int:
    places = {known: place for place, known in reading.names.items()}
    earlier = {old: places[stage] for stage, one in (reading.process.stages.items() if reading.process else ()) for old in one.was}
    place = places.get(name, earlier.get(name))
    if place is None:
        raise CannotRun(f"No deal can be in `{name}`: there is no such stage.{did_you_mean(name, places)}")
    return place


def _about_rows(deals: Deals, read: ReadAs) -> Iterator[str]:
    rows = read_rows(deals.handle, read.names, read.elsewhere, read.visit)
    history = deals.found.tables.get("stage_history")
    yield from about_rows(rows, read.names)
    yield from about_ties(rows.ties, has_seq=history is not None and "seq" in history.columns)
    yield from about_unknown({read.names.shown(read.process, place): count for place, count in rows.unknown.items()})


def _about(found: Paths) -> Iterator[str]:
    if found.process is None:
        yield "No process is named, so nothing is known to be an outcome, and there are no win rates."
    elif not found.good:
        yield "The process has no outcome of kind won, realised or introduced, so no deal counts as won."
    if found.made_in_error:
        yield f"{found.made_in_error:,} {'deal was' if found.made_in_error == 1 else 'deals were'} made in error (outcome admin), and counted nowhere."
