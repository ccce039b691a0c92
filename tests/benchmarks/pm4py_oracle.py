"""Holds `evidence summary` against pm4py: cases, events, moves, first and last stages and variants must be equal.

pm4py is no dependency of this project (AGPL), so this is run by hand, by the Python of an environment that has pm4py:

    PYTHON tests/benchmarks/pm4py_oracle.py --ours venv/bin/processengine LOG.csv DEAL STAGE TIME

DEAL, STAGE and TIME are the log's columns. `--where COLUMN=TEXT` keeps the rows with a text in a column, in both. It prints a
table and exits with 1 where something differs.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pm4py  # type: ignore[import-not-found,unused-ignore]  # only where it is run

Table = dict[str, Any]


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", default="processengine", help="the command to hold against pm4py")
    parser.add_argument("--where", metavar="COLUMN=TEXT")
    for name in ("log", "deal", "stage", "time"):
        parser.add_argument(name)
    return parser.parse_args()


def ours(asked: argparse.Namespace) -> Table:
    """Return what the command says."""
    options = [f"--column=stage_history.{ours}={theirs}" for ours, theirs in (("deal_id", asked.deal), ("stage", asked.stage), ("entered_at", asked.time))]
    if asked.where:
        options.append(f"--where=stage_history.{asked.where}")
    command = [asked.ours, "evidence", "summary", "--source", asked.log, *options, "-f", "json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {
        "cases": told["deals"],
        "events": told["events"],
        "variants": told["variants"],
        "moves": {(one["from"], one["to"]): one["count"] for one in told["moves"]},
        "first stages": {one["stage"]: one["deals"] for one in told["starts"]},
        "last stages": {one["stage"]: one["deals"] for one in told["ends"]},
    }


def theirs(asked: argparse.Namespace) -> Table:
    """Return what pm4py says."""
    frame = pd.read_parquet(asked.log) if asked.log.endswith(".parquet") else pd.read_csv(asked.log, dtype=str)
    if asked.where:
        column, _, text = asked.where.partition("=")
        frame = frame[frame[column] == text]
    frame[asked.time] = pd.to_datetime(frame[asked.time], utc=True, format="ISO8601")
    log = pm4py.format_dataframe(frame, case_id=asked.deal, activity_key=asked.stage, timestamp_key=asked.time)
    moves, starts, ends = pm4py.discover_dfg(log)
    return {
        "cases": log["case:concept:name"].nunique(),
        "events": len(log),
        "variants": len(pm4py.get_variants(log)),
        "moves": dict(moves),
        "first stages": dict(starts),
        "last stages": dict(ends),
    }


def rows(one: Table, other: Table) -> Iterator[tuple[str, str, str, bool]]:
    """Yield for each thing that is compared what both have, in short, and whether all of it is equal."""
    for name, value in one.items():
        yield name, _short(value), _short(other[name]), value == other[name]


def _short(value: Any) -> str:
    return f"{len(value)} kinds, {sum(value.values()):,}" if isinstance(value, dict) else f"{value:,}"


def main() -> int:
    """Compare, print the table, and return the exit status."""
    asked = arguments()
    begun = time.perf_counter()
    own = ours(asked)
    between = time.perf_counter()
    told = list(rows(own, theirs(asked)))
    ended = time.perf_counter()
    print(f"{asked.log}{f' where {asked.where}' if asked.where else ''}")
    print(f"  {'':13}  {'processengine':>22}  {'pm4py':>22}")
    for name, one, other, is_equal in told:
        print(f"  {name:13}  {one:>22}  {other:>22}  {'equal' if is_equal else 'DIFFERENT'}")
    print(f"  {'seconds':13}  {between - begun:>22.1f}  {ended - between:>22.1f}")
    return 0 if all(is_equal for *_, is_equal in told) else 1


if __name__ == "__main__":
    sys.exit(main())
