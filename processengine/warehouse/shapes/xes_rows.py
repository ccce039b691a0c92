"""The rows of an event log, written as they come, though its columns are known only at its end."""

import csv
import shutil
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from processengine.errors import CannotRun

_COLUMNS = 1000
_LETTERS = 100_000
_ROW = 1_000_000
_HELD = 4096
_MUCH, _TIMES = 1 << 28, 50
_FIRST = ("case:concept:name", "concept:name", "time:timestamp")


class Rows:
    """A CSV that grows by events: columns are added as they are met, and rows written before that are filled up at the end.

    The events of a case are held until 4,096 of them have come, so that attributes of the case that stand after its events
    count for them too. What is written is bounded by what the log unpacks to (`read`, in bytes, is told as it is read).
    """

    def __init__(self, target: Path, name: str) -> None:
        self._target, self._name = target, name
        self._body = target.with_name(f"{target.name}.rows")
        self._columns = dict.fromkeys(_FIRST)
        self._case: dict[str, str] = {}
        self._event: dict[str, str] = {}
        self._held: list[dict[str, str]] = []
        self._written = self._short_rows = self._short_bytes = 0
        self.read = 0

    def __enter__(self) -> Self:
        """Open the file for rows."""
        self._out: IO[str] = self._body.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._out, lineterminator="\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the names of the columns and all rows below them, each with a place for every column."""
        try:
            if kind is None:
                self._flush()
            self._out.close()
            if kind is None:
                self._finish()
        finally:
            self._body.unlink(missing_ok=True)

    def begin_case(self) -> None:
        """Begin a case, of which nothing is known yet."""
        self._case = {}

    def begin_event(self) -> None:
        """Begin an event."""
        self._event = {}

    def attribute(self, *, of_case: bool, key: str, value: str) -> None:
        """Keep an attribute of the case or the event that is open: of two with one key the first."""
        held = self._case if of_case else self._event
        held.setdefault(f"case:{key}" if of_case else key, value.replace("\r", "\n") if "\r" in value else value)
        if len(held) > _COLUMNS:
            raise CannotRun(f"{self._name} has {'a case' if of_case else 'an event'} with more than {_COLUMNS:,} attributes: it is not read.")
        if len(key) + len(value) > _LETTERS:
            raise CannotRun(f"{self._name} has a value of more than {_LETTERS:,} letters: it is not read.")

    def end_event(self, *, in_case: bool) -> None:
        """Keep the event as a row."""
        self._held.append(self._event)
        if not in_case:
            self._case = {}
        if not in_case or len(self._held) >= _HELD:
            self._flush()

    def end_case(self) -> None:
        """Write the case's rows."""
        self._flush()
        self._case = {}

    def _flush(self) -> None:
        for event in self._held:
            row = {**event, **self._case}
            if not row.keys() <= self._columns.keys():
                self._grow(row)
            if sum(map(len, row.values())) > _ROW:
                raise CannotRun(f"{self._name} has an event of more than {_ROW:,} letters: it is not read.")
            self._writer.writerow([row.get(column, "") for column in self._columns])
            self._written += 1
        if self._held and self._out.tell() > max(_MUCH, _TIMES * self.read):
            raise CannotRun(f"{self._name} repeats so much in every event that it can't be laid out as a table: it is not read.")
        self._held = []

    def _grow(self, row: dict[str, str]) -> None:
        self._columns |= dict.fromkeys(row)
        self._short_rows, self._short_bytes = self._written, self._out.tell()
        if len(self._columns) > _COLUMNS:
            raise CannotRun(f"{self._name} has more than {_COLUMNS:,} different attributes: it is not read.")

    def _finish(self) -> None:
        """Write the rows that are too short anew, and the others as they are."""
        with self._body.open(encoding="utf-8", newline="") as short, self._target.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, lineterminator="\n")
            writer.writerow(_told_apart(self._columns))
            for row in islice(csv.reader(short), self._short_rows):
                writer.writerow(row + [""] * (len(self._columns) - len(row)))
        with self._body.open("rb") as whole, self._target.open("ab") as end:
            whole.seek(self._short_bytes)
            shutil.copyfileobj(whole, end)


def _told_apart(columns: Iterable[str]) -> list[str]:
    """Return names of columns, numbered where two are alike but for their case or the blanks around them."""
    made: list[str] = []
    taken = {""}
    for name in map(str.strip, columns):
        own = name
        count = 1
        while name and own.casefold() in taken:
            count += 1
            own = f"{name} ({count})"
        taken.add(own.casefold())
        made.append(own)
    return made
