"""The files of a source, and what kind each is by its name."""

import errno
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from processengine.errors import CannotRun
from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.warehouse.names import shown

Kind = Literal["text", "parquet", "json", "database", "log"]

_ENDINGS: Final[dict[str, Kind]] = {
    ".csv": "text", ".tsv": "text", ".tab": "text", ".parquet": "parquet", ".pq": "parquet", ".json": "json", ".jsonl": "json",
    ".ndjson": "json", ".duckdb": "database", ".ddb": "database", ".db": "database", ".xes": "log",
}
_PACKED: Final[frozenset[Kind]] = frozenset({"text", "json", "log"})
READ: Final = "CSV, Parquet, JSON, XES and DuckDB files, and folders of them"


@dataclass(frozen=True)
class SourceFile:
    """One file of a source: `name` without its endings, `file` as the user knows it."""

    path: Path
    kind: Kind
    name: str
    file: str

    def is_needed(self, files: Sequence["SourceFile"]) -> bool:
        """Tell whether a source of some files can't do without this one: it is the only one, or is called like a table."""
        return len(files) == 1 or self.name.casefold() in SOURCE_COLUMNS


@dataclass(frozen=True)
class Files:
    """The files of a source; in a folder the names of `others`, which are none, and what is to be said of those left out."""

    files: tuple[SourceFile, ...]
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def files_of(source: str) -> Files:
    """Return the files that a source is made of; raise CannotRun where there are none."""
    if "://" in source:
        raise CannotRun(f"{shown(_place(source))} can't be read: a source is made of {READ}.")
    path = Path(source)
    try:
        if path.is_dir():
            return _in_folder(path)
        is_there = path.exists()
    except OSError as problem:
        if problem.errno != errno.ENAMETOOLONG:
            raise CannotRun(f"{shown(source)} can't be read: {problem.strerror}.") from None
        is_there = False
    if not is_there:
        home = " Write the whole path: `~` is not taken for your own folder here." if "~" in path.parts else ""
        raise CannotRun(f"There is no file or folder {shown(source)}.{home}")
    one = _known(path, shown(source))
    if one is None:
        raise CannotRun(f"{shown(source)} can't be read: a source is made of {READ}, and a file's ending says what it is.")
    return Files((one,))


def is_read(name: str) -> bool:
    """Tell whether a file would be read where it lay in the folder of a source: its ending says so, and it is not hidden."""
    held = name.lower().removesuffix(".gz")
    return held.endswith(tuple(_ENDINGS)) and not name.startswith(".")


def _place(url: str) -> str:
    """Return which machine a URL means: what else stands in it may be a password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{re.split('[/?#]', rest, maxsplit=1)[0].rpartition('@')[2]}"


def _in_folder(folder: Path) -> Files:
    found: list[SourceFile] = []
    others: list[str] = []
    notes: list[str] = []
    inside = folder.resolve()
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        one = _known(path, shown(path.name))
        if one is None:
            others.append(shown(path.name))
        elif path.is_symlink() and not path.resolve().is_relative_to(inside):
            notes.append(f"{one.file} is a link that leads out of the folder; it is left out.")
        else:
            found.append(one)
    if not found:
        raise CannotRun(" ".join((f"The folder {shown(str(folder))} holds nothing that can be read: a source is made of {READ}.", *notes)))
    return Files(tuple(found), tuple(others), tuple(notes))


def _known(path: Path, file: str) -> SourceFile | None:
    name, packed = path.name, False
    if name.lower().endswith(".gz"):
        name, packed = name[:-3], True
    stem, dot, ending = name.rpartition(".")
    kind = _ENDINGS.get(f"{dot}{ending.lower()}")
    if kind is None or not stem or not path.is_file() or (packed and kind not in _PACKED):
        return None
    return SourceFile(path, kind, stem, file)
