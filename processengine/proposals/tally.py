"""How often we were right: expectations counted by process and by quarter, and nobody's name beside them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from processengine.proposals.outcome import Outcome, Outcomes, Tally


def by_process(found: Outcomes) -> tuple[Tally, ...]:
    """Return the tally of each process, by its id; empty where nobody knows the process."""
    return _tallied((one.process, _kind(each, found.today)) for one in found.proposals for each in one.outcomes)


def by_quarter(found: Outcomes) -> tuple[Tally, ...]:
    """Return the tally of each quarter in which the day of something judged lies, which no later verdict moves; what is not judged yet is in none."""
    return _tallied((quarter(each.stated.by), _kind(each, found.today)) for one in found.proposals for each in one.outcomes if each.standing == "judged")


def in_all(found: Outcomes) -> Tally:
    """Return the tally of everything."""
    tallied = _tallied(("", _kind(each, found.today)) for one in found.proposals for each in one.outcomes)
    return tallied[0] if tallied else Tally("")


def quarter(day: date) -> str:
    """Return the quarter of a day: `2026-Q4`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def is_overdue(outcome: Outcome, today: date) -> bool:
    """Tell whether an expectation's day has passed and nothing is recorded."""
    return outcome.standing != "judged" and outcome.stated.by < today


def _kind(outcome: Outcome, today: date) -> str:
    if outcome.standing == "judged" and outcome.judgement is not None:
        return outcome.judgement.verdict
    return "overdue" if is_overdue(outcome, today) else "watching"


def _tallied(pairs: Iterable[tuple[str, str]]) -> tuple[Tally, ...]:
    counts: dict[str, Counter[str]] = {}
    for name, kind in pairs:
        counts.setdefault(name, Counter())[kind] += 1
    return tuple(
        Tally(name, one["held"], one["not-held"], one["inconclusive"], one["watching"], one["overdue"]) for name, one in sorted(counts.items())
    )
