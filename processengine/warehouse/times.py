"""How a column's times are read: SQL that gives whole microseconds since 1970, UTC.

ISO 8601 with or without an offset, dates alone, and seconds, milliseconds or microseconds since 1970 need no telling apart.
Where the day and the month stand the other way round, in 3/4/2026 or 3-4-2026, only the whole column can tell which is which;
in 3/4/26 nothing can.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from processengine.warehouse.quoting import quoted
from processengine.warehouse.values import as_trimmed

EARLIEST: Final = -2_208_988_800_000_000
LATEST: Final = 4_102_444_800_000_000
"""Times of people's work lie from 1900 on and before 2100."""

Ask = Callable[[str], tuple[object, ...]]
"""Runs a SELECT of one row."""

_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p")
_MONTH_FIRST, _DAY_FIRST, _DOTS = "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y"
_NAMED: Final = ("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")
_SHORT_YEAR: Final = "[0-9]{1,2}([-/.])[0-9]{1,2}[-/.][0-9]{2}([^0-9].*)?"
_DASHES: Final = "[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}([^0-9].*)?"
_SEEN = 2000


@dataclass(frozen=True)
class Reading:
    """How a column's times are read: `sql` gives microseconds or NULL, `note` says how, where that is not plain to see."""

    sql: str
    note: str = ""


def reading(column: str, kind: str, relation: str, ask: Ask) -> Reading:
    """Return how a column of a relation is read; `ask` looks at its values, where their type doesn't tell."""
    name = quoted(column)
    if kind == "TIMESTAMP" or kind.startswith("TIMESTAMP WITH"):
        return Reading(f"EPOCH_US({name})")
    if kind.startswith("TIMESTAMP") or kind == "DATE":
        return Reading(f"EPOCH_US(CAST({name} AS TIMESTAMP))")
    text = as_trimmed(column, kind)
    return _of_texts(name, text, relation, ask) if kind == "VARCHAR" else Reading(_since_1970(text))


def _of_texts(name: str, text: str, relation: str, ask: Ask) -> Reading:
    iso = _iso(text)
    seen = f"(SELECT {text} AS seen FROM {relation} WHERE {name} IS NOT NULL LIMIT {_SEEN})"  # noqa: S608 - identifiers quoted
    strange = ask(f"SELECT COUNT(TRY_CAST(seen AS TIMESTAMPTZ)), SUM(CASE WHEN CONTAINS(seen, '/') THEN 1 ELSE 0 END),"  # noqa: S608 - made of our own words
                  f" COUNT(TRY_STRPTIME(seen, {_formats(_DOTS)})), COUNT(TRY_STRPTIME(seen, {_formats(*_NAMED)})),"
                  f" {_how_many(_DASHES)}, {_how_many(_SHORT_YEAR)}, COUNT(*) FROM {seen}")
    are_iso, slashes, dots, named, dashes, short, all_ = (int(str(number or 0)) for number in strange)
    if 2 * short > all_:
        return Reading(f"CASE WHEN NOT REGEXP_FULL_MATCH({text}, '{_SHORT_YEAR}') THEN {iso} END",
                       "has years of two digits, so that nobody can tell the year from the day: write its times as 2026-03-31")
    if max(slashes, dashes) > are_iso:
        return _by_the_column(text, "/" if slashes > dashes else "-", relation, ask)
    if max(dots, named) > are_iso:
        return Reading(_parsed(text, *((_DOTS,) if dots > named else _NAMED)))
    return Reading(f"COALESCE({iso}, {_since_1970(text)}, {_iso(_mended(text))})")


def _how_many(pattern: str) -> str:
    return f"SUM(CASE WHEN REGEXP_FULL_MATCH(seen, '{pattern}') THEN 1 ELSE 0 END)"


def _mended(text: str) -> str:
    """Return the SQL of a time as the engine takes it: without a blank before the offset, and with a point before parts of a second."""
    joined = f"REGEXP_REPLACE(UPPER({text}), '(:[0-9.,]+) +([-+][0-9])', '\\1\\2')"
    return f"REGEXP_REPLACE({joined}, '(:[0-9]{{2}}),([0-9])', '\\1.\\2')"


def _by_the_column(text: str, between: str, relation: str, ask: Ask) -> Reading:
    """Return how dates with strokes (or dashes) `between` are read: as the one way that all of them can be; no way where there are two, or none."""
    month, day = (f"TRY_STRPTIME({text}, {_formats(first.replace('/', between))})" for first in (_MONTH_FIRST, _DAY_FIRST))
    only = ask(f"SELECT SUM(CASE WHEN {month} IS NOT NULL AND {day} IS NULL THEN 1 ELSE 0 END),"  # noqa: S608 - identifiers quoted
               f" SUM(CASE WHEN {day} IS NOT NULL AND {month} IS NULL THEN 1 ELSE 0 END) FROM {relation}")
    only_month, only_day = (int(str(number or 0)) for number in only)
    if only_month and not only_day:
        return Reading(_parsed(text, _MONTH_FIRST.replace("/", between)), "is read as month/day/year, as some of its days are above 12")
    if only_day and not only_month:
        return Reading(_parsed(text, _DAY_FIRST.replace("/", between)), "is read as day/month/year, as some of its days are above 12")
    return Reading(f"CASE WHEN CONTAINS({text}, '/') OR REGEXP_FULL_MATCH({text}, '{_DASHES}') THEN NULL ELSE {_iso(text)} END",
                   "can be read as month/day or as day/month: write its times as 2026-03-31")


def _iso(text: str) -> str:
    """Return the SQL of a time; the engine takes `now`, `epoch` and `infinity` for times as well, but those are words."""
    return f"(CASE WHEN ASCII({text}) BETWEEN 48 AND 57 THEN EPOCH_US(TRY_CAST({text} AS TIMESTAMPTZ)) END)"


def _parsed(text: str, *dates: str) -> str:
    """Return the SQL of a time that is written in one of some ways; the engine takes `epoch` and `infinity` for 1900 there."""
    return f"(CASE WHEN REGEXP_MATCHES({text}, '[0-9]') THEN EPOCH_US(TRY_STRPTIME({text}, {_formats(*dates)})) END)"


def _formats(*dates: str) -> str:
    return "[" + ", ".join(f"'{date}{clock}'" for date in dates for clock in _CLOCKS) + "]"


def _since_1970(text: str) -> str:
    """Return the SQL of seconds, milliseconds or microseconds since 1970, told apart by how large they are; and of 20260331 and 20260331093000."""
    number = f"TRY_CAST({text} AS HUGEINT)"
    return (f"(CASE WHEN {number} BETWEEN 100000000 AND 4102444799 THEN CAST({number} * 1000000 AS BIGINT)"
            f" WHEN {number} BETWEEN 100000000000 AND 4102444799999 THEN CAST({number} * 1000 AS BIGINT)"
            f" WHEN {number} BETWEEN 100000000000000 AND 4102444799999999 THEN CAST({number} AS BIGINT)"
            f" WHEN {number} IS NOT NULL AND LENGTH({text}) = 14 THEN EPOCH_US(TRY_STRPTIME({text}, '%Y%m%d%H%M%S'))"
            f" WHEN {number} IS NOT NULL AND LENGTH({text}) = 8 THEN EPOCH_US(TRY_STRPTIME({text}, '%Y%m%d')) END)")
