"""What a claim came to, as one says it: what was counted, and what that means. No statistics but how far the value can be trusted."""

from dataclasses import replace

from processengine.evidence.claims import words
from processengine.evidence.claims.claimed import Claimed, Compared, Side
from processengine.evidence.claims.said import deals, number, points, whole_points
from processengine.evidence.measures.happened import happened
from processengine.evidence.measures.measured import Seen, Unit
from processengine.evidence.statistics.interval import Interval
from processengine.model.measure import Event, Quantity
from processengine.model.process import Process
from processengine.model.proposal import Claim


def of_bound(process: Process, claim: Claim, claimed: Claimed, min_deals: int) -> Claimed:
    """Return a claim with a bound, with what was counted and what that means in words."""
    assert claimed.measured is not None
    seen = claimed.measured.whole
    if claimed.standing == "too-few":
        n = deals(seen.n) if seen.unit in ("share", "days") else f"{seen.n:,}"
        so_far = f"So far {_counted(process, claim, seen)}." if seen.n else ""
        return replace(claimed, counted=f"{n}, {min_deals} needed", meaning=so_far)
    if seen.value is None:
        return replace(claimed, counted="", meaning="")
    return replace(claimed, counted=_counted(process, claim, seen), meaning=_bound(claim, claimed, seen))


def _counted(process: Process, what: Quantity, seen: Seen) -> str:
    if what.share is not None:
        among = " and ".join(happened(process, one) for one in what.among or ())
        return f"{seen.seen:,} of {deals(seen.n)}{f' that {among}' if among else ''} {happened(process, what.share)}"
    if what.duration is not None:
        value = f"within {number(seen.value, 'days')}" if seen.value is not None else "later than can be told so far"
        return f"{_quantile(what)} of {deals(seen.n)} {happened(process, what.duration.to)} {value}"
    if what.ratio is not None:
        return f"{seen.seen:,} {words.many(process, what.ratio.of)}, {seen.n:,} {words.many(process, what.ratio.per)}"
    assert what.count is not None
    return f"{seen.seen:,} {words.many(process, what.count)}"


def _bound(claim: Claim, claimed: Claimed, seen: Seen) -> str:
    """Return the value with what else it may be, beside what the claim says."""
    if claimed.verdict == "inconclusive":
        return claimed.why
    assert seen.value is not None
    bounds = [f"at {most} {number(bound, seen.unit)}" for most, bound in (("least", claim.at_least), ("most", claim.at_most)) if bound is not None]
    value = "" if seen.unit == "count" or seen.interval is None else f"That is {number(seen.value, seen.unit)} (likely {_between(seen.interval, seen.unit)}). "
    return f"{value}The claim says {' and '.join(bounds)}."


def _between(interval: Interval, unit: Unit) -> str:
    if interval.high == float("inf"):
        return f"{number(interval.low, unit)} or more"
    return f"between {number(interval.low, unit)} and {number(interval.high, unit)}"


def of_sides(process: Process, quantity: Quantity, where: Event, claimed: Claimed, min_deals: int) -> Claimed:
    """Return a comparison, with what was counted on both sides and what that means in words."""
    compared = claimed.compared
    assert compared is not None
    who = f"that {happened(process, where)}"
    told = _both(process, quantity, compared, who)
    if claimed.standing == "too-few":
        counted = f"{deals(compared.group.n)} {who} and {compared.rest.n:,} others, {min_deals} of each needed"
        return replace(claimed, counted=counted, meaning=f"So far {_both(process, quantity, compared, 'of these')}." if compared.group.n and compared.rest.n else "")
    if not compared.group.n or not compared.rest.n:
        return replace(claimed, counted="", meaning="")
    return replace(claimed, counted=told, meaning=_gap(claimed, compared))


def _both(process: Process, quantity: Quantity, compared: Compared, who: str) -> str:
    """Return both counts: `60 of 100 deals that were handed the paper were won, 30 of 100 of the others`."""
    group, rest = compared.group, compared.rest
    if quantity.duration is None:
        hit = happened(process, quantity.share) if quantity.share is not None else ""
        whose = f"{group.n:,} {who}" if who == "of these" else f"{deals(group.n)} {who}"
        return f"{group.seen:,} of {whose.removesuffix(' of these')} {hit}, {rest.seen:,} of {rest.n:,} of the others"
    to, part = happened(process, quantity.duration.to), _quantile(quantity)
    whose = f"the {deals(group.n)}" if who == "of these" else f"the {deals(group.n)} {who}"
    return f"{part} of {whose} {to} within {_days(group)}, {part} of the {rest.n:,} others within {_days(rest)}"


def _quantile(what: Quantity) -> str:
    return "half" if what.quantile in (None, 0.5) else f"{100 * (what.quantile or 0):g} %"


def _days(side: Side) -> str:
    if side.value is not None:
        return number(side.value, "days")
    return f"more than {number(side.interval.low, 'days')}" if side.interval.low > 0 else "a time that nobody knows yet"


def _gap(claimed: Claimed, compared: Compared) -> str:
    """Return whether the gap may be chance, and how large it likely is."""
    if claimed.verdict == "inconclusive":
        if not claimed.why.startswith("Too close to call") or compared.interval is None:
            return "The gap may well be chance." if claimed.why.startswith("Too close to call") else claimed.why
        low, high = (f"{points(end)} {'more' if end > 0 else 'fewer'}" for end in (compared.interval.low, compared.interval.high))
        return f"The gap may well be chance: anything from {low} to {high} fits."
    size = ""
    if compared.interval is not None and compared.difference is not None:
        least, most = sorted((abs(compared.interval.low), abs(compared.interval.high)))
        size = f": {points(compared.difference)}, likely between {whole_points(least)} and {whole_points(most)}"
    start = "So big a gap is rarely chance" if claimed.verdict == "supports" else "It is the other way round, and so big a gap is rarely chance"
    return f"{start}{size}."
