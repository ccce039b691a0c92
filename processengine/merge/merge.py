"""The merge: three texts in, one text and its decisions out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, Literal

from processengine.diagnostic import Severity
from processengine.merge import causes, write
from processengine.merge.agree import Agreed, agree, back
from processengine.merge.causes import Edit
from processengine.merge.decide import Difference, Plan, decide
from processengine.merge.decision import Decision, Judge, Merged, Names, Side, Unreadable
from processengine.merge.tree import MISSING, Place, Tree, say_the_same, tree_of, words_in
from processengine.syntax.document import Document
from processengine.syntax.edit import EditError
from processengine.syntax.edit.meaning import exact_of
from processengine.syntax.parse import parse
from processengine.syntax.plain import plain

_SIDES: Final[tuple[Literal["ours", "theirs"], ...]] = ("ours", "theirs")
_NOWHERE: Final = 9
"""Less serious than anything is."""


def merge(
    base: str, ours: str, theirs: str, judge: Judge | None = None,
    names: Names | None = None, marker_size: int = 7, line_merge: Callable[[], str | None] | None = None,
) -> Merged:
    """Merge what changed from `base` to `theirs` into the text of `ours`.

    An empty base means that both sides added the file. With a `judge`, a result that has an error which neither ours
    nor theirs has is not clean, and a warning of that kind is told. `line_merge` gives what merging line by line comes
    to, None where that conflicts: it is taken where it says the same as what was decided, for it keeps the comments
    that either side wrote. Raise Unreadable where a side is no document that can be read and edited safely.
    """
    try:
        merging = _Merging({"base": base, "ours": ours, "theirs": theirs}, agree(*_read(base, ours, theirs)))
        renamings = (one.decision for one in merging.agreed.renamings if not one.is_lost)
        decisions = (*renamings, *(one.decision for one in merging.plan.differences))
        if any(one.action == "conflict" for one in decisions):
            from processengine.merge import marks

            return Merged(marks.marked(merging.variants(), names or Names(), marker_size), decisions)
        text = theirs if base == ours else ours if theirs in (base, ours) else merging.with_comments(line_merge)
        return _judged(merging, decisions, text, judge) if judge else Merged(text, decisions)
    except EditError as error:
        raise Unreadable("ours", str(error)) from error


def _read(base: str, ours: str, theirs: str) -> tuple[Document, Document, Document]:
    here, there = _document("ours", ours), _document("theirs", theirs)
    before = Document("") if _is_empty(base) else _document("base", base)
    if here.kind != there.kind or (before.kind or here.kind) != here.kind:
        raise Unreadable("theirs", "The sides are documents of different kinds.")
    return before, here, there


def _is_empty(text: str) -> bool:
    """Tell whether nothing but comments stands in a text."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.removeprefix("\ufeff").splitlines())


def _document(side: Side, text: str) -> Document:
    document, problems = parse(text)
    problems += plain(document)[1]
    if document.root is None or document.kind is None or problems:
        said = problems[0].finding.message if problems else "It is no process, journey, library or proposal."
        raise Unreadable(side, said)
    return document


