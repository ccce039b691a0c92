"""Small sources of deals for the tests of claims: a folder of CSV files, opened, and claims held against it."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from processengine.deals.asked import Asked, opened_for
from processengine.deals.known import known_by
from processengine.evidence.claims.basis import Basis
from processengine.evidence.claims.claimed import Claimed
from processengine.evidence.claims.computed import recomputed
from processengine.evidence.measures.source import source_of
from processengine.model.process import Process
from processengine.model.proposal import Claim

START = datetime(2026, 1, 1, 9, tzinfo=UTC)

PROCESS = Process.model_validate({
    "process": "sale",
    "from_anywhere": ["lost", "stayed-put", "made-in-error"],
    "kits": {"board-paper": {"title": "One page for the board", "for": []}},
    "stages": {
        "named": {"next": ["agreed"]},
        "agreed": {"next": ["decides"]},
        "decides": {"title": "The board decides", "next": ["won"]},
        "won": {"outcome": "won"},
        "lost": {"outcome": "lost"},
        "stayed-put": {"outcome": "no-decision"},
        "made-in-error": {"outcome": "admin"},
    },
    "measures": {
        "board-rate": {"share": {"outcome": "won"}, "among": {"reached": "decides"}},
        "board-time": {"duration": {"from": {"reached": "decides"}, "to": {"outcome": "won"}}},
        "papers": {"count": {"kit": "board-paper"}},
    },
})


@dataclass(frozen=True)
class Deal:
    """A deal: its stages with the days on which it entered them, when it was handed the paper, and what its table tells of it."""

    stages: tuple[tuple[str, float], ...]
    paper: float | None = None
    amount: str = ""
    owner: str = ""
    is_new: str = ""
    reason: str = ""
    reason_by: str = ""
    activities: tuple[tuple[str, float], ...] = ()


def deal(outcome: str | None, *, paper: float | None = None, board: float = 10, closed: float = 20, opened: float = 0, **told: Any) -> Deal:
    """Return a deal that reached the board and, with an outcome, closed; the paper is given by its day."""
    stages = [("named", opened), ("decides", board), *([(outcome, closed)] if outcome is not None else [])]
    return replace(Deal(tuple(stages)), paper=paper, **told)


def written(folder: Path, deals: Sequence[Deal]) -> Path:
    """Write deals as a folder of CSV files, one for each table that has a row, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[tuple[object, ...]]] = {
        "stage_history": [("deal_id", "stage", "entered_at", "seq")],
        "deals": [("deal_id", "amount", "owner", "account_is_new", "reason", "reason_by")],
        "facts": [("deal_id", "kind", "id", "at")],
        "activities": [("rep", "kind", "at", "deal_id")],
    }
    for number, one in enumerate(deals):
        name = f"deal-{number:05}"
        rows["stage_history"] += [(name, stage, day(at), seq) for seq, (stage, at) in enumerate(one.stages)]
        rows["deals"].append((name, one.amount, one.owner, one.is_new, one.reason, one.reason_by))
        rows["facts"] += [(name, "kit", "board-paper", day(one.paper))] if one.paper is not None else []
        rows["activities"] += [("ana", kind, day(at), name) for kind, at in one.activities]
    for table in (name for name, held in rows.items() if len(held) > 1):
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows[table])
    return folder


def day(number: float) -> str:
    """Return a day of the tests as a time."""
    return (START + timedelta(days=number)).isoformat()


@contextmanager
def judged_on(source: Path, min_deals: int = 30, process: Process = PROCESS) -> Iterator[Basis]:
    """Yield what claims about a folder of deals are judged on."""
    with opened_for(Asked(str(source)), None) as deals:
        yield Basis(deals.handle, known_by(deals, process, None), source_of(deals.handle), min_deals)


def judged(source: Path, claim: dict[str, Any], min_deals: int = 30) -> Claimed:
    """Return what comes of a claim."""
    with judged_on(source, min_deals) as basis:
        return recomputed(basis, "claim", Claim.model_validate({"says": "So it is", **claim}))


def cautions(claimed: Claimed) -> str:
    """Return all that speaks against taking a verdict at its word."""
    return "\n".join(one.text for one in claimed.cautions)
