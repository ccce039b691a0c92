"""What an author meant by a name that isn't there."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import islice
from typing import Final

from processengine.diagnostic import Edit, Finding, Fix, Part
from processengine.model.base import slug
from processengine.model.nearest import nearest

# Looking for the nearest of thousands of names takes a while, and a file full of unknown ones holds no typos.
_MOST_COMPARISONS: Final = 100_000
_FAR: Final = 4
_SHOWN: Final = 8


class Names:
    """Names that are known; `aliases` maps other names, such as those of long ago, to the known ones they mean."""

    def __init__(self, known: Iterable[str], aliases: Mapping[str, str] | None = None) -> None:
        self.known = list(known)
        self.aliases = aliases or {}
        self._found: dict[str, list[str]] = {}
        self._compared = 0

    def meant(self, word: str) -> list[str]:
        """Return what `word` may have been meant to be, sorted: its alias, its id, else the nearest names."""
        if word not in self._found:
            self._found[word] = self._look_up(word)
        return self._found[word]

    def sole(self, word: str) -> str | None:
        """Return the one name that `word` was meant to be; None where there is none, or a choice."""
        names = self.meant(word)
        return names[0] if len(names) == 1 else None

    @cached_property
    def _by_slug(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted(self.known):
            found.setdefault(slug(name), []).append(name)
        return found

    def _look_up(self, word: str) -> list[str]:
        if word in self.aliases:
            return [self.aliases[word]]
        same = self._by_slug.get(slug(word))
        if same and any(letter.isascii() and letter.isalnum() for letter in word):
            return same
        self._compared += len(self.known)
        if self._compared > _MOST_COMPARISONS:
            return []
        letters = frozenset(word)
        return nearest(word, (name for name in self.known if len(letters.symmetric_difference(name)) <= _FAR))


def unknown(
    names: Names, word: str, message: str, path: str, advice: str, on: Part = "key", beside: Collection[str] = ()
) -> Finding:
    """Return the finding that `word` names nothing, with what may have been meant and a fix where it is clear.

    `word` is the key (or the list's item) at `path`, or the value; `advice` is what to do where nothing is near.
    `beside` holds what stands in the same map or list: a fix must not repeat one of those.
    """
    meant = names.meant(word)
    help_ = f"Did you mean {' or '.join(f'`{name}`' for name in meant[:3])}?" if meant else advice
    fix = None
    if len(meant) == 1 and meant[0] not in beside:
        fix = Fix(f"Write `{meant[0]}`", (Edit("rename" if on == "key" else "retext", path, meant[0]),))
    return Finding(message, path, on, help=help_, values=(word,), fix=fix)


def known_here(names: Iterable[str]) -> str:
    """Return a sentence that lists the names that are known; empty where there are none or too many."""
    listed = list(islice(names, _SHOWN + 1))
    return f"Known here: {', '.join(f'`{name}`' for name in listed)}." if 0 < len(listed) <= _SHOWN else ""
