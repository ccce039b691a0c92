"""What is asked of a source, and what was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wanted:
    """What to read: `source` is a file or folder; the rest says which of its columns hold what.

    `columns` gives for an evidence table its columns by the user's words (`deal_id`) and the source's column of each;
    `where` gives for a table the source's columns and the text that a row must have there to count.
    """

    source: str
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    where: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Broken:
    """Rows of a table that can't be used: why, how many, and the numbers of some of them in their file, from 1 on."""

    why: str
    rows: int
    examples: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableFound:
    """One evidence table of the source.

    `rows` counts its rows in the source, the broken ones too, but not those that a `where` leaves out (`left_out`).
    `columns` gives the source's column for each of ours; `guessed` are those of ours that nobody has mapped; `others` are
    the source's columns that no column of ours holds.
    """

    table: str
    file: str
    rows: int
    broken: tuple[Broken, ...] = ()
    left_out: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    @property
    def usable(self) -> int:
        """How many rows count."""
        return self.rows - sum(one.rows for one in self.broken)


@dataclass(frozen=True)
class Found:
    """What a source holds: its evidence tables, and what its reader has to say about it, in sentences."""

    source: str
    tables: Mapping[str, TableFound]
    notes: tuple[str, ...] = ()
