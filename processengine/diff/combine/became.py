"""A play of which a criterion was made, so that what was offered is now asked; and the same backward."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from processengine.diff.atom import Atom
from processengine.diff.combine.compound import Compound
from processengine.diff.combine.content import text_of
from processengine.diff.combine.view import View


def became(view: View) -> Iterator[Compound]:
    """Find a play gone and a criterion new in one stage that share their id, their text or their field in the CRM."""
    kind = "criterion-became-play" if view.is_backward else "play-became-criterion"
    plays = {atom.keys: atom for atom in view.went("play")}
    criteria = {atom.keys: atom for atom in view.came("criterion") if atom.stage}
    keys: list[Callable[[Atom], Hashable]] = [
        lambda atom: atom.id, lambda atom: text_of(atom.before or atom.after), lambda atom: (atom.before or atom.after).get("field"),
    ]
    for key in keys:
        before, after = _unique(plays.values(), key), _unique(criteria.values(), key)
        for name in [one for one in before if one in after]:
            play, criterion = before[name], after[name]
            del plays[play.keys], criteria[criterion.keys]
            new = play if view.is_backward else criterion
            yield view.compound(kind, new.keys, [play, criterion], was=view.was(play), now=view.now(criterion), stages=[new.stage])


def _unique(atoms: Iterable[Atom], key: Callable[[Atom], Hashable]) -> dict[Hashable, Atom]:
    found: dict[Hashable, list[Atom]] = {}
    for atom in atoms:
        if key(atom):
            found.setdefault((atom.stage, key(atom)), []).append(atom)
    return {name: same[0] for name, same in found.items() if len(same) == 1}
