"""`evidence summary`: what the deals' history holds, without any process."""

from typing import Any

import click

from processengine.cli.evidence.options import asked, following, library_here, public_option, source_options
from processengine.cli.options import columns, deliver, format_option, output_option


@click.command("summary")
@source_options
@public_option
@format_option("text", "json", default="text")
@output_option
def command(public: bool, format_: str, output: str | None, **source: Any) -> None:
    """Count deals, moves and ways, without any process.

    A move is a pair of rows that follow each other in a deal, repeats included. Stages have the source's own names.
    """
    from processengine.deals.asked import heading, opened_for
    from processengine.deals.summary import summarised
    from processengine.report import evidence_summary_json, evidence_summary_text

    shelf = library_here()
    with opened_for(asked(**source), shelf) as deals:
        summary, warnings = summarised(deals, is_public=public)
        head = heading(deals)
    if format_ == "json":
        deliver(evidence_summary_json.as_json(summary, warnings, head), output)
    else:
        more = [following("replay", name, **source) for name in list(shelf.processes if shelf is not None else ())[:1]]
        deliver(evidence_summary_text.as_text(head.source, summary, warnings, None if output else columns(), more or [following("paths", **source)]), output)
