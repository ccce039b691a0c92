"""How a column's numbers are read: with a point or a comma before the decimals, as the column as a whole tells.

`1.200,50` and `12,50` can only have a decimal comma, `1,200.50` and `12.5` only a decimal point. A value that could have either,
`1.200`, is read as the others of its column; where nothing else tells, or the column has both, it isn't read at all. A
comma before three digits, with nothing that speaks against it, stands between thousands: money has no three decimals. All
values are looked at only where the first ones leave it open: what doesn't fit these is not read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from processengine.warehouse.quoting import quoted
from processengine.warehouse.values import as_number, as_trimmed

Ask = Callable[[str], tuple[object, ...]]
"""Runs a SELECT of one row."""

_POINT: Final = "[-+]?([1-9][0-9]{0,2}(,[0-9]{2,3})*,[0-9]{3}|[0-9]+)?([.][0-9]*)?([eE][-+]?[0-9]+)?"
_SEEN: Final = 2000
_COMMA: Final = "[-+]?([1-9][0-9]{0,2}([.][0-9]{3})+|[0-9]+)?(,[0-9]*)?"


@dataclass(frozen=True)
class Reading:
    """How a column's numbers are read: `sql` gives a finite number or NULL, `note` says how, where that is not plain to see."""

    sql: str
    note: str = ""


def reading(column: str, kind: str, relation: str, ask: Ask) -> Reading:
    """Return how a column of a relation is read; `ask` looks at its values, where they are kept as text."""
    if kind != "VARCHAR":
        return Reading(as_number(column, kind))
    text = as_trimmed(column, kind)
    point, comma = f"REGEXP_FULL_MATCH({text}, '{_POINT}')", f"REGEXP_FULL_MATCH({text}, '{_COMMA}')"
    marked = f"(CONTAINS({text}, ',') OR CONTAINS({text}, '.'))"
    counts = (f"SELECT SUM(CASE WHEN {point} AND NOT {comma} THEN 1 ELSE 0 END), SUM(CASE WHEN {comma} AND NOT {point} THEN 1 ELSE 0 END),"
              f" SUM(CASE WHEN {point} AND {comma} AND CONTAINS({text}, '.') THEN 1 ELSE 0 END), SUM(CASE WHEN CONTAINS({text}, ',') THEN 1 ELSE 0 END)")
    seen = f"(SELECT {quoted(column)} FROM {relation} WHERE {quoted(column)} IS NOT NULL LIMIT {_SEEN})"  # noqa: S608 - identifiers quoted
    found = _counted(ask(f"{counts} FROM {seen} WHERE {marked}"))
    with_point, with_comma = _number(f"REPLACE({text}, ',', '')"), _number(f"REPLACE(REPLACE({text}, '.', ''), ',', '.')")
    plainly = f"(CASE WHEN NOT CONTAINS({text}, ',') THEN {_number(text)} WHEN {point} THEN {with_point} END)"
    if not found.commas and not found.only_comma and (found.only_point or not found.either):
        whole_ones = f"(CASE WHEN NOT {marked} THEN {_number(text)} WHEN {point} AND NOT {comma} THEN {with_point} END)"
        return Reading(plainly if found.only_point else whole_ones)
    found = _counted(ask(f"{counts} FROM {relation} WHERE {marked}"))
    if found.only_comma and not found.only_point:
        return Reading(f"(CASE WHEN {comma} THEN {with_comma} END)", "is read with a comma before the decimals, as some of its values can't be read otherwise")
    if found.only_comma:
        told = f"(CASE WHEN NOT {marked} THEN {_number(text)} WHEN {point} AND NOT {comma} THEN {with_point} WHEN {comma} AND NOT {point} THEN {with_comma} END)"
        return Reading(told, "has numbers with a decimal comma and numbers with a decimal point: those that could be either don't count")
    if found.either and not found.only_point:
        return Reading(f"(CASE WHEN NOT CONTAINS({text}, '.') THEN {with_point} END)",
                       "has numbers such as 1.200, which may be one or a thousand: write them as 1200 or as 1.2")
    return Reading(plainly)


class _Found(NamedTuple):
    """How many values can only have a decimal point, only a decimal comma, or either and have a point; and how many have a comma."""

    only_point: int
    only_comma: int
    either: int
    commas: int


def _counted(row: tuple[object, ...]) -> _Found:
    return _Found(*(int(str(number or 0)) for number in row))


def _number(text: str) -> str:
    number = f"TRY_CAST({text} AS DOUBLE)"
    return f"(CASE WHEN ISFINITE({number}) THEN {number} END)"
