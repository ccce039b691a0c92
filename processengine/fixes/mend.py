"""Applying what fixes there are until none is left: one may stand in another's way, or make room for another."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from processengine.diagnostic import Diagnostic, Edit, Fix
from processengine.fixes.applied import applied
from processengine.syntax.edit import EditError

_MOST_ROUNDS: Final = 100

Look = Callable[[str], Sequence[Diagnostic]]
"""Tells what is found in a text."""


class Left(NamedTuple):
    """A diagnostic whose fix could not be placed, and why not, in a sentence."""

    diagnostic: Diagnostic
    reason: str


class Mended(NamedTuple):
    """A text after its fixes: how many were done, and which could not be."""

    text: str
    done: int
    left: tuple[Left, ...] = ()


def mend(text: str, look: Look, *, unsafe: bool = False) -> Mended:
    """Apply the safe fixes of what is found in a text, and the unsafe ones too where that is asked for.

    After each round the text is looked at anew, until nothing more can be fixed.
    """
    done, seen = 0, {text}
    for _ in range(_MOST_ROUNDS):
        offered = list(_offered(look(text), unsafe=unsafe))
        after = _round(text, offered)
        # Fixes that undo each other would go round for ever.
        if after.text in seen:
            return Mended(text, done, after.left)
        text, done = after.text, done + after.done
        seen.add(text)
    return Mended(text, done)


def wanted(diagnostic: Diagnostic, *, unsafe: bool) -> bool:
    """Tell whether a diagnostic has a fix of the kind that is asked for."""
    fix = diagnostic.fix
    return fix is not None and bool(fix.edits) and (unsafe or fix.safe)


class _Offer(NamedTuple):
    diagnostic: Diagnostic
    fix: Fix


def _offered(found: Iterable[Diagnostic], *, unsafe: bool) -> Iterator[_Offer]:
    """Yield the fixes of one round: each once, and none that reaches into what another one changes.

    What stands twice comes first, while both still say the same; comments come last, when nothing else is left that
    could make them count.
    """
    taken: set[tuple[Edit, ...]] = set()
    reached = _Reached()
    for one in sorted(found, key=_turn):
        fix = one.fix
        if fix is None or not wanted(one, unsafe=unsafe) or fix.edits in taken:
            continue
        own = [edit.path for edit in fix.edits if edit.op != "disallow"]
        if not own and reached.paths:
            return
        if not any(map(reached.touches, own)):
            taken.add(fix.edits)
            reached.add(own)
            yield _Offer(one, fix)


def _turn(diagnostic: Diagnostic) -> int:
    operations = {edit.op for edit in diagnostic.fix.edits} if diagnostic.fix is not None else set()
    return 0 if "remove-second" in operations else 2 if "disallow" in operations else 1


class _Reached:
    """The paths that the fixes of a round reach into, with all that is above them."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._above: set[str] = set()

    def add(self, paths: Iterable[str]) -> None:
        """Take some more paths in."""
        for path in paths:
            self.paths.add(path)
            self._above.update(_with_holders(path))

    def touches(self, path: str) -> bool:
        """Tell whether something reaches into an element, into what holds it, or into what it holds."""
        return path in self._above or not self.paths.isdisjoint(_with_holders(path))


def _with_holders(path: str) -> list[str]:
    names = path.split(".")
    return [".".join(names[:count]) for count in range(1, len(names) + 1)]


def _round(text: str, offered: Sequence[_Offer]) -> Mended:
    """Do what can be done of some fixes; those of comments from below, because they are known by their lines.

    The others go by their depth and one a holder at a time, so that many are spliced in one go.
    """
    beside: Counter[str] = Counter()
    turns: dict[_Offer, tuple[int, int, int]] = {}
    for one in offered:
        holder = one.fix.edits[0].path.rpartition(".")[0]
        turns[one] = (-_line(one), beside[holder], -holder.count("."))
        beside[holder] += 1
    return _as_many(text, sorted(offered, key=turns.__getitem__))


def _line(offer: _Offer) -> int:
    """Return the line of the comment that a fix is about; 0 where it is about an element."""
    return next((int(edit.path) for edit in offer.fix.edits if edit.op == "disallow"), 0)


def _as_many(text: str, offered: Sequence[_Offer]) -> Mended:
    """Do all fixes at once; where that fails, one half after the other, so that the few that can't be done stand alone."""
    try:
        return Mended(applied(text, [one.fix for one in offered]), len(offered))
    except EditError as error:
        if len(offered) == 1:
            return Mended(text, 0, (Left(offered[0].diagnostic, str(error)),))
    middle = len(offered) // 2
    first = _as_many(text, offered[:middle])
    second = _as_many(first.text, offered[middle:])
    return Mended(second.text, first.done + second.done, first.left + second.left)


def among(accepted: Collection[str], look: Look) -> Look:
    """Return what looks likewise and passes over the diagnostics with some fingerprints."""
    return lambda text: [one for one in look(text) if one.fingerprint not in accepted]
