"""Rows of a record's history that are no entry into a stage, as another field of the record changed."""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import ROW, Raw
from processengine.warehouse.shapes.columns import listed, numbered, time
from processengine.warehouse.shapes.shaped import Counted

_MARK = quoted("#unchanged")
"""A column of a relation here; a source's own can hardly be called so."""


def without_unchanged(raw: Raw, deal: str, stage: str, entered: str) -> tuple[Raw, Counted]:
    """Return a table without the rows that leave a deal's stage as it is, and their number.

    Rows that are broken (no deal, no stage, no time) are kept, and compared with none: they are counted as what they are.
    """
    marked = f"(SELECT {listed(raw.columns)}, {quoted(ROW)}, {_is_same(deal, stage, entered)} AS {_MARK} FROM {numbered(raw)})"
    relation = f"(SELECT {listed(raw.columns)}, {quoted(ROW)} FROM {marked} WHERE {_MARK} IS NOT TRUE)"
    counted = Counted(
        f"SELECT COUNT(*) FROM {marked} WHERE {_MARK}",
        f"row of {raw.file} leaves the deal's stage as it is (another field changed): it is left out.",
        f"rows of {raw.file} leave the deal's stage as it is (another field changed): they are left out.",
    )
    return Raw(raw.name, raw.file, relation, raw.columns, ROW), counted


def _is_same(deal: str, stage: str, entered: str) -> str:
    """Return the SQL that tells whether a row has the stage of the deal's row before."""
    whole = f"(COALESCE(CAST({quoted(stage)} AS VARCHAR), '') <> '' AND {time(entered)} IS NOT NULL)"
    order = f"PARTITION BY {quoted(deal)}, {whole} ORDER BY {time(entered)}, {quoted(ROW)}"
    return f"({whole} AND {quoted(deal)} IS NOT NULL AND {quoted(stage)} = LAG({quoted(stage)}) OVER ({order}))"
