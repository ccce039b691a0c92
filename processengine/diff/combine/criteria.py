"""A criterion that stands elsewhere now, under another stage or another id."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

from processengine.change import Json
from processengine.diff.atom import Atom, Keys
from processengine.diff.combine.compound import Compound
from processengine.diff.combine.content import folded
from processengine.diff.combine.view import View


class Stand(NamedTuple):
    """Where a criterion stands; `atom` is None where it came or went with its whole stage."""

    keys: Keys
    data: Json
    atom: Atom | None

    @property
    def fact(self) -> str:
        """The fact, as two of them are compared."""
        return folded(self.data["fact"])


def moved(view: View) -> Iterator[Compound]:
    """Find criteria gone in one place of which the very same fact is asked in another, and nowhere else."""
    came, went = _came(view), _went(view)
    for key in (lambda one: one.fact, lambda one: (one.fact, one.keys[-1])):
        for before, after in _matched(went, came, key):
            went.remove(before)
            came.remove(after)
            parts = [one.atom for one in (before, after) if one.atom is not None]
            if parts:
                was, now = (".".join(one.keys) for one in (before, after))
                yield view.compound("criterion-moved", after.keys, parts, was=was, now=now, stages=_homes(before, after))


def _came(view: View) -> list[Stand]:
    found = [Stand(atom.keys, view.now(atom), atom) for atom in view.came("criterion")]
    return found + [one for name, atom in view.new_stages.items() for one in _inside(name, view.now(atom))]


def _went(view: View) -> list[Stand]:
    found = [Stand(atom.keys, view.was(atom), atom) for atom in view.went("criterion")]
    return found + [one for name, atom in view.gone_stages.items() for one in _inside(name, view.was(atom))]


def _inside(stage: str, data: Json) -> Iterator[Stand]:
    for name, criterion in data.get("exit_criteria", {}).items():
        yield Stand(("stages", stage, "exit_criteria", name), criterion, None)


def _homes(before: Stand, after: Stand) -> list[str]:
    return [one.keys[1] if one.keys[0] == "stages" else "" for one in (before, after)]


def _matched(went: Iterable[Stand], came: Iterable[Stand], key: Callable[[Stand], Hashable]) -> list[tuple[Stand, Stand]]:
    """Return the pairs that share a key which no other on either side has."""
    before, after = _unique(went, key), _unique(came, key)
    return [(one, after[name]) for name, one in before.items() if name in after]


def _unique(stands: Iterable[Stand], key: Callable[[Stand], Hashable]) -> dict[Hashable, Stand]:
    found: dict[Hashable, list[Stand]] = {}
    for one in stands:
        found.setdefault(key(one), []).append(one)
    return {name: same[0] for name, same in found.items() if len(same) == 1}