@dataclass(frozen=True)
class _Merging:
    texts: Mapping[str, str]
    agreed: Agreed

    @property
    def root(self) -> Place:
        """The place of the whole document."""
        return Place(self.agreed.ours.kind)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The three sides with one id for each element."""
        return {"base": self.agreed.base, "ours": self.agreed.ours, "theirs": self.agreed.theirs}

    @cached_property
    def trees(self) -> dict[str, Tree]:
        """The data of the three sides."""
        return {side: {} if one.root is None else tree_of(self.root, exact_of(one.root)) for side, one in self.documents.items()}

    @cached_property
    def plan(self) -> Plan:
        """What was decided."""
        forced = {one.keys: one.reason for one in self.agreed.renamings if one.is_lost}
        return decide(self.root, self.trees["base"], self.trees["ours"], self.trees["theirs"], forced)

    @cached_property
    def text(self) -> str:
        """The merged text, with ours in each conflict."""
        return self.written(write.merged)

    def with_comments(self, line_merge: Callable[[], str | None] | None) -> str:
        """Return the merged text; from a merge of lines where a comment of theirs is not in ours and that says the same."""
        lacking = _remarks(self.texts["theirs"]) - _remarks(self.texts["base"]) - _remarks(self.text)
        by_lines = line_merge() if line_merge and lacking else None
        return by_lines if by_lines is not None and _says(by_lines, self.text) else self.text

    def written(self, choose: write.Choose) -> str:
        """Return the text of ours with the chosen values."""
        return ("\ufeff" if self.agreed.ours.bom else "") + write.Writer(self.documents, self.trees, self.plan).written(choose)

    def variants(self) -> dict[str, str]:
        """Return the merged text with each side's values in the conflicts; without the base where it can't be written."""
        texts = {"ours": self._variant("ours"), "theirs": self._variant("theirs")}
        try:
            return {**texts, "base": self._variant("base")}
        except EditError:
            return texts

    def _variant(self, side: Side) -> str:
        text = self.written(lambda one: side if one.action == "conflict" else write.merged(one))
        for one in self.agreed.renamings:
            name = getattr(one, side)
            if one.action == "conflict" and name != one.agreed:
                text = back(text, one, name)
        return text

    def ranks(self, side: Literal["ours", "theirs"], judge: Judge) -> dict[causes.Likeness, int]:
        """Return how serious a side's findings are, by what they are known by in the ids that all sides now have.

        The side is judged as it was given: what our own renaming breaks is no error of its.
        """
        ids = {getattr(one, side): one.agreed for one in self.agreed.renamings}
        found = causes.findings(judge, self.texts[side])
        return {causes.likeness(one, ids): one.severity.rank for one in sorted(found, key=lambda one: -one.severity.rank)}

    def edits(self, text: str) -> Iterator[Edit]:
        """Yield what either side did to the merged text, with the text as it would be without that."""
        for difference in self.plan.differences:
            if difference.action in ("ours", "theirs"):
                yield Edit(difference.action, difference.place.keys, _told(difference), _mentions(difference), partial(self._without, difference))
        for renaming in self.agreed.renamings:
            if renaming.action in ("ours", "theirs"):
                told, mentions = f"renamed `{renaming.base}` to `{renaming.agreed}`.", frozenset({renaming.base, renaming.agreed})
                yield Edit(renaming.action, renaming.keys, told, mentions, partial(back, text, renaming, renaming.base))

    def _without(self, withdrawn: Difference) -> str:
        return self.written(lambda one: "base" if one is withdrawn else write.merged(one))


def _says(one: str, other: str) -> bool:
    """Tell whether two texts say the same."""
    try:
        documents = [_document("ours", text) for text in (one, other)]
    except Unreadable:
        return False
    root = Place(documents[1].kind)
    trees = [tree_of(root, exact_of(document.root)) for document in documents if document.root is not None]
    return documents[0].kind == root.kind and say_the_same(root, *trees)


def _remarks(text: str) -> set[str]:
    """Return the lines of a text that may hold a comment."""
    return {line.strip() for line in text.splitlines() if "#" in line}


def _told(difference: Difference) -> str:
    path = f"`{difference.place.path}`"
    if difference.is_order:
        return f"changed the order of {path}."
    after = difference.ours if difference.action == "ours" else difference.theirs
    return f"added {path}." if difference.base is MISSING else f"removed {path}." if after is MISSING else f"changed {path}."


def _mentions(difference: Difference) -> frozenset[str]:
    return frozenset({*difference.place.keys, *words_in(difference.base), *words_in(difference.ours), *words_in(difference.theirs)})


def _judged(merging: _Merging, decisions: tuple[Decision, ...], text: str, judge: Judge) -> Merged:
    """Return the merge with what is wrong in the result, as far as it is an error, or a warning that no side has.

    A side is judged only where something is left that the other one hasn't, for that takes time.
    """
    found = new = causes.findings(judge, text)
    for side in _SIDES:
        if new:
            there = merging.ranks(side, judge)
            new = [one for one in new if there.get(causes.likeness(one), _NOWHERE) > one.severity.rank]
    if not found:
        return Merged(text, decisions)
    mine = set(map(id, new))
    known = tuple(one for one in found if id(one) not in mine and one.severity is Severity.ERROR)
    told = list(causes.explained(text, new, list(merging.edits(text)), judge)) if new else []
    caused, warned = (tuple(one for one in told if (one.severity is Severity.ERROR) is serious) for serious in (True, False))
    return Merged(text, decisions, caused, known, warned)
