"""Where a process and life differ, without anything about fewer than five deals, nor what tells that by subtraction."""

from collections.abc import Iterator
from dataclasses import replace

from processengine.evidence.drift import Difference, Drift
from processengine.evidence.public import is_few
from processengine.replay import Replay


def for_public(whole: Drift, replay: Replay, most: int) -> Drift:
    """Return the first `most` differences that may be told; one may not be where it, or all else, is about one to four deals."""
    shown = list(_shown(whole, replay))
    return Drift(tuple(shown[:most]), whole.left_out + len(whole.differences) - min(len(shown), most))


def _shown(whole: Drift, replay: Replay) -> Iterator[Difference]:
    for one in whole.differences:
        if not all(_is_told(part, replay) for part in one.parts or (one,)):
            continue
        if one.kind != "back-filled-history":
            yield one
            continue
        large = {times.stage for times in replay.stages if not is_few(times.deals) and not is_few(times.zero_length or 0) and not is_few(times.visits - (times.zero_length or 0))}
        stages = tuple(name for name in one.stages if name in large)
        if stages:
            yield replace(one, stages=stages)


def _is_told(one: Difference, replay: Replay) -> bool:
    numbers = [one.deals, one.of, one.of - one.deals, replay.deals - one.of, replay.deals - one.deals]
    if one.other is not None:
        numbers += [one.other.deals, one.of - one.other.deals, replay.deals - one.other.deals]
    return not any(map(is_few, numbers))
