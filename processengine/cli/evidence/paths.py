"""`evidence paths`: the ways that deals go."""

from typing import Any

import click

from processengine.cli.evidence.options import asked, library_here, process_meant, public_option, source_options
from processengine.cli.options import columns, deliver, format_option, output_option


@click.command("paths")
@click.argument("process", required=False)
@source_options
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many ways are shown; the rest are told together.")
@click.option("--through", metavar="STAGE", help="Only the deals that were in a stage.")
@click.option("--to", metavar="STAGE", help="Only the deals that are last in a stage: an outcome, or where they stand now.")
@public_option
@format_option("text", "json", default="text")
@output_option
def command(process: str | None, public: bool, format_: str, output: str | None, **others: Any) -> None:
    """Show the ways that deals go, and how often each wins.

    A way is the sequence of stages that a deal visited, without the outcome at its end. The win rate is the share won
    of the closed deals, with its 95 % interval; what the process allows is what the file says now. Without PROCESS the
    source's own names are shown, row by row.
    """
    from processengine.deals.asked import heading, opened_for
    from processengine.deals.paths import ways_of
    from processengine.report import evidence_paths_json, evidence_paths_text

    _, meant, shelf = process_meant(process) if process is not None else (None, None, library_here())
    wanted = {name: others.pop(name) for name in ("top", "through", "to")}
    with opened_for(asked(**others), shelf) as deals:
        found, warnings = ways_of(deals, meant, is_public=public, **wanted)
        head = heading(deals)
    if format_ == "json":
        deliver(evidence_paths_json.as_json(found, warnings, head), output)
    else:
        deliver(evidence_paths_text.as_text(head.source, found, warnings, None if output else columns()), output)
