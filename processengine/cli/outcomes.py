"""`outcomes`: whether what proposals expected came about."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from processengine.cli.approving import server_options
from processengine.cli.evidence.options import asked, source_options
from processengine.cli.options import columns as terminal_columns
from processengine.cli.options import deliver, format_option, output_option, painter, today_option, today_or_clock
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from processengine.proposals.outcome import Outcomes

NOON = "12:00:00 +0000"


@click.command("outcomes")
@click.argument("proposals", nargs=-1, metavar="[PROPOSAL]...")
@click.option("--record", is_flag=True, help="Write the verdicts that are due into their proposals' records, in one commit on the default branch.")
@server_options
@source_options
@format_option("text", "json", default="text")
@output_option
@today_option
def command(
    proposals: tuple[str, ...], record: bool, server: str | None, person: str, format_: str, output: str | None, today: date | None, **source: Any,
) -> int:
    """Say whether what released proposals expected came about, and how often we were right.

    PROPOSAL is an id; without one all are meant. An expectation is judged from its day on, by the measure and the settings as
    they stood at the release, on deals that began after it, up to the end of that day. It held if the estimate reaches `to` and
    the 90 % interval lies beyond `from`; it didn't if the interval falls short of `to`, or a guard got worse; else it is
    inconclusive. What is recorded is never judged again, is judged by the library's own deals, and only once its day is over. A
    verdict is no failure: the exit status is 0 whatever came out. With --server it is about that repository's default branch;
    run it in a clone that has the deals.
    """
    from processengine.cli.replacing import refuse_replacing
    from processengine.cli.review_approving import standing_at
    from processengine.outcomes.library import Question, at_default_branch, at_server, folder_here, outcomes, recorded

    if person and not (server and record):
        raise CannotRun("--as says who records on a server, so it goes with --record and --server REPO.")
    if server and record and not person:
        raise CannotRun("Say who records: --as PERSON, by the id in library.yaml.")
    refuse_replacing([output], [])
    day = today_or_clock(today)
    standing_at(server)
    question = Question(proposals, asked(**source), day, server, person)
    if record:
        found, names = recorded(question, f"{day.isoformat()} {NOON}" if today else "")
    else:
        found, names = outcomes(at_server(server) if server else at_default_branch(folder_here()), question), None
    deliver(_rendered(found, names, format_, in_file=bool(output)), output)
    if record:
        _refuse_unread(found)
    return 0


def _refuse_unread(found: "Outcomes") -> None:
    """Raise CannotRun where something was to be recorded and the deals can't be read: a run at night must not pass over that."""
    unread = next((each.why_not for one in found.proposals for each in one.outcomes if each.standing == "waiting" and each.is_unread), "")
    if unread:
        raise CannotRun(unread)


def _rendered(found: "Outcomes", names: "Sequence[str] | None", format_: str, *, in_file: bool) -> str:
    from processengine.report import outcomes_json, outcomes_text

    if format_ == "json":
        return outcomes_json.as_json(found, names or ())
    return outcomes_text.as_text(found, painter(), None if in_file else terminal_columns(), names)
