"""What `impact` writes: its answer, and the file that a CRM loads."""

from collections.abc import Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.errors import CannotRun
from processengine.report.safe import visible

if TYPE_CHECKING:
    from processengine.cli.impact_asking import Flying
    from processengine.report.crm_update import Mapped, Written
    from processengine.report.impact_told import ImpactTold

_MOST_NAMED = 5


def rendered(told: "ImpactTold", found: "Sequence[Flying]", format_: str, *, each: bool, room: int | None) -> str:
    """Return the answer in a format; each deal as well where that is asked for."""
    if format_ == "json":
        from processengine.report import impact_json

        return impact_json.as_json(told, [deal for one in found for deal in one.flight.each(list)] if each else None)
    out = StringIO()
    if format_ == "csv":
        from processengine.report import impact_csv

        impact_csv.write_head(out)
        for one in found:
            one.flight.each(partial(impact_csv.write, out))
        return out.getvalue()
    from processengine.report import impact_text

    out.write(impact_text.as_text(told, room))
    for one in found if each else ():
        one.flight.each(partial(impact_text.write_deals, out, one.touched))
    return out.getvalue()


def update(found: "Sequence[Flying]") -> "tuple[str, Written]":
    """Return the file that moves deals in the CRM, and what was done for it; raise CannotRun where one file can't be for all."""
    from processengine.report import crm_update

    out, written = StringIO(), crm_update.Written()
    mappings = [_mapped(one) for one in found]
    if len({one.columns for one in mappings}) > 1:
        raise CannotRun("The processes are in different CRMs, and no file is for both: name one library's files.")
    crm_update.write_head(out, mappings[0] if mappings else crm_update.Mapped("", {}))
    for one, mapped in zip(found, mappings, strict=True):
        one.flight.each(partial(crm_update.write, out, one.touched, mapped, written))
    return out.getvalue(), written


def _mapped(one: "Flying") -> "Mapped":
    """Return the source's names after the change, and those of before where that has none."""
    from processengine.report.crm_update import Mapped

    names = one.flight.deals.settings.names
    sides = (library.crm.get(names, {}) if library is not None else {} for library in (one.around.before, one.around.after))
    return Mapped(names, {process: mapping for side in sides for process, mapping in side.items()})


def deliver_update(file: str, content: str, written: "Written") -> None:
    """Write the file that the CRM loads, whole or not at all, and say what was done for it."""
    from processengine import store

    store.write(Path(file), content.encode())
    _say(f"Wrote {visible(file)}: {written.deals:,} {'deal moves' if written.deals == 1 else 'deals move'}.")
    for stage, name in written.unnamed.items():
        _say(f"library.yaml has no CRM name for `{stage}`, so the file calls it “{visible(name)}”.")
    if written.changed:
        named = ", ".join(f"`{visible(one)}`" for one in written.changed[:_MOST_NAMED])
        more = f" and {len(written.changed) - _MOST_NAMED:,} more" if len(written.changed) > _MOST_NAMED else ""
        _say(f"A spreadsheet would work out {named}{more} as a formula, so an apostrophe stands before: no CRM finds a deal by that. Move these by hand.")


def say_held_back(file: str, stranded: Sequence[str]) -> None:
    """Say that the file wasn't written, and where deals need a person."""
    _say(f"{visible(file)} was not written, because deals need a person:")
    for line in stranded:
        _say(f"  {visible(line)}")
    _say("Say in the proposal where they go (`moves`), or write the file for the others with --partial.")


def _say(line: str) -> None:
    click.echo(f"processengine: {line}", err=True)
