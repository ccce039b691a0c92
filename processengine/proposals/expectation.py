"""Whether an expectation held: what was stated beforehand, against what the deals after the release say.

Held: the estimate reaches `to`, and the 90 % interval lies beyond `from`. Not held: the interval falls short of `to`, or a
guard's lies wholly on the wrong side of what it was before the release. Else inconclusive. From `from` to `to` is the way that
it was to go; where both are the same nothing was to change, which numbers can refute and never prove. A guard that can't be
told keeps an expectation from having held: what nobody knows is not assumed. Nor did it hold where the deals before the release
were at `to` already, or so near that what came after is no other: a `from` that wasn't so is no start. Fewer than the least
number of deals tell nothing, before the release as after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf, isinf
from typing import Final, Literal

from processengine.evidence.measures.measured import Seen, Unit
from processengine.evidence.statistics.interval import Interval
from processengine.model.base import words
from processengine.model.proposal import Expectation
from processengine.model.wording import counted
from processengine.proposals.enough import enough

JUDGED_AT: Final = 0.9
"""How sure the intervals are by which expectations are judged (0 to 1)."""

Verdict = Literal["held", "not-held", "inconclusive"]

_NO_START: Final = "Nobody stated what it starts from, and the deals before the release can't tell, so nobody knows which way it was to go."


@dataclass(frozen=True)
class Guarded:
    """A measure that must not get worse, by its id: before the release and after it, None where it can't be computed."""

    measure: str
    must: Literal["not-higher", "not-lower"]
    before: Seen | None
    after: Seen | None


@dataclass(frozen=True)
class Judgement:
    """A verdict and its reason, a sentence.

    `value` is the estimate and `n` how many stand behind it, None where it can't be computed. `start` is the `from` that it
    was held against. `enough` is how many would decide it if the estimate stayed, None where it is decided or no number would.
    `interval` is that of 90 %, None where there is none.
    """

    verdict: Verdict
    why: str
    value: float | None = None
    n: int | None = None
    start: float | None = None
    enough: int | None = None
    interval: Interval | None = None


def judge(
    stated: Expectation, before: Seen | None, seen: Seen | None, guards: Sequence[Guarded] = (), min_deals: int = 0, why_not: str = "",
) -> Judgement:
    """Judge an expectation by its measure after the release (`seen`, with an interval of 90 %; None and `why_not` where there is none).

    It starts from what was stated as `from`, or else from what the deals said before the release (`before`, likewise), None where
    those had nothing to say. Fewer than `min_deals` conclude nothing, but of a count, which is no sample of deals.
    """
    earlier = None if before is None or before.interval is None or _is_thin(before, min_deals) else before
    start = stated.from_ if stated.from_ is not None else None if earlier is None else earlier.value
    wrong = next((why for one in guards if (why := _got_worse(one, min_deals))), "")
    if seen is None or seen.interval is None:
        lacks = why_not or (seen.why if seen is not None else "") or "It can't be computed."
        return Judgement("not-held" if wrong else "inconclusive", wrong or lacks, n=None if seen is None else seen.n, start=start)
    if wrong:
        return Judgement("not-held", wrong, seen.value, seen.n, start, None, seen.interval)
    verdict, why, needs = _judged(stated, start, seen, guards, min_deals)
    never = _was_there(stated, earlier, seen) if verdict == "held" else ""
    return Judgement("inconclusive" if never else verdict, never or why, seen.value, seen.n, start, needs, seen.interval)


def _judged(stated: Expectation, start: float | None, seen: Seen, guards: Sequence[Guarded], min_deals: int) -> tuple[Verdict, str, int | None]:
    """Return the verdict, its reason, and how many would decide it."""
    if start is None:
        return "inconclusive", f"{_now(seen)}. {_NO_START}", None
    needs = enough(start, stated.to, seen, min_deals)
    if _is_thin(seen, min_deals):
        return "inconclusive", f"{_now(seen)}: it takes {min_deals} to conclude anything (`min_deals`).{_that_would_decide(needs)}", needs
    if falls_short(start, stated.to, seen):
        return "not-held", f"{_now(seen)}: that falls short of {said(stated.to, seen.unit)}.", None
    if not has_come(start, stated.to, seen):
        return "inconclusive", f"{_open(stated, start, seen)}{_that_would_decide(needs)}", needs
    came = f"{_now(seen)}: it reached {said(stated.to, seen.unit)}"
    unknown = next(_untold(guards, min_deals), "")
    return ("inconclusive", f"{came}. {unknown}", None) if unknown else ("held", f"{came}, and is clearly beyond {said(start, seen.unit)}.", None)


def _was_there(stated: Expectation, before: Seen | None, seen: Seen) -> str:
    """Return why what came is no news, empty where it is: by the deals before the release it was there, or is no other since.

    A count before the release is one over another time, and no start of the one after it.
    """
    if before is None or before.value is None or stated.from_ is None or seen.unit == "count":
        return ""
    if before.value >= stated.to if stated.to > stated.from_ else before.value <= stated.to:
        return f"{_now(seen)}: {said(stated.to, seen.unit)} was reached before the release already, when the deals said {said(before.value, before.unit)}."
    if _is_elsewhere(stated, before) and not has_come(before.value, stated.to, seen):
        was = f"the deals before the release said {said(before.value, before.unit)}, not {said(stated.from_, seen.unit)}"
        return f"{_now(seen)}: it reached {said(stated.to, seen.unit)}, and may still be no other than it was: {was}."
    return ""


