"""Where expectations start from: `from` as the deals say it, filled in where a proposal leaves it out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from processengine.deals.asked import Asked, opened_for
from processengine.deals.expected import expected
from processengine.errors import CannotRun
from processengine.model.base import words
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.proposals.expectation import said
from processengine.proposals.facts import Expected
from processengine.propose.making import Proposed
from processengine.review.documents import Key
from processengine.sides.place import on_disk
from processengine.store import Shelf
from processengine.syntax.edit import Add, EditError, Operation, apply

_DIGITS = 3


@dataclass(frozen=True)
class Started:
    """A proposal whose expectations say where they start from, as far as the deals can tell, and sentences on that."""

    proposed: Proposed
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Processes:
    """The processes of a library as somebody has edited it."""

    proposed: Proposed
    home: str

    @cached_property
    def processes(self) -> Mapping[str, Process]:
        found = self.proposed.edited.now.found.items()
        return {key.id: paper.value for key, paper in found if key.home == self.home and isinstance(paper.value, Process)}


def started(proposed: Proposed) -> Started:
    """Fill in `from` where an expectation leaves it out, and say where what its author wrote is clearly not what the deals say.

    The library's settings are those that are agreed, not edited ones. Without deals that can be read nothing is filled in, and why is said.
    """
    key, proposal = _proposal(proposed)
    if key is None or proposal is None or not proposal.expects or proposal.record is not None:
        return Started(proposed)
    try:
        found = _computed(proposed, key.home, proposal)
    except CannotRun as error:
        lacks = any(one.from_ is None for one in proposal.expects.values())
        return Started(proposed, (f"Where its expectations start from isn't filled in: {error}",) if lacks else ())
    missing = {one.measure: one for one in found if one.stated.from_ is None and one.now is not None and one.now.whole.value is not None}
    differing = tuple(f"{words(one.measure)}: {one.differs}" for one in found if one.differs)
    filled = tuple(f"{words(name)} starts from {_said(one)}, which the deals say today: written into the proposal." for name, one in missing.items())
    try:
        return Started(_written(proposed, missing) if missing else proposed, (*filled, *differing))
    except EditError:
        return Started(proposed, differing)


def _proposal(proposed: Proposed) -> tuple[Key | None, Proposal | None]:
    now = proposed.edited.now
    return next(((key, one) for key, one in now.proposals().items() if now.found[key].file == proposed.file), (None, None))


def _computed(proposed: Proposed, home: str, proposal: Proposal) -> tuple[Expected, ...]:
    """Ask the deals; raise CannotRun where they can't be asked."""
    processes, library = _Processes(proposed, home), proposed.edited.head.library(home)
    process = processes.processes.get(proposal.process or "") or (next(iter(processes.processes.values())) if len(processes.processes) == 1 else None)
    if process is None:
        return ()
    if library is None or library.evidence is None or not library.evidence.source:
        raise CannotRun("library.yaml names no source of deals.")
    with opened_for(Asked(), Shelf(on_disk(proposed.edited.repository, home)), library) as deals:
        return expected(deals, process, proposal, processes)


def _written(proposed: Proposed, missing: Mapping[str, Expected]) -> Proposed:
    operations: list[Operation] = [Add(f"expects.{name}.from", _rounded(one)) for name, one in missing.items()]
    paper = next(one for one in proposed.edited.now.found.values() if one.file == proposed.file)
    text = apply(paper.data.decode(), operations)
    return replace(proposed, edited=proposed.edited.having({proposed.file: text.encode()}))


def _rounded(one: Expected) -> float | int:
    assert one.now is not None
    assert one.now.whole.value is not None
    value = round(one.now.whole.value, _DIGITS)
    return int(value) if value == int(value) else value


def _said(one: Expected) -> str:
    assert one.now is not None
    return said(one.now.whole.value, one.now.whole.unit)
