"""`evidence check`: what a source holds, and what can be computed from it."""

from typing import TYPE_CHECKING, Any

import click

from processengine.cli.evidence.options import (
    asked,
    following,
    library_here,
    process_meant,
    public_option,
    source_options,
)
from processengine.cli.options import columns as terminal_columns
from processengine.cli.options import deliver, format_option, output_option, painter

if TYPE_CHECKING:
    from processengine.model.process import Process
    from processengine.store import Shelf


@click.command("check")
@click.argument("process", required=False)
@source_options
@public_option
@format_option("text", "json", default="text")
@output_option
def command(process: str | None, public: bool, format_: str, output: str | None, **source: Any) -> int:
    """Say what the source holds, and what can be computed from it.

    Without PROCESS all processes of the library around this folder are held against it. No deal is ever named.

    Exit status 1 where the source is unfit for some of what would be asked: it has no history; over 5 % of a table's rows
    are broken, doubled or closed before opened; over 5 % of the moves took no time; all deals have but one row; under half
    of a table's rows belong to a deal of the history; all outcomes are won; over 5 % of a process's rows enter stages that
    it doesn't know; nothing that a process measures or a proposal claims can be computed. 0 else.
    """
    from processengine.deals.asked import heading, opened_for
    from processengine.deals.checked import checked
    from processengine.report import evidence_check_json, evidence_check_text

    processes, shelf = _meant(process)
    with opened_for(asked(**source), shelf) as deals:
        found = checked(deals, processes, shelf, is_public=public)
        head = heading(deals)
    more = [following("summary", **source), *(following("replay", process or one.id, **source) for one in processes[:1])]
    if format_ == "json":
        deliver(evidence_check_json.as_json(found, head), output)
    elif output:
        deliver(evidence_check_text.as_text(found, following=more), output)
    else:
        deliver(evidence_check_text.as_text(found, painter(), terminal_columns(), more), output)
    return int(not found.is_fit)


def _meant(process: str | None) -> "tuple[list[Process], Shelf | None]":
    """Return the process that is named, else all of the library that can be read."""
    if process is not None:
        _, meant, shelf = process_meant(process)
        return [meant], shelf
    shelf = library_here()
    found = []
    for name in shelf.processes if shelf is not None else ():
        try:
            found.append(shelf.processes[name] if shelf is not None else None)
        except KeyError:
            continue  # it can't be read, and `validate` says why
    return [one for one in found if one is not None], shelf
