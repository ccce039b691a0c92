"""A release from beginning to end.

What a ruling accepted is on the branch already, so it is not judged again by a policy that has changed since: the ruling
was made under the lock that merged it, by the people and the policy of that moment. What came there without one, by a
forge's button or by hand, is judged here, by the people and the policy of the commit that it was merged onto.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from processengine.check import check
from processengine.diagnostic import Diagnostic, Severity
from processengine.errors import CannotRun
from processengine.git.identity import Identity
from processengine.git.lock import Lock, locked
from processengine.git.tags import tags
from processengine.model.library import Library
from processengine.proposals.closed import closed_ref
from processengine.proposals.turn import releasing
from processengine.release.library import Held, held
from processengine.release.people import acting
from processengine.release.plan import Due, Plan, Recorded, Release, planned
from processengine.release.publish import are_free, commit, publish
from processengine.release.settle import Interrupted, Unfollowed, interrupted, settle, unfollowed
from processengine.release.state import Ground, ground, is_clean, served
from processengine.report.release_text import listed
from processengine.validate import Settings


@dataclass(frozen=True)
class Options:
    """What the user asks for: a library's folder, a branch that is not the default one, or only a preview.

    `at` is when the release is dated, as git reads it; empty for now. `server` is a server's own repository to release in,
    and `person` who does it there.
    """

    path: str | None
    today: date
    at: str = ""
    any_branch: bool = False
    is_preview: bool = False
    server: str | None = None
    person: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of it: what was released, what an earlier run had begun and this one finished, and what forbids it.

    `finished` are releases as `new-business 0.2.0`, and rulings as `the ruling on more-time`. `errors` are in the files,
    `refused` are sentences on proposals that lack something. `sends` are the tags of all of it, and the refs that keep what was
    ruled on, for others to have them too.
    """

    here: Ground
    plan: Plan
    finished: list[str] = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judging:
    """What a release asks others for: how its proposals were ruled on by whoever releases, and the errors of files that lie on no disk."""

    recorded: Callable[[Ground, Identity | None, date, Held, Sequence[Due]], Recorded]
    errors: Callable[[Held, date], list[Diagnostic]]


def release(options: Options, judging: Judging) -> Outcome:
    """Release what has changed in a library, or say what would be released.

    Raise CannotRun where the branch, the files or the tags forbid it; nothing is changed then.
    """
    here = served(options.server, options.path) if options.server else ground(options.path, any_branch=options.any_branch)
    if options.is_preview:
        return _looked(here, options, judging)
    with locked(here.repository) as lock:
        return _released(lock, here, options, judging)


def _looked(here: Ground, options: Options, judging: Judging) -> Outcome:
    """Return what would be released; nothing is written, not even an object."""
    begun = _begun(here)
    if begun is not None:
        raise CannotRun(f"{_called(begun)} was interrupted. Finish it first: processengine release")
    return _planned(here, None, options, judging)


def _released(lock: Lock, here: Ground, options: Options, judging: Judging) -> Outcome:
    library = held(here.repository, here.repository.commit(here.ref), here.top).library
    if options.person:
        _refuse_others(library, options.person)
    who = acting(here.repository, library, options.person)
    begun = _finished(lock, here, who, options.person)
    outcome = replace(_planned(here, who, options, judging), finished=begun.releases if begun else [])
    plan = outcome.plan
    if plan.releases and not outcome.errors and not outcome.refused:
        head = here.repository.commit(here.ref)
        made = commit(here, head, plan, options.today.isoformat(), who, options.at)
        with told_to_run_again("release"):
            publish(lock, here, head, made, plan, who, options.person)
            settle(here, head, made, list(plan.files))
    return replace(outcome, sends=_sends(here, (*(begun.plan.releases if begun else ()), *plan.releases)))


def _refuse_others(library: Library | None, person: str) -> None:
    """Raise CannotRun for somebody who may not release on a server."""
    if library is None or person not in library.people:
        raise CannotRun(f"library.yaml knows no {person}.")
    if person not in releasing(library):
        raise CannotRun(f"{person} may not release: {' or '.join(releasing(library))} may.")


def _sends(here: Ground, releases: Sequence[Release]) -> tuple[str, ...]:
    kept = [closed_ref(name) for name in dict.fromkeys(name for one in releases for name in one.proposals)]
    return (*(one.tag for one in releases), *(ref for ref in kept if here.repository.find(ref) is not None))


def _planned(here: Ground, who: Identity | None, options: Options, judging: Judging) -> Outcome:
    """Return what is to be released, and what forbids it."""
    head = held(here.repository, here.repository.commit(here.ref), here.top)
    if not here.repository.is_bare:
        is_clean(here, head)
    errors = judging.errors(head, options.today) if here.repository.is_bare else _errors(here, options.today)
    if errors:
        return Outcome(here, Plan(head.id, (), {}), errors=errors)

    def recorder(now: Held, due: Sequence[Due]) -> Recorded:
        return judging.recorded(here, who, options.today, now, due)

    plan = planned(head, tags(here.repository.root, head.commit), options.today, recorder)
    if plan.refused:
        return Outcome(here, replace(plan, releases=(), files={}), refused=plan.refused)
    are_free(here, plan.releases)
    return Outcome(here, plan)


def finish_begun(lock: Lock, here: Ground, person: str = "") -> tuple[str, ...]:
    """Finish what an earlier run of `release` or `rule` had begun; return the releases, as `new-business 0.2.0`, or the proposal ruled on.

    `person` acts on a server, by the id in library.yaml.
    """
    ruling = _finish_ruling(here)
    if ruling is not None or interrupted(here) is None:
        return () if ruling is None else (ruling.proposal,)
    # Who git knows is asked only where a release is to be finished: a server has nobody of its own.
    library = held(here.repository, here.repository.commit(here.ref), here.top).library
    begun = _finished(lock, here, acting(here.repository, library, person), person)
    return tuple(begun.releases) if begun else ()


def _finish_ruling(here: Ground) -> Unfollowed | None:
    begun = unfollowed(here)
    if begun is not None:
        with told_to_run_again("ruling"):
            begun.landed.settle()
    return begun


def _begun(here: Ground) -> Interrupted | Unfollowed | None:
    return interrupted(here) or unfollowed(here)


def _called(begun: Interrupted | Unfollowed) -> str:
    return f"The release of {listed(begun.releases)}" if isinstance(begun, Interrupted) else f"The ruling on {begun.proposal}"


def _finished(lock: Lock, here: Ground, who: Identity, person: str = "") -> Interrupted | None:
    """Finish an earlier run that was interrupted, and return the release that it was."""
    _finish_ruling(here)
    begun = interrupted(here)
    if begun is not None:
        with told_to_run_again("release"):
            begun.finish(lock, who, person)
    return begun


@contextmanager
def told_to_run_again(what: str) -> Iterator[None]:
    """Say to somebody who stops a release or a ruling that may have moved the branch already that it wants finishing."""
    try:
        yield
    except KeyboardInterrupt:
        raise CannotRun(f"stopped in the middle of the {what}. Run it again to finish it.") from None


def _errors(here: Ground, today: date) -> list[Diagnostic]:
    found = check([str(here.folder)], None, Settings(today)).diagnostics
    return [one for one in found if one.severity is Severity.ERROR]
