"""What `impact` writes: its answer, and the file that a CRM loads."""

from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from processengine.errors import CannotRun
from processengine.model.wording import counted
from processengine.report.safe import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from processengine.cli.impact_asking import Flying
    from processengine.report.crm_update import Mapped, Written
    from processengine.report.impact_told import ImpactTold


class Update(NamedTuple):
    """The file for the CRM, and what was done for it."""

    content: str
    written: "Written"


def rendered(told: "ImpactTold", found: "Sequence[Flying]", format_: str, *, each: bool, room: int | None) -> str:
    """Return the answer in a format; each deal as well where that is asked for."""
    if format_ == "json":
        from processengine.report import impact_json

        return impact_json.as_json(told, [(one.touched.library, deal) for one in found for deal in one.flight.each(list)] if each else None)
    out = StringIO()
    if format_ == "csv":
        from processengine.report import impact_csv

        impact_csv.write_head(out)
        for one in found:
            one.flight.each(partial(impact_csv.write, out, one.touched.library))
        return out.getvalue()
    from processengine.report import impact_text

    out.write(impact_text.as_text(told, room))
    for one in found if each else ():
        one.flight.each(partial(impact_text.write_deals, out, one.touched))
    return out.getvalue()


def update(found: "Sequence[Flying]") -> "Update":
    """Return the file that moves deals in the CRM, and what was done for it; raise CannotRun where one file can't be for all."""
    from processengine.report import crm_update

    written, mappings = crm_update.Written(), [_mapped(one) for one in found]
    if len({one.columns for one in mappings}) > 1:
        raise CannotRun("The processes are in different CRMs, and no file is for both: name one library's files.")
    for one, mapped in zip(found, mappings, strict=True):
        one.flight.each(partial(crm_update.collect, one.touched, mapped, written))
    return Update(crm_update.as_csv(mappings[0] if mappings else crm_update.Mapped("", {}), written), written)


def _mapped(one: "Flying") -> "Mapped":
    """Return the source's names after the change, and those of before where that has none."""
    from processengine.report.crm_update import Mapped

    names = one.flight.deals.settings.names
    sides = (library.crm.get(names, {}) if library is not None else {} for library in (one.around.before, one.around.after))
    return Mapped(names, {process: mapping for side in sides for process, mapping in side.items()})


def deliver_update(file: str, made: "Update") -> None:
    """Write the file that the CRM loads, whole or not at all."""
    from processengine import store

    store.write(Path(file), made.content.encode())


def say_written(file: str, made: "Update") -> None:
    """Say what was done for the file, and which deals that move are not in it."""
    written = made.written
    _say(f"Wrote {visible(file)}: {counted(len(written.rows), 'deal')} {'moves' if len(written.rows) == 1 else 'move'}.")
    for stage, name in written.unnamed.items():
        _say(f"library.yaml has no CRM name for `{stage}`, so the file calls it “{visible(name)}”.")
    for reason, ids in written.left_out.items():
        named = ", ".join(f"`{visible(one)}`" for one in ids)
        _say(f"Not in the file, so look at them yourself, because {visible(reason)}: {named}.")


def say_held_back(file: str, told: "ImpactTold") -> None:
    """Say that the file wasn't written, and where deals need a person."""
    from processengine.report.impact_text import MAP_NAMES, stranded

    _say(f"{visible(file)} was not written, because deals need a person:")
    for line in stranded(told):
        _say(f"  {visible(line)}")
    if any(one.found.unknown_stages for one in told.processes):
        _say(f"{MAP_NAMES[0].upper()}{MAP_NAMES[1:]}.")
    if any(one.found.total("needs-a-person") for one in told.processes):
        _say("Say in the proposal where they go (`moves`).")
    _say("Or write the file for the others with --partial.")


def _say(line: str) -> None:
    click.echo(f"processengine: {line}", err=True)
