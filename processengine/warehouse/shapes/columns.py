"""Finding a column by its name, however an export spells it."""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from collections.abc import Iterable, Sequence

from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import ROW, Raw


def plain(name: str) -> str:
    """Return a name without case and without what stands between its words: CreatedDate, created_date and Created Date are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def column(raw: Raw, *names: str) -> str | None:
    """Return the table's column of the first of some names that it has, as the source spells it."""
    held = {plain(own): own for own in reversed(raw.columns)}
    return next((held[plain(name)] for name in names if plain(name) in held), None)


def columns(raw: Raw, *names: str) -> tuple[str, ...] | None:
    """Return the table's columns of all of some names; None where one of them is missing."""
    found = [own for name in names if (own := column(raw, name)) is not None]
    return tuple(found) if len(found) == len(names) else None


def known(raw: Raw, likely: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return for each of our columns the table's, where it has one of the likely names."""
    return {ours: own for ours, names in likely if (own := column(raw, *names)) is not None}


def numbered(raw: Raw) -> str:
    """Return a relation that has a table's columns, and in `#row` each row's number in its file."""
    number = quoted(raw.row) if raw.row else "row_number() OVER ()"
    return f"(SELECT {listed(raw.columns)}, {number} AS {quoted(ROW)} FROM {raw.relation})"


def listed(names: Iterable[str]) -> str:
    """Return names of columns as SQL lists them."""
    return ", ".join(map(quoted, names))


def time(name: str) -> str:
    """Return the SQL of a column's text as a time, NULL where it is none; a word such as `now` is none."""
    return f"(CASE WHEN ASCII(LTRIM(CAST({quoted(name)} AS VARCHAR))) BETWEEN 48 AND 57 THEN TRY_CAST({quoted(name)} AS TIMESTAMPTZ) END)"


def is_true(name: str) -> str:
    """Return the SQL that tells whether a column says yes: true, 1, yes."""
    return f"(LOWER(TRIM(CAST({quoted(name)} AS VARCHAR))) IN ('true', '1', 'yes', 't'))"
