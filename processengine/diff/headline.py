"""The one sentence that stands above all others where nearly everything is another process."""

from collections.abc import Sequence

from processengine.diff.atom import Atom
from processengine.diff.conditions import Sides
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
    if len(gone) == len(before) and len(new) == len(after):
        return f"Every stage is replaced: all {len(gone)} are gone, and {len(new)} new ones take their place."
    return f"Most stages are replaced: {len(gone)} of {len(before)} are gone, and {len(new)} of the {len(after)} stages there are now are new."
