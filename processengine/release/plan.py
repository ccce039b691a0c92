"""What a release would do: which processes it releases as what, and what their files then hold."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.errors import CannotRun
from processengine.git.tags import Tag
from processengine.model.base import words
from processengine.model.process import Process
from processengine.model.proposal import ACCEPTED, Proposal, Ruling
from processengine.model.version import Version, version_of
from processengine.proposals.record import anew, operations
from processengine.proposals.version import library_of, next_version, release_of, tag_of
from processengine.release.library import CHANGELOG, Held, held
from processengine.release.telling import reason
from processengine.report.changelog import Entry, with_entries
from processengine.since import Read
from processengine.syntax.edit import Add, EditError, Operation, Set, apply


@dataclass(frozen=True)
class Release:
    """One process's release, and the ids of the proposals that it brings."""

    entry: Entry
    proposals: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        """The name of its tag."""
        return tag_of(self.entry.process.id, self.entry.version)


@dataclass(frozen=True)
class Plan:
    """What is released of which library, and what files then hold by their path from the repository's top.

    Only files that change are there. `refused` are sentences on why it may not be released.
    """

    library: str
    releases: tuple[Release, ...]
    files: Mapping[str, bytes]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Due:
    """A process that is to be released: since which commit (None: never released before), as what, and with which proposals."""

    read: Read
    process: Process
    since: str | None
    before: str | None
    changeset: Changeset | None
    version: str
    proposals: tuple[str, ...]


@dataclass(frozen=True)
class Recorded:
    """The rulings to write for proposals that have no record, by id, and sentences on why something may not be released."""

    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


Recorder: TypeAlias = Callable[[Held, Sequence[Due]], Recorded]
"""What finds how the proposals of a release were ruled on, given the library and what is due."""


def as_they_stand(now: Held, due: Sequence[Due]) -> Recorded:
    """Return that no proposal gets a record that has none."""
    del now, due
    return Recorded()


def planned(now: Held, tags: Sequence[Tag], day: date, recorder: Recorder = as_they_stand) -> Plan:
    """Return what a release of the library as a commit holds it would do; `tags` are those that its history holds."""
    last = _last_releases(now, tags)
    found = [one for read, process in now.processes.values() if (one := _release(now, process, read, last.get(process.id))) is not None]
    recorded = recorder(now, found) if found else Recorded()
    releases = tuple(Release(_entry(now, one, day, recorded), one.proposals) for one in found)
    files = dict[str, bytes]()
    for one in found:
        files |= _written(now, one.read, one.process, one.version)
    files |= _records(now, found, recorded)
    if releases:
        path = now.path(CHANGELOG)
        before = now.data(path) or b""
        files[path] = with_entries(before.decode("utf-8", "surrogateescape"), [one.entry for one in releases]).encode(
            "utf-8", "surrogateescape"
        )
    return Plan(now.id, releases, files, recorded.refused)


def versions(now: Held, tags: Sequence[Tag], wanted: Collection[str]) -> dict[str, tuple[str | None, str]]:
    """Return the version of the last release (None: never) and of the one that would come now, of each process wanted.

    Where there is nothing to release both are the same.
    """
    last = _last_releases(now, tags, wanted)
    return {
        name: (last[name].version if name in last else None, _due(process, read, last.get(name))[1])
        for name, (read, process) in now.processes.items() if name in wanted
    }


@dataclass(frozen=True)
class _Last:
    """A process's last release: its version, and the library as it was then."""

    version: str
    then: Held
    process: str


def _last_releases(now: Held, tags: Iterable[Tag], wanted: Collection[str] | None = None) -> dict[str, _Last]:
    """Return the highest release of each process, under the ids that it had as well; another library's are left out."""
    found: dict[str, _Last] = {}
    known: dict[str, Held] = {}
    by_name: dict[str, list[tuple[str, Tag]]] = {}
    for tag in tags:
        meant = release_of(tag.name)
        if meant is not None and meant[0] is not None:
            by_name.setdefault(meant[0], []).append((meant[1], tag))
    for _, process in now.processes.values():
        if wanted is not None and process.id not in wanted:
            continue
        releases = [(version, tag, name) for name in (process.id, *process.was) for version, tag in by_name.get(name, [])]
        for version, tag, name in sorted(releases, key=lambda one: _version(one[0]), reverse=True):
            if tag.commit not in known:
                known[tag.commit] = held(now.repository, tag.commit, now.top, now.id)
            then = known[tag.commit]
            if name in then.processes and library_of(tag.subject) in (None, then.id):
                found[process.id] = _Last(version, then, name)
                break
    return found


