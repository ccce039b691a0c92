"""What the deals' own table says of how they ended, held against the stage in which they are last: the stage wins."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from processengine.evidence.names import StageNames, plain, read_names
from processengine.evidence.question import Derived, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.model.measure import OUTCOME_KINDS
from processengine.model.process import Process

_OPEN: Final = ("", "open")


class Told(NamedTuple):
    """How many deals have an outcome in the deals' own table and are last in a stage, handed over or not."""

    outcome: str
    last: int
    handed_over: bool
    deals: int


def told(trip: Derived) -> Question[list[Told]]:
    """Return the question for what the deals' own table says."""

    def read(rows: Iterable[Row]) -> list[Told]:
        return [Told(str(outcome), whole(last), bool(handed), whole(deals)) for outcome, last, handed, deals in rows]

    return Question(text("replaying/told_outcome"), read, over=(trip,))


def disagreements(process: Process, names: StageNames, found: list[Told], *, has_others: bool = False) -> Iterator[str]:
    """Yield sentences on the deals that the two tell otherwise, and on outcomes that can't be told from their names.

    Where the source `has_others`, rows of other processes, an outcome that this process can't have is that of another one.
    """
    differing, unread = 0, dict[str, int]()
    kinds = _kinds(process, names, {one.outcome for one in found})
    own = {None, *(stage.outcome for stage in process.stages.values())}
    for one in found:
        if one.outcome not in kinds:
            unread[one.outcome] = unread.get(one.outcome, 0) + one.deals
        elif has_others and kinds[one.outcome] not in own:
            continue
        elif not one.handed_over and kinds[one.outcome] != _kind(process, one.last):
            differing += one.deals
    if differing:
        yield f"{differing:,} {'deal has' if differing == 1 else 'deals have'} another outcome in the deals' own table than their last stage; the stage counts."
    if unread:
        shown = ", ".join(sorted(unread, key=lambda name: (-unread[name], name))[:5])
        count = sum(unread.values())
        yield f"{count:,} {'deal has' if count == 1 else 'deals have'} an outcome of no known kind in the deals' own table ({shown}); it is not compared with the last stage."


def _kind(process: Process, place: int) -> str | None:
    return list(process.stages.values())[place].outcome if place >= 0 else None


def _kinds(process: Process, names: StageNames, outcomes: set[str]) -> dict[str, str | None]:
    """Return the kind that each outcome means: named itself, by its stage, or none for an open deal."""
    meant = {**read_names(process, dict.fromkeys(outcomes, 0), {}).stage_of, **{name: names.stage_of[name] for name in outcomes if name in names.stage_of}}
    found: dict[str, str | None] = {}
    for outcome in outcomes:
        if plain(outcome) in _OPEN:
            found[outcome] = None
        elif plain(outcome) in OUTCOME_KINDS:
            found[outcome] = plain(outcome)
        elif outcome in meant:
            found[outcome] = process.stages[meant[outcome]].outcome
    return found
