"""`evidence replay`: the deals' history run through a process."""

from typing import Any

import click

from processengine.cli.evidence.options import asked, following, process_meant, public_option, source_options
from processengine.cli.options import columns, deliver, format_option, output_option


@click.command("replay")
@click.argument("process", required=False)
@click.option("--against", metavar="REV|FILE", help="Judge every move by the process as one revision or file has it; else by the release in force at the time.")
@source_options
@public_option
@format_option("text", "json", default="text")
@output_option
def command(process: str | None, against: str | None, public: bool, format_: str, output: str | None, **source: Any) -> None:
    """Run the deals' history through a process.

    A move is a pair of visits that follow each other in a deal; rows in a row that mean one stage are one visit. Each is
    judged by the release that was in force when it happened; outside git, or before the first release, by the file as it
    stands. A deal conforms so far when the process allows all its moves and has all its stages, open deals included.

    Without PROCESS the library's only one is meant. Days in a stage are Kaplan-Meier estimates: deals that are still there count for as long as they have been there, and
    visits that took no time don't count.
    """
    from processengine.deals.asked import heading, opened_for
    from processengine.deals.replay import replayed_for
    from processengine.deals.versions import judged_by
    from processengine.evidence.allowed import EVER
    from processengine.report import evidence_replay_json, evidence_replay_text

    path, meant, shelf = process_meant(process)
    judged = judged_by(path, meant, shelf, against)
    with opened_for(asked(**source), shelf) as deals:
        replay = replayed_for(deals, meant, judged, is_public=public)
        head = heading(deals)
    by = "the file as it stands" if not against and judged.versions[0].since == EVER[0] else ""
    name = process or meant.id
    is_known = any(one.visits for one in replay.stages)
    more = [following("drift", name, **source), following("funnel", name, **source)] if is_known else [following("check", name, **source)]
    if format_ == "json":
        deliver(evidence_replay_json.as_json(replay, head), output)
    else:
        deliver(evidence_replay_text.as_text(meant, replay, by, None if output else columns(), more), output)
