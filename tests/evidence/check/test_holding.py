"""What a source holds, counted by the engine and by hand."""

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from processengine.evidence.check.holding import Beside, DealsTable, History, bearers, holding
from processengine.evidence.joins import JOINS
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened

Row = tuple[str, str, str]


def made_up(random: Random) -> list[Row]:
    """Return rows (deal, stage, time) in which much is tied, doubled and at midnight."""
    times = [f"2026-01-0{day}{clock}" for day in (1, 2, 3) for clock in ("", "T09:00:00Z", "T09:00:00.000001Z")]
    return [(random.choice("abcde"), random.choice(["New", "Offer", "Won"]), random.choice(times)) for _ in range(random.randint(1, 30))]


def write(path: Path, *rows: tuple[str, ...]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def by_hand(rows: list[Row]) -> History:
    """Return the same counts, in the plainest way."""
    full = [(deal, f"{time}{'' if 'T' in time else 'T00:00:00Z'}".replace("00Z", "00.000000Z"), stage) for deal, stage, time in rows]
    deals = {deal: sorted(((time, place, stage) for place, (of, time, stage) in enumerate(full) if of == deal), key=lambda one: one[:2]) for deal, _, _ in full}
    moves = [move for one in deals.values() for move in pairwise(one)]
    return History(
        len(rows), len(deals), sum(len(one) == 1 for one in deals.values()),
        sum(one[0] == other[0] for one, other in moves),
        len(set(full)) - len({(deal, time) for deal, time, _ in full}),
        sum(count - 1 for count in Counter(full).values()),
        sum("T00:00:00.000000" in time for _, time, _ in full),
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_history_s_counts_are_those_by_hand(tmp_path: Path, seed: int) -> None:
    """Deals, ties, doubles, moves without time, midnights."""
    rows = made_up(Random(seed))  # noqa: S311 - made-up deals are no secret
    write(tmp_path / "stage_history.csv", ("deal_id", "stage", "entered_at"), *rows)
    with opened(Wanted(str(tmp_path / "stage_history.csv"))) as source:
        held = holding(source.engine, source.found.tables.keys(), source.engine.ask(JOINS))
        borne = bearers(source.engine, {"Offer"} if any(one[1] == "Offer" for one in rows) else ())
    assert held.history == by_hand(rows)
    assert {one.name: one.events for one in held.names} == Counter(stage for _, stage, _ in rows)
    assert borne.get("Offer", 0) == len({deal for deal, stage, _ in rows if stage == "Offer"})
    assert (held.tables, held.deals, held.joins) == (frozenset({"stage_history"}), None, ())


def test_the_other_tables_are_counted_beside_it(tmp_path: Path) -> None:
    """A day of closing without a time of day is later than any time of that day."""
    write(tmp_path / "stage_history.csv", ("deal_id", "stage", "entered_at"),
          ("a", "New", "2026-01-05T09:00:00Z"), ("a", "Won", "2026-01-09T09:00:00Z"), ("b", "New", "2026-01-05"), ("c", "New", "2026-01-05"))
    write(tmp_path / "deals.csv", ("deal_id", "opened_at", "closed_at", "outcome", "amount", "owner"),
          ("a", "2026-01-05T08:00:00Z", "2026-01-05", "Won", "", "ana"), ("b", "2026-01-08", "2026-01-07", "lost", "", ""),
          ("z", "2026-01-01", "2026-02-01", "", "", ""))
    write(tmp_path / "activities.csv", ("rep", "kind", "at", "deal_id", "with_decision_maker"),
          ("ana", "dial", "2026-01-05", "a", ""), ("ana", "Dial", "2026-01-05", "", ""), ("ana", "call", "2026-01-05", "q", "yes"))
    write(tmp_path / "facts.csv", ("deal_id", "kind", "id", "at"), ("a", "criterion", "new/cost", "2026-01-06"))
    with opened(Wanted(str(tmp_path))) as source:
        held = holding(source.engine, source.found.tables.keys(), source.engine.ask(JOINS))
    assert held.deals == DealsTable(deals=3, negative=1, to_come=1, closed=3, with_outcome=2)
    assert held.beside == Beside(deals=3, in_both=2, opened_later=1, closed_earlier=1)
    assert held.outcomes == {"won": 1, "lost": 1}
    assert [(one.kind, one.rows, one.deals) for one in held.activities] == [("call", 1, 1), ("dial", 2, 1)]
    assert [(one.kind, one.id, one.rows, one.deals) for one in held.facts] == [("criterion", "new/cost", 1, 1)]
    assert [(one.table, one.rows, one.joined) for one in held.joins] == [("activities", 2, 1), ("deals", 3, 2), ("facts", 1, 1)]
    assert held.filled == {"deals": frozenset({"opened_at", "closed_at", "outcome", "owner"}), "activities": frozenset({"owner", "deal_id", "with_decision_maker"})}
