"""What the deals say of the document at hand, and how figures are said."""

from processengine.replay import Recorded, Replay
from processengine.rules.subject import Subject

_LONGEST = 60


def recorded_of(subject: Subject) -> Recorded:
    """Return what the deals say; only rules whose topic is `deals` ask."""
    assert subject.recorded is not None
    return subject.recorded


def replay_of(subject: Subject) -> Replay | None:
    """Return the replay of the process at hand; None where no deal went through it, which thin-evidence says."""
    replay = recorded_of(subject).replay
    return replay if replay is not None and replay.deals else None


def counted(number: int, noun: str) -> str:
    """Return a number of things: `1 deal`, `1,200 deals`."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def share(part: int, whole: int) -> str:
    """Return a share in percent, to the whole number that is nearest: `33 %`."""
    return percent(part / whole)


def percent(of_one: float) -> str:
    """Return a share from 0 to 1 in percent; what is no more than rounded to 0 or 100 is said to be near it."""
    whole = round(100 * of_one)
    if whole == 0 and of_one > 0:
        return "under 1 %"
    if whole == 100 and of_one < 1:
        return "over 99 %"
    return f"{whole} %"


def window(replay: Replay) -> str:
    """Return how many deals there are and between which days: `40 deals, 2026-01-05 to 2026-06-30`."""
    days = " to ".join(dict.fromkeys(moment[:10] for moment in (replay.first, replay.last) if moment))
    return ", ".join(filter(None, (counted(replay.deals, "deal"), days)))


def cut(name: str) -> str:
    """Return a source's name of a stage, not longer than a line bears."""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
