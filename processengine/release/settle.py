"""The end of a release: files on the disk and the index follow the branch; and what an interruption left is finished."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from processengine.errors import CannotRun
from processengine.git import refs, writing
from processengine.git.identity import Identity
from processengine.git.tags import tags
from processengine.release.library import Held, held
from processengine.release.plan import Plan, Release, planned
from processengine.release.publish import DAY, RELEASE, publish
from processengine.release.state import Ground, parent, same, trailers
from processengine.store import write


def settle(here: Ground, before: Held, after: Held, paths: Sequence[str]) -> None:
    """Let the files on the disk and the index follow a release, where they still are as they were before it."""
    for path, data in _contents(here, before, after, paths).items():
        write(here.on_disk(path), data)
    behind = _staged(here, before, paths)
    if behind:
        writing.keep_in_index(here.repository.root, after.commit, behind)


def _contents(here: Ground, before: Held, after: Held, paths: Iterable[str]) -> dict[str, bytes]:
    """Return what files on the disk that still are as before a release are to hold, with the line ends that they have."""
    found = {}
    for path in paths:
        file, old, new = here.on_disk(path), before.data(path), after.data(path)
        assert new is not None
        there = file.read_bytes() if file.is_file() else None
        if (there is None and old is None) or (there is not None and old is not None and same(there, old) and not same(there, new)):
            found[path] = new if there is None or there == old else new.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return found


def _staged(here: Ground, before: Held, paths: Iterable[str]) -> list[str]:
    """Return the files that the index has just as they were before a release; none where somebody has staged any of them."""
    behind = set(refs.staged(here.repository.root)).intersection(paths)
    touched = behind.intersection(refs.staged_against(here.repository.root, before.commit)) if behind else behind
    return [] if touched else sorted(behind)


@dataclass(frozen=True)
class Interrupted:
    """The release that HEAD is, where something of it is still to be done; `missing` are the tags that are not set."""

    here: Ground
    before: Held
    after: Held
    plan: Plan
    missing: tuple[Release, ...]

    @property
    def releases(self) -> list[str]:
        """What it releases: `new-business 0.2.0`."""
        return [f"{one.entry.process.id} {one.entry.version}" for one in self.plan.releases]

    def finish(self, who: Identity) -> None:
        """Do what is still to be done."""
        if self.missing:
            head = self.after.commit
            publish(self.here, head, head, replace(self.plan, releases=self.missing), who)
        settle(self.here, self.before, self.after, list(self.plan.files))


def interrupted(here: Ground) -> Interrupted | None:
    """Return the release that HEAD is, where it was interrupted.

    HEAD counts as one only if it is, byte for byte, what `release` makes of the commit before it: a message alone proves
    nothing.
    """
    head = here.repository.commit("HEAD")
    names, days = trailers(here, head, RELEASE), trailers(here, head, DAY)
    before = parent(here, head)
    if not names or len(days) != 1 or before is None:
        return None
    old = held(here.repository, before, here.top)
    plan = _plan(here, old, days[0])
    if plan is None or [one.tag for one in plan.releases] != names:
        return None
    new, paths = held(here.repository, head, here.top), list(plan.files)
    if any(new.data(path) != data for path, data in plan.files.items()):
        return None
    missing = tuple(one for one in plan.releases if here.repository.find(f"refs/tags/{one.tag}") is None)
    is_done = not (missing or _contents(here, old, new, paths) or _staged(here, old, paths))
    return None if is_done else Interrupted(here, old, new, plan, missing)


def _plan(here: Ground, old: Held, day: str) -> Plan | None:
    try:
        return planned(old, tags(here.repository.root, old.commit), date.fromisoformat(day))
    except (ValueError, CannotRun):
        return None
