"""A digest of the rows that count: equal for the same data in another order, another time zone or another kind of file."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from processengine.evidence import tables
from processengine.warehouse.held import COLUMNS, Held

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LENGTH = 16
_UNUSED_BITS = 65


def digest(connection: "DuckDBPyConnection", held: Mapping[str, Held], of_history: Iterable[str] = ()) -> str:
    """Return 16 hexadecimal digits that tell the tables' usable rows from any others, in whatever order they stand.

    Of each row a text is made in which no value can be taken for a part of another; what the texts' hashes come to, added up
    and taken against each other, is hashed. What the source doesn't have, `seq` too, is in no text: it would be the order of
    the rows. `of_history` are columns of the deals that the history holds.
    """
    columns = {table: _names(one) for table, one in held.items()}
    words = tables.SOURCE_COLUMNS["deals"]
    own = {words[ours] for ours in of_history}
    if own:
        columns["deals"] = [name for name, _ in tables.DEALS if name in {"deal", *own}]
    parts = [f"{table}:{','.join(names)}:{_sums(connection, table, names)}" for table, names in sorted(columns.items())]
    return sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]


def _names(one: Held) -> list[str]:
    """Return a table's columns that the source has."""
    words = tables.SOURCE_COLUMNS[one.reader.table]
    has = {words[ours] for ours in one.reader.values if ours != "seq" or one.by_seq}
    return [name for name, _ in COLUMNS[one.reader.table] if name in has]


def _sums(connection: "DuckDBPyConnection", table: str, names: Sequence[str]) -> str:
    join = " JOIN stage_name AS n USING (code)" if table == "stage_history" else ""
    whole = ", ".join(_text(name, kind) for name, kind in COLUMNS[table] if name in names)
    row = connection.execute(f"""
        SELECT COUNT(*), SUM(hashed), BIT_XOR(hashed)
        FROM (SELECT CAST(MD5_NUMBER(CONCAT_WS('|', {whole})) >> {_UNUSED_BITS} AS BIGINT) AS hashed FROM {table}{join})
    """).fetchone()  # noqa: S608 - our own names
    return ":".join(str(number or 0) for number in row or ())


def _text(name: str, kind: str) -> str:
    """Return the SQL of a value as texts that end where they say: a number, or a text with its length before it."""
    text = "n.name" if name == "code" else name
    if kind == "VARCHAR" or name == "code":
        return f"COALESCE(STRLEN({text}), -1), COALESCE({text}, '')"
    return f"COALESCE(CAST({text} AS VARCHAR), '')"
