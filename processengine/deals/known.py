"""A process as a library's deals know it, with the library's other processes that its deals may be in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from processengine.deals.asked import Deals, kept_as
from processengine.deals.replay import read_as
from processengine.evidence.measures.known import Known, Other
from processengine.evidence.names import ALL_NAMES, read_names
from processengine.evidence.visits import ALL_PROCESSES

if TYPE_CHECKING:
    from processengine.model.process import Process


class Processes(Protocol):
    """A library that has processes: as it lies on the disk, or as a commit holds it."""

    @property
    def processes(self) -> "Mapping[str, Process]":
        """The processes by id; KeyError for one that can't be read."""


def known_by(deals: Deals, process: "Process", shelf: Processes | None) -> Known:
    """Return a process with the source's names of its stages; `shelf` is its library, which holds the other processes."""
    read = read_as(deals, process)
    return Known(read.process, read.names, deals.settings.echo_minutes, read.elsewhere, _others(deals, process, shelf))


def _others(deals: Deals, process: "Process", shelf: Processes | None) -> Mapping[str, Other]:
    codes = deals.handle.ask(ALL_NAMES)
    labels = deals.handle.ask(ALL_PROCESSES)
    others: dict[str, Other] = {}
    for name in shelf.processes if shelf is not None else ():
        other = _readable(shelf, name)
        if other is not None and name != process.id:
            not_theirs = read_as(deals, other).elsewhere.numbers
            names = read_names(other, codes, *kept_as(deals, other))
            others[name] = Other(other, names, frozenset(label for label in labels if label not in not_theirs))
    return others


def _readable(shelf: Processes | None, name: str) -> "Process | None":
    try:
        return shelf.processes[name] if shelf is not None else None
    except KeyError:
        return None
