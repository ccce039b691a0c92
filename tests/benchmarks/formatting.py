"""Formats many files, holds all laws of `fmt` against each, and says how many maps it put in order.

    python tests/benchmarks/formatting.py [FILES] [--seed N]

Half of the files are those of ../shared/bench/gen_processes.py, roughed up with blank lines, comments and suppressions;
the others are written in every style with their keys shuffled. Without that script all are of the second kind.
"""

import argparse
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from random import Random
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parents[2]))

from processengine.syntax.parse import parse
from tests.syntax.fmt.laws import hold, unsorted_maps
from tests.syntax.fmt.untidy import roughed, untidy

GENERATOR = Path(__file__).parents[3] / "shared" / "bench" / "gen_processes.py"


def generator() -> ModuleType | None:
    """Return the script that writes processes to measure with; None where it is absent."""
    if not GENERATOR.exists():
        return None
    spec = importlib.util.spec_from_file_location("gen_processes", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def generated(module: ModuleType, random: Random, number: int) -> str:
    """Return a process of the script's, roughed up as far as it can still be read."""
    text: str = module.render(module.build(random, number, random.randint(2, 12)))
    for _ in range(20):
        rough = roughed(text, random)
        if not parse(rough)[1]:
            return rough
    return text


def main() -> None:
    """Format, hold, count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=int, nargs="?", default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    module = generator()
    counts: Counter[str] = Counter()
    for number in range(wanted.files):
        random = Random(wanted.seed * 1_000_003 + number)  # noqa: S311 - examples are no secret
        text = untidy(random) if module is None or number % 2 else generated(module, random, number)
        try:
            result = hold(text)
        except AssertionError as error:
            sys.exit(f"Seed {wanted.seed}, file {number}: {error}\n{text}")
        counts["lines"] += len(text.splitlines())
        counts["changed"] += result != text
        counts["maps out of order"] += unsorted_maps(text)
        counts["left so"] += unsorted_maps(result)
    print(f"{wanted.files:,} files of {counts['lines'] / max(wanted.files, 1):.0f} lines: every law holds of each.")
    print(f"{counts['changed']:,} changed. Of {counts['maps out of order']:,} maps in another order {counts['left so']:,} were left so:")
    print("a comment may be about either neighbour, a suppression would cover something else, or a comment follows a dash.")


if __name__ == "__main__":
    main()
