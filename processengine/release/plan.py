"""What a release would do: which processes it releases as what, and what their files then hold."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.errors import CannotRun
from processengine.git.tags import Tag
from processengine.model.base import words
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.model.version import Version, version_of
from processengine.proposals.version import library_of, next_version, release_of, tag_of
from processengine.release.library import CHANGELOG, Held, held
from processengine.report.changelog import Entry, Reason, with_entries
from processengine.since import Read
from processengine.syntax.edit import Add, EditError, Set, apply


@dataclass(frozen=True)
class Release:
    """One process's release."""

    entry: Entry

    @property
    def tag(self) -> str:
        """The name of its tag."""
        return tag_of(self.entry.process.id, self.entry.version)


@dataclass(frozen=True)
class Plan:
    """What is released of which library, and what files then hold by their path from the repository's top.

    Only files that change are there.
    """

    library: str
    releases: tuple[Release, ...]
    files: Mapping[str, bytes]


def planned(now: Held, tags: Sequence[Tag], day: date) -> Plan:
    """Return what a release of the library as a commit holds it would do; `tags` are those that its history holds."""
    last = _last_releases(now, tags)
    releases, files = [], dict[str, bytes]()
    for read, process in now.processes.values():
        release = _release(now, process, read, last.get(process.id), day)
        if release is not None:
            releases.append(release)
            files |= _written(now, read, process, release.entry.version)
    if releases:
        path = now.path(CHANGELOG)
        before = now.data(path) or b""
        files[path] = with_entries(before.decode("utf-8", "surrogateescape"), [one.entry for one in releases]).encode(
            "utf-8", "surrogateescape"
        )
    return Plan(now.id, tuple(releases), files)


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


def _release(now: Held, process: Process, read: Read, last: _Last | None, day: date) -> Release | None:
    changeset, version = _due(process, read, last)
    if last is not None and version == last.version:
        return None
    reasons = tuple(_reasons(now, process.id, None if last is None else last.then))
    before = None if last is None else last.version
    return Release(Entry(process, process.title or words(process.id), version, day, before, changeset, reasons))


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
    path = now.path_of(read)
    before = now.data(path)
    assert before is not None
    operation = Set("version", version) if is_written else Add("version", version)
    try:
        return {path: apply(before.decode(), [operation]).encode()}
    except EditError as error:
        raise CannotRun(f"{path}: version {version} can't be written. {error}") from None


def _reasons(now: Held, process: str, then: Held | None) -> Iterator[Reason]:
    """Yield the proposals for a process that came since its last release."""
    people = now.library.people if now.library else {}
    earlier = then.proposals if then else {}
    for name, one in now.proposals.items():
        before = earlier.get(name)
        is_new = before is None or (before.status != "open" and before.record is None)
        if one.process in (None, process) and one.status == "open" and one.record is None and is_new:
            person = people.get(one.author or "")
            yield Reason(_title(one), (person.name if person else "") or one.author or "", one.why)


def _title(proposal: Proposal) -> str:
    return proposal.title or words(proposal.id)
