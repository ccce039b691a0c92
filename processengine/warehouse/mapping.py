"""Which column of a source holds which of ours: as somebody has said, else as their names tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from processengine.errors import CannotRun
from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.model.nearest import did_you_mean
from processengine.warehouse.guesses import guessed, plain
from processengine.warehouse.names import listed, shown
from processengine.warehouse.raw import Raw

NEEDED: Final = {
    "stage_history": ("deal_id", "stage", "entered_at"), "deals": ("deal_id",), "facts": ("deal_id", "kind", "id", "at"), "activities": ("rep", "kind", "at"),
}
"""The columns without which a table says nothing."""


@dataclass(frozen=True)
class Columns:
    """Which column of a source holds which of ours: `guessed` are those of ours that nobody has mapped."""

    columns: Mapping[str, str]
    guessed: frozenset[str] = field(default=frozenset())


def column_meant(raw: Raw, name: str) -> str:
    """Return the column of a table that a user names, whatever its case; raise CannotRun where there is none."""
    if name in raw.columns:
        return name
    alike = [column for column in raw.columns if column.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise CannotRun(f"{raw.file} has no column `{shown(name)}`.{_nearest(name, raw)} It has {listed(raw.columns)}.")


def mapped(table: str, raw: Raw, given: Mapping[str, str], known: Mapping[str, str] | None = None) -> Columns:
    """Return which columns hold a table; raise CannotRun where one that is needed is missing or can't be told from another.

    `given` is what the user says, `known` what the shape of an export says. A column that is spoken for is guessed for
    nothing else.
    """
    columns = {ours: column_meant(raw, theirs) for ours, theirs in given.items()}
    columns |= {ours: theirs for ours, theirs in (known or {}).items() if ours not in columns}
    free = tuple(column for column in raw.columns if column not in columns.values())
    guesses = {ours: guessed(table, ours, free) for ours in SOURCE_COLUMNS[table] if ours not in columns}
    found = {ours: guess.column for ours, guess in guesses.items() if guess.column is not None}
    for ours in NEEDED[table]:
        if ours not in columns and ours not in found:
            raise CannotRun(_unclear(table, ours, raw, guesses[ours].several))
    return Columns({**columns, **found}, frozenset(found))


def fits(table: str, raw: Raw) -> bool:
    """Tell whether the columns that a table can't do without can be guessed."""
    return all(guessed(table, ours, raw.columns).column is not None for ours in NEEDED[table])


def _unclear(table: str, ours: str, raw: Raw, several: tuple[str, ...]) -> str:
    what = f"{raw.file}: {listed(several)} could each hold {table}.{ours}." if several else f"{raw.file}: no column can be told to hold {table}.{ours}."
    line = f"`--column {table}.{ours}={shown(several[0]) if several else 'COLUMN'}`"
    return f"{what} Say which with {line}; the columns are {listed(raw.columns)}."


def _nearest(name: str, raw: Raw) -> str:
    alike = [column for column in raw.columns if plain(column) == plain(name)]
    return f" Did you mean `{shown(alike[0])}`?" if alike else did_you_mean(shown(name), map(shown, raw.columns))
