"""What an interrupted release or ruling left to do: it is found by what HEAD is, and finished."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from processengine.errors import CannotRun
from processengine.git.identity import Identity
from processengine.git.lock import Lock
from processengine.git.tags import tags
from processengine.proposals.closed import closed_ref
from processengine.release.landed import Landed, changed
from processengine.release.library import Held, held
from processengine.release.plan import Due, Plan, Recorded, Release, planned
from processengine.release.publish import DAY, RELEASE, publish
from processengine.release.state import Ground, parents, trailers

PROPOSAL, RULING, TIP = "Proposal", "Ruling", "Tip"
"""What the end of a ruling's message says: the proposal, what was ruled, and the commit that it was ruled on."""


def settle(here: Ground, before: str, after: str, paths: Sequence[str]) -> None:
    """Let the files on the disk and the index follow a release, where they still are as they were before it."""
    Landed(here.repository, before, after, tuple(paths)).settle()


@dataclass(frozen=True)
class Interrupted:
    """The release that the branch's last commit is, where something of it is still to be done; `missing` are the tags that are not set."""

    here: Ground
    landed: Landed
    plan: Plan
    missing: tuple[Release, ...]

    @property
    def releases(self) -> list[str]:
        """What it releases: `new-business 0.2.0`."""
        return [f"{one.entry.process.id} {one.entry.version}" for one in self.plan.releases]

    def finish(self, lock: Lock, who: Identity, person: str = "") -> None:
        """Do what is still to be done; `person` does it on a server."""
        if self.missing:
            head = self.landed.after
            publish(lock, self.here, head, head, replace(self.plan, releases=self.missing), who, person)
        self.landed.settle()


def interrupted(here: Ground) -> Interrupted | None:
    """Return the release that the branch's last commit is, where it was interrupted.

    It counts as one only if it is, byte for byte, what `release` makes of the commit before it: a message alone proves
    nothing. Only the records are taken as it has them, because who agreed stands nowhere else.
    """
    head = here.repository.commit(here.ref)
    plan = _as_release(here, head)
    if plan is None:
        return None
    missing = tuple(one for one in plan.releases if here.repository.find(f"refs/tags/{one.tag}") is None)
    landed = Landed(here.repository, parents(here, head)[0], head, tuple(plan.files))
    return None if not missing and _is_settled(here, landed) else Interrupted(here, landed, plan, missing)


def is_release(here: Ground, commit: str) -> bool:
    """Tell whether a commit is a release, of just this content, whose tags stand for it."""
    plan = _as_release(here, commit)
    return (
        plan is not None and set(changed(here.repository, parents(here, commit)[0], commit)) <= set(plan.files)
        and all(here.repository.find(f"refs/tags/{one.tag}") == commit for one in plan.releases)
    )


def _as_release(here: Ground, commit: str) -> Plan | None:
    """Return what `release` makes of the commit before one, where that is it."""
    names, days = trailers(here, commit, RELEASE), trailers(here, commit, DAY)
    before = parents(here, commit)
    if not names or len(days) != 1 or len(before) != 1:
        return None
    new = held(here.repository, commit, here.top)
    plan = _plan(here, held(here.repository, before[0], here.top), new, days[0])
    is_it = plan is not None and [one.tag for one in plan.releases] == names and all(new.data(path) == data for path, data in plan.files.items())
    return plan if is_it else None


def _plan(here: Ground, old: Held, new: Held, day: str) -> Plan | None:
    def as_written(now: Held, due: Sequence[Due]) -> Recorded:
        del now, due
        return Recorded({name: one.record.model_copy(update={"version": ""}) for name, one in new.proposals.items() if one.record})

    try:
        return planned(old, tags(here.repository.root, old.commit), date.fromisoformat(day), as_written)
    except (ValueError, CannotRun):
        return None


@dataclass(frozen=True)
class Unfollowed:
    """The ruling that the branch's last commit is, where the files have not followed it: on which proposal, and what was ruled."""

    proposal: str
    ruling: str
    landed: Landed


def unfollowed(here: Ground) -> Unfollowed | None:
    """Return the ruling that the branch's last commit is, where it was interrupted.

    A message alone proves nothing: the ref that keeps what was ruled on moves in the same step as the branch does.
    """
    head = here.repository.commit(here.ref)
    names, rulings, tips = (trailers(here, head, name) for name in (PROPOSAL, RULING, TIP))
    before = parents(here, head)
    if not (len(names) == len(rulings) == len(tips) == 1) or not before or here.repository.find(closed_ref(names[0])) != tips[0]:
        return None
    landed = Landed(here.repository, before[0], head, changed(here.repository, before[0], head))
    return None if _is_settled(here, landed) else Unfollowed(names[0], rulings[0], landed)


def _is_settled(here: Ground, landed: Landed) -> bool:
    return here.repository.is_bare or landed.is_settled
