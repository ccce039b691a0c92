"""`review`: what a branch proposes, for whoever must agree to it."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.cli.options import deliver, format_option, output_option, painter, today_option, today_or_clock

if TYPE_CHECKING:
    from processengine.review.gather import Gathering


@click.command("review")
@click.argument("what", required=False, default="", metavar="[BRANCH|RANGE]")
@format_option("text", "markdown", "html", "json", default="text")
@output_option
@click.option("--base", default="", metavar="REV", help="What it is proposed for; else the default branch.")
@click.option("--title", default="", metavar="TEXT", help="The pull request's title, for one without a proposal file.")
@click.option("--body-file", metavar="FILE", help="The pull request's text, for one without a proposal file; - for the standard input.")
@click.option("--against", multiple=True, metavar="REV", help="Look for conflicts with this too; repeatable.")
@click.option("--alone", is_flag=True, help="Look for no conflicts with other proposals.")
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    what: str, format_: str, output: str | None, base: str, title: str, body_file: str | None, against: tuple[str, ...],
    alone: bool, today: date | None,
) -> int:
    """Say what a branch proposes, how serious it is, and who must agree.

    BRANCH is a branch, or a proposal's id; RANGE is BASE..HEAD or BASE...HEAD, and both tell what HEAD has changed since
    it left BASE. Without either it is the branch that you are on. It is judged by the base's policy. Conflicts with other
    open proposals are found by merging with each branch `proposals/*`, here and at the remotes.
    """
    from processengine.cli.replacing import refuse_replacing

    refuse_replacing([output], [] if body_file is None else [body_file])
    gathering = _gathering(what, base, title, _text(body_file), against, today_or_clock(today), alone=alone)
    deliver(_render(gathering, format_, in_file=bool(output)), output)
    return 0


def _gathering(what: str, base: str, title: str, why: str, against: tuple[str, ...], today: date, *, alone: bool) -> "Gathering":
    from processengine.git import Repository
    from processengine.proposals.packet import Revision
    from processengine.review.gather import Asked, Gathering
    from processengine.review.range import reviewed
    from processengine.sides.place import from_top
    from processengine.store import LIBRARY_FILE, library_folder

    repository = Repository.around(Path())
    range_ = reviewed(repository, what, base)
    more = tuple(Revision(one, repository.commit(one)) for one in against)
    top = from_top(repository, library_folder(Path.cwd() / LIBRARY_FILE) or Path())
    return Gathering(repository, range_, top, today, Asked(title, why, more, with_others=not alone))


def _text(file: str | None) -> str:
    if file is None:
        return ""
    if file == "-":
        return sys.stdin.read()
    from processengine import store

    return store.read(Path(file)).data.decode("utf-8", "replace")


def _render(gathering: "Gathering", format_: str, *, in_file: bool) -> str:
    from processengine.review.keyed import packet as keyed

    packet = keyed(gathering)
    if format_ == "json":
        from processengine.report import review_json

        return review_json.render(packet)
    if format_ == "text":
        from processengine.report import review_text

        return review_text.render(packet, review_text.plain if in_file else painter())
    if format_ == "markdown":
        from processengine.report import review_markdown

        return review_markdown.render(packet, _charts(gathering))
    from processengine.pictures import pictures
    from processengine.report import review_html

    return review_html.render(packet, pictures(gathering.changesets, gathering.before, gathering.after))


def _charts(gathering: "Gathering") -> dict[str, str]:
    """Return each changed process as a chart of what changed, by `file_of` its changeset."""
    from processengine.draw import mermaid
    from processengine.pictures import change_of
    from processengine.report.pictures import file_of

    changed = [one for one in gathering.changesets if one.kind == "process"]
    return {file_of(one): mermaid.render(change_of(one, gathering.before, gathering.after)) for one in changed}
