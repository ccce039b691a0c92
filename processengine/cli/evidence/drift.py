"""`evidence drift`: where a process and the deals' lives differ."""

from typing import Any

import click

from processengine.cli.evidence.options import asked, following, process_meant, public_option, source_options
from processengine.cli.options import columns, deliver, format_option, output_option


@click.command("drift")
@click.argument("process")
@click.option("--against", metavar="REV|FILE", help="Judge every move by the process as one revision or file has it; else by the release in force at the time.")
@source_options
@click.option("--all", "is_whole", is_flag=True, help="Tell all differences, not the first five.")
@public_option
@format_option("text", "json", default="text")
@output_option
def command(process: str, against: str | None, is_whole: bool, public: bool, format_: str, output: str | None, **source: Any) -> None:
    """Say where the process and life differ.

    Five sentences at most, the one that touches most deals first, each with the edit that would make the process follow
    life. A move is judged by the release that was in force when it was made, and what the file as it stands allows is no
    difference any more. What touches fewer deals than `min_deals` of library.yaml is not told. `draw PROCESS --with evidence` shows it.
    """
    from processengine.deals.asked import heading, opened_for
    from processengine.deals.drift import drifted
    from processengine.deals.versions import judged_by
    from processengine.report import evidence_drift_json, evidence_drift_text

    path, meant, shelf = process_meant(process)
    judged = judged_by(path, meant, shelf, against)
    with opened_for(asked(**source), shelf) as deals:
        replay, drift = drifted(deals, meant, judged, is_public=public, is_whole=is_whole)
        head = heading(deals)
        least = deals.settings.min_deals
    if format_ == "json":
        deliver(evidence_drift_json.as_json(meant, replay, drift, least, head, is_public=public), output)
    else:
        more = following("drift", process, "--all", *(["--against", against] if against else []), *(["--public"] if public else []), **source)
        deliver(evidence_drift_text.as_text(meant, replay, drift, process, least, None if output else columns(), more), output)
