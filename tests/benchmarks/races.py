"""Races of an approval, a push and a ruling by the thousand, and which courses they took.

    python tests/benchmarks/races.py [RACES]

In each the second revision is pushed just before a git command of the approval or of the ruling, which one is by chance.
It ends with exit status 1 where a revision was merged that nobody approved.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.crash.interrupting import Interrupting
from tests.crash.racing import Course, course, fresh, is_right
from tests.crash.scenes import ENVIRONMENT
from tests.crash.server import APPROVE, RULE, serving, tips


def main(races: int) -> int:
    """Run them; return the exit status."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ.update(ENVIRONMENT)
    courses, wrong, began = Counter[tuple[str, str, str]](), list[Course](), time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        before = Path(name) / "before"
        serving(before)
        revisions, interrupting, choose = tips(before), Interrupting(), Random(races)  # noqa: S311 - any moments will do
        steps = [step for step in (APPROVE, RULE) for _ in range(_gits(interrupting, before, step))]
        for _ in range(races):
            found = _race(interrupting, fresh(before), revisions, choose.randrange(len(steps)), steps)
            courses[found.approved, found.merged, found.ends_at] += 1
            wrong += [] if is_right(found) else [found]
    for (approved, merged, ends_at), count in courses.most_common():
        print(f"{count:9,}  approved {approved or 'none':5}  merged {merged or 'none':5}  the branch ends at {ends_at or 'nothing'}")
    print(f"{races:9,}  races in {time.monotonic() - began:,.0f} seconds; {len(wrong)} merged what nobody had approved")
    return 1 if wrong else 0


def _gits(interrupting: Interrupting, before: Path, step: tuple[str, ...]) -> int:
    """Return how many git commands a step starts; a ruling that there is an approval for."""
    folder = fresh(before)
    if step is RULE:
        interrupting.run(folder, APPROVE, 0)
    interrupting.run(folder, step, 0)
    return interrupting.seen


def _race(interrupting: Interrupting, folder: Path, revisions: dict[str, str], place: int, steps: Sequence[tuple[str, ...]]) -> Course:
    """Approve and rule, and push before the git command at a place among all that they start."""
    approving = steps.index(RULE)
    interrupting.run(folder, APPROVE, place + 1 if place < approving else 0)
    code, said = interrupting.run(folder, RULE, place - approving + 1 if place >= approving else 0)
    return course(folder / "hub.git", revisions, {"code": code, "out": said, "err": ""})


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
