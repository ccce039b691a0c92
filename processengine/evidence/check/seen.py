"""What the reader of a source found in its files, table by table, and what somebody would write to say that it is right."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class RowsSeen:
    """Some rows of a table: why they are told of, how many, and the numbers of a few, as the file's reader counts them."""

    why: str
    rows: int
    examples: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableSeen:
    """One evidence table of a source.

    `rows` are all that the file has, `usable` those that count; between them are the `broken`, those `later` than the day
    that is told, and those `left_out` by a `where`, which are no part of `rows`. Of `unread` rows one value counts as
    missing; `long_ago` ones lie before 1970. `columns` gives the source's column for each of ours, `guessed` those that nobody has mapped, `lacking` those
    of ours that no column holds. `shape` is the export that the table was known as, "" for none. `first` and `last` are
    microseconds since 1970, None without a time.
    """

    table: str
    file: str
    rows: int
    usable: int
    columns: Mapping[str, str]
    shape: str = ""
    guessed: frozenset[str] = frozenset()
    lacking: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    broken: tuple[RowsSeen, ...] = ()
    unread: tuple[RowsSeen, ...] = ()
    left_out: int = 0
    later: int = 0
    long_ago: int = 0
    first: int | None = None
    last: int | None = None


def mapping_lines(tables: Iterable[TableSeen]) -> tuple[str, ...]:
    """Return the lines of library.yaml that say what was guessed, none where nothing was; all columns of such a table stand in it."""
    guessed = [one for one in tables if one.guessed]
    if not guessed:
        return ()
    lines = ["evidence:", "  tables:"]
    for one in guessed:
        lines += [f"    {one.table}:", *(f"      {ours}: {written(theirs)}" for ours, theirs in one.columns.items())]
    return tuple(lines)


def mapping_options(tables: Iterable[TableSeen]) -> tuple[str, ...]:
    """Return the options that say what was guessed, for a run without library.yaml."""
    return tuple(f"--column {_shell(f'{one.table}.{ours}={theirs}')}" for one in tables for ours, theirs in one.columns.items() if ours in one.guessed)


def written_names(names: Iterable[str]) -> str:
    """Return names as a list of YAML."""
    return f"[{', '.join(map(_quoted, names))}]"


def written(text: str) -> str:
    """Return a text as YAML takes it as text: bare where nothing but letters stand in it, in quotes else."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in {"y", "n", "yes", "no", "on", "off", "null", "true", "false"} else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _shell(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_.:=/-]+", text) else "'" + text.replace("'", "'\\''") + "'"
