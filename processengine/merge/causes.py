"""Which edits of either side cause a finding, an error or a warning, that neither side has.

An edit is a cause where the finding goes when that edit alone is withdrawn from the result.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from processengine.diagnostic import Diagnostic, Related, Severity
from processengine.merge.decision import Judge, Side
from processengine.merge.tree import Keys
from processengine.syntax.document import join
from processengine.syntax.edit import EditError
from processengine.syntax.parse import parse

_NEAREST = 3
_BUDGET = 24

Likeness = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What makes a finding the same one in two texts: rule, path and values."""


@dataclass(frozen=True)
class Edit:
    """One side's edit in the merged text, and the text without it."""

    side: Side
    keys: Keys
    told: str
    mentions: frozenset[str]
    without: Callable[[], str]


def findings(judge: Judge, text: str) -> list[Diagnostic]:
    """Return the errors and warnings of a text."""
    return [one for one in judge(text) if one.severity is not Severity.NOTE]


def likeness(diagnostic: Diagnostic, ids: Mapping[str, str] | None = None) -> Likeness:
    """Return what a finding is known by; `ids` are the ids that stand for others in the text that it is compared with."""
    other = ids or {}
    path = tuple(other.get(name, name) for name in diagnostic.path.split("."))
    return diagnostic.rule, path, tuple(other.get(value, value) for value in diagnostic.values)


def explained(text: str, caused: Sequence[Diagnostic], edits: Sequence[Edit], judge: Judge) -> Iterator[Diagnostic]:
    """Yield findings of a merged text, each with the edits of both sides that cause it as related."""
    trials = _Trials(judge)
    for diagnostic in caused:
        found: list[Edit] = []
        for side in ("ours", "theirs"):
            near = _near(diagnostic, [edit for edit in edits if edit.side == side])
            found += [edit for edit in near if trials.goes_without(diagnostic, edit)] or near[:1]
        yield replace(diagnostic, related=(*diagnostic.related, *_related(text, diagnostic.file, found)))


def _near(diagnostic: Diagnostic, edits: Sequence[Edit]) -> list[Edit]:
    """Return the few edits that are likeliest to cause a finding: around its place, then those that mention what it does."""
    path = tuple(diagnostic.path.split("."))
    words = {*path, *diagnostic.values, *(diagnostic.witness or ())} - {"stages", "next"}

    def distance(edit: Edit) -> tuple[bool, int]:
        return path[: len(edit.keys)] != edit.keys, -len(words & edit.mentions)

    return sorted(edits, key=distance)[:_NEAREST]


class _Trials:
    """Withdraws edits one at a time and looks which findings go; as often as a reader would wait for."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.lasting: dict[int, frozenset[Likeness]] = {}

    def goes_without(self, diagnostic: Diagnostic, edit: Edit) -> bool:
        """Tell whether a finding goes when an edit is withdrawn."""
        if id(edit) not in self.lasting and len(self.lasting) >= _BUDGET:
            return False
        if id(edit) not in self.lasting:
            self.lasting[id(edit)] = self._without(edit)
        return likeness(diagnostic) not in self.lasting[id(edit)]

    def _without(self, edit: Edit) -> frozenset[Likeness]:
        try:
            return frozenset(likeness(one) for one in findings(self.judge, edit.without()))
        except EditError:
            return frozenset()


def _related(text: str, file: str, edits: Sequence[Edit]) -> Iterator[Related]:
    document = parse(text)[0]
    for edit in edits:
        path = join(*edit.keys)
        yield Related(f"{edit.side.capitalize()} {edit.told}", file, path, document.span(path))
