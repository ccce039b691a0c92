"""`evidence summary`: what the deals' history holds, without any process."""

from typing import Any

import click

from processengine.cli.evidence.options import asked, library_here, public_option, source_options
from processengine.cli.options import deliver, format_option, output_option


@click.command("summary")
@source_options
@public_option
@format_option("text", "json", default="text")
@output_option
def command(public: bool, format_: str, output: str | None, **source: Any) -> None:
    """Count deals, moves and ways, without any process.

    A move is a pair of rows that follow each other in a deal, repeats included. Stages have the source's own names.
    """
    from processengine.deals.asked import opened_for
    from processengine.deals.summary import summarised
    from processengine.report import evidence_summary_json, evidence_summary_text

    with opened_for(asked(**source), library_here()) as deals:
        summary, warnings = summarised(deals, is_public=public)
        name = deals.found.source
    if format_ == "json":
        deliver(evidence_summary_json.as_json(summary, warnings), output)
    else:
        deliver(evidence_summary_text.as_text(name, summary, warnings), output)
