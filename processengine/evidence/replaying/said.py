"""What must be said with the numbers of a replay: which rows count otherwise than they stand there, and what the numbers can't tell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from processengine.evidence.allowed import InForce
from processengine.evidence.names import StageNames
from processengine.evidence.replaying.rows import Rows
from processengine.evidence.times import iso
from processengine.replay import Replay

_SHOWN: Final = 5


def about_rows(rows: Rows, names: StageNames) -> Iterator[str]:
    """Yield sentences on the rows behind the visits."""
    if not rows.own:
        others = f"; they name {_some(rows.processes)}, and `crm` in library.yaml may say which of these it is" if rows.elsewhere else ""
        yield f"No row of the stage history is of this process{others}."
    if rows.skipped:
        yield f"{_rows(rows.skipped)} of stages that are none ({_some(names.skipped)}) {_are(rows.skipped)} skipped, as `not_stages` says."
    if rows.elsewhere:
        yield f"{_rows(rows.elsewhere)} of other processes {_are(rows.elsewhere)} left out."
    if rows.echoes:
        yield f"{_rows(rows.echoes)} came so soon after an outcome, as the last of {'its deal' if rows.echoes == 1 else 'their deals'}, that only the outcome counts."


def about_ties(ties: int, *, has_seq: bool) -> Iterator[str]:
    """Yield a sentence on rows that came at one time."""
    if ties:
        order = "`seq` orders them" if has_seq else "they count in the order in which the source has them"
        yield f"{_rows(ties)} {'has' if ties == 1 else 'have'} the same time as the row before in the deal; {order}."


def about_unknown(visits: Mapping[str, int]) -> Iterator[str]:
    """Yield a sentence on the names that the process has no stage for; `visits` counts the visits of each."""
    if visits:
        names = sorted(visits, key=lambda name: (-visits[name], name))
        yield (f"{'One stage' if len(names) == 1 else f'{len(names)} stages'} of the source {'is' if len(names) == 1 else 'are'} not in the process: {_some(names)}. "
               f"No move from or to {'it' if len(names) == 1 else 'them'} is allowed.")


def about_visits(replay: Replay) -> Iterator[str]:
    """Yield sentences on visits without length, reopened deals, and stages that are no more."""
    zero = sum(one.zero_length or 0 for one in replay.stages)
    if zero:
        yield f"{_visits(zero)} took no time at all: possibly back-filled. {'It is' if zero == 1 else 'They are'} in no median."
    if replay.reopenings:
        yield f"Deals were reopened {'once' if replay.reopenings == 1 else f'{replay.reopenings:,} times'} after an outcome, which no process allows."
    former = [one.stage for one in replay.stages if one.is_former]
    if former:
        yield f"Only earlier versions of the process have {_some(former)}."


def about_versions(versions: Sequence[InForce], before_first: int) -> Iterator[str]:
    """Yield a sentence on the moves that came before the first release."""
    if before_first:
        first = versions[0]
        yield (f"{before_first:,} {'move was' if before_first == 1 else 'moves were'} made before the first release ({first.version}, {iso(first.since)[:10]}), "
               f"which judges {'it' if before_first == 1 else 'them'} too.")


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _visits(count: int) -> str:
    return f"{count:,} {'visit' if count == 1 else 'visits'}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
