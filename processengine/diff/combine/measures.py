"""A measure that is computed otherwise, whichever parts of its definition changed."""

from collections.abc import Iterator

from processengine.diff.combine.compound import Compound
from processengine.diff.combine.view import View
from processengine.diff.data import data_of

DEFINITION = ("share", "among", "duration", "quantile", "ratio", "count", "last", "within", "each", "by")


def redefined(view: View) -> Iterator[Compound]:
    """Find the measures of which the definition changed; a target or a title is none of it."""
    for keys, atoms in view.changed("measure", DEFINITION).items():
        was, now = (data_of(side.measures[keys[1]]) for side in (view.before, view.after))
        yield view.compound("measure-redefined", keys, atoms, was=was, now=now, told_under="measures")
