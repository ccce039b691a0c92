"""The proposals of a library that were released with expectations, each with all that judges it as it stood then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from processengine.evidence.measures.source import day
from processengine.git.tags import Tag, dates, tags
from processengine.model.library import Evidence, Library
from processengine.model.process import Process
from processengine.model.proposal import Proposal, Ruling
from processengine.proposals.version import library_of, release_of, tag_of
from processengine.release.library import Held, held
from processengine.rules.judged import is_released

_SECOND = 1_000_000
_LONGEST = 64


@dataclass(frozen=True)
class AtRelease:
    """A library as a release has it: what the measures meant, and how the deals were counted."""

    process: Process
    processes: Mapping[str, Process]
    library: Library
    stated: Proposal
    moment: int

    @property
    def day(self) -> date:
        """The day of the release (UTC)."""
        return day(self.moment)


@dataclass(frozen=True)
class Released:
    """A released proposal that expects something: as the default branch has it now, with its record, and as it was released.

    `process` is the id that its process has now. `then` is None where the release can't be read, and then `why_not` says why. `taken_back_by` is
    the released proposal that `propose --revert` made of it, empty where there is none.
    """

    proposal: Proposal
    record: Ruling
    process: str
    then: AtRelease | None
    why_not: str = ""
    taken_back_by: str = ""

    @property
    def stated(self) -> Proposal:
        """The proposal as it was released: what it says since then judges nothing."""
        return self.proposal if self.then is None else self.then.stated


def released(now: Held) -> tuple[Released, ...]:
    """Return the released proposals of a library that expect something, the earliest release first."""
    root = now.repository.root
    found, times = {one.name: one for one in tags(root, now.commit)}, dates(root)
    known: dict[str, Held] = {}
    some = [replace(_released(now, one, found, times, known), taken_back_by=_reverting(now, one)) for one in now.proposals.values() if is_released(one)]
    return tuple(sorted((one for one in some if one.stated.expects), key=_order))


def _reverting(now: Held, proposal: Proposal) -> str:
    """Return the released proposal that takes one back, by the id that `propose --revert` gives it; empty where there is none."""
    other = now.proposals.get(f"revert-{proposal.id}"[:_LONGEST].rstrip("-"))
    return other.id if other is not None and is_released(other) else ""


def _order(one: Released) -> tuple[int, str]:
    return (0 if one.then is None else one.then.moment, one.proposal.id)


def _released(now: Held, proposal: Proposal, found: Mapping[str, Tag], times: Mapping[str, int], known: dict[str, Held]) -> Released:
    assert proposal.record is not None
    record = proposal.record
    names = tuple(_names(now, proposal, record, found))
    process = next((one.id for _, one in now.processes.values() if {one.id, *one.was} & {proposal.process, *names}), proposal.process or "")
    readable: list[tuple[str, Held, Tag]] = []
    for name in names:
        tag = found[tag_of(name, record.version)]
        if tag.commit not in known:
            known[tag.commit] = held(now.repository, tag.commit, now.top, now.id)
        then = known[tag.commit]
        if name in then.processes and library_of(tag.subject) in (None, then.id):
            readable.append((name, then, tag))
    if readable:
        # One that names no process was released with the one that has what it expects, where several have its version.
        name, then, tag = next((one for one in readable if set(proposal.expects) <= set(one[1].processes[one[0]][1].measures)), readable[0])
        today = next((one.id for _, one in now.processes.values() if name in (one.id, *one.was)), process)
        return Released(proposal, record, today, _at(now, then, proposal, name, times[tag.name] * _SECOND))
    return Released(proposal, record, process, None, f"There is no release {record.version} of {process or 'its process'} here that can be read: `git fetch --tags` brings the tags.")


def _names(now: Held, proposal: Proposal, record: Ruling, found: Mapping[str, Tag]) -> Iterator[str]:
    """Yield the ids under which a proposal's process may have been released, as far as there is such a release."""
    if proposal.process is None:
        some = [meant[0] for name in found if (meant := release_of(name)) is not None and meant[0] is not None]
    else:
        family = [one for _, one in now.processes.values() if proposal.process in (one.id, *one.was)]
        some = [proposal.process, *(name for one in family for name in (one.id, *one.was))]
    yield from (name for name in dict.fromkeys(some) if tag_of(name, record.version) in found)


def _at(now: Held, then: Held, proposal: Proposal, name: str, moment: int) -> AtRelease:
    processes = {one: value for one, (_, value) in then.processes.items()}
    today = next((one for _, one in now.processes.values() if name in (one.id, *one.was)), None)
    process = processes[name] if today is None else also_called(processes[name], today)
    return AtRelease(process, {**processes, name: process}, settings(then.library, now.library), then.proposals.get(proposal.id, proposal), moment)


def also_called(then: Process, today: Process) -> Process:
    """Return a process as it was, whose stages are also known by the ids that they got since: what is recorded now is recorded under those.

    Only an id that meant nothing then is added, and only where it stands for just one stage of then.
    """
    stages = dict(then.stages)
    for name, stage in today.stages.items():
        were = [one for one in stage.was if one in stages]
        if name not in stages and len(were) == 1:
            (old,) = were
            stages[old] = stages[old].model_copy(update={"was": (*stages[old].was, name)})
    return then.model_copy(update={"stages": stages})


def settings(then: Library | None, now: Library | None) -> Library:
    """Return the settings by which deals were counted at a release; only where the source lies is as it is now."""
    library = then or now or Library(library="none")
    place = now.evidence.source if now is not None and now.evidence is not None else None
    evidence = library.evidence or (now.evidence if now is not None else None) or Evidence()
    return library.model_copy(update={"evidence": evidence.model_copy(update={"source": place or evidence.source, "as_of": None})})
