"""The relations of a source: each of its files, and each table of its databases, as the engine reads it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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


def raws_of(
    connection: "DuckDBPyConnection", paths: Mapping[SourceFile, Path], aliases: Mapping[SourceFile, str], is_needed: Callable[[SourceFile], bool],
) -> Raws:
    """Return the relations of a source's files; raise CannotRun where one can't be read that `is_needed`."""
    raws: list[Raw] = []
    notes: list[str] = []
    rejects: dict[str, str] = {}
    views: set[str] = set()
    for place, (file, path) in enumerate(paths.items()):
        try:
            if file.kind == "database":
                with reading(file.file):
                    raws.extend(tables := _tables(connection, aliases[file], file))
                views.update(raw.file for raw in tables)
                continue
            raws.append(_raw(connection, file, path, f"rejected_{place}"))
        except CannotRun as problem:
            if is_needed(file):
                raise
            notes.append(left_out(problem))
            continue
        if file.kind == "parquet":
            views.add(file.file)
        if file.kind in ("text", "log"):
            rejects[file.file] = f"rejected_{place}"
    return Raws(tuple(raws), rejects, tuple(notes), frozenset(views))


def left_out(problem: CannotRun) -> str:
    """Return what is said of a file that can't be read, and that the source can do without."""
    return f"{str(problem).rstrip('.')}; it is left out."


def _raw(connection: "DuckDBPyConnection", file: SourceFile, path: Path, rejects: str) -> Raw:
    if file.kind in ("text", "log"):
        header = delimited.read_header(path, file.file)
        return Raw(file.name, file.file, delimited.relation(path, header, rejects), header.columns, ROW, header.starts_long)
    head = head_of(path, file.file)
    with reading(file.file):
        return _parquet(connection, file, path) if file.kind == "parquet" else _json(connection, file, path, head)


def _parquet(connection: "DuckDBPyConnection", file: SourceFile, path: Path) -> Raw:
    read = f"read_parquet({literal(str(path))}, hive_partitioning = false"
    names = _names(connection, f"{read})")
    if _has(names, _OWN):
        return Raw(file.name, file.file, f"{read})", names)
    return _numbered(file.name, file.file, f"{read}, file_row_number = true)", names, f"{_OWN} + 1")


def _json(connection: "DuckDBPyConnection", file: SourceFile, path: Path, head: bytes) -> Raw:
    form = _form(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    read = f"read_json({literal(str(path))}, hive_partitioning = false, format = '{form}'"
    lenient = ", ignore_errors = true" if form == "newline_delimited" else ""
    names = _names(connection, f"{read}, maximum_depth = 1, sample_size = {_SAMPLE}, map_inference_threshold = -1{lenient})")
    if names == ("json",) and form == "newline_delimited":
        names = _keys(head)
    if names == ("json",) or "" in names:
        records = f"read_json_objects({literal(str(path))}, hive_partitioning = false, format = '{form}'{lenient})"
        keys = connection.execute(f"SELECT json_keys(r) FROM {records} AS t(r) WHERE json_type(r) = 'OBJECT' LIMIT {_SAMPLE}").fetchall()  # noqa: S608 - quoted
        names_of = tuple(dict.fromkeys(str(key) for row in keys for key in row[0]))
        if "" in names_of:
            return _by_key(file, records, names_of)
    if names in ((), ("json",)):
        raise CannotRun(f"{file.file} holds no records: it must be a list of records, or have a record on each line.")
    wrapped = _wrapped(head) if form != "array" else None
    if wrapped in names and _number(connection, f"SELECT COUNT(*) FROM {read}, maximum_depth = 1{lenient})") == 1:  # noqa: S608 - quoted
        raise CannotRun(f"{file.file} is one record, whose `{shown(str(wrapped))}` holds the rows: save that list by itself, from its [ to its ].")
    kinds = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    return _numbered(file.name, file.file, f"{read}, columns = {{{kinds}}}{lenient})", names, "ROW_NUMBER() OVER ()")


def _by_key(file: SourceFile, records: str, keys: tuple[str, ...]) -> Raw:
    """Return records of which some have a key without a name: the engine takes these for no table, so that each value is looked up."""
    pointers = [key.replace("~", "~0").replace("/", "~1") for key in keys]
    called = _called(keys)
    columns = ", ".join(f"r ->> {literal(f'/{pointer}')} AS {quoted(name)}" for pointer, name in zip(pointers, called, strict=True))
    return _numbered(file.name, file.file, f"(SELECT {columns} FROM {records} AS t(r))", called, "ROW_NUMBER() OVER ()")  # noqa: S608 - quoted


def _wrapped(head: bytes) -> str | None:
    """Return the key under which a list of records begins, in a file that begins with a record."""
    found = re.match(rb'\s*\{(?:\s*"[^"\\]*"\s*:\s*(?:"[^"\\]*"|[-+.\w]+)\s*,)*\s*"([^"\\]*)"\s*:\s*\[\s*\{', head.lstrip(b"\xef\xbb\xbf"))
    return found[1].decode("utf-8", "replace") if found else None


def _number(connection: "DuckDBPyConnection", sql: str) -> int:
    """Return the number that a SELECT gives."""
    return int((connection.execute(sql).fetchone() or (0,))[0])


def _called(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of columns, in which one without a name has its place for one, as it has in a text file."""
    return tuple(name or next(f"column {place}{more}" for more in ("", *(f" ({count})" for count in range(2, len(names) + 2)))
                              if not _has(names, f"column {place}{more}")) for place, name in enumerate(names, 1))


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
        called = shown(str(table)) if schema == "main" else f"{shown(str(schema))}.{shown(str(table))}"
        number = "ROW_NUMBER() OVER ()" if _has(names, "rowid") else "rowid + 1"
        tables.append(_numbered(str(table), f"{file.file}, table {called}", own, names, number))
    return tables


def _numbered(name: str, file: str, relation: str, names: tuple[str, ...], number: str) -> Raw:
    """Return a relation whose rows are numbered; where a column of the source's own is called like the number, they are not."""
    if ROW in names:
        return Raw(name, file, relation, names)
    columns = ", ".join(map(quoted, names))
    return Raw(name, file, f"(SELECT {columns}, {number} AS {quoted(ROW)} FROM {relation})", names, ROW)  # noqa: S608 - quoted


def _has(names: Iterable[str], own: str) -> bool:
    """Tell whether the engine would take one of some columns for one of its own: it doesn't mind the case."""
    return own in (name.casefold() for name in names)


def _names(connection: "DuckDBPyConnection", relation: str) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall())  # noqa: S608 - quoted
