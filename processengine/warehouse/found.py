"""What is asked of a source, and what was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Wanted:
    """What to read: `source` is a file or folder; the rest says which of its columns hold what.

    `columns` gives for an evidence table its columns by the user's words (`deal_id`) and the source's column of each;
    `where` gives for a table the source's columns and the text that a row must have there to count; `likely` are columns
    that count where a source has all of a table's. Of `as_of` the end of the day counts: what came later is left out.
    """

    source: str
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    where: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    as_of: date | None = None
    likely: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Broken:
    """Rows of a table: why they are told of, how many, and the numbers of some of them, as the source's readers count them.

    In a text file the row that names the columns is row 1; elsewhere the first row is.
    """

    why: str
    rows: int
    examples: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableFound:
    """One evidence table of the source.

    `rows` counts its rows in the source, the broken ones too, but not those that a `where` leaves out (`left_out`).
    `broken` rows can't be used. Of `unread` rows one value can't be read and counts as missing. `later` rows came after
    the day up to which the deals are told, `closed_later` deals were closed after it and count as open. `columns` gives the source's column for each of ours; `guessed` are those of
    ours that nobody has mapped; `others` are the source's columns that no column of ours holds. `shape` is the export that
    the table was recognised as. Of the usable rows `long_ago` lie before 1970. `first` and `last` bound the usable rows' times, in microseconds since 1970.
    """

    table: str
    file: str
    rows: int
    broken: tuple[Broken, ...] = ()
    left_out: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    unread: tuple[Broken, ...] = ()
    later: int = 0
    shape: str = ""
    closed_later: int = 0
    long_ago: int = 0
    first: int | None = None
    last: int | None = None

    @property
    def usable(self) -> int:
        """How many rows count."""
        return self.rows - self.later - sum(one.rows for one in self.broken)


@dataclass(frozen=True)
class Found:
    """What a source holds: its evidence tables, and what its reader has to say about it, in sentences.

    `as_of` is the end of the time that is told, in microseconds since 1970: of a day where one was asked for, else the last
    time that is recorded; None where no time is.
    """

    source: str
    tables: Mapping[str, TableFound]
    notes: tuple[str, ...] = ()
    as_of: int | None = None
