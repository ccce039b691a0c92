"""What stands above all others where nearly everything is another process."""

from collections.abc import Sequence

from processengine.diff.atom import Atom
from processengine.diff.conditions import Sides
from processengine.diff.describe.words import percent
from processengine.model.process import Process

_FEWEST = 3
"""Fewer stages than these are told one by one and need no headline."""


def headline(atoms: Sequence[Atom], sides: Sides) -> str:
    """Return what is said first: that all or most of the stages where deals are worked on are replaced; else nothing."""
    if not isinstance(sides.spoken, Process) or not isinstance(sides.new, Process):
        return ""
    before, after = ([name for name, stage in side.stages.items() if stage.is_open] for side in (sides.spoken, sides.new))
    gone = [name for name in before if name not in sides.new.stages]
    new = [name for name in after if name not in sides.spoken.stages]
    if not atoms or len(gone) < _FEWEST or 2 * len(gone) <= len(before) or 2 * len(new) <= len(after):
        return ""
    forecast = _forecast(sides.spoken, gone, sides.new, new)
    if len(gone) == len(before) and len(new) == len(after):
        return f"Every stage is replaced: all {len(gone)} are gone, and {len(new)} new ones take their place.{forecast}"
    return f"Most stages are replaced: {len(gone)} of {len(before)} are gone, and {len(new)} of the {len(after)} stages there are now are new.{forecast}"


def _forecast(old: Process, gone: Sequence[str], now: Process, new: Sequence[str]) -> str:
    """Return a further sentence where the stages that go have a probability and none of the new ones has; else nothing."""
    shares = sorted({share for name in gone if (share := old.stages[name].probability) is not None})
    if not shares or any(now.stages[name].probability is not None for name in new):
        return ""
    count = percent(shares[0] / 100) if len(shares) == 1 else f"{percent(shares[0] / 100)} to {percent(shares[-1] / 100)}"
    return f" The forecast goes with them: the old ones counted as {count} likely to be won, the new ones have no probability."
