"""Small exports, and what a shape makes of them."""
# ruff: noqa: S608 - the tests' own words

import csv
from pathlib import Path

import duckdb

from processengine.warehouse.quoting import literal, quoted
from processengine.warehouse.raw import ROW, Raw
from processengine.warehouse.shapes import Shaped


def export(folder: Path, name: str, *lines: str) -> Raw:
    """Write a CSV of some lines, the first with the columns, and return it as a table of a source; blanks around commas are none."""
    path = folder / f"{name}.csv"
    rows = [[value.strip() for value in line.split(",")] for line in lines]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    sql = f"(SELECT *, row_number() OVER () + 1 AS {quoted(ROW)} FROM read_csv({literal(str(path))}, all_varchar = true))"
    return Raw(name, path.name, sql, tuple(rows[0]), ROW)


def rows(shaped: Shaped, *ours: str) -> list[tuple[str | None, ...]]:
    """Return the table's rows, by deal and then time, with some of our columns (`row` is the number in the file)."""
    held = {**shaped.columns, "row": ROW}
    shown = ", ".join(f"CAST({quoted(held[name])} AS VARCHAR)" for name in ours)
    order = ", ".join(quoted(held[name]) for name in ("deal_id", "entered_at", "seq") if name in held)
    return duckdb.execute(f"SELECT {shown} FROM {shaped.raw.relation} ORDER BY {order}").fetchall()


def said(shaped: Shaped) -> list[str]:
    """Return what a shape has to say with numbers."""
    numbers = [(one, duckdb.execute(one.sql).fetchall()[0][0]) for one in shaped.counted]
    return [one.said(number) for one, number in numbers if number]
