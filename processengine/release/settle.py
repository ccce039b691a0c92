"""The end of a release: files on the disk and the index follow the branch; and what an interruption left is finished."""

from dataclasses import replace
from datetime import date

from processengine.errors import CannotRun
from processengine.git import refs, writing
from processengine.git.identity import Identity
from processengine.git.tags import tags
from processengine.release.library import Held, held
from processengine.release.plan import Plan, planned
from processengine.release.publish import DAY, RELEASE, publish
from processengine.release.state import Ground, parent, same, trailers
from processengine.store import write


def settle(here: Ground, before: Held, after: Held, paths: list[str]) -> list[str]:
    """Let files on the disk follow a release where they still are as they were before it; return those that did."""
    written = []
    for path in paths:
        file, old, new = here.on_disk(path), before.data(path), after.data(path)
        assert new is not None
        there = file.read_bytes() if file.is_file() else None
        if (there is None and old is None) or (there is not None and old is not None and same(there, old) and not same(there, new)):
            write(file, new if there is None or there == old else new.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
            written.append(path)
    behind = [path for path in refs.staged(here.repository.root) if path in paths]
    if behind and _are_as_before(here, before, behind):
        writing.keep_in_index(here.repository.root, after.commit, behind)
    return written + [path for path in behind if path not in written]


def _are_as_before(here: Ground, before: Held, paths: list[str]) -> bool:
    """Tell whether the index has some files just as they were before the release: then nobody has staged anything."""
    return not set(refs.staged_against(here.repository.root, before.commit)).intersection(paths)


def finish(here: Ground, who: Identity) -> list[str]:
    """Finish the release that HEAD is, where it was interrupted; return its tags if there was something to finish.

    HEAD counts as one only if it is, byte for byte, what `release` makes of the commit before it: a message alone proves
    nothing.
    """
    head = here.repository.commit("HEAD")
    names, days = trailers(here, head, RELEASE), trailers(here, head, DAY)
    before = parent(here, head)
    if not names or len(days) != 1 or before is None:
        return []
    old = held(here.repository, before, here.top)
    plan = _plan(here, old, days[0])
    if plan is None or [one.tag for one in plan.releases] != names:
        return []
    new = held(here.repository, head, here.top)
    if any(new.data(path) != data for path, data in plan.files.items()):
        return []
    missing = tuple(one for one in plan.releases if here.repository.find(f"refs/tags/{one.tag}") is None)
    if missing:
        publish(here, head, head, replace(plan, releases=missing), who)
    settled = settle(here, old, new, list(plan.files))
    return names if missing or settled else []


def _plan(here: Ground, old: Held, day: str) -> Plan | None:
    try:
        return planned(old, tags(here.repository.root, old.commit), date.fromisoformat(day))
    except (ValueError, CannotRun):
        return None
