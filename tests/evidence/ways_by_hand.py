"""The ways that small random histories go through one process, worked out in plain Python without any SQL."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from processengine.evidence.tables import DAY
from processengine.evidence.ways import NotAllowed
from processengine.model.process import Process
from tests.evidence.by_hand import MINUTE, Row, by_deal

NEXT = {"lead": ["meeting"], "meeting": ["proposal", "lead"], "proposal": ["won", "meeting"], "waiting": []}
ANYWHERE = ("lost", "waiting", "error")
OUTCOMES = {"won": "won", "lost": "lost", "error": "admin", "stayed": "no-decision"}
CALLED = ("lead", "Meeting", "proposal", "Waiting", "won", "LOST", "error", "stayed", "Wörkshop", "a → b")
"""What the source calls the stages: two names mean none of them."""

PROCESS = Process.model_validate({
    "process": "p",
    "from_anywhere": list(ANYWHERE),
    "stages": {
        **{name: {"next": targets} for name, targets in NEXT.items()},
        **{name: {"outcome": kind} for name, kind in OUTCOMES.items()},
        "waiting": {"parked": True},
    },
})


@dataclass
class Went:
    """The deals that went one way: how many ended in which outcome, how long the closed ones took, and which bad moves were made."""

    deals: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    lasted: list[int] = field(default_factory=list)
    not_allowed: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def median_days(self) -> float | None:
        """The median."""
        return median(self.lasted) / DAY if self.lasted else None

    @property
    def bad(self) -> set[NotAllowed]:
        """The moves that the process doesn't allow."""
        return {NotAllowed(source, target, deals) for (source, target), deals in self.not_allowed.items()}


def ways_of(rows: Sequence[Row]) -> Mapping[tuple[str, ...], Went]:
    """Return what the ways of a history must be; deals made in error are in none."""
    found: dict[tuple[str, ...], Went] = {}
    for own in by_deal(rows).values():
        visits = _visits(own)
        names = [name for name, _ in visits]
        outcome = names[-1] if names[-1] in OUTCOMES else None
        if outcome == "error":
            continue
        went = found.setdefault(tuple(names[:-1] if outcome else names), Went())
        went.deals += 1
        went.not_allowed.update({move for place, move in enumerate(pairwise(names)) if not _is_allowed(names, place)})
        if outcome:
            went.outcomes[outcome] += 1
            went.lasted.append(visits[-1][1] - visits[0][1])
    return found


def _visits(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Return stages and times: rows in a row of one stage are one visit, and a last one soon after an outcome echoes it."""
    visits: list[tuple[str, int]] = []
    for row in rows:
        name = row.stage.lower() if row.stage.lower() in (*NEXT, *OUTCOMES) else row.stage
        if not visits or visits[-1][0] != name:
            visits.append((name, row.entered))
    if len(visits) > 1 and visits[-2][0] in OUTCOMES and visits[-1][1] - visits[-2][1] <= 5 * MINUTE:
        visits.pop()
    return visits


def _is_allowed(names: Sequence[str], place: int) -> bool:
    source, target = names[place], names[place + 1]
    if source not in NEXT or target not in (*NEXT, *OUTCOMES):
        return False
    if target in ANYWHERE or target in NEXT[source]:
        return True
    return source == "waiting" and target in NEXT and place > 0 and names[place - 1] == target
