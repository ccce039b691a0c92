"""What the deals say of released expectations, at each of the days that count: each way to read the source is opened once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from processengine.change import canonical
from processengine.deals.asked import Asked, Deals, opened_for
from processengine.deals.expected import expected
from processengine.errors import CannotRun
from processengine.evidence.measures.source import day, source_of
from processengine.outcomes.released import AtRelease
from processengine.proposals.facts import Expected
from processengine.store import Shelf


@dataclass(frozen=True)
class Wanted:
    """A released proposal's expectations on the deals up to the end of a day, None for the last that is told.

    With `is_after` only what began after the release counts. With `limit` the day is the last that is recorded and not after it:
    neither a day that somebody names nor one row with a day of the future tells that nothing is missing.
    """

    id: str
    then: AtRelease
    as_of: date | None
    is_after: bool = True
    limit: date | None = None

    @property
    def key(self) -> "Key":
        """What an answer to it is found by."""
        return self.id, self.as_of, self.is_after


Key = tuple[str, date | None, bool]


@dataclass(frozen=True)
class Answer:
    """Each expectation's measure and guards, by the measure; where the source can't be read at all nothing, and `why_not`.

    `until` is the last day that is told.
    """

    expected: Mapping[str, Expected]
    until: date | None = None
    why_not: str = ""


def answers(asked: Asked, shelf: Shelf, wanted: Iterable[Wanted]) -> dict[Key, Answer]:
    """Return the answer to each question; one that can't be put has the reason."""
    together: dict[str, list[Wanted]] = {}
    for one in wanted:
        library = one.then.library
        read = [library.model_dump(mode="json", include={"evidence", "crm"}), *(one_day.isoformat() if one_day else None for one_day in (one.as_of, one.limit))]
        together.setdefault(canonical(read), []).append(one)
    return {key: answer for some in together.values() for key, answer in _opened(asked, shelf, some)}


def _opened(asked: Asked, shelf: Shelf, some: Sequence[Wanted]) -> Iterable[tuple[Key, Answer]]:
    try:
        return _told(asked, shelf, some, some[0].as_of)
    except CannotRun as error:
        return [(one.key, Answer({}, why_not=str(error))) for one in some]


def _told(asked: Asked, shelf: Shelf, some: Sequence[Wanted], as_of: date | None) -> list[tuple[Key, Answer]]:
    first = some[0]
    with opened_for(replace(asked, as_of=as_of), shelf, first.then.library) as deals:
        last = _recorded(deals)
        if first.limit is None or last is None or (last <= first.limit and as_of in (None, last)):
            until = source_of(deals.handle).day
            return [(one.key, Answer(_by_measure(deals, one), until)) for one in some]
    return _told(asked, shelf, some, min(last, first.limit))


def _recorded(deals: Deals) -> date | None:
    """Return the last day of which there is a row, up to the one that was asked for; None without one."""
    last = max((one.last for one in deals.found.tables.values() if one.last is not None), default=None)
    return None if last is None else min(day(last), deals.as_of or date.max)


def _by_measure(deals: Deals, one: Wanted) -> dict[str, Expected]:
    then = one.then
    return {each.measure: each for each in expected(deals, then.process, then.stated, then, then.moment if one.is_after else None)}
