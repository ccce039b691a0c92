"""`propose`: a proposal of what somebody has edited, for people who have never seen YAML or git."""

import inspect
import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.cli.options import today_option, today_or_clock
from processengine.cli.propose_telling import (
    tell_changes,
    tell_errors,
    tell_kept,
    tell_next,
    tell_sent,
    tell_unsaid,
    tell_way_back,
)
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.change import Changeset
    from processengine.git import Repository
    from processengine.propose.edited import Edited
    from processengine.propose.making import Proposed, Wish
    from processengine.propose.operations import Change

_FIRST = "git add . && git commit -m start"

EXAMPLES = """\b
Examples:
  processengine propose --title "Give the board six weeks" --why "Boards meet every six weeks" --push
  processengine propose new-business --edit 'add-play team-assembled "Ask who else must agree"' \\
      --edit 'max-days team-assembled 45'
"""


class Move(click.ParamType):  # type: ignore[type-arg]  # only newer releases of click have it generic
    """Where deals go on, written OLD=NEW."""

    name = "old=new"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return the stage that is taken away and the one where its deals go on."""
        if isinstance(value, tuple):
            return value
        old, equals, new = str(value).partition("=")
        if not (old and equals and new):
            self.fail(f"{value!r} says no move; write OLD=NEW, the stage that goes and the one that stays", param, ctx)
        return old, new


@click.command("propose", epilog=EXAMPLES)
@click.argument("process", required=False)
@click.option("--edit", "edits", multiple=True, metavar="OPERATION",
              help="Edit PROCESS first, as `processengine edit PROCESS OPERATION` does; repeatable, done in order.")
@click.option("--title", default="", metavar="TEXT", help="What you propose, in a line; without one, what changes first, in short.")
@click.option("--why", default="", metavar="TEXT", help="Why: what you have seen at buyers, in your own words.")
@click.option("--id", "id_", default="", metavar="ID", help="The proposal's id; without one, the title's words.")
@click.option("--author", default="", metavar="ID", help="Your id in library.yaml; without one, whoever has your e-mail address.")
@click.option("--moves", multiple=True, type=Move(), help="Where deals go on that stand in a stage that you take away; repeatable.")
@click.option("--draft/--ready", "draft", default=None, help="Not done yet: errors are told and hinder nothing. --ready ends that.")
@click.option("--push", is_flag=True, help="Send it to origin, for others to review.")
@click.option("--withdraw", is_flag=True, help="Take back the proposal whose branch you are on; --why says why.")
@click.option("--revert", default="", metavar="ID", help="Propose to take back what an accepted proposal has changed.")
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    process: str | None, edits: tuple[str, ...], title: str, why: str, id_: str, author: str, moves: tuple[tuple[str, str], ...],
    draft: bool | None, push: bool, withdraw: bool, revert: str, today: date | None,
) -> int:
    """Make a proposal of your edits: a branch that says what changes and why.

    Your edits of processes that are not committed yet, and those given with --edit, go on a branch `proposals/ID` with a
    proposal file that asks the right questions. You are on that branch afterwards; on it, `propose` adds your further
    edits as a next revision. With PROCESS only that process is taken. Nothing is lost: other files stay as they are.
    Errors that the edit brings hold it up, unless it is a --draft.
    """
    from processengine.collector import collector_paused
    from processengine.propose.belonging import refuse_another, refuse_ruled
    from processengine.propose.making import Wish

    if (withdraw or revert) and (process or edits or (withdraw and revert)):
        raise CannotRun("--withdraw and --revert go alone: they take no PROCESS and no --edit.")
    repository = _repository()
    with collector_paused():
        edited = _edited(repository, process, edits)
        refuse_ruled(edited)
        refuse_another(edited, process, title)
        wish = Wish(title, why, id_, author, dict(moves), "" if draft is None else "draft" if draft else "open")
        day = today_or_clock(today)
        if withdraw or revert:
            return _undone(edited, wish, day, revert=revert, push=push)
        proposed = _proposed(edited, wish, day) if _has_something(edited, wish) else None
        if proposed is None or not proposed.edited.contents:
            return _nothing(edited, wish.status, push=push)
    if proposed.errors:
        tell_errors(proposed)
        if proposed.status != "draft":
            click.echo("Nothing was made of it. Mend that first, or keep it as a draft: --draft", err=True)
            return 1
    proposed = _started(proposed)
    _keep(proposed, day)
    if push:
        tell_unsaid(proposed)
        return _send(repository, proposed.branch, proposed.status)
    tell_next(proposed)
    return 0


def _started(proposed: "Proposed") -> "Proposed":
    """Fill in where the proposal's expectations start from, as far as the deals can tell, and say so."""
    from processengine.cli.propose_telling import echo
    from processengine.propose.starting import started

    found = started(proposed)
    for line in found.said:
        echo(line)
    return found.proposed


def _undone(edited: "Edited", wish: "Wish", day: date, *, revert: str, push: bool) -> int:
    """Take back the proposal of the branch, or propose to take back what another one has changed."""
    from processengine.cli import propose_undoing

    if not revert:
        branch = propose_undoing.withdraw(edited, wish, day)
        return _send(edited.repository, branch, "withdrawn") if push else 0
    proposed = propose_undoing.revert(edited, revert, wish, day, _asked)
    if proposed is None:
        return 1
    if push:
        tell_unsaid(proposed)
        return _send(edited.repository, proposed.branch, proposed.status)
    tell_next(proposed)
    return 0


