"""`evidence drift`: where a process and the deals' lives differ."""

from typing import Any

import click

from processengine.cli.evidence.options import asked, process_meant, public_option, source_options
from processengine.cli.options import deliver, format_option, output_option


@click.command("drift")
@click.argument("process")
@source_options
@public_option
@format_option("text", "json", default="text")
@output_option
def command(process: str, public: bool, format_: str, output: str | None, **source: Any) -> None:
    """Say where the process and life differ.

    Five sentences at most, the one that touches most deals first, each with the edit that would make the process follow
    life. What touches fewer deals than `min_deals` of library.yaml is not told. `draw PROCESS --with evidence` shows it.
    """
    from processengine.deals.asked import opened_for
    from processengine.deals.drift import drifted
    from processengine.report import evidence_drift_json, evidence_drift_text

    _, meant, shelf = process_meant(process)
    with opened_for(asked(**source), shelf) as deals:
        replay, drift = drifted(deals, meant, is_public=public)
        least = deals.settings.min_deals
    if format_ == "json":
        deliver(evidence_drift_json.as_json(meant, replay, drift, least, is_public=public), output)
    else:
        deliver(evidence_drift_text.as_text(meant, replay, drift, process, least), output)
