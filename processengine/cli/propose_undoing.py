"""What `propose` does to undo: take back the proposal that the user is on, or what an accepted one has changed."""

from datetime import date
from typing import TYPE_CHECKING

import click

from processengine.cli.propose_telling import echo, tell_changes, tell_errors, tell_kept, tell_way_back
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from processengine.change import Changeset
    from processengine.propose.edited import Edited
    from processengine.propose.making import Proposed, Wish


def withdraw(edited: "Edited", wish: "Wish", today: date) -> str:
    """Take back the proposal of the branch; return the branch."""
    from processengine.git.identity import identity
    from processengine.git.refs import current
    from processengine.propose.withdrawing import withdraw as taken_back

    if wish.title or wish.id or wish.author or wish.moves or wish.status:
        raise CannotRun("--withdraw goes with --why and --push alone.")
    branch = current(edited.repository.root)
    made = taken_back(edited, wish.why, identity(edited.repository.root), today)
    if made is not None:
        tell_kept(made, today)
    else:
        echo(f"Finished taking back {branch}, which had been interrupted.")
    return branch


def revert(
    edited: "Edited", proposal: str, wish: "Wish", today: date, ask: "Callable[[Edited, Wish, Sequence[Changeset]], Wish]",
) -> "Proposed | None":
    """Propose to take back what a proposal has changed; return the new one, None where it can't be, which is said."""
    from processengine.git.identity import identity
    from processengine.git.lock import locked
    from processengine.git.refs import current
    from processengine.propose.keeping import keep, refuse_staged
    from processengine.propose.making import proposed
    from processengine.propose.reverting import remove_gone, reverted
    from processengine.propose.withdrawing import refuse_edits

    repository = edited.repository
    found = reverted(edited, proposal, wish)
    if found.conflicts:
        for sentence in found.conflicts:
            echo(f"Look out: {sentence}")
        click.echo(f"Nothing was made of it: what came after {proposal} changed the same. Take it back by hand, and propose that.", err=True)
        return None
    refuse_staged(repository, frozenset(found.edited.contents))
    tell_changes(found.edited, found.changes)
    who = identity(repository.root)
    made = proposed(found.edited, ask(found.edited, found.wish, found.changes), who, today)
    if made.errors and made.status != "draft":
        tell_errors(made)
        click.echo("Nothing was made of it. Keep it as a draft and mend it there: --draft", err=True)
        return None
    refuse_edits(edited, made.edited)
    branch, commit = current(repository.root), repository.commit("HEAD")
    with locked(repository):
        remove_gone(made.edited)
        keep(made, who)
    tell_kept(made, today)
    tell_way_back(repository, branch, commit)
    return made
