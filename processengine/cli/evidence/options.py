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


def following(question: str, process: str | None = None, *more: str, **source: Any) -> str:
    """Return the command that asks a further question of the same deals, to be pasted as it is."""
    import shlex

    of = (("--column", source.get("columns", ())), ("--where", source.get("where", ())))
    options = [*(("--source", source["source"]) if source.get("source") else ()), *(word for name, texts in of for text in texts for word in (name, text))]
    if source.get("as_of"):
        options += ["--as-of", source["as_of"].isoformat()]
    return shlex.join(["processengine", "evidence", question, *([process] if process else []), *options, *more])


def library_here() -> "Shelf | None":
    """Return the library around the current folder; None where there is none, or more than one below."""
    from processengine.store import LIBRARY_FILE, Shelves

    return Shelves().around(Path(LIBRARY_FILE))


def process_meant(argument: str | None) -> "tuple[Path, Process, Shelf | None]":
    """Return the file, the process and the library that a PROCESS argument means; raise CannotRun where it can't be read.

    Without one the only process of the library around the current folder is meant.
    """
    from processengine.model.process import Process
    from processengine.store import Shelves, find_process, read, shown
    from processengine.syntax.load import load
    from processengine.syntax.parse import parse_bytes

    path = _only_process() if argument is None else find_process(argument)
    document, problems = parse_bytes(read(path).data)
    value = load(document).value
    if not isinstance(value, Process) or problems:
        raise CannotRun(f"{shown(path)} can't be read as a process; `processengine validate {shown(path)}` says why.")
    return path, value, Shelves().around(path)


def _only_process() -> Path:
    shelf = library_here()
    found = {} if shelf is None else {name: paths for (kind, name), paths in shelf.documents.items() if kind == "process"}
    if len(found) == 1:
        (paths,) = found.values()
        return paths[0]
    known = f"there are {', '.join(sorted(found))}" if found else "there is no library here with one to be taken for it"
    raise CannotRun(f"Name a process: {known}.")
