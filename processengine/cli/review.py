"""`review`: what a branch proposes, for whoever must agree to it."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from processengine.cli.approving import approval_options, ci_options
from processengine.cli.evidence.options import source_options
from processengine.cli.options import deliver, format_option, output_option, today_option, today_or_clock
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.deals.asked import Asked
    from processengine.git import Repository
    from processengine.proposals.packet import Packet
    from processengine.review.binding import Readiness
    from processengine.review.gather import Gathering
    from processengine.review.range import Range

NOT_READY = 1


@click.command("review")
@click.argument("what", required=False, default="", metavar="[BRANCH|RANGE]")
@format_option("text", "markdown", "html", "json", default="text")
@output_option
@click.option("--base", default="", metavar="REV", help="What it is proposed for; else the default branch.")
@click.option("--title", default="", metavar="TEXT", help="The pull request's title, for one without a proposal file.")
@click.option("--body-file", metavar="FILE", help="The pull request's text, for one without a proposal file; - for the standard input.")
@click.option("--against", multiple=True, metavar="REV", help="Look for conflicts with this too; repeatable.")
@click.option("--alone", is_flag=True, help="Look for no conflicts with other proposals.")
@source_options
@click.option("--no-evidence", is_flag=True, help="Don't ask the deals.")
@approval_options
@click.option("--approve", "verdict", flag_value="approved", default=None, help="Approve what you see, as --as, on the --server.")
@click.option("--request-changes", "verdict", flag_value="changes-requested", help="Ask for changes, as --as, on the --server.")
@click.option("--why", "note", default="", metavar="TEXT", help="What you say with your verdict.")
@ci_options
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    what: str, format_: str, output: str | None, base: str, title: str, body_file: str | None, against: tuple[str, ...], alone: bool, no_evidence: bool,
    approvals: tuple[str, ...], server: str | None, person: str, verdict: str | None, note: str, ci: bool, protection: str | None, today: date | None,
    **source: Any,
) -> int:
    """Say what a branch proposes, whether it can go on, who must agree, and what the deals say.

    BRANCH is a branch, or a proposal's id; RANGE is BASE..HEAD or BASE...HEAD, and both tell what HEAD has changed since
    it left BASE. Without either it is the branch that you are on. Outside of a clone --server REPO shows what lies there. It is judged by the base's policy, and the deals are asked
    with the base's settings. Conflicts with other open proposals are found by merging with each branch `proposals/*`, here
    and at the remotes.

    Exit status: 0; with --ci 1 where it isn't ready.
    """
    from processengine.cli.replacing import refuse_replacing

    _refuse(verdict, note, server, person, protection, ci=ci)
    refuse_replacing([output], [one for one in (body_file, protection, *approvals) if one is not None])
    day = today_or_clock(today)
    if verdict is not None:
        from processengine.cli.review_approving import give

        return give(what, server or "", person, verdict, note, day, _asked(source, no_evidence=no_evidence))
    repository, range_ = _looked_at(what, base, server)
    gathering = _informed(_gathering(repository, range_, title, _text(body_file), against, day, alone=alone), _asked(source, no_evidence=no_evidence))
    packet = _packet(gathering, approvals, server)
    from processengine.cli.approving import ready
    from processengine.cli.review_telling import render

    found = ready(packet, protection) if ci else None
    deliver(render(packet, gathering, format_, in_file=bool(output)), output)
    return _checked(found) if found is not None else 0


def _refuse(verdict: str | None, note: str, server: str | None, person: str, protection: str | None, *, ci: bool) -> None:
    """Raise CannotRun where options lack what they go with."""
    if verdict is not None and not (server and person):
        raise CannotRun("A verdict is kept on a server: say which and who you are with --server REPO --as PERSON. On a forge give it there.")
    if verdict == "changes-requested" and not note.strip():
        raise CannotRun("Say what has to change, for its author to mend: --why TEXT.")
    if verdict is None and note:
        raise CannotRun("--why goes with --approve or --request-changes.")
    if protection is not None and not ci:
        raise CannotRun("--protection goes with --ci.")


def _asked(source: dict[str, Any], *, no_evidence: bool) -> "Asked | None":
    from processengine.cli.evidence.options import asked

    if not no_evidence:
        return asked(**source)
    if any(source.values()):
        raise CannotRun("--no-evidence asks no deals, and the other options say how to read them: leave one of them out.")
    return None


def _looked_at(what: str, base: str, server: str | None) -> "tuple[Repository, Range]":
    """Return what is reviewed and where that lies: in the repository around, and where there is none, in the server's own."""
    from processengine.git import Repository
    from processengine.review.range import reviewed

    try:
        around = Repository.around(Path())
    except CannotRun:
        if server is None:
            raise
        from processengine.approving.server import opened
        from processengine.review.verdict import looked_at

        if not what:
            raise CannotRun("Say which proposal, by its id: you are in no clone, and so on no branch.") from None
        there = opened(Path(server))
        return there, reviewed(there, what, base) if base or ".." in what else looked_at(there, what)
    return around, reviewed(around, what, base)


def _gathering(
    repository: "Repository", range_: "Range", title: str, why: str, against: tuple[str, ...], today: date, *, alone: bool,
) -> "Gathering":
    from processengine.proposals.packet import Revision
    from processengine.review.gather import Asked, Gathering

    more = tuple(Revision(one, repository.commit(one)) for one in against)
    # The whole repository, wherever this runs, so that the key is the one that `rule` finds.
    return Gathering(repository, range_, "", today, Asked(title, why, more, with_others=not alone))


def _informed(gathering: "Gathering", asked: "Asked | None") -> "Gathering":
    from processengine.review.facts import informed

    return informed(gathering, asked)


def _packet(gathering: "Gathering", approvals: tuple[str, ...], server: str | None) -> "Packet":
    from processengine.cli.approving import source
    from processengine.review.approved import in_clone, stand
    from processengine.review.keyed import packet

    return stand(gathering, packet(gathering), source(gathering, approvals, server) or in_clone("", ""))


def _checked(found: "Readiness") -> int:
    """Say on the standard error whether it is ready, and return the exit status."""
    from processengine.report.safe import visible

    for line in ("Ready to be merged." if found.is_ready else "Not ready to be merged.", *found.reasons, *found.unbound, *found.notes):
        click.echo(visible(line), err=True)
    return 0 if found.is_ready else NOT_READY


def _text(file: str | None) -> str:
    if file is None:
        return ""
    if file == "-":
        return sys.stdin.read()
    from processengine import store

    return store.read(Path(file)).data.decode("utf-8", "replace")
