"""Reading what a question's rows hold: a NULL where a number must stand is a mistake of the question, and never 0."""

from collections.abc import Iterable

from processengine.evidence.question import Row


def whole(value: object) -> int:
    """Return a whole number; raise AssertionError where it is none."""
    assert isinstance(value, int), f"no whole number: {value!r}"
    return int(value)


def maybe(value: object) -> int | None:
    """Return a whole number, None for NULL."""
    return None if value is None else whole(value)


def name(value: object) -> str | None:
    """Return a text, None for NULL."""
    return None if value is None else str(value)


def one(rows: Iterable[Row]) -> int:
    """Return the only number of the only row."""
    ((number,),) = rows
    return whole(number)


def first(rows: Iterable[Row]) -> tuple[int, ...]:
    """Return the numbers of the first row."""
    return tuple(map(whole, next(iter(rows))))


def numbers(rows: Iterable[Row]) -> list[tuple[int, ...]]:
    """Return rows of nothing but numbers."""
    return [tuple(map(whole, row)) for row in rows]
