"""Merges many random histories, and tells beside it what a merge of lines makes of the same ones.

    python tests/benchmarks/merges.py [HISTORIES] [--seed N] [--write]

Each history is a sound process and what two people make of it by one to three edits each, sound on both sides. What
must come out is known leaf by leaf without asking either merge.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from processengine.diagnostic import Diagnostic
from processengine.merge import merge
from processengine.validate import Settings, validate
from tests import histories
from tests.histories import Draft

PAGE = Path(__file__).parents[2] / "docs" / "merges.md"
SETTINGS = Settings(date(2026, 11, 20))
PER_TASK = 500


def judge(text: str) -> list[Diagnostic]:
    """Validate a text."""
    return validate(text, "new-business.yaml", SETTINGS).diagnostics


def by_meaning(texts: list[str]) -> tuple[str, str]:
    """Merge by meaning: what came of it, and the text where it is clean."""
    base, ours, theirs = texts
    done = merge(base, ours, theirs, judge)
    return ("clean" if done.clean else "semantic conflict" if not done.conflicts else "conflict"), done.text


def by_lines(folder: Path, texts: list[str]) -> tuple[str, str]:
    """Merge line by line, as git does: what came of it, and the text where it is clean."""
    files = [folder / name for name in ("ours", "base", "theirs")]
    for file, text in zip(files, (texts[1], texts[0], texts[2]), strict=True):
        file.write_text(text, encoding="utf-8")
    done = subprocess.run(["git", "merge-file", "-p", "-q", *map(str, files)], capture_output=True, check=False)
    return ("clean" if done.returncode == 0 else "conflict"), done.stdout.decode()


def outcome(what: str, text: str, sides: list[Draft]) -> str:
    """Hold a clean text against what is due."""
    if what != "clean":
        return what
    try:
        result = histories.read(text, *sides)
        leaves, is_sound = result.leaves(), result.is_sound()
    except (yaml.YAMLError, KeyError, TypeError, AttributeError):
        return "clean, and unreadable"
    if leaves != histories.due(*sides):
        return "clean, and an edit is lost or doubled"
    return "clean and right" if is_sound else "clean, and the graph is broken"


def task(seed: int, count: int) -> dict[str, Counter[str]]:
    """Merge some histories both ways."""
    counted: dict[str, Counter[str]] = {"by meaning": Counter(), "by lines": Counter()}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            random = Random(seed * 1_000_003 + number)  # noqa: S311 - examples are no secret
            before = histories.base(random)
            sides = [before, histories.revised(before, random, "ann"), histories.revised(before, random, "bob")]
            texts = list(map(histories.text_of, sides))
            for name, merged in (("by meaning", by_meaning(texts)), ("by lines", by_lines(Path(folder), texts))):
                what = outcome(*merged, sides)
                counted[name][what] += 1
                if name == "by meaning" and what.startswith("clean, and"):
                    sys.stderr.write(f"history {seed}/{number}: {what}\n")
    return counted


def table(counted: dict[str, Counter[str]], total: int) -> str:
    """Return the results as a table in markdown."""
    kinds = sorted({kind for one in counted.values() for kind in one}, key=lambda kind: (not kind.startswith("clean"), kind))
    lines = [f"| of {total:,} histories | by meaning | by lines (`git merge-file`) |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {kind} | {counted['by meaning'][kind]:,} | {counted['by lines'][kind]:,} |" for kind in kinds)]) + "\n"


def main() -> int:
    """Run the tasks on every core and print the table; exit with status 1 where our merge was ever clean and wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("histories", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    tasks = range(given.histories // PER_TASK or 1)
    counted: dict[str, Counter[str]] = {"by meaning": Counter(), "by lines": Counter()}
    with Pool() as pool:
        for done in pool.imap_unordered(partial(task, count=min(PER_TASK, given.histories)), (given.seed * 10_000 + one for one in tasks)):
            for name, one in done.items():
                counted[name] += one
    result = table(counted, sum(counted["by meaning"].values()))
    print(result)
    if given.write:
        before, _, after = PAGE.read_text(encoding="utf-8").partition("<!-- measured -->\n")
        rest = after.partition("<!-- end -->")[2]
        PAGE.write_text(f"{before}<!-- measured -->\n{result}<!-- end -->{rest}", encoding="utf-8")
    return int(any(kind.startswith("clean, and") for kind in counted["by meaning"]))


if __name__ == "__main__":
    sys.exit(main())
