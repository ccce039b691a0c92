"""What `propose` says: what changes, what is wrong with it, what was made of it, and what to do next."""

from datetime import date
from typing import TYPE_CHECKING

import click

from processengine.cli.options import painter
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from processengine.change import Changeset
    from processengine.git import Repository
    from processengine.proposals.packet import Packet
    from processengine.propose.edited import Edited
    from processengine.propose.making import Proposed


def echo(text: str) -> None:
    """Print a text in lines of at most 80 characters, its control characters shown and not obeyed."""
    from processengine.report.review_text import wrapped

    for line in wrapped(text):
        click.echo(line)


def tell_changes(edited: "Edited", changes: "Sequence[Changeset]") -> None:
    """Say what changes; nothing where only the proposal itself was edited, or where a file can't be read."""
    from processengine.report.review_text import told

    for one in changes:
        echo(f"{one.title} ({one.id})")
        for line in told(one.changes, painter(), "  "):
            click.echo(line)
    kinds = {key.kind if (key := edited.key_at(path)) else "" for path in edited.contents}
    if not changes and kinds - {"proposal"} and not edited.now.unread():
        click.echo("No process changes in what it means.")


def tell_errors(proposed: "Proposed") -> None:
    """Say what is wrong with it, and how to say here where deals go on."""
    from processengine.propose.moves import stages
    from processengine.report.review_text import wrapped

    click.echo("What is wrong with it:", err=True)
    for error in proposed.errors:
        for line in wrapped(f"{error.file}:{error.span.line}: {error.message} ({error.rule}) {error.help}", "  ", "    "):
            click.echo(line, err=True)
    stays = "; ".join(dict.fromkeys(", ".join(stages(proposed.edited.now, one.id)) for one in proposed.changesets if one.kind == "process"))
    for error in (one for one in proposed.errors if one.rule == "stranded-deals"):
        for line in wrapped(f"Or say it here: --moves {error.values[0]}=STAGE. These stages stay: {stays}.", "  ", "    "):
            click.echo(line, err=True)


def tell_kept(proposed: "Proposed", today: date) -> None:
    """Say what was made of it, and how serious the whole of it is."""
    if proposed.changesets:
        click.echo("")
    echo(f"{_made(proposed)} on the branch {proposed.branch}.")
    if proposed.is_next and proposed.before and proposed.before != proposed.title:
        echo(f"“{proposed.before}” is now called “{proposed.title}”. For a proposal of its own: git switch main first.")
    _judge(proposed, today)


def _made(proposed: "Proposed") -> str:
    title, is_other = f"“{proposed.title}”", proposed.status != proposed.was
    if proposed.status == "withdrawn" and is_other:
        return f"{title} is taken back, and nobody has to agree to it any more. That is kept"
    if proposed.is_next and proposed.status == "open" and is_other:
        return f"{title} is open now: others may judge it. That is kept"
    what = "A next revision of" if proposed.is_next else "A draft of" if proposed.status == "draft" else "Proposal"
    return f"{what} {title} is kept"


def _judge(proposed: "Proposed", today: date) -> None:
    """Say how serious the whole of it is, who must agree, and what else it collides with: as its reviewers will read it."""
    from processengine.model.base import words
    from processengine.report import review_said as said
    from processengine.report.wording import BUMPS
    from processengine.review.gather import Gathering
    from processengine.review.over import past
    from processengine.review.range import reviewed

    repository = proposed.edited.repository
    try:
        range_ = reviewed(repository, "")
    except CannotRun:  # where nothing is agreed yet there is nobody to ask
        return
    gathering = Gathering(repository, range_, proposed.edited.top, today)
    packet = gathering.packet()
    if said.is_withdrawn(packet):
        return
    if _changes_nothing(packet):
        echo(f"Compared with {packet.base.name} it changes nothing now. If that is meant, take it back: write "
             f"`status: withdrawn` into {proposed.file}, and run `processengine propose --push`.")
        return
    if packet.impact:
        echo(f"It is {packet.impact.value} and calls for {BUMPS[packet.impact.bump]}.")
    for agreement in packet.agreements:
        echo(f"Must agree: {'; '.join(said.needed(agreement))}.")
    for collision in packet.collisions:
        echo(f"Look out: {collision.message}")
    for name in past(gathering):
        echo(f"Look out: the day on which “{words(name)}” is judged is over. Name a later day in {proposed.file}, or nobody can accept it.")


def _changes_nothing(packet: "Packet") -> bool:
    return not (packet.pieces or packet.besides or packet.settings_told or packet.unread or packet.settings_changed)


def tell_way_back(repository: "Repository", branch: str, commit: str) -> None:
    """Say how to get back to where the user was: on a branch, or, where that is empty, on a commit alone."""
    try:
        agreed = repository.default_branch().removeprefix("refs/heads/").removeprefix("refs/remotes/origin/")
    except CannotRun:
        agreed = ""
    way = f"git switch {branch}" if branch else f"git switch --detach {commit[:12]}"
    echo(f"You are on that branch now; `{way}` leads back to {'what is agreed' if branch and branch == agreed else 'where you were'}.")


def tell_next(proposed: "Proposed") -> None:
    """Say what is still to say, and what to do next."""
    click.echo("")
    if proposed.status != "withdrawn":
        tell_unsaid(proposed)
        if not proposed.author:
            echo("library.yaml knows nobody with your e-mail address, so the review shows your name from git.")
        echo(f"{proposed.file} asks you more. Answer what you can, and run `processengine propose` again.")
    if proposed.status == "draft":
        echo("It is a draft. When you are done: processengine propose --ready --push")
    else:
        echo("Next: processengine propose --push")


def tell_unsaid(proposed: "Proposed") -> None:
    """Say what is still to say, so that it can't go on as it is."""
    for one in proposed.unsaid:
        echo(f"Still to say: {one.message}")


def tell_sent(branch: str, status: str, *, is_new: bool) -> None:
    """Say that it is at origin, and what follows from that in its status."""
    echo(f"Sent to origin as {branch}." if is_new else f"origin has {branch} as it is here.")
    if status == "draft":
        echo("It is a draft, and its reviewers read that. When you are done: processengine propose --ready --push")
    elif status != "withdrawn":
        echo(f"Next: open a pull request from it, or tell whoever must agree to run: processengine review {branch}")
