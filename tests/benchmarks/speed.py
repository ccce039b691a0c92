"""How fast the command line is, as ratios measured in one run.

    python tests/benchmarks/speed.py [--write]

Each pair of programs runs in turn, A B A B ..., as whole processes on one core, so that a machine that slows down
slows both; the ratio is the median of the ratios pair by pair. `--write` puts the table into docs/speed.md. The
1,000 files come from ../shared/bench/gen_processes.py; without it those rows are left out, and said so.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT.parent / "shared" / "bench" / "gen_processes.py"
PAGE = ROOT / "docs" / "speed.md"
RUNS = 11
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
_TWO = 2
TODAY = "2026-11-20"

BARE_CLICK = [sys.executable, "-c", "import click"]
BARE_EVENTS = """
import sys
from pathlib import Path
from yaml.cyaml import CParser
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    parser = CParser(path.read_text(encoding="utf-8"))
    while parser.check_event():
        parser.get_event()
"""
FIRST_FILE = (ROOT / "processengine" / "starter" / "new-business.yaml").read_text(encoding="utf-8")


class Row(NamedTuple):
    """One line of the table: what, against what, the median ratio, its aim, and the two medians in seconds."""

    what: str
    against: str
    ratio: float
    aim: str
    seconds: float
    other: float


def main(arguments: list[str]) -> None:
    """Measure, print the table, and with --write put it into the docs."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        rows = [*starts(Path(folder)), *(many(Path(folder)) if GENERATOR.exists() else [])]
    table = "\n".join(lines(rows))
    print(table)
    if not GENERATOR.exists():
        print("\nLeft out: the generated files, because ../shared/bench is absent.")
    if "--write" in arguments:
        before, _, after = PAGE.read_text(encoding="utf-8").partition("<!-- measured -->\n")
        rest = after.partition("<!-- end -->")[2]
        PAGE.write_text(f"{before}<!-- measured -->\n{where()}\n\n{table}\n<!-- end -->{rest}", encoding="utf-8")


def starts(folder: Path) -> list[Row]:
    """Measure how long a command takes to start, against a program that imports click and nothing else."""
    first = folder / "first.yaml"
    first.write_text(FIRST_FILE, encoding="utf-8")
    return [
        compare("`--help`", engine("--help"), "`import click`", BARE_CLICK, "1.5"),
        compare("`--version`", engine("--version"), "`import click`", BARE_CLICK, "1.5"),
        compare("`validate` of one small file", engine("validate", str(first), "--today", TODAY), "`import click`", BARE_CLICK, "5"),
    ]


def many(folder: Path) -> list[Row]:
    """Measure many files against libyaml's events alone, and files of many stages against each other."""
    thousand = generate(folder / "thousand", 1000)
    events = [sys.executable, "-c", BARE_EVENTS]
    whole = engine("validate", str(thousand), "--today", TODAY, "-o", os.devnull)
    rows = [
        compare("`validate` of 1,000 files", whole, "their libyaml events", [*events, str(thousand)], "3.5"),
        *on_two_cores("`validate` of 1,000 files on two cores", whole, [*events, str(thousand)]),
    ]
    sizes = [500, 5_000, 15_000]
    folders = {size: generate(folder / str(size), 1, size) for size in sizes}
    per_stage = {size: seconds_per_stage(path, size) for size, path in folders.items()}
    for small, large in pairwise(sizes):
        ratio = per_stage[large] / per_stage[small]
        rows.append(Row(f"a stage of {large:,}", f"a stage of {small:,}", ratio, "about 1", per_stage[large], per_stage[small]))
    return rows


def on_two_cores(what: str, command: Sequence[str], events: Sequence[str]) -> list[Row]:
    """Measure a command that may use two cores against libyaml's events on one; nothing where that can't be chosen."""
    if len(CORES) < _TWO:
        return []
    one, two = set(list(CORES)[:1]), set(list(CORES)[:_TWO])
    pairs = []
    for _ in range(RUNS + 1):
        os.sched_setaffinity(0, two)
        ours = timed(command)
        os.sched_setaffinity(0, one)
        pairs.append((ours, timed(events)))
    ratio, ours, other = (statistics.median(values) for values in zip(*((a / b, a, b) for a, b in pairs[1:]), strict=True))
    return [Row(what, "their libyaml events on one", ratio, "below 2.2", ours, other)]


def generate(folder: Path, files: int, stages: int = 9) -> Path:
    """Write generated processes into a folder and return it."""
    run([sys.executable, str(GENERATOR), str(folder), str(files), "--stages", str(stages)])
    return folder


def seconds_per_stage(folder: Path, stages: int) -> float:
    """Return what a stage costs in one file of many, the start of the command taken off."""
    first = folder / "first.yml"
    first.write_text(FIRST_FILE, encoding="utf-8")
    process = next(folder.glob("process-*.yaml"))
    whole = [timed(engine("validate", str(process), "--today", TODAY, "-o", os.devnull)) for _ in range(3)]
    start = [timed(engine("validate", str(first), "--today", TODAY, "-o", os.devnull)) for _ in range(3)]
    return (statistics.median(whole) - statistics.median(start)) / stages


def compare(what: str, command: Sequence[str], against: str, other: Sequence[str], aim: str, runs: int = RUNS) -> Row:
    """Run two commands in turn and return the median of their ratios."""
    timed(command)
    timed(other)
    pairs = [(timed(command), timed(other)) for _ in range(runs)]
    ratio = statistics.median(one / two for one, two in pairs)
    return Row(what, against, ratio, f"at most {aim}", statistics.median(one for one, _ in pairs), statistics.median(two for _, two in pairs))


def engine(*arguments: str) -> list[str]:
    """Return our own command line."""
    return [sys.executable, "-m", "processengine", *arguments]


def timed(command: Sequence[str]) -> float:
    """Run a command and return its wall-clock seconds."""
    start = time.perf_counter()
    run(command)
    return time.perf_counter() - start


def run(command: Sequence[str]) -> None:
    """Run a command whose output doesn't matter; findings are no failure."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment, cwd=ROOT)
    if done.returncode > 1:
        sys.exit(done.stderr.decode())


def lines(rows: list[Row]) -> list[str]:
    """Return the table in markdown."""
    head = ["| what | against | ratio | aim | seconds | against, seconds |", "|---|---|---|---|---|---|"]
    return head + [f"| {row.what} | {row.against} | {row.ratio:.2f} | {row.aim} | {row.seconds:.3g} | {row.other:.3g} |" for row in rows]


def where() -> str:
    """Say on what the table was measured."""
    return f"Python {platform.python_version()} on {platform.system()}, {platform.machine()}, one core but where a row says two; medians of {RUNS} pairs."


if __name__ == "__main__":
    main(sys.argv[1:])
