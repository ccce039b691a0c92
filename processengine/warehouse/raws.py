"""The relations of a source: each of its files, and each table of its databases, as the engine reads it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from processengine.errors import CannotRun
from processengine.warehouse import delimited
from processengine.warehouse.damaged import reading
from processengine.warehouse.delimited import head_of
from processengine.warehouse.files import SourceFile
from processengine.warehouse.names import shown
from processengine.warehouse.quoting import literal, quoted
from processengine.warehouse.raw import ROW, Raw

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SAMPLE: Final = 100_000
_OWN: Final = "file_row_number"


@dataclass(frozen=True)
class Raws:
    """A source's relations, the tables that hold the rows which can't be taken apart (by the relation's file), and what is to be said.

    `views` are the files of Parquet and databases, which need no copy.
    """

    raws: tuple[Raw, ...]
    rejects: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    views: frozenset[str] = frozenset()


def linked(files: Sequence[SourceFile], folder: Path) -> dict[SourceFile, Path]:
    """Return by which path the engine reads each file: links in a private folder, so that no name of a user's stands in SQL.

    Where links can't be made, it is the file's own path; a database is read by its own too, as it may have a second file.
    """
    made: dict[SourceFile, Path] = {}
    for place, file in enumerate(files):
        made[file] = file.path.resolve()
        if file.kind == "database":
            continue
        packed = ".gz" if file.path.name.lower().endswith(".gz") else ""
        link = folder / f"source-{place}.{file.kind}{packed}"
        try:
            link.symlink_to(made[file])
        except OSError:
            continue
        made[file] = link
    return made


def raws_of(connection: "DuckDBPyConnection", paths: Mapping[SourceFile, Path], aliases: Mapping[SourceFile, str], expected: frozenset[str]) -> Raws:
    """Return the relations of a source's files; raise CannotRun where one can't be read that must be: the only one, or one in `expected`."""
    raws: list[Raw] = []
    notes: list[str] = []
    rejects: dict[str, str] = {}
    views: set[str] = set()
    for place, (file, path) in enumerate(paths.items()):
        try:
            if file.kind == "database":
                raws.extend(tables := _tables(connection, aliases[file], file))
                views.update(raw.file for raw in tables)
                continue
            raws.append(_raw(connection, file, path, f"rejected_{place}"))
        except CannotRun as problem:
            if len(paths) == 1 or file.name.casefold() in expected:
                raise
            notes.append(f"{str(problem).rstrip('.')}; it is left out.")
            continue
        if file.kind == "parquet":
            views.add(file.file)
        if file.kind in ("text", "log"):
            rejects[file.file] = f"rejected_{place}"
    return Raws(tuple(raws), rejects, tuple(notes), frozenset(views))


def _raw(connection: "DuckDBPyConnection", file: SourceFile, path: Path, rejects: str) -> Raw:
    if file.kind in ("text", "log"):
        header = delimited.read_header(path, file.file)
        return Raw(file.name, file.file, delimited.relation(path, header, rejects), header.columns, ROW)
    head = head_of(path, file.file)
    with reading(file.file):
        return _parquet(connection, file, path) if file.kind == "parquet" else _json(connection, file, path, head)


def _parquet(connection: "DuckDBPyConnection", file: SourceFile, path: Path) -> Raw:
    names = _names(connection, f"read_parquet({literal(str(path))})")
    if _OWN in names:
        return Raw(file.name, file.file, f"read_parquet({literal(str(path))})", names)
    return _numbered(file.name, file.file, f"read_parquet({literal(str(path))}, file_row_number = true)", names, f"{_OWN} + 1")


def _json(connection: "DuckDBPyConnection", file: SourceFile, path: Path, head: bytes) -> Raw:
    form = _form(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    read = f"read_json({literal(str(path))}, format = '{form}'"
    lenient = ", ignore_errors = true" if form == "newline_delimited" else ""
    names = _names(connection, f"{read}, maximum_depth = 1, sample_size = {_SAMPLE}, map_inference_threshold = -1{lenient})")
    if names == ("json",) and form == "newline_delimited":
        names = _keys(head)
    if names in ((), ("json",)):
        raise CannotRun(f"{file.file} holds no records: it must be a list of records, or have a record on each line.")
    kinds = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    return _numbered(file.name, file.file, f"{read}, columns = {{{kinds}}}{lenient})", names, "ROW_NUMBER() OVER ()")


def _keys(head: bytes) -> tuple[str, ...]:
    """Return what the records are made of, where a line that is none keeps the engine from telling."""
    keys: dict[str, None] = {}
    for line in head.splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        keys |= dict.fromkeys(record if isinstance(record, dict) else ())
    return tuple(keys)


def _form(head: bytes) -> str:
    """Tell whether a file is one list, has a record on each line, or records one after the other."""
    if head.startswith(b"["):
        return "array"
    try:
        json.loads(head.partition(b"\n")[0])
    except ValueError:
        return "unstructured"
    return "newline_delimited"


def _tables(connection: "DuckDBPyConnection", alias: str, file: SourceFile) -> list[Raw]:
    """Return a database's own tables; a view could read what nobody has given, so that views are none."""
    found = connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ? AND NOT internal ORDER BY schema_name, table_name", [alias],
    ).fetchall()
    if not found:
        raise CannotRun(f"{file.file} is a database without a table.")
    tables = []
    for schema, table in found:
        own = f"{alias}.{quoted(schema)}.{quoted(table)}"
        names = _names(connection, own)
        tables.append(_numbered(str(table), f"{file.file}, table {shown(str(table))}", own, names, "rowid + 1"))
    return tables


def _numbered(name: str, file: str, relation: str, names: tuple[str, ...], number: str) -> Raw:
    """Return a relation whose rows are numbered; where a column of the source's own is called like the number, they are not."""
    if ROW in names:
        return Raw(name, file, relation, names)
    columns = ", ".join(map(quoted, names))
    return Raw(name, file, f"(SELECT {columns}, {number} AS {quoted(ROW)} FROM {relation})", names, ROW)  # noqa: S608 - quoted


def _names(connection: "DuckDBPyConnection", relation: str) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall())  # noqa: S608 - quoted