def has_come(start: float, to: float, seen: Seen) -> bool:
    """Tell whether the estimate reaches `to` and the interval lies beyond `start`."""
    if seen.value is None or seen.interval is None or start == to:
        return False
    if to > start:
        return seen.value >= to and seen.interval.low > start
    return seen.value <= to and seen.interval.high < start


def falls_short(start: float, to: float, seen: Seen) -> bool:
    """Tell whether the interval lies wholly on the other side of `to`; where nothing was to change, on either side."""
    if seen.interval is None:
        return False
    is_below, is_above = seen.interval.high < to, seen.interval.low > to
    return is_below if to > start else is_above if to < start else is_below or is_above


def differs(stated: Expectation, now: Seen | None) -> str:
    """Return the sentence for a `from` that clearly isn't what the deals say, empty where it may be; `now` has an interval of 90 %."""
    return f"It says that it starts from {said(stated.from_, now.unit)}; the deals say {_seen(now)}." if now is not None and _is_elsewhere(stated, now) else ""


def differed(stated: Expectation, before: Seen | None, min_deals: int) -> str:
    """Return the sentence for a `from` that clearly isn't what the deals said before the release, empty where it may be."""
    if before is None or before.unit == "count" or _is_thin(before, min_deals) or not _is_elsewhere(stated, before):
        return ""
    return f"It says that it started from {said(stated.from_, before.unit)}; the deals before the release said {_seen(before)}."


def _is_elsewhere(stated: Expectation, seen: Seen) -> bool:
    if stated.from_ is None or seen.interval is None or seen.value is None:
        return False
    return not seen.interval.low <= stated.from_ <= seen.interval.high


def _seen(seen: Seen) -> str:
    return f"{said(seen.value, seen.unit)} ({_between(seen)})"


def _got_worse(guard: Guarded, min_deals: int) -> str:
    after, before = guard.after, guard.before
    if after is None or after.interval is None or before is None or before.interval is None:
        return ""
    if _is_thin(after, min_deals) or _is_thin(before, min_deals):
        return ""
    # Where fewer deals got there than the quantile asks for, it lies beyond all that was watched: nothing is higher than that.
    least, most = (before.interval.low, inf) if before.value is None else (before.value, before.value)
    is_worse = after.interval.low > most if guard.must == "not-higher" else after.interval.high < least
    way = "higher" if guard.must == "not-higher" else "lower"
    was = f"more than {said(least, before.unit)}" if before.value is None else said(before.value, before.unit)
    return f"The guard “{words(guard.measure)}” got {way}: {_now(after)}, and was {was} before." if is_worse else ""


def _untold(guards: Sequence[Guarded], min_deals: int) -> Iterator[str]:
    for one in guards:
        name = f"The guard “{words(one.measure)}”"
        if one.after is None or one.after.interval is None:
            yield f"{name} can't be told, so nobody knows whether it got worse."
        elif one.before is None or one.before.interval is None:
            yield f"{name} can't be told for the time before the release, so nobody knows whether it got worse."
        elif _is_thin(one.after, min_deals) or _is_thin(one.before, min_deals):
            few = one.after if _is_thin(one.after, min_deals) else one.before
            when = "has" if few is one.after else "had"
            before = "" if few is one.after else " before the release"
            yield f"{name} {when} only {counted(few.n, 'deal')} behind it{before}, and it takes {min_deals} to conclude anything (`min_deals`)."


def _is_thin(seen: Seen, min_deals: int) -> bool:
    return seen.unit != "count" and seen.n < min_deals


def _open(stated: Expectation, start: float, seen: Seen) -> str:
    if start == stated.to:
        return f"{_now(seen)}. It was to stay at {said(start, seen.unit)}, which numbers can refute and never prove."
    if seen.value is None or (seen.value < stated.to if stated.to > start else seen.value > stated.to):
        return f"{_now(seen)}: it has not reached {said(stated.to, seen.unit)}, and may still lie there."
    return f"{_now(seen)}: it reached {said(stated.to, seen.unit)}, and may still be no other than {said(start, seen.unit)}."


def _that_would_decide(needs: int | None) -> str:
    return " No number of them would decide that." if needs is None else f" About {needs:,} would decide it, if it stays like that."


def _now(seen: Seen) -> str:
    return f"{said(seen.value, seen.unit)} ({_between(seen)}, n {seen.n:,})"


def _between(seen: Seen) -> str:
    assert seen.interval is not None
    low, high = (said(one, seen.unit) for one in (seen.interval.low, seen.interval.high))
    return f"from {low} up" if isinf(seen.interval.high) else f"{low} to {high}"


def said(value: float | None, unit: Unit | None) -> str:
    """Return a value to a tenth, as a judgement has to tell values apart: `26.8 %`, `41.5 days`, `3.42`; `no value` for none.

    Without a unit, because nobody knows the measure any more, the number alone.
    """
    if value is None:
        return "no value"
    if unit == "share":
        return f"{_tenths(100 * value)} %"
    if unit is None:
        return f"{value:g}"
    return f"{_tenths(value)} {'day' if value == 1 else 'days'}" if unit == "days" else f"{value:,.0f}" if unit == "count" else f"{value:.2f}"


def _tenths(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


