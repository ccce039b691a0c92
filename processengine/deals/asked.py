"""What a command asks of the deals: the source and its columns, from the library's settings and the command's own options."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from processengine.errors import CannotRun
from processengine.evidence.heading import Heading
from processengine.evidence.question import Handle
from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.evidence.times import iso
from processengine.model.library import Evidence
from processengine.model.nearest import did_you_mean
from processengine.warehouse import names
from processengine.warehouse.found import Found, Wanted
from processengine.warehouse.watched import Watch, unwatched

if TYPE_CHECKING:
    from processengine.diagnostic import Problem
    from processengine.model.library import Library
    from processengine.model.process import Process
    from processengine.store import Shelf

_OF_DEALS: Final = ("evidence", "crm")
"""The parts of library.yaml by which the deals are read."""


@dataclass(frozen=True)
class Asked:
    """What somebody says of the source on the command line: `columns` and `where` as written, `TABLE.COLUMN=VALUE`.

    `watch` is told what is being done as long as the source is open.
    """

    source: str | None = None
    columns: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    as_of: date | None = None
    watch: Watch = unwatched


@dataclass(frozen=True)
class Deals:
    """A library's deals, open for questions: `as_of` is the day up to which they are told, None for the last that is recorded."""

    handle: Handle
    found: Found
    settings: Evidence
    library: "Library | None"
    as_of: date | None


@contextmanager
def opened_for(asked: Asked, shelf: "Shelf | None", judged_by: "Library | None" = None) -> Iterator[Deals]:
    """Open the deals' history that a command names, or else the library; raise CannotRun where there is none to read.

    `judged_by` are the settings that count where they are not those of the library as it lies there.
    """
    from processengine.warehouse.opening import opened

    if judged_by is None and shelf is not None:
        _refuse_unreadable(shelf)
    library = judged_by or (shelf.library if shelf is not None else None)
    settings = (library.evidence if library is not None else None) or Evidence()
    with opened(_wanted(asked, shelf, settings), watch=asked.watch) as source:
        yield Deals(source.engine, source.found, settings, library, asked.as_of or settings.as_of)


def heading(deals: Deals) -> Heading:
    """Return what every answer says first of its deals: the source, and the last day that is told."""
    end = deals.found.as_of
    recorded = None if end is None else iso(end)[:10]
    return Heading(deals.found.source, recorded if deals.as_of is None else deals.as_of.isoformat())


def kept_as(deals: Deals, process: "Process") -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the source's names of a process's stages, by stage, and its names of what is no stage."""
    crm = deals.library.crm.get(deals.settings.names, {}) if deals.library is not None else {}
    mapping = crm.get(process.id)
    return (mapping.stages, mapping.not_stages) if mapping is not None else ({}, ())


def unknown_names(deals: Deals) -> str:
    """Return the sentence for names that library.yaml speaks of and doesn't have; empty where it has them, or speaks of none."""
    names = deals.settings.names
    if not names or deals.library is None or names in deals.library.crm:
        return ""
    return f"library.yaml says that the source speaks the names of `{names}`, but has no `crm: {names}`.{did_you_mean(names, deals.library.crm)}"


def _wanted(asked: Asked, shelf: "Shelf | None", settings: Evidence) -> Wanted:
    """Return what to read; of a source that is not the library's own, the library's columns count only where they are there."""
    own = _source_of(shelf, settings)
    source = asked.source or own
    if source is None:
        raise CannotRun(f"No source of deals is named: add --source FILE, or `evidence: {{source: ...}}` to {_settings_file(shelf)}.")
    if asked.source is None and shelf is not None:
        _refuse_outside(shelf, settings.source or "", source)
    of_library: dict[str, dict[str, str]] = {table: {ours: theirs for ours, theirs in held.items() if isinstance(theirs, str)} for table, held in settings.tables.items()}
    is_own = own is not None and (asked.source is None or Path(asked.source) == Path(own))
    columns: dict[str, dict[str, str]] = {table: dict(held) for table, held in of_library.items() if held} if is_own else {}
    where = _filters(settings) if is_own else {}
    for table, column, theirs in map(_split, asked.columns):
        _refuse_unknown(table, column)
        columns.setdefault(table, {})[column] = theirs
    for table, column, text in map(_split, asked.where):
        _refuse_unknown(table)
        where.setdefault(table, {})[column] = text
    return Wanted(source, columns, where, asked.as_of or settings.as_of, {} if is_own else of_library)


def _settings_file(shelf: "Shelf | None") -> str:
    from processengine.store import LIBRARY_FILE, shown

    return shown(shelf.root / LIBRARY_FILE) if shelf is not None else LIBRARY_FILE


def _refuse_outside(shelf: "Shelf", written: str, source: str) -> None:
    """Raise CannotRun where a library in a git repository names a source outside of it: whoever may change the library could have any file read."""
    root = Path(shelf.root).resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    if top is not None and "://" not in source and not Path(source).resolve().is_relative_to(top):
        raise CannotRun(f"The library's source, {names.shown(written)}, lies outside its git repository: only --source may name such a one.")


def _refuse_unreadable(shelf: "Shelf") -> None:
    """Raise CannotRun where library.yaml stands there, and what it says of the deals can't be read: without it answers would be others."""
    from processengine.store import LIBRARY_FILE, shown
    from processengine.syntax.load import load
    from processengine.syntax.parse import parse_bytes

    path = shelf.root / LIBRARY_FILE
    document, problems = parse_bytes(shelf.data(path))
    unread = [*problems, *(one for one in load(document).problems if _is_of_deals(one))]
    if unread:
        finding = unread[0].finding
        line = f" at line {finding.span.line}" if finding.span is not None else ""
        raise CannotRun(f"{shown(path)} can't be read{line}: {finding.message}{f' {finding.help}' if finding.help else ''} `processengine validate {shown(path)}` says more.")


def _is_of_deals(problem: "Problem") -> bool:
    """Tell whether a problem changes what is read of the deals: a key that nobody knows does where a known one was meant."""
    finding = problem.finding
    if problem.rule == "unknown-key":
        meant = str(finding.fix.edits[0].value) if finding.fix is not None else ""
        return bool(meant) and (finding.path.startswith(_OF_DEALS) or meant in _OF_DEALS)
    return not finding.path or finding.path.startswith(_OF_DEALS)


def _filters(settings: Evidence) -> dict[str, dict[str, str]]:
    conditions = {str(table): held.get("where") for table, held in settings.tables.items()}
    return {table: dict(condition) for table, condition in conditions.items() if isinstance(condition, dict)}


def _source_of(shelf: "Shelf | None", settings: Evidence) -> str | None:
    if shelf is None or not settings.source:
        return None
    return settings.source if "://" in settings.source else str(Path(shelf.root) / settings.source)


def _split(text: str) -> tuple[str, str, str]:
    place, equals, value = text.partition("=")
    table, dot, column = place.partition(".")
    if not (equals and dot and column and value):
        raise CannotRun(f"`{text}` can't be read; write TABLE.COLUMN=VALUE, such as stage_history.deal_id=case_id.")
    return table, column, value


def _refuse_unknown(table: str, column: str | None = None) -> None:
    if table not in SOURCE_COLUMNS:
        raise CannotRun(f"There is no table `{table}`.{did_you_mean(table, SOURCE_COLUMNS)} There are {', '.join(SOURCE_COLUMNS)}.")
    known = SOURCE_COLUMNS[table]
    if column is not None and column not in known:
        raise CannotRun(f"The table `{table}` has no column `{column}`.{did_you_mean(column, known)} It has {', '.join(known)}.")
