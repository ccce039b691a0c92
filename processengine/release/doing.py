"""A release from beginning to end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from processengine.check import check
from processengine.diagnostic import Diagnostic, Severity
from processengine.errors import CannotRun
from processengine.git.identity import Identity, identity
from processengine.git.tags import tags
from processengine.release.library import held
from processengine.release.plan import Plan, planned
from processengine.release.publish import are_free, commit, publish
from processengine.release.settle import interrupted, settle
from processengine.release.state import Ground, ground, is_clean
from processengine.report.release_text import listed
from processengine.validate import Settings


@dataclass(frozen=True)
class Options:
    """What the user asks for: a library's folder, a branch that is not the default one, or only a preview.

    `at` is when the release is dated, as git reads it; empty for now.
    """

    path: str | None
    today: date
    at: str = ""
    any_branch: bool = False
    is_preview: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of it: what was released, what an earlier run had begun and this one finished, and errors that forbid it.

    `finished` are releases as `new-business 0.2.0`.
    """

    here: Ground
    plan: Plan
    finished: list[str] = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)


def release(options: Options) -> Outcome:
    """Release what has changed in a library, or say what would be released.

    Raise CannotRun where the branch, the files or the tags forbid it; nothing is changed then.
    """
    here = ground(options.path, any_branch=options.any_branch)
    who = None if options.is_preview else identity(here.repository.root)
    finished = _finished(here, who)
    head = held(here.repository, here.repository.commit("HEAD"), here.top)
    is_clean(here, head)
    errors = _errors(here, options.today)
    if errors:
        return Outcome(here, Plan(head.id, (), {}), finished, errors)
    plan = planned(head, tags(here.repository.root, head.commit), options.today)
    are_free(here, plan.releases)
    if plan.releases and who is not None:
        made = commit(here, head.commit, plan, options.today.isoformat(), who, options.at)
        with _told_to_run_again():
            publish(here, head.commit, made, plan, who)
            settle(here, head, held(here.repository, made, here.top), list(plan.files))
    return Outcome(here, plan, finished)


def _finished(here: Ground, who: Identity | None) -> list[str]:
    """Finish an earlier run that was interrupted, and return what it released; raise CannotRun for one where only looking is asked."""
    begun = interrupted(here)
    if begun is None:
        return []
    if who is None:
        raise CannotRun(f"The release of {listed(begun.releases)} was interrupted. Finish it first: processengine release")
    with _told_to_run_again():
        begun.finish(who)
    return begun.releases


@contextmanager
def _told_to_run_again() -> Iterator[None]:
    """Say to somebody who stops a release that may have moved the branch already that it wants finishing."""
    try:
        yield
    except KeyboardInterrupt:
        raise CannotRun("stopped in the middle of the release. Run it again to finish it.") from None


def _errors(here: Ground, today: date) -> list[Diagnostic]:
    found = check([str(here.folder)], None, Settings(today)).diagnostics
    return [one for one in found if one.severity is Severity.ERROR]
