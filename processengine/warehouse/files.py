"""The files of a source, and what kind each is by its name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from processengine.errors import CannotRun
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


def files_of(source: str) -> tuple[tuple[SourceFile, ...], tuple[str, ...]]:
    """Return the files that a source is made of, and the names of what in its folder is none; raise CannotRun where there are none."""
    if "://" in source:
        raise CannotRun(f"{shown(_without_password(source))} can't be read: a source is made of {READ}.")
    path = Path(source)
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise CannotRun(f"There is no file or folder {shown(source)}.")
    one = _known(path, shown(source))
    if one is None:
        raise CannotRun(f"{shown(source)} can't be read: a source is made of {READ}, and a file's ending says what it is.")
    return (one,), ()


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}://{'…@' + place.rpartition('@')[2] if '@' in place else place}{slash}{path}"


def _in_folder(folder: Path) -> tuple[tuple[SourceFile, ...], tuple[str, ...]]:
    found: list[SourceFile] = []
    others: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        one = _known(path, shown(path.name))
        if one is not None:
            found.append(one)
        else:
            others.append(shown(path.name))
    if not found:
        raise CannotRun(f"The folder {shown(str(folder))} holds nothing that can be read: a source is made of {READ}.")
    return tuple(found), tuple(others)


def _known(path: Path, file: str) -> SourceFile | None:
    name, packed = path.name, False
    if name.lower().endswith(".gz"):
        name, packed = name[:-3], True
    stem, dot, ending = name.rpartition(".")
    kind = _ENDINGS.get(f"{dot}{ending.lower()}")
    if kind is None or not stem or not path.is_file() or (packed and kind not in _PACKED):
        return None
    return SourceFile(path, kind, stem, file)
