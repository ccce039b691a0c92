"""`evidence funnel`: how many deals go on from each stage."""

from typing import Any

import click

from processengine.cli.evidence.options import asked, process_meant, public_option, source_options
from processengine.cli.options import columns, deliver, format_option, output_option


@click.command("funnel")
@click.argument("process", required=False)
@click.option("--by", metavar="COLUMN", help="Split by a column of the source, by `month` or by `version`: those in which a deal began.")
@source_options
@public_option
@format_option("text", "json", "csv", default="text")
@output_option
def command(process: str | None, by: str | None, public: bool, format_: str, output: str | None, **source: Any) -> None:
    """Say how many deals go on from each stage.

    A deal counts once in each number. Of the deals that left a stage, each next stage has those that ever went there from it,
    so that shares can come to more than 100 %; those still there are counted apart. On the main way, which leads from
    the start through the stages' own transitions to a good outcome, those went on that were in its next stage later;
    open deals that may still come there are undecided, and in no share. Won are those of the deals that have an outcome.
    Without PROCESS the library's only one is meant. Intervals are Wilson's, 95 %. What was made in error (`admin`) counts nowhere.
    """
    from processengine.deals.asked import heading, opened_for
    from processengine.deals.funnel import funnelled
    from processengine.deals.versions import by_file, by_releases
    from processengine.report import evidence_funnel_csv, evidence_funnel_json, evidence_funnel_text

    path, meant, shelf = process_meant(process)
    judged = by_releases(path, meant, shelf) if by == "version" else by_file(meant)
    with opened_for(asked(**source), shelf) as deals:
        found, warnings = funnelled(deals, meant, judged, by, is_public=public)
        head = heading(deals)
    if format_ == "csv":
        deliver(evidence_funnel_csv.as_csv(found), output, is_data=True)
    elif format_ == "json":
        deliver(evidence_funnel_json.as_json(found, warnings, head), output)
    else:
        deliver(evidence_funnel_text.as_text(meant, found, warnings, None if output else columns()), output)
