"""Text files with a row a line: what parts their values, and what their columns are called."""

import csv
import gzip
import io
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from processengine.errors import CannotRun
from processengine.warehouse.names import shown
from processengine.warehouse.quoting import literal, quoted
from processengine.warehouse.raw import ROW

_HEAD = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = "sep="
_QUOTED = re.compile('"[^"]*"?')
_LONE_END = re.compile("(?<!\r)\n")


@dataclass(frozen=True)
class Header:
    """The names of a file's columns, what stands between values, how many lines stand above, and whether its lines end in two ways.

    Where it `starts_long`, the first row below is longer than what is looked at here.
    """

    columns: tuple[str, ...]
    delimiter: str
    above: int = 0
    is_mixed: bool = False
    starts_long: bool = False


def read_header(path: Path, file: str) -> Header:
    """Return what the first row of a text file says; raise CannotRun where it is no text or names no columns."""
    head = head_of(path, file)
    text = _text(head, file)
    is_mixed = "\r\n" in text and _LONE_END.search(text) is not None
    above, delimiters = 0, list(_DELIMITERS)
    if text[: len(_SEPARATOR_LINE)].lower() == _SEPARATOR_LINE and text[len(_SEPARATOR_LINE) :][:1] in _DELIMITERS:
        line, _, text = text.partition("\n")
        above, delimiters = 1, [line[len(_SEPARATOR_LINE)]]
    while text[:1] in ("\r", "\n"):
        above, text = above + 1, text.removeprefix("\r\n") if text.startswith("\r\n") else text[1:]
    bare = re.split("[\r\n]", _QUOTED.sub("", text), maxsplit=1)[0]
    delimiter = max(delimiters, key=bare.count)
    row = _first_row(text, delimiter)
    if not any(name.strip() for name in row):
        raise CannotRun(f"{file}: the first row must name the columns, and it is empty.")
    names = tuple(name.strip() if name.strip() not in ("", ROW) else f"column {place}" for place, name in enumerate(row, 1))
    _refuse_twice(names, file)
    return Header(names, delimiter, above, is_mixed, len(head) == _HEAD and len(text.splitlines()) == 2)


def relation(path: Path, header: Header, rejects: str) -> str:
    """Return the relation of a text file, all values as they stand; rows that can't be taken apart go into the table `rejects`."""
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in header.columns)
    shown_columns = ", ".join(map(quoted, header.columns))
    return (f"(SELECT {shown_columns}, ROW_NUMBER() OVER () + {header.above + 1} AS {quoted(ROW)} FROM read_csv({literal(str(path))},"  # noqa: S608 - quoted
            f" hive_partitioning = false, auto_detect = false, header = true, skip = {header.above}, delim = {literal(header.delimiter)}, quote = '\"', escape = '\"',"
            f" columns = {{{columns}}}, strict_mode = {not header.is_mixed}, store_rejects = true, rejects_table = '{rejects}', rejects_scan = '{rejects}_scan'))")


def head_of(path: Path, file: str) -> bytes:
    """Return the beginning of a file, unpacked; raise CannotRun where it is empty or can't be read."""
    try:
        with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as stream:
            head = stream.read(_HEAD)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise CannotRun(f"{file} can't be unpacked: it is damaged or cut off.") from None
    except OSError as problem:
        raise CannotRun(f"{file} can't be read: {problem.strerror or 'it is damaged'}.") from None
    if not head.strip():
        raise CannotRun(f"{file} is empty.")
    return head


def _text(head: bytes, file: str) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotRun(f"{file} is kept as UTF-16: save it as UTF-8, which spreadsheets call CSV UTF-8.")
    if head.startswith(b"PK\x03\x04"):
        raise CannotRun(f"{file} is a workbook or an archive, no text: save it as CSV.")
    if b"\0" in head:
        raise CannotRun(f"{file} is no text: it can't be read as rows of values.")
    return head.decode("utf-8-sig", errors="replace")


def _first_row(text: str, delimiter: str) -> list[str]:
    csv.field_size_limit(_HEAD)
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])


def _refuse_twice(names: tuple[str, ...], file: str) -> None:
    seen: dict[str, str] = {}
    for name in names:
        if name.casefold() in seen:
            raise CannotRun(f"{file}: two columns are called `{shown(name)}`; rename one of them.")
        seen[name.casefold()] = name
