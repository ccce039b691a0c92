"""Which edits of either side cause an error that neither side has.

An edit is a cause where the error goes when that edit alone is withdrawn from the result.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from processengine.diagnostic import Diagnostic, Related, Severity
from processengine.merge.decision import Judge, Side
from processengine.merge.tree import Keys
from processengine.syntax.document import join
from processengine.syntax.edit import EditError
from processengine.syntax.parse import parse

_MOST = 200


@dataclass(frozen=True)
class Edit:
    """One side's edit in the merged text, and the text without it."""

    side: Side
    keys: Keys
    told: str
    mentions: frozenset[str]
    without: Callable[[], str]


def errors(judge: Judge, text: str) -> list[Diagnostic]:
    """Return the errors of a text."""
    return [one for one in judge(text) if one.severity is Severity.ERROR]


def explained(text: str, caused: Sequence[Diagnostic], edits: Sequence[Edit], judge: Judge) -> Iterator[Diagnostic]:
    """Yield errors of a merged text, each with the edits of both sides that cause it as related."""
    lasting: dict[int, frozenset[str]] = {}
    for diagnostic in caused:
        near = _near(diagnostic, edits)
        found = [edit for edit in near if diagnostic.fingerprint not in _lasting(edit, judge, lasting)]
        for side in ("ours", "theirs"):
            if all(edit.side != side for edit in found):
                found += [edit for edit in near if edit.side == side]
        yield replace(diagnostic, related=(*diagnostic.related, *_related(text, diagnostic.file, found)))


def _near(diagnostic: Diagnostic, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that mention what the error mentions; all of a side where none of its edits does."""
    words = {*diagnostic.path.split("."), *diagnostic.values, *(diagnostic.witness or ())} - {"stages", "next"}
    near: list[Edit] = []
    for side in ("ours", "theirs"):
        own = [edit for edit in edits if edit.side == side]
        near += ([edit for edit in own if words & edit.mentions] or own)[:_MOST]
    return near


def _lasting(edit: Edit, judge: Judge, known: dict[int, frozenset[str]]) -> frozenset[str]:
    """Return the fingerprints of the errors that are there without an edit too."""
    if id(edit) not in known:
        try:
            known[id(edit)] = frozenset(one.fingerprint for one in errors(judge, edit.without()))
        except EditError:
            known[id(edit)] = frozenset()
    return known[id(edit)]


def _related(text: str, file: str, edits: Sequence[Edit]) -> Iterator[Related]:
    document = parse(text)[0]
    for edit in edits:
        path = join(*edit.keys)
        yield Related(f"{edit.side.capitalize()} {edit.told}", file, path, document.span(path))