def _has_something(edited: "Edited", wish: "Wish") -> bool:
    """Tell whether there is anything to propose: an edit, or something said of a proposal that is there."""
    from processengine.propose.making import written

    return bool(edited.contents) or (written(edited) is not None and bool(wish.status or wish.why or wish.title or wish.moves or wish.author))


def _repository() -> "Repository":
    from processengine.git import Repository
    from processengine.propose.keeping import refuse_under_way

    if not any((folder / ".git").exists() for folder in (Path.cwd(), *Path.cwd().parents)):
        raise CannotRun(f"Proposals are kept in git, and {Path.cwd()} is in no git repository. To begin with what is agreed "
                        f"today: git init && {_FIRST}")
    repository = Repository.around(Path())
    if repository.find("HEAD") is None:
        raise CannotRun(f"Nothing is kept in git here yet that a proposal could change. Keep what is agreed today first: {_FIRST}")
    refuse_under_way(repository)
    return repository


def _edited(repository: "Repository", process: str | None, edits: Sequence[str]) -> "Edited":
    """Return what is edited, the edit operations done; of one process alone where one is named."""
    from processengine.propose.edited import edited
    from processengine.propose.making import process_of
    from processengine.propose.operations import done
    from processengine.sides.place import from_top
    from processengine.store import LIBRARY_FILE, library_folder

    if edits and process is None:
        raise CannotRun("Name the process that --edit is about: processengine propose PROCESS --edit ...")
    changes = [_change(one) for one in edits]
    found = edited(repository, from_top(repository, library_folder(Path.cwd() / LIBRARY_FILE) or Path()))
    if process is None:
        return found
    paper = process_of(found, process)
    after = done(found, paper, changes)
    touched = {path for path, data in after.contents.items() if found.contents.get(path, data) != data or path not in found.contents}
    return after.only({paper.file, *touched, *_of_proposals(after)})


def _of_proposals(edited: "Edited") -> list[str]:
    from processengine.propose.making import written

    there = written(edited)
    return [edited.now.found[there[0]].file] if there else []


def _change(text: str) -> "Change":
    """Return the named edit that an operation of `edit` is, written as on its command line."""
    from processengine.cli.edit import command as group
    from processengine.propose.operations import Change

    try:
        words = shlex.split(text)
    except ValueError as error:
        raise CannotRun(f"--edit {text!r} can't be read: {str(error).lower()}.") from None
    if not words:
        raise CannotRun("--edit names an operation, like: --edit 'max-days team-assembled 45'")
    context = click.Context(group, info_name="processengine edit")
    name, operation, rest = group.resolve_command(context, words)
    assert operation is not None
    assert operation.callback is not None
    arguments = dict(operation.make_context(name, rest, parent=context).params)
    arguments.pop("dry_run", None)
    made = inspect.unwrap(operation.callback)(**arguments)
    return Change(*made) if isinstance(made, tuple) else Change(made)


def _nothing(edited: "Edited", status: str, *, push: bool) -> int:
    """Send what is kept, where it is to be sent; raise CannotRun where there is nothing to do. `status` is the one that is wished."""
    from processengine.propose.making import current_id, written
    from processengine.review.range import FOLDER

    here, there = current_id(edited), written(edited)
    already = f"It is {'a draft' if status == 'draft' else status} already." if here and there and status and status == there[1].status else ""
    if push and here:
        if already:
            click.echo(already)
        return _send(edited.repository, f"{FOLDER}{here}", there[1].status if there else "")
    if already:
        raise CannotRun(f"{already} Nothing has changed here since the last commit.")
    raise CannotRun("Nothing has changed here since the last commit. Edit a process first (`processengine edit`, or by hand), "
                    "or say what to change with --edit.")


def _proposed(edited: "Edited", wish: "Wish", today: date) -> "Proposed":
    from processengine.git.identity import identity
    from processengine.propose.keeping import refuse_staged
    from processengine.propose.making import changed, proposed

    refuse_staged(edited.repository, frozenset(edited.contents))
    changes = changed(edited)
    tell_changes(edited, changes)
    return proposed(edited, _asked(edited, wish, changes), identity(edited.repository.root), today)


def _asked(edited: "Edited", wish: "Wish", changes: "Sequence[Changeset]") -> "Wish":
    """Ask for what is not said, on a terminal and for a new proposal only."""
    from processengine.propose.making import written

    if not (sys.stdin.isatty() and sys.stdout.isatty()) or written(edited) is not None:
        return wish
    from processengine.cli.propose_asking import asked

    return asked(edited, wish, changes)


def _keep(proposed: "Proposed", today: date) -> None:
    from processengine.git.identity import identity
    from processengine.git.refs import current
    from processengine.propose.keeping import keep

    repository = proposed.edited.repository
    branch, commit = current(repository.root), repository.commit("HEAD")
    keep(proposed, identity(repository.root))
    tell_kept(proposed, today)
    if not proposed.is_next:
        tell_way_back(repository, branch, commit)


def _send(repository: "Repository", branch: str, status: str) -> int:
    from processengine.propose.keeping import send

    tell_sent(branch, status, is_new=send(repository, branch))
    return 0
