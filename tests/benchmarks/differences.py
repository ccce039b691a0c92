"""How fast and how large `diff` and the merge driver are, as ratios measured in one run, with general tools beside them.

    python tests/benchmarks/differences.py [--write]

As in speed.py, each pair of programs runs in turn as whole processes on one core. The processes and their edits come
from ../shared/bench/gen_processes.py. deepdiff and graphtage (the dependency group `bench`) are left out where they
are absent, and said so; each gets ten minutes, and graphtage the data as JSON. `--write` puts the table into docs/speed.md.
"""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.speed import GENERATOR, PAGE, TODAY, Row, compare, engine, lines, run, where

SIZES = (500, 5_000, 10_000)
PATIENCE = 600

EVENTS = """
import sys
from yaml.cyaml import CParser
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        parser = CParser(file.read())
    while parser.check_event():
        parser.get_event()
"""
DEEPDIFF = """
import sys
import yaml
from deepdiff import DeepDiff
print(len(DeepDiff(*(yaml.load(open(path, encoding="utf-8"), Loader=yaml.CSafeLoader) for path in sys.argv[1:]))))
"""


class Cost(NamedTuple):
    """What one program took: wall-clock seconds, and megabytes at its largest; both 0 where it did not finish."""

    seconds: float
    megabytes: float


def main(arguments: list[str]) -> None:
    """Measure, print the tables, and with --write put them into the docs."""
    if not GENERATOR.exists():
        sys.exit("The generator in ../shared/bench is absent.")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        pairs = {size: generated(Path(folder) / str(size), size) for size in (12, *SIZES)}
        text = "\n".join([*lines([*ratios(pairs), driver(pairs[12])]), "", *growth(pairs), "", *others(pairs)])
    print(text)
    if "--write" in arguments:
        before, _, after = PAGE.read_text(encoding="utf-8").partition("<!-- differences -->\n")
        rest = after.partition("<!-- end of differences -->")[2]
        PAGE.write_text(f"{before}<!-- differences -->\n{where()}\n\n{text}\n<!-- end of differences -->{rest}", encoding="utf-8")


def generated(folder: Path, stages: int) -> list[str]:
    """Write a process of some stages and an edited one; return both files."""
    run([sys.executable, str(GENERATOR), str(folder), "1", "--stages", str(stages), "--edited"])
    return [str(folder / side / "process-0000.yaml") for side in ("base", "edited")]


def diff(pair: list[str]) -> list[str]:
    """Return our command for a pair."""
    return engine("diff", *pair, "--format", "json", "-o", os.devnull)


def ratios(pairs: dict[int, list[str]]) -> list[Row]:
    """Hold the diff of many stages against libyaml's events of both files."""
    events = [sys.executable, "-c", EVENTS, *pairs[5_000]]
    return [compare("`diff` of 5,000 stages", diff(pairs[5_000]), "libyaml's events of both", events, "5")]


def driver(pair: list[str]) -> Row:
    """Hold the merge driver on 12 stages against the help."""
    base, theirs = pair
    ours = Path(base).with_name("ours.yaml")
    text = Path(base).read_text(encoding="utf-8").replace("title: New business, team", "title: Our business, team", 1)
    ours.write_text(text, encoding="utf-8")
    command = engine("merge", "--driver", base, str(ours), theirs, base, "--today", TODAY)
    return compare("the merge driver on 12 stages", command, "`--help`", engine("--help"), "5")


def growth(pairs: dict[int, list[str]]) -> list[str]:
    """Return a table of what a stage costs in time and memory, the start taken off."""
    start = cost(diff(pairs[12]))
    costs = {size: cost(diff(pairs[size])) for size in SIZES}
    rows = [
        f"| {size:,} | {costs[size].seconds:.2f} | {costs[size].megabytes:.0f} | {1000 * (costs[size].seconds - start.seconds) / size:.2f} |"
        f" {1000 * (costs[size].megabytes - start.megabytes) / size:.1f} |"
        for size in SIZES
    ]
    told = [
        f"From {small:,} to {large:,} stages, a stage's memory grows by "
        f"{_per_stage(costs, start, large) / _per_stage(costs, start, small):.2f} times." for small, large in pairwise(SIZES)
    ]
    head = ["| stages on each side | seconds | MB | ms a stage | KB a stage |", "|---|---|---|---|---|"]
    return [*head, *rows, "", *told]


def _per_stage(costs: dict[int, Cost], start: Cost, size: int) -> float:
    return (costs[size].megabytes - start.megabytes) / size


def others(pairs: dict[int, list[str]]) -> list[str]:
    """Return a table of general tools on the same pairs, in the same run."""
    rows = ["| tool | stages | seconds | MB |", "|---|---|---|---|"]
    for size in (12, 5_000):
        tools = {
            "processengine diff": diff(pairs[size]),
            "deepdiff": [sys.executable, "-c", DEEPDIFF, *pairs[size]],
            "graphtage": [sys.executable, "-m", "graphtage", "--no-status", "--no-color", *map(as_json, pairs[size])],
        }
        for name, command in tools.items():
            if name != "processengine diff" and importlib.util.find_spec(name) is None:
                rows.append(f"| {name} | {size:,} | not installed | |")
                continue
            took = cost(command)
            rows.append(f"| {name} | {size:,} | {took.seconds:.2f} | {took.megabytes:.0f} |" if took.seconds else
                        f"| {name} | {size:,} | not within {PATIENCE} | |")
    return rows


def as_json(file: str) -> str:
    """Write a file's data beside it as JSON, every scalar as text, and return that file: graphtage takes no dates."""
    path = Path(file).with_suffix(".json")
    path.write_text(json.dumps(yaml.load(Path(file).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)), encoding="utf-8")  # noqa: S506 - it makes nothing but text
    return str(path)


def cost(command: list[str]) -> Cost:
    """Run a command and return what it took, the median of three where it is quick."""
    first = _once(command)
    runs = [first] if first is None or first.seconds > 20 else [first, _once(command), _once(command)]
    done = [one for one in runs if one is not None]
    return Cost(statistics.median(one.seconds for one in done), max(one.megabytes for one in done)) if done else Cost(0, 0)


def _once(command: list[str]) -> Cost | None:
    """Run a command once; None where it doesn't finish in time or fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=environment) as process:
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                break
            if time.perf_counter() - start > PATIENCE:
                process.kill()
                os.wait4(process.pid, 0)
                process.returncode = -9
                return None
            time.sleep(0.005)
        took = time.perf_counter() - start
        said.seek(0)
        if b"Traceback" in said.read():
            return None
    return Cost(took, usage.ru_maxrss / 1024) if process.returncode in (0, 1) else None


if __name__ == "__main__":
    main(sys.argv[1:])
