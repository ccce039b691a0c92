"""The stage history in the engine: its rows with the numbers of their stages' names."""

from dataclasses import replace
from typing import TYPE_CHECKING

from processengine.evidence import tables
from processengine.warehouse.held import Held, asked
from processengine.warehouse.read_table import GOOD

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def expose_history(connection: "DuckDBPyConnection", held: Held) -> Held:
    """Make `stage_name` and `stage_history` of `stage_history_read`.

    A guessed `seq` counts only where every row has one; the source's order stands in for it.
    """
    connection.execute(f"""
        CREATE TEMP TABLE stage_name AS SELECT CAST(ROW_NUMBER() OVER (ORDER BY name) - 1 AS INTEGER) AS code, name
        FROM stage_history_seen WHERE bad = {GOOD}
    """)  # noqa: S608 - our own names
    held = _by_seq(connection, held)
    has = {tables.SOURCE_COLUMNS["stage_history"][ours] for ours in held.reader.values}
    seq = "seq" if held.by_seq else "line AS seq"
    others = ", ".join(name if name in has else f"CAST(NULL AS VARCHAR) AS {name}" for name in ("process", "by_whom"))
    every = held.found.usable == held.found.rows and not held.found.left_out
    connection.execute(
        f"CREATE TEMP VIEW stage_history AS SELECT deal, code, entered, {seq}, {others} FROM stage_history_read JOIN stage_name USING (name)"  # noqa: S608
        f"{'' if every else f' WHERE bad = {GOOD}'}",
    )
    return held


def _by_seq(connection: "DuckDBPyConnection", held: Held) -> Held:
    found = held.found
    if "seq" not in held.reader.values:
        return held
    if "seq" not in found.guessed:
        return replace(held, by_seq=True)
    if not asked(connection, f"SELECT SUM(seen) - SUM(numbered) FROM stage_history_seen WHERE bad = {GOOD}")[0][0]:  # noqa: S608 - our own names
        return replace(held, by_seq=True)
    columns = {ours: theirs for ours, theirs in found.columns.items() if ours != "seq"}
    unread = tuple(one for one in found.unread if not one.why.startswith("seq "))
    found = replace(found, columns=columns, guessed=found.guessed - {"seq"}, others=(*found.others, found.columns["seq"]), unread=unread)
    return replace(held, found=found)
