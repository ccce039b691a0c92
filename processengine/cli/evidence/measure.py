"""`evidence measure`: the measures of a process, computed."""

from typing import Any

import click

from processengine.cli.evidence.options import asked, process_meant, public_option, source_options
from processengine.cli.options import columns as terminal_columns
from processengine.cli.options import deliver, format_option, output_option


@click.command("measure")
@click.argument("process")
@click.argument("measures", nargs=-1, metavar="[MEASURE]...")
@source_options
@public_option
@format_option("text", "json", default="text")
@output_option
def command(process: str, measures: tuple[str, ...], public: bool, format_: str, output: str | None, **source: Any) -> None:
    """Compute the measures of a process.

    All of them, or those that are named. Each value comes with its 95 % interval, the number of deals or activities behind
    it, the days in which they lie, what was left out and why. What the source can't tell has no value, and a sentence
    says what is missing: it is never taken for zero. A value is no finding: the exit status is 0 whatever the deals say.
    """
    from processengine.deals.asked import opened_for
    from processengine.deals.measures import measured
    from processengine.report import evidence_measure_json, evidence_measure_text

    _, meant, shelf = process_meant(process)
    with opened_for(asked(**source), shelf) as deals:
        told = measured(deals, meant, shelf, measures, is_public=public)
    if format_ == "json":
        deliver(evidence_measure_json.as_json(told), output)
    else:
        deliver(evidence_measure_text.as_text(told, None if output else terminal_columns()), output)
