"""`proposals`: all proposals of a library, and which of them wait for you."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.cli.options import deliver, format_option, output_option, painter, today_option, today_or_clock
from processengine.cli.progress import progress
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import ExitStack

    from processengine.cli.review_approving import Kept
    from processengine.deals.once import Opening
    from processengine.git import Repository
    from processengine.listing import Looking
    from processengine.model.library import Library
    from processengine.proposals.packet import Revision
    from processengine.review.approved import ApprovalSource
    from processengine.review.gather import Gathering


@click.command("proposals")
@format_option("text", "json", default="text")
@output_option
@click.option("--all", "with_all", is_flag=True, help="Those too that are rejected, withdrawn, released or judged, with the reasons.")
@click.option("--as", "person", default="", metavar="PERSON", help="Whose turn it is to be told of; else yours, by git's e-mail address.")
@click.option("--server", metavar="REPO", help="The server's repository: its proposals, and whom its log has as approving.")
@click.option("--approvals", multiple=True, metavar="ID=FILE", help="What the forge says of who has approved a proposal, as JSON; repeatable.")
@click.option("--no-evidence", is_flag=True, help="Don't ask the deals about claims.")
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    format_: str, output: str | None, with_all: bool, person: str, server: str | None, approvals: tuple[str, ...], no_evidence: bool, today: date | None,
) -> int:
    """List the proposals: which wait for you, where each stands, and what it collides with.

    They are the branches `proposals/*`, here and at the remotes, and those that the default branch has. Where each stands
    is computed and stored nowhere. Who has approved is known from the server's log or from the forge, and not in a clone.
    """
    from contextlib import ExitStack

    from processengine.cli.replacing import refuse_replacing

    files = _by_id(approvals)
    refuse_replacing([output], [one for paths in files.values() for one in paths])
    with progress("Reading proposals"), ExitStack() as until_the_end:
        opening = None if no_evidence else _opening(until_the_end)
        listing = looking(person, today_or_clock(today), files, server, opening, with_all=with_all).listing()
    unknown = sorted(set(files) - {one.id for one in listing.proposals})
    if unknown:
        raise CannotRun(f"There is no proposal `{unknown[0]}` that --approvals could be about.")
    if format_ == "json":
        from processengine.report import proposals_json

        deliver(proposals_json.render(listing, with_all=with_all), output, is_data=True)
    else:
        from processengine.report import proposals_text

        deliver(proposals_text.render(listing, proposals_text.plain if output else painter(), with_all=with_all), output)
    return 0


def _opening(until_the_end: "ExitStack") -> "Opening":
    from processengine.deals.once import OpenedOnce

    return OpenedOnce(until_the_end).opened


def looking(
    person: str, today: date, files: "Mapping[str, Sequence[str]]", server: str | None, opening: "Opening | None" = None, *, with_all: bool
) -> "Looking":
    """Return a list in the making, for the library around the current folder; raise CannotRun where there is no repository.

    `opening` opens the deals for what asks them; None where they are not to be asked.
    """
    from dataclasses import replace

    from processengine.git import Repository
    from processengine.listing import Looking, Options
    from processengine.sides.place import from_top
    from processengine.store import LIBRARY_FILE, library_folder

    try:
        around = Repository.around(Path())
        top = from_top(around, library_folder(Path.cwd() / LIBRARY_FILE) or Path())
    except CannotRun:
        if server is None:
            raise
        around, top = None, ""
    repository = _served(server) if server else around
    assert repository is not None

    @cache
    def log() -> "Kept":
        from processengine.cli.review_approving import kept

        assert server is not None
        return kept(server)

    def approving(gathering: "Gathering") -> "ApprovalSource | None":
        from processengine.cli.approving import source
        from processengine.cli.review_approving import source as on_server
        from processengine.review.range import FOLDER

        own = files.get(gathering.range.head.name.partition(FOLDER)[2], ())
        return on_server(gathering, log()) if server and not own else source(gathering, own, server)

    def informing(gathering: "Gathering") -> "Gathering":
        from processengine.deals.asked import Asked
        from processengine.review.facts import informed

        return informed(gathering, Asked(), opening) if opening is not None else gathering

    found = Looking(repository, _base(repository), top, Options(today, "", with_all, approving, informing))
    return replace(found, options=replace(found.options, person=whoever(found.library, person)))


def _base(repository: "Repository") -> "Revision":
    """Return the default branch: the user's own where that has all of origin's, so that what they have ruled and not pushed counts."""
    from processengine.git.refs import contains
    from processengine.proposals.packet import Revision

    ref = repository.default_branch()
    commit, own = repository.commit(ref), repository.find(ref.replace("refs/remotes/origin/", "refs/heads/"))
    if own is not None and contains(repository.root, own, commit):
        ref, commit = ref.replace("refs/remotes/origin/", "refs/heads/"), own
    return Revision(ref.removeprefix("refs/heads/").removeprefix("refs/remotes/"), commit)


def _served(server: str) -> "Repository":
    from processengine.approving.server import opened

    return opened(Path(server))


def whoever(library: "Library | None", person: str) -> str:
    """Return the id of who looks: as said, else by git's e-mail address; empty for somebody that library.yaml doesn't know."""
    from processengine.git.identity import identity
    from processengine.model.nearest import did_you_mean
    from processengine.proposals.policy import people_with

    people = library.people if library else {}
    if person:
        if person not in people:
            raise CannotRun(f"library.yaml knows no `{person}`.{did_you_mean(person, people)}")
        return person
    try:
        email = identity(Path()).email
    except CannotRun:
        return ""
    return min(people_with(library, [email]), default="")


def _by_id(approvals: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in approvals:
        name, sign, file = one.partition("=")
        if not (name and sign and file):
            raise CannotRun(f"`--approvals {one}` names no proposal: write --approvals ID=FILE, so that it is known which one it is about.")
        found.setdefault(name, []).append(file)
    return found
