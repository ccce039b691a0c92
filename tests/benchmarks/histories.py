"""How fast the deals' history is read and replayed: beside SQL written by hand, beside pm4py, and in how much memory.

    python tests/benchmarks/histories.py [--logs FOLDER] [--pm4py PYTHON] [--events N ...] [--pairs N] [--write]

The logs come from ../shared/bench/gen_history.py (it needs numpy and pyarrow, of the dependency group `bench`), or from
`--logs`, where earlier runs left them as N.parquet. `summary` and `replay` run in turn with the SQL of sql/, which gives
the same answers for these logs alone: whole processes, and a call of the library beside the SQL's own time. The answers are
held against each other first. pm4py (AGPL) is no dependency: `--pm4py` names a Python that has it; with `--pairs 0` it alone is
run. `--write` puts the tables that were measured into docs/speed.md.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.speed import PAGE, ROOT, engine

GENERATOR = ROOT.parent / "shared" / "bench" / "gen_history.py"
SQL = Path(__file__).parent / "sql"
SIZES = (1_000_000, 10_000_000)
PAIRS = 5
LITTLE = "300MB"
MEGABYTE = 1_000_000
DAY = 86_400_000_000

PROCESS = """\
process: model
from_anywhere: [lost]
stages:
  lead: {buyer: They ask, next: [qualified]}
  qualified: {buyer: They say who decides, next: [discovery]}
  discovery: {buyer: They look for ways out, next: [proposal]}
  proposal: {buyer: They read what is proposed, next: [negotiation]}
  negotiation: {buyer: They weigh it, next: [contract, {to: proposal, when: They want another one}]}
  contract: {buyer: They sign, next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
"""
"""The process that the generated deals mean to follow; the stage on_hold is in no model."""

STAGES = ("lead", "qualified", "discovery", "proposal", "negotiation", "contract", "won", "lost")
MOVES = [*pairwise(STAGES[:7]), ("negotiation", "proposal"), *((stage, "lost") for stage in STAGES[:6])]


class Ran(NamedTuple):
    """One run of a program: its seconds from start to end, those that the cores worked for it, the most memory it held, and what it printed."""

    seconds: float
    worked: float
    megabytes: float
    out: str


class Log(NamedTuple):
    """A generated log: its file and how many events are in it, and the process beside it."""

    file: Path
    events: int
    process: Path

    def ask(self, question: str) -> list[str]:
        """Return the command that asks a question of it."""
        named = [str(self.process)] if question == "replay" else []
        return engine("evidence", question, *named, "--source", str(self.file), "-f", "json")

    def call(self, question: str) -> list[str]:
        """Return a program that asks by a call of the library."""
        return [sys.executable, str(SQL / "library.py"), question, str(self.file), str(self.process)]

    def by_hand(self, question: str) -> list[str]:
        """Return a program that finds the same answers by SQL written by hand."""
        return [sys.executable, str(SQL / "run.py"), str(SQL / f"{question}.sql"), str(self.file), str(self.file.parent)]


def main(arguments: Sequence[str]) -> None:
    """Measure, print the tables, and with --write put them into the docs."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        logs = [log(Path(options.logs or folder), size) for size in options.events]
        tables = {"histories": [*_where(options.pairs), "", *beside_sql(logs, options.pairs), "", *resources(logs)]} if options.pairs else {}
        if options.pm4py is not None:
            tables["histories beside pm4py"] = list(beside_pm4py(logs, options.pm4py))
    for name, lines in tables.items():
        print(*lines, sep="\n")
        if options.write:
            _write(name, "\n".join(lines))


def _write(name: str, text: str) -> None:
    before, _, after = PAGE.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    rest = after.partition(f"<!-- end of {name} -->")[2]
    PAGE.write_text(f"{before}<!-- {name} -->\n{text}\n<!-- end of {name} -->{rest}", encoding="utf-8")


def log(folder: Path, size: int) -> Log:
    """Return a log of about so many events, generated where the folder has none."""
    file = folder / f"{size}.parquet"
    if not file.exists():
        ran([sys.executable, str(GENERATOR), str(size), str(file.with_suffix(""))])
        file.with_suffix(".csv").unlink()
    process = Path(tempfile.mkdtemp(dir=tempfile.gettempdir())) / "model.yaml"
    process.write_text(PROCESS, encoding="utf-8")
    return Log(file, size, process)


def beside_sql(logs: Sequence[Log], pairs: int) -> Iterator[str]:
    """Compare with the SQL, after its answers have been held against ours."""
    yield from ("| what | events | ratio to SQL by hand | of the cores' work | aim | seconds | SQL, seconds |", "|---|---|---|---|---|---|---|")
    for one in logs:
        for question, same in (("summary", same_summary), ("replay", same_replay)):
            same(json.loads(ran(one.ask(question)).out), json.loads(ran(one.by_hand(question)).out)["answers"])
            runs = [(ran(one.ask(question)), ran(one.by_hand(question))) for _ in range(pairs)]
            work = statistics.median(ours.worked / theirs.worked for ours, theirs in runs)
            yield _row(f"`evidence {question}`, the whole command", one, [(ours.seconds, theirs.seconds) for ours, theirs in runs], f"{work:.2f}")
            calls = [(_inner(one.call(question)), _inner(one.by_hand(question))) for _ in range(pairs)]
            yield _row(f"{question}, a call of the library", one, calls)


def same_summary(ours: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
    """Stop where the SQL answers something else than `evidence summary`."""
    deals, events, stages, variants, rework, ties, first, last, median, longest = answers["totals"][0]
    _agree("totals", [ours[key] for key in ("deals", "events", "stages", "variants", "deals_with_rework", "ties", "median_events", "longest")],
           [deals, events, stages, variants, rework, ties, median, longest])
    _agree("times", [ours["first"][:19], ours["last"][:19]], [_time(first), _time(last)])
    _agree("moves", [[one["from"], one["to"], one["count"], one["deals"]] for one in ours["moves"]], answers["moves"])
    for key in ("starts", "ends"):
        _agree(key, [[one["stage"], one["deals"]] for one in ours[key]], answers[key])


def same_replay(ours: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
    """Stop where the SQL answers something else than `evidence replay`."""
    deals, conforming, closed, variants, won, lost = answers["totals"][0]
    _agree("totals", [ours[key] for key in ("deals", "conforming_so_far", "conforming_and_closed", "variants")], [deals, conforming, closed, variants])
    _agree("outcomes", [ours["outcomes"].get(kind, 0) for kind in ("won", "lost")], [won, lost])
    _agree("moves", [[one["from"], one["to"], one["count"], one["deals"], one["allowed"]] for one in ours["moves"]], answers["moves"])
    _agree("stages", [[one["stage"], one["visits"], one["open_now"], one["zero_length"], one["deals"]] for one in ours["stages"]], answers["stages"])
    _agree("times", [[one["stage"], *(days and round(days * DAY) for days in (one["median_days"], one["p90_days"]))] for one in ours["stages"] if one["stage"] in STAGES[:6]],
           answers["times"])


def resources(logs: Sequence[Log]) -> Iterator[str]:
    """Tell memory and time for each event, and that little memory is enough for the same answer."""
    yield from ("| what | events | MB | aim | µs an event | seconds with 300 MB | MB then |", "|---|---|---|---|---|---|---|")
    for question in ("summary", "replay"):
        each = []
        for one in logs:
            whole = ran(one.ask(question))
            little = ran(one.ask(question), {"PROCESSENGINE_MEMORY": LITTLE})
            _agree(f"{question} in little memory", json.loads(little.out), json.loads(whole.out))
            each.append(whole.seconds / one.events)
            yield (f"| `evidence {question}` | {one.events:,} | {whole.megabytes:,.0f} | below 1,500 | {1e6 * each[-1]:.2f} |"
                   f" {little.seconds:.1f} | {little.megabytes:,.0f} |")
        if len(each) > 1:
            yield f"| {question}: an event of {logs[-1].events:,} | against one of {logs[0].events:,} | | about 1 or less | {each[-1] / each[0]:.2f} times | | |"


def beside_pm4py(logs: Sequence[Log], python: str) -> Iterator[str]:
    """Compare with pm4py's load, moves and token replay of the same log, once for each size."""
    yield from ("| events | pm4py: load, moves, replay | ours: replay | times faster | aim | ours: summary and replay | pm4py, MB |", "|---|---|---|---|---|---|---|")
    given = {"moves": MOVES, "first": STAGES[0], "last": STAGES[6:]}
    for one in logs:
        moves = one.process.with_suffix(".json")
        moves.write_text(json.dumps(given), encoding="utf-8")
        theirs = ran([python, str(SQL / "with_pm4py.py"), str(one.file), str(moves)])
        said = json.loads(theirs.out.splitlines()[-1])
        summary, replay = ran(one.ask("summary")), ran(one.ask("replay"))
        _agree("pm4py's moves", [[move["from"], move["to"], move["count"]] for move in json.loads(summary.out)["moves"]], said["moves"])
        parts = ", ".join(f"{said['seconds'][part]:.1f}" for part in ("load", "moves", "replay"))
        yield (f"| {one.events:,} | {theirs.seconds:.1f} s ({parts}) | {replay.seconds:.1f} s | {theirs.seconds / replay.seconds:.1f} | at least 20 |"
               f" {summary.seconds + replay.seconds:.1f} s | {theirs.megabytes:,.0f} |")
    yield f"\npm4py {said['version']}. Whole processes; its seconds in brackets are without its start. `replay` loads, counts the moves and replays, in one."


def ran(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Ran:
    """Run a program and measure it; stop where it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=err, cwd=ROOT, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        for stream in (out, err):
            stream.seek(0)
        if child.returncode:
            sys.exit(f"{' '.join(command)}\n{err.read().decode()}")
        return Ran(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / MEGABYTE, out.read().decode())


def _inner(command: Sequence[str]) -> float:
    seconds = json.loads(ran(command).out)["seconds"]
    assert isinstance(seconds, float)
    return seconds


def _row(what: str, one: Log, runs: Sequence[tuple[float, float]], work: str = "") -> str:
    ratio = statistics.median(ours / theirs for ours, theirs in runs)
    ours, theirs = (statistics.median(values) for values in zip(*runs, strict=True))
    return f"| {what} | {one.events:,} | {ratio:.2f} | {work} | at most 1.3 | {ours:.2f} | {theirs:.2f} |"


def _agree(what: str, ours: Any, theirs: Any) -> None:
    """Stop where two answers differ, whatever the order of their rows."""
    one, other = (sorted(map(json.dumps, answer)) if isinstance(answer, list) else answer for answer in (ours, theirs))
    if one != other:
        sys.exit(f"{what}: the answers differ.\nours:   {one}\ntheirs: {other}")


def _time(microseconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(microseconds // 1_000_000))


def _where(pairs: int) -> Iterator[str]:
    import duckdb

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield f"Python {platform.python_version()} and DuckDB {duckdb.__version__} on {platform.system()}, {platform.machine()}, {cores} cores; medians of {pairs} pairs."


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--logs", help="where the logs are, or are kept")
    parser.add_argument("--pm4py", help="a Python that has pm4py")
    parser.add_argument("--events", type=int, nargs="+", default=SIZES)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
