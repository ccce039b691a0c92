"""How often we were right: expectations counted by process and by quarter, and nobody's name beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from processengine.proposals.outcome import Outcome, Outcomes, ProposalOutcome, Tally


def by_process(found: Outcomes) -> tuple[Tally, ...]:
    """Return the tally of each process, by its id."""
    return _tallied((one.process, _kind(each, found.today)) for one in found.proposals for each in one.outcomes)


def by_quarter(found: Outcomes) -> tuple[Tally, ...]:
    """Return the tally of each quarter in which something was judged, by the day that is recorded; what is not judged yet is in none."""
    return _tallied((quarter(one.judged), _kind(each, found.today)) for one, each in _judged(found) if one.judged is not None)


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


def _judged(found: Outcomes) -> Iterator[tuple[ProposalOutcome, Outcome]]:
    return ((one, each) for one in found.proposals for each in one.outcomes if each.standing == "judged")


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
