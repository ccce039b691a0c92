"""Options that the questions share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from processengine.cli.options import Day
from processengine.cli.progress import Watch
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.deals.asked import Asked
    from processengine.model.process import Process
    from processengine.store import Shelf

F = TypeVar("F", bound=Callable[..., Any])


def source_options(function: F) -> F:
    """Add the options that name a source: `--source`, `--column`, `--where`, `--as-of`; they arrive as these four names."""
    for option in reversed((
        click.option("--source", metavar="FILE|DIR", help="The deals' history; else what library.yaml names."),
        click.option("--column", "columns", multiple=True, metavar="TABLE.COLUMN=THEIRS",
                     help="Which of the source's columns holds what, such as stage_history.deal_id=case_id."),
        click.option("--where", multiple=True, metavar="TABLE.THEIRS=TEXT", help="Read only the rows that have TEXT in a column of the source."),
        click.option("--as-of", type=Day(), metavar="DATE", help="The day up to which the deals are told; else the library's, else the last one recorded."),
    )):
        function = option(function)
    return function


public_option = click.option("--public", is_flag=True, help="Name no group of fewer than five deals, so that the result may be shown to anybody.")


def asked(source: str | None, columns: tuple[str, ...], where: tuple[str, ...], as_of: date | None) -> "Asked":
    """Return what the options say; on a terminal it shows how far a run is."""
    from processengine.deals.asked import Asked

    return Asked(source, columns, where, as_of, Watch())


def library_here() -> "Shelf | None":
    """Return the library around the current folder; None where there is none, or more than one below."""
    from processengine.store import LIBRARY_FILE, Shelves

    return Shelves().around(Path(LIBRARY_FILE))


def process_meant(argument: str) -> "tuple[Path, Process, Shelf | None]":
    """Return the file, the process and the library that a PROCESS argument means; raise CannotRun where it can't be read."""
    from processengine.model.process import Process
    from processengine.store import Shelves, find_process, read, shown
    from processengine.syntax.load import load
    from processengine.syntax.parse import parse_bytes

    path = find_process(argument)
    document, problems = parse_bytes(read(path).data)
    value, more = load(document)
    if not isinstance(value, Process) or problems:
        raise CannotRun(f"{shown(path)} can't be read as a process; `processengine validate {shown(path)}` says why.")
    del more
    return path, value, Shelves().around(path)