def _version(text: str) -> Version:
    found = version_of(text)
    assert found is not None
    return found


def _release(now: Held, process: Process, read: Read, last: _Last | None) -> Due | None:
    changeset, version = _due(process, read, last)
    if last is not None and version == last.version:
        return None
    then = None if last is None else last.then
    return Due(
        read, process, None if then is None else then.commit, None if last is None else last.version, changeset, version,
        tuple(_proposals(now, process, then)),
    )


def _due(process: Process, read: Read, last: _Last | None) -> tuple[Changeset | None, str]:
    """Return what changed since the last release, None before the first, and the version that it gives."""
    changeset = None if last is None else _changes(last, read)
    return changeset, next_version(last.version if last else None, process.version, changeset.required_bump if changeset else "none")


def _changes(last: _Last, read: Read) -> Changeset:
    """Return what changed since the last release; both sides know their whole library, where other things were renamed.

    Nothing is guessed: a rename that no `was` keeps is a stage removed and a stage added, for the deals too.
    """
    before, _ = last.then.processes[last.process]
    old, new = ([Revision(one.then.value, one.then.document, one.then.file)] for one in (before, read))  # type: ignore[arg-type]
    return changesets(old, new, same=True, rename_threshold=1)[0]


def _written(now: Held, read: Read, process: Process, version: str) -> dict[str, bytes]:
    """Return a process's file with its version, where it says another one or none."""
    is_written = read.then.document.at("version") is not None
    if is_written and process.version == version:
        return {}
    return _edited(now, read, [Set("version", version) if is_written else Add("version", version)], f"version {version}")


def _records(now: Held, due: Iterable[Due], recorded: Recorded) -> dict[str, bytes]:
    """Return the files of the proposals with their records, each with the version that brings it."""
    brought: dict[str, str] = {}
    for one in due:
        for name in one.proposals:
            brought.setdefault(name, one.version)
    files = dict[str, bytes]()
    for read in now.documents:
        proposal = read.then.value
        if isinstance(proposal, Proposal) and proposal.id in brought:
            ruling = recorded.rulings.get(proposal.id) or proposal.record
            if ruling is not None:
                # A record that nobody's ruling brought gives way to the one that is known; any other is only added to.
                write = operations if proposal.record in (None, ruling) else anew
                files |= _edited(now, read, write(ruling.model_copy(update={"version": brought[proposal.id]}), proposal.record), "its record")
    return files


def _edited(now: Held, read: Read, edits: Sequence[Operation], what: str) -> dict[str, bytes]:
    path = now.path_of(read)
    before = now.data(path)
    assert before is not None
    try:
        return {path: apply(before.decode(), edits).encode()}
    except EditError as error:
        raise CannotRun(f"{path}: {what} can't be written. {error}") from None


def _entry(now: Held, due: Due, day: date, recorded: Recorded) -> Entry:
    reasons = tuple(reason(now, now.proposals[name], recorded.rulings.get(name), due.process) for name in due.proposals)
    return Entry(due.process, due.process.title or words(due.process.id), due.version, day, due.before, due.changeset, reasons)


def _proposals(now: Held, process: Process, then: Held | None) -> Iterator[str]:
    """Yield the proposals for a process that came since its last release, and those that were ruled on and not released."""
    earlier = then.proposals if then else {}
    for name, one in now.proposals.items():
        before = earlier.get(name)
        is_new = before is None or (before.status != "open" and before.record is None)
        is_accepted = one.record is not None and one.record.ruling == ACCEPTED and not one.record.version
        if one.process in (None, process.id, *process.was) and one.status == "open" and (is_accepted or (one.record is None and is_new)):
            yield name
