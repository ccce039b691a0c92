"""`rule`: the binding decision on a proposal."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from processengine.cli.approving import answer_option, approval_options
from processengine.cli.evidence.options import source_options
from processengine.cli.options import today_option, today_or_clock
from processengine.cli.release import NOON
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.review.approved import ApprovalSource
    from processengine.review.gather import Gathering


@click.command("rule")
@click.argument("proposal")
@click.option("--accept", is_flag=True, help="Merge it; `release` comes after that.")
@click.option("--reject", is_flag=True, help="Merge nothing of it; --why says why.")
@click.option("--why", default="", metavar="TEXT", help="Why; a rejection needs it.")
@answer_option
@approval_options
@source_options
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    proposal: str, accept: bool, reject: bool, why: str, answers: tuple[tuple[str, str], ...], approvals: tuple[str, ...], server: str | None,
    person: str, today: date | None, **source: Any,
) -> int:
    """Accept a proposal, which merges it, or reject it with a reason.

    PROPOSAL is its id or its branch. It is judged by what the default branch is now: whether it can be merged there, what
    the deals say, and whose approvals are there. Accepted, it is merged by meaning, with a record of who ruled, when and
    why; `release` comes after that. Rejected, only its file and that record are kept. Exit status 1 says that it may not be
    ruled on so, and why not.
    """
    from processengine.cli.evidence.options import asked
    from processengine.cli.review_approving import as_it_stands, standing_at
    from processengine.report import ruling_text
    from processengine.ruling.deciding import Wish, rule

    if accept == reject:
        raise CannotRun(f"Say what you decide: --accept or --reject{', and not both' if accept else ''}.")
    if person and not server:
        raise CannotRun("--as says who rules on a server, so it needs --server REPO. In a clone it is whoever git says you are.")
    if server and not person:
        raise CannotRun("Say who rules: --as PERSON, by the id in library.yaml.")
    day = today_or_clock(today)
    at = f"{day.isoformat()} {NOON}" if today else ""
    standing_at(server)
    wish = Wish(proposal, "accepted" if accept else "rejected", day, why, dict(answers), at, server, person)

    read: list[str] = []

    def sourced(gathering: "Gathering") -> "ApprovalSource | None":
        from processengine.cli.approving import source as meant

        found = meant(gathering, approvals, server)
        read.extend(found.remarks if found is not None else ())
        return found

    outcome = rule(wish, sourced, asked(**source))
    told = ruling_text.Told(
        outcome.proposal, outcome.title, outcome.here.branch, outcome.ruling, outcome.refused, outcome.finished, as_it_stands(outcome.remarks, read, server), is_server=bool(server),
        server=server or "", person=person,
    )
    click.echo(ruling_text.render(told), nl=False)
    return 1 if outcome.refused else 0
