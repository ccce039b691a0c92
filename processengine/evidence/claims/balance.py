"""How alike the two sides of a comparison are in what may explain a difference besides the event itself.

Held against each other are the logarithm of the amount (amounts differ by factors), the month in which a deal was opened
(as a running number: what drifts with time shows, a season does not), the motion, and the rep. The first two are numbers, the
others kinds; see `statistics.balance` for what a standardised difference is. Above 0.25 it is said in words (E. A. Stuart,
Statistical Science 25, 2010, 1-21, whose limit this is).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import isfinite, log

from processengine.evidence.claims.claimed import Balance, Trait
from processengine.evidence.question import Derived, Handle, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.evidence.statistics import Moments, at_most_by_chance, by_chance, of_kinds, of_numbers
from processengine.evidence.tables import DAY

UNLIKE = 0.25
"""Above this a standardised difference is said in words."""
TOO_MUCH = 0.4
"""Above this share of a side one rep's deals are said in words."""

COLUMNS: Mapping[Trait, tuple[str, ...]] = {"amount": ("amount",), "motion": ("account_is_new", "motion"), "rep": ("owner", "rep")}
"""Which column tells a trait: the first of these that the source has."""

_EPOCH = date(1970, 1, 1)
_ALL = 10_000

Kinds = Counter[tuple[int, str]]
"""How many deals of a side (1 the group, 0 the rest) have a value."""


def balance(handle: Handle, watched: Derived) -> tuple[Balance, ...]:
    """Return how alike the sides of a comparison are in each trait."""
    month = _month(handle, watched)
    amount, motion, rep = _amount(handle, watched), _kinds(handle, watched, "motion"), _kinds(handle, watched, "rep")
    return _as_known(amount, month), month, _as_known(motion, month), _as_known(rep, month)


def moments(rows: Iterable[tuple[int, float, int]], side: int) -> Moments:
    """Return the moments of one side of (side, value, deals); values are taken to four places, so that their order is no matter."""
    n = total = squares = 0
    for of, value, deals in rows:
        if of == side:
            whole = round(value * _ALL)
            n, total, squares = n + deals, total + whole * deals, squares + whole * whole * deals
    return Moments(n, total / _ALL, squares / _ALL**2)


def _as_known(one: Balance, all_deals: Balance) -> Balance:
    """Return how alike the sides are in a trait, but where under half of a side's deals have a value: these are no picture of it."""
    if one.difference is None or (2 * one.n >= all_deals.n and 2 * one.rest_n >= all_deals.rest_n):
        return one
    return Balance(one.trait, None, n=one.n, rest_n=one.rest_n, why="under half of the deals of a side have a value there")


def _amount(handle: Handle, watched: Derived) -> Balance:
    counts = _values(handle, watched, "amount")
    if counts is None:
        return _missing("amount")
    amounts = [(side, float(value), deals) for (side, value), deals in counts.items() if _is_number(value)]
    return _of_numbers("amount", [(side, log(amount), deals) for side, amount, deals in amounts if isfinite(amount) and amount > 0])


def _month(handle: Handle, watched: Derived) -> Balance:
    days = handle.ask(Question(text("claims/opened"), _triples, (float(DAY),), over=(watched,)))
    return _of_numbers("month", [(side, _as_month(day), deals) for side, day, deals in days])


def _of_numbers(trait: Trait, rows: list[tuple[int, float, int]]) -> Balance:
    group, rest = moments(rows, 1), moments(rows, 0)
    if group.n < 2 or rest.n < 2:
        return Balance(trait, None, n=group.n, rest_n=rest.n, why="hardly any deal of one side has a value there")
    return Balance(trait, of_numbers(group, rest), by_chance(group.n, rest.n), group.n, rest.n, at_most_by_chance=at_most_by_chance(group.n, rest.n))


def _kinds(handle: Handle, watched: Derived, trait: Trait) -> Balance:
    counts = _values(handle, watched, trait)
    if counts is None:
        return _missing(trait)
    group, rest = ({value: deals for (of, value), deals in counts.items() if of == side} for side in (1, 0))
    n, rest_n = sum(group.values()), sum(rest.values())
    if not n or not rest_n:
        return Balance(trait, None, n=n, rest_n=rest_n, why="no deal of one side has a value there")
    kinds = len({*group, *rest})
    found = Balance(trait, of_kinds(group, rest), by_chance(n, rest_n, kinds), n, rest_n, at_most_by_chance=at_most_by_chance(n, rest_n, kinds))
    return replace(found, largest=max(group.values()) / n, rest_largest=max(rest.values()) / rest_n) if trait == "rep" else found


def _values(handle: Handle, watched: Derived, trait: Trait) -> Kinds | None:
    """Return how many deals of each side have each value of a trait; None where no column tells it."""
    held = {*handle.columns("deals"), *handle.columns("stage_history")}
    column = next((name for name in COLUMNS[trait] if name in held), None)
    if column is None:
        return None
    return handle.ask(Question(text("claims/trait"), _counted, over=(watched, handle.attribute(column))))


def _missing(trait: Trait) -> Balance:
    return Balance(trait, None, why=f"the source has no column for it ({' or '.join(COLUMNS[trait])})")


def _counted(rows: Iterable[Row]) -> Kinds:
    return Counter({(whole(side), str(value)): whole(deals) for side, value, deals in rows})


def _triples(rows: Iterable[Row]) -> list[tuple[int, int, int]]:
    return [(whole(side), whole(value), whole(deals)) for side, value, deals in rows]


def _as_month(day: int) -> float:
    when = _EPOCH + timedelta(days=day)
    return when.year * 12 + when.month


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
