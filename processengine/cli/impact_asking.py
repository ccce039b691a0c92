"""What `impact` asks: which processes a change touches, and their libraries' deals in flight."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.collector import collector_paused
from processengine.deals.asked import heading, opened_for
from processengine.deals.in_flight import Flight
from processengine.deals.summary import refuse_without_history
from processengine.deals.touched import Differing, touched
from processengine.diff.changeset import changesets
from processengine.evidence.heading import Heading
from processengine.model.process import Process
from processengine.report.impact_told import ImpactTold, Touched
from processengine.report.safe import visible
from processengine.sides import places, read_sides
from processengine.sides.planned import Around
from processengine.store import Shelf

if TYPE_CHECKING:
    from processengine.deals.asked import Asked
    from processengine.diff.revision import Revision


@dataclass(frozen=True)
class Flying:
    """The deals in flight of one process, open to be asked, with what its library says of them."""

    touched: Touched
    flight: Flight
    around: Around


def flying(sides: Sequence[str], asked: "Asked", until_the_end: ExitStack) -> tuple[ImpactTold, list[Flying]]:
    """Return the deals in flight under a change, and each process's to be asked for more until the end.

    Raise CannotRun where a side can't be read, or there are no deals to ask.
    """
    with collector_paused():
        pair = places(sides)
        read = read_sides(pair)
        found = list(touched(changesets(read.old, read.new, same=read.are_files), read.old, read.new))
    for note in read.notes:
        click.echo(f"processengine: {note}", err=True)
    every: list[Flying] = []
    heads, digests = list[Heading](), list[str]()
    for home in dict.fromkeys(one.home_after for one in found):
        around = Around(pair, home)
        for name in around.unread:
            click.echo(f"processengine: {visible(str(_as_here(Path(name))))} can't be read, so its `moves` don't count.", err=True)
        deals = until_the_end.enter_context(opened_for(asked, _shelf(around), around.before or around.after))
        refuse_without_history(deals)
        digests.append(deals.handle.digest())
        heads.append(heading(deals))
        for one in found:
            if one.home_after == home:
                others = _others(read.new, one)
                plan = around.plan(*one.ids)
                flight = Flight(deals, one.before, one.after, plan.moves, others, plan.torn)
                every.append(Flying(Touched(one.before, one.after, plan.moves, flight.told(), others, plan.torn, home or "."), flight, around))
    return ImpactTold(read.before, read.after, _all(heads), " ".join(dict.fromkeys(digests)), tuple(one.touched for one in every)), every


def _all(heads: Sequence[Heading]) -> Heading:
    """Return what is said of all the sources that were read: the day up to which the last of them tells."""
    days = [one.as_of for one in heads if one.as_of is not None]
    return Heading(", ".join(dict.fromkeys(one.source for one in heads)), max(days, default=None))


def _others(revisions: "Sequence[Revision]", one: Differing) -> Mapping[str, Process]:
    """Return the library's other processes after the change."""
    found = (each.content for each in revisions if each.home == one.home_after and isinstance(each.content, Process))
    return {content.id: content for content in found if one.after is None or content.id != one.after.id}


def _shelf(around: Around) -> Shelf | None:
    folder = around.folder
    return None if folder is None else Shelf(_as_here(folder))


def _as_here(folder: Path) -> Path:
    full, here = folder.resolve(), Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else folder
