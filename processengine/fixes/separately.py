"""What each of many fixes does to a text, every one by itself, without reading the text anew for each.

Fixes that reach into different elements are done together, and the result is read once and held against what was meant.
Each was planned on the text as it stands and none touches another, so what holds of all of them holds of each.
"""

from collections.abc import Collection, Iterator, Sequence

from processengine.diagnostic import Fix
from processengine.fixes.applied import applied
from processengine.syntax.document import Document
from processengine.syntax.edit import EditError, Move
from processengine.syntax.edit.lines import Splice, spliced
from processengine.syntax.edit.meaning import are_equal, tree_of
from processengine.syntax.edit.named.fixes import from_fix
from processengine.syntax.edit.page import Page
from processengine.syntax.edit.plan import Plan, plan
from processengine.syntax.edit.waiting import Waiting
from processengine.syntax.parse import parse

MOST_READ = 3_000_000
"""How many characters are read anew at most for the fixes of one file: some seconds, however many they are."""

_READ_BY_ONE = 3
"""How often one fix by itself has its text read."""


def separately(document: Document, fixes: Sequence[Fix]) -> list[Sequence[Splice] | None]:
    """Return the splices of each fix in the document's text; None where it can't be done, or there is no time for it.

    The time grows with the text alone: what would have more than `MOST_READ` characters read anew is left out.
    """
    found: list[Sequence[Splice] | None] = [None] * len(fixes)
    if document.root is None:
        return found
    known = {one.rule for one in parse(document.text)[1]}
    left = MOST_READ - len(document.text)
    alone: list[int] = []
    for group in _groups(document, fixes, alone):
        left -= len(document.text)
        if left < 0:
            return found
        if group.comes_out(document, known):
            for number, plans in group.plans.items():
                found[number] = [splice for one in plans for splice in one.splices]
        else:
            alone.extend(group.plans)
    for number in sorted(alone):
        left -= _READ_BY_ONE * len(document.text)
        if left < 0:
            break
        found[number] = _by_itself(document.text, fixes[number])
    return found


class _Group:
    """Fixes that can be done together, by their numbers."""

    def __init__(self) -> None:
        self.plans: dict[int, list[Plan]] = {}
        self._waiting = Waiting()

    def takes(self, number: int, plans: list[Plan]) -> bool:
        """Take a fix in; say no where it reaches into what another one changes."""
        if any(self._waiting.touches(one.touched) for one in plans):
            return False
        if all(map(self._waiting.add, plans)):
            self.plans[number] = plans
            return True
        self._waiting = Waiting()
        for others in self.plans.values():
            for one in others:
                self._waiting.add(one)
        return False

    def comes_out(self, document: Document, known: Collection[str]) -> bool:
        """Tell whether the text with all of them means what was meant, and breaks no rule of YAML but the known ones."""
        assert document.root is not None
        meant = tree_of(document.root)
        for plans in self.plans.values():
            for one in plans:
                one.effect(meant)
        after, problems = parse(spliced(document.text, self._waiting.splices))
        is_sound = all(one.rule in known for one in problems)
        return after.root is not None and is_sound and are_equal(tree_of(after.root), meant)


def _groups(document: Document, fixes: Sequence[Fix], alone: list[int]) -> Iterator[_Group]:
    """Give the fixes in groups as large as can be; the numbers of those that can be in none are added to `alone`."""
    page, waiting = Page(document), dict[int, list[Plan]]()
    for number, fix in enumerate(fixes):
        try:
            plans = _plans(page, fix)
        except EditError:
            continue
        if plans is None:
            alone.append(number)
        else:
            waiting[number] = plans
    while waiting:
        group = _Group()
        waiting = {number: plans for number, plans in waiting.items() if not group.takes(number, plans)}
        if not group.plans:
            # Its own operations touch one another: one has to be done before the next one is planned.
            alone.extend(waiting)
            return
        yield group


def _plans(page: Page, fix: Fix) -> list[Plan] | None:
    """Return what a fix's operations do; None where they don't all stand on the text as it is."""
    operations = from_fix(fix, page.document)
    if any(edit.op == "disallow" for edit in fix.edits):
        return None
    found: list[Plan] = []
    for operation in operations:
        if isinstance(operation, Move):
            return None
        found.append(plan(page, operation))
    return found


def _by_itself(text: str, fix: Fix) -> Sequence[Splice] | None:
    try:
        after = applied(text, [fix])
    except EditError:
        return None
    same = _length_in_common(text, after)
    rest = min(len(text), len(after)) - same
    tail = min(rest, _length_in_common(text[::-1], after[::-1]))
    return [Splice(same, len(text) - tail, after[same : len(after) - tail])]


def _length_in_common(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
