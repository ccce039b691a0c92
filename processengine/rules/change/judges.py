"""What a process is judged by: measures with an open expectation, and all that these stand on, here and in other processes."""

from collections.abc import Iterator
from typing import NamedTuple

from processengine.model.measure import Quantity
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.rules.change.grounds import Ground, grounds
from processengine.rules.change.proposing import is_about, is_settled, own_proposals, waiting
from processengine.rules.change.revisions import PROCESS, base_of, process_then
from processengine.rules.judged import is_judged, is_released
from processengine.rules.subject import Subject, shared


class Judges(NamedTuple):
    """What somebody is to be judged by, each with a proposal that is: measures of the process at hand, and elements of it that measures name."""

    measures: dict[str, Proposal]
    grounds: dict[Ground, Proposal]


def judges_of(subject: Subject) -> Judges:
    """Return what the process at hand is judged by, by the ids that the base has."""
    before = process_then(subject, subject.process.id)
    own = {subject.process.id, *(() if before is None else (before.id,))}
    every = _judging(subject)
    measures = {name: proposal for proposal, name, process, _ in every if process in own}
    found = {ground: proposal for proposal, _, process, measure in every if measure is not None for ground in grounds(measure, process) if ground.process in own}
    return Judges(measures, found)


def leans_on(subject: Subject, proposal: Proposal, process: str) -> bool:
    """Tell whether a proposal is judged by what deals did in a process: its own, or one that its measures look into."""
    if is_about(proposal, process):
        return True
    return any(ground.process == process for one, _, own, measure in _judging(subject) if one is proposal and measure is not None for ground in grounds(measure, own))


def deleted(subject: Subject) -> list[Proposal]:
    """Return the released proposals that wait for their verdict and whose file is gone."""
    return [one for one in _gone(subject) if _waits(one)]


def forgotten(subject: Subject) -> list[Proposal]:
    """Return the other proposals that were ruled on and whose file is gone, and with it the ruling or the verdict."""
    return [one for one in _gone(subject) if one.record is not None and not _waits(one)]


def _gone(subject: Subject) -> list[Proposal]:
    base = base_of(subject)
    return [one for name, one in base.earlier_proposals().items() if name not in base.proposals]


def _waits(proposal: Proposal) -> bool:
    return bool(proposal.expects) and is_released(proposal) and not is_settled(proposal)


@shared
def _judging(subject: Subject) -> list[tuple[Proposal, str, str, Quantity | None]]:
    """Return each measure that somebody is to be judged by: the proposal, its id, the process's id at the base, and what it is, None where nobody knows."""
    return list(_found(subject))


def _found(subject: Subject) -> Iterator[tuple[Proposal, str, str, Quantity | None]]:
    processes = _processes(subject)
    for proposal in waiting(subject):
        for measure, expectation in proposal.expects.items():
            for name in () if is_judged(proposal, measure) else (measure, *expectation.guard):
                yield from _in(processes, proposal, name)
    for proposal in own_proposals(subject):
        for claim in proposal.claims.values():
            if isinstance(claim.compare, str):
                yield from _in(processes, proposal, claim.compare)


def _in(processes: dict[str, Process | None], proposal: Proposal, name: str) -> Iterator[tuple[Proposal, str, str, Quantity | None]]:
    for process, value in processes.items():
        if is_about(proposal, process):
            yield proposal, name, process, value.measures.get(name) if value is not None else None


def _processes(subject: Subject) -> dict[str, Process | None]:
    """Return the processes as the base has them, by their ids there, and those that are new, of which nothing is frozen yet."""
    found: dict[str, Process | None] = {}
    for (kind, name), earlier in base_of(subject).then.items():
        if kind == PROCESS and isinstance(earlier.value, Process):
            found[earlier.value.id] = earlier.value
            # A proposal may speak of a process by the id that it has now.
            found.setdefault(name, earlier.value if name != earlier.value.id else None)
    if subject.document.kind == PROCESS:
        found.setdefault(subject.process.id, None)
    return found
