"""A release from beginning to end."""

from dataclasses import dataclass, field
from datetime import date

from processengine.check import check
from processengine.diagnostic import Diagnostic, Severity
from processengine.git.identity import identity
from processengine.git.tags import tags
from processengine.release.library import held
from processengine.release.plan import Plan, planned
from processengine.release.publish import are_free, commit, publish
from processengine.release.settle import finish, settle
from processengine.release.state import Ground, ground, is_clean
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
    """What came of it: what was released, the tags of an earlier release that was finished, and errors that forbid it."""

    here: Ground
    plan: Plan
    finished: list[str] = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)


def release(options: Options) -> Outcome:
    """Release what has changed in a library, or say what would be released.

    Raise CannotRun where the branch, the files or the tags forbid it; nothing is changed then.
    """
    here = ground(options.path, any_branch=options.any_branch)
    who = identity(here.repository.root)
    finished = [] if options.is_preview else finish(here, who)
    head = held(here.repository, here.repository.commit("HEAD"), here.top)
    is_clean(here, head)
    errors = _errors(here, options.today)
    if errors:
        return Outcome(here, Plan(head.id, (), {}), finished, errors)
    plan = planned(head, tags(here.repository.root, head.commit), options.today)
    are_free(here, plan.releases)
    if plan.releases and not options.is_preview:
        made = commit(here, head.commit, plan, options.today.isoformat(), who, options.at)
        publish(here, head.commit, made, plan, who)
        settle(here, head, held(here.repository, made, here.top), list(plan.files))
    return Outcome(here, plan, finished)


def _errors(here: Ground, today: date) -> list[Diagnostic]:
    found = check([str(here.folder)], None, Settings(today)).diagnostics
    return [one for one in found if one.severity is Severity.ERROR]
