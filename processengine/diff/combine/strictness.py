"""A criterion that asks for more than before; and the same backward, one that asks for less."""

from collections.abc import Callable, Iterator

from processengine.change import Json
from processengine.diff.combine.compound import Compound
from processengine.diff.combine.view import View

_ASKS_MORE: dict[str, Callable[[Json, Json], bool]] = {
    "required": lambda was, now: was is False and now is True,
    "when": lambda was, now: was is not None and now is None,
    "proof": lambda was, now: was is None and now is not None,
    "applies": lambda was, now: was is None and now == "now",
}
"""When a field's change asks for more: required, without a condition, with a proof, at once."""


def strictness(view: View) -> Iterator[Compound]:
    """Find criteria of which whatever changed in what they ask points one way."""
    kind = "criterion-loosened" if view.is_backward else "criterion-tightened"
    for keys, atoms in view.changed("criterion", _ASKS_MORE).items():
        more = [atom for atom in atoms if _ASKS_MORE[atom.field](view.was(atom), view.now(atom))]
        if more and not any(_ASKS_MORE[atom.field](view.now(atom), view.was(atom)) for atom in atoms):
            values = ({atom.field: value(atom) for atom in more} for value in (view.was, view.now))
            yield view.compound(kind, keys, more, was=next(values), now=next(values))
