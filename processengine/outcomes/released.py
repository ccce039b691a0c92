"""The proposals of a library that were released with expectations, each with all that judges it as it stood then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from processengine.evidence.measures.source import day
from processengine.git.tags import Tag, dates, tags
from processengine.model.library import Library
from processengine.model.process import Process
from processengine.model.proposal import Proposal, Ruling
from processengine.outcomes.later_names import Later, also_called, heir, settings
from processengine.proposals.version import library_of, release_of, tag_of
from processengine.release.library import Held, held, is_held
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
    family = [one for _, one in now.processes.values()]
    process = next((one.id for name in (proposal.process, *names) if name and (one := heir(name, family))), proposal.process or "")
    some = [(name, then, found[tag_of(name, record.version)]) for name in names if (then := _then(now, name, found[tag_of(name, record.version)], known)) is not None]
    stated = [one for one in some if proposal.id in one[1].proposals]
    if stated:
        name, then, tag = min(stated, key=lambda one: _fits(proposal, one[0], one[1]))
        today = heir(name, family)
        return Released(proposal, record, process if today is None else today.id, _at(now, then, then.proposals[proposal.id], name, times[tag.name] * _SECOND))
    return Released(proposal, record, process, None, _why_not(proposal, record.version, process, names, is_read=bool(some)))


def _why_not(proposal: Proposal, version: str, process: str, names: tuple[str, ...], *, is_read: bool) -> str:
    tag = tag_of(names[0], version) if names else ""
    if is_read:
        return f"The release {tag} holds no proposal `{proposal.id}`: what was stated then, and nothing later, would judge it."
    if tag:
        return f"The release {tag} is here, and in it no process `{names[0]}` of this library that can be read."
    return f"There is no release {version} of {process or 'its process'} here that can be read: `git fetch --tags` brings the tags."


def _then(now: Held, name: str, tag: Tag, known: dict[str, Held]) -> Held | None:
    """Return what a release holds of the library; None where it holds no such process of it.

    A library that has moved to another folder is found there by its id, or by the one that the release gives it, if that is no other's by now.
    """
    named = library_of(tag.subject)
    for library in dict.fromkeys((now.id, named or now.id)):
        key = f"{tag.commit} {library}"
        if key not in known:
            known[key] = held(now.repository, tag.commit, now.top, library)
        then = known[key]
        if name in then.processes and named in (None, then.id) and (library == now.id or not is_held(now.repository, now.commit, library)):
            return then
    return None


def _fits(proposal: Proposal, name: str, then: Held) -> tuple[bool, bool]:
    """Return what a release lacks of being a proposal's: its record with this version, and what it expects.

    One that names no process was released with the one that has what it expects, where several have its version.
    """
    stated, version = then.proposals[proposal.id].record, proposal.record.version if proposal.record else ""
    return stated is None or stated.version != version, not set(proposal.expects) <= set(then.processes[name][1].measures)


def _names(now: Held, proposal: Proposal, record: Ruling, found: Mapping[str, Tag]) -> Iterator[str]:
    """Yield the ids under which a proposal's process may have been released, as far as there is such a release."""
    if proposal.process is None:
        some = [meant[0] for name in found if (meant := release_of(name)) is not None and meant[0] is not None]
    else:
        family = [one for _, one in now.processes.values() if proposal.process in (one.id, *one.was)]
        some = [proposal.process, *(name for one in family for name in (one.id, *one.was))]
    yield from (name for name in dict.fromkeys(some) if tag_of(name, record.version) in found)


def _at(now: Held, then: Held, stated: Proposal, name: str, moment: int) -> AtRelease:
    were = {one: value for one, (_, value) in then.processes.items()}
    family = [one for _, one in now.processes.values()]
    later = {one: Later(value, also_called(value, today, were.values()), today) for one, value in were.items() if (today := heir(one, family)) is not None}
    processes = {**were, **{one: value.known for one, value in later.items()}}
    return AtRelease(processes[name], processes, settings(then.library, now.library, later), stated, moment)
