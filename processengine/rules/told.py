"""What the reader of the text has told, asked of the paths of which it has said something."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from processengine.model.nearest import nearest
from processengine.syntax.document import split

_WHOLE_STAGE: Final = 2
"""How many names the path of a stage has."""


def names_told(faulty: AbstractSet[str]) -> Mapping[str, AbstractSet[str]]:
    """Return by each element's path the names right below it at which, or further below, one of the paths lies."""
    found: dict[str, set[str]] = {}
    for path in faulty:
        names = path.split(".")
        for place, name in enumerate(names):
            found.setdefault(".".join(names[:place]), set()).add(name)
    return found


def is_told_in(names: Mapping[str, AbstractSet[str]], element: str, key: str) -> bool:
    """Tell whether something was said of `key` in an element, or of a slip of the pen for it, or of what is below."""
    below = names.get(element, ())
    return key in below or any(nearest(name, [key]) for name in below)


def stages_told_in(faulty: AbstractSet[str], keys: Collection[str]) -> AbstractSet[str]:
    """Return the stages of which one of the paths is the whole, or is at one of these keys, or at a slip for one."""
    if not faulty:
        return frozenset()
    return {
        names[1]
        for path in faulty
        if len(names := split(path)) >= _WHOLE_STAGE and names[0] == "stages"
        if len(names) == _WHOLE_STAGE or names[2] in keys or nearest(names[2], keys)
    }
