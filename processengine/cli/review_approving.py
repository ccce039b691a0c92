"""`review --approve` and `--request-changes`, and what a server's log says of approvals."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from processengine.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from processengine.approving.chain import Log
    from processengine.deals.asked import Asked
    from processengine.git import Repository
    from processengine.proposals.packet import Packet
    from processengine.review.approved import ApprovalSource
    from processengine.review.gather import Gathering
    from processengine.review.verdict import Verdict

REFUSED = 1
_MOST = 5
_DEMANDED = "processengine.log-head"


def keep_demanded(context: click.Context, option: click.Parameter, value: str) -> None:
    """Keep the entry that `--log-head` demands, for whatever reads the log in this run."""
    del option
    context.meta[_DEMANDED] = value


def demanded() -> str:
    """Return the entry that the log has to hold; empty where none is demanded."""
    context = click.get_current_context(silent=True)
    found = context.meta.get(_DEMANDED) if context else None
    return found if isinstance(found, str) else ""


def standing_at(server: str | None) -> list[str]:
    """Return, as a line, where the server's log stands, nothing without a server.

    Raise CannotRun where its word counts for nothing, where it lacks the entry that is demanded, or where that is demanded of no server.
    """
    from processengine.approving.chain import log
    from processengine.approving.server import opened

    if demanded() and not server:
        raise CannotRun("--log-head says what a server's log has to hold, so it needs --server REPO.")
    return [log(opened(Path(server)), demanded()).said] if server else []


def as_it_stands(remarks: "Sequence[str]", earlier: "Collection[str]", server: str | None) -> tuple[str, ...]:
    """Return remarks with where the log stands now; `earlier` are those of where it stood before the command put something into it."""
    now = standing_at(server) if server else []
    return (*(one for one in remarks if not (now and one in earlier)), *now)


class Kept(NamedTuple):
    """A server's repository and its log, read and checked: how it stood at one moment."""

    repository: "Repository"
    log: "Log"


def kept(server: str) -> Kept:
    """Return the log of a server; raise CannotRun where its word counts for nothing."""
    from processengine.approving.chain import log
    from processengine.approving.server import opened

    repository = opened(Path(server))
    return Kept(repository, log(repository, demanded()))


def source(gathering: "Gathering", of: Kept) -> "ApprovalSource":
    """Return what a server's log says of the approvals of what is reviewed."""
    from processengine.approving.given import given
    from processengine.review.approved import ApprovalSource
    from processengine.review.range import FOLDER

    repository, found = of
    name = gathering.range.head.name
    _, folder, branch = name.rpartition(FOLDER)
    id_ = branch if folder else gathering.proposal.id if gathering.proposal else name
    return ApprovalSource("server", given(repository, found, id_), (found.said,), found.head)


def give(what: str, server: str, person: str, said: str, note: str, today: date, asked: "Asked | None" = None) -> int:
    """Give a verdict on a proposal, and say what it was given to; return the exit status: 1 where this person may not."""
    from processengine.approving.server import opened
    from processengine.report.safe import visible
    from processengine.review.facts import informed
    from processengine.review.gather import Asked as Alone
    from processengine.review.gather import Gathering
    from processengine.review.keyed import packet as keyed
    from processengine.review.verdict import Verdict, gave, looked_at, refused

    repository = opened(Path(server))
    gathering = informed(Gathering(repository, looked_at(repository, what), "", today, Alone(with_others=False)), asked)
    packet = keyed(gathering)
    verdict = Verdict("approved" if said == "approved" else "changes-requested", person, note)
    reasons = refused(gathering, packet, verdict)
    for line in reasons:
        click.echo(visible(line), err=True)
    if reasons:
        return REFUSED
    for line in _told(packet, verdict, gave(gathering, packet, verdict, demanded())):
        click.echo(visible(line))
    return 0


def _told(packet: "Packet", verdict: "Verdict", log: "Log") -> list[str]:
    from processengine.report.review_said import besides
    from processengine.report.review_verdict_weight import weighty

    settings = [one.said for one in packet.settings_told]
    found = [one.said for one in weighty(packet, sys.maxsize) if one.said not in settings]
    more = [f"and {len(found) - _MOST} more"] if len(found) > _MOST else []
    told = [*settings, *found[:_MOST], *more, *besides(packet)]
    did = "approves" if verdict.said == "approved" else "asks for changes of"
    key = f" Key {packet.key[:12]}." if packet.key else ""
    return [f"{verdict.person} {did} “{packet.reason.title}”.", *(f"  {one}" for one in told), f"Revision {packet.head.commit[:12]}.{key}", log.said]
