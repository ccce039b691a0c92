"""From two revisions of a library to changesets: paired, compared, combined, judged, told and grouped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from processengine.change import Change, Changeset
from processengine.diff.atom import Atom
from processengine.diff.combine import combine
from processengine.diff.combine.compound import Compound, name_of
from processengine.diff.compare import compare
from processengine.diff.conditions import Sides
from processengine.diff.describe import describe, describe_compounds
from processengine.diff.grouping import Item, group_of, groups
from processengine.diff.headline import headline
from processengine.diff.impact import Judgement, judge
from processengine.diff.impact_of_compounds import judge_compound
from processengine.diff.matching.documents import DEFAULT_THRESHOLD, Paired, paired, renames_among
from processengine.diff.matching.told import with_confidence
from processengine.diff.pairing import pairs
from processengine.diff.renames import Renames, in_new_ids
from processengine.diff.revision import Pair, Revision
from processengine.model.base import words
from processengine.model.process import Process
from processengine.span import Span


def changesets(
    old: Sequence[Revision], new: Sequence[Revision], *, same: bool = False, rename_threshold: float = DEFAULT_THRESHOLD
) -> list[Changeset]:
    """Compare two revisions of some documents; `same` tells that the only one of each side is meant to be the other.

    Renames that no file states are guessed where they are at least as sure as `rename_threshold` (0 to 1; at 1 none is).
    The order is that of the new side; documents that are gone come last.
    """
    known: list[Pair] = [(old[0], new[0])] if same and len(old) == len(new) == 1 else pairs(old, new)
    found = paired(known, rename_threshold)
    libraries: dict[str, list[Pair]] = {}
    for pair in found.pairs:
        libraries.setdefault(_home(pair), []).append(pair)
    around = {home: _Around.of(inside, found, rename_threshold) for home, inside in libraries.items()}
    return [_changeset(pair, around[_home(pair)]) for pair in found.pairs]


@dataclass(frozen=True)
class _Around:
    """What a document's library says about it: what was renamed in it, and its processes by id, from either side."""

    renames: Renames
    others: Mapping[str, Process]

    @classmethod
    def of(cls, pairs: Sequence[Pair], found: Paired, threshold: float) -> "_Around":
        contents = [one.content for pair in pairs for one in pair if one is not None]
        return cls(
            renames_among(pairs, found, threshold),
            {content.id: content for content in contents if isinstance(content, Process)},
        )


def _home(pair: Pair) -> str:
    there = pair[1] or pair[0]
    assert there is not None
    return there.home


def _changeset(pair: Pair, around: _Around) -> Changeset:
    old, new = pair
    there = new or old
    assert there is not None
    before, after = old.content if old else None, new.content if new else None
    sides = Sides(before, after, in_new_ids(before, around.renames) if before and after else before, around.others)
    guesses = around.renames.guesses
    changes = [
        (atom, with_confidence(_change(atom, sides, old, new), guesses.get((there.content.id, atom.path))))
        for atom in compare(before, after, around.renames)
    ]
    items = _items(changes, sides, old, new)
    return Changeset(
        "process" if isinstance(there.content, Process) else "journey",
        there.content.id, there.content.title or words(there.content.id),
        old.file if old else None, new.file if new else None,
        tuple(groups(items, sides)), _atoms(changes, sides), headline([atom for atom, _ in changes], sides),
    )


def _atoms(changes: Sequence[tuple[Atom, Change]], sides: Sides) -> tuple[Change, ...]:
    """Return every atomic change, in the order in which they would be told one by one."""
    return tuple(change for group in groups([Item(change, atom) for atom, change in changes], sides) for change in group.changes)


def _items(changes: Sequence[tuple[Atom, Change]], sides: Sides, old: Revision | None, new: Revision | None) -> list[Item]:
    """Return what is told: the compounds, and the atoms that are part of none."""
    compounds = combine([atom for atom, _ in changes], sides)
    parts = {name_of(atom) for compound in compounds for atom in compound.parts}
    told = {name_of(atom): change for atom, change in changes} if compounds else {}
    alone = [Item(change, atom) for atom, change in changes if name_of(atom) not in parts]
    together = []
    for compound, message in zip(compounds, describe_compounds(compounds, sides), strict=True):
        own = [told[name_of(atom)] for atom in compound.parts]
        together.append(Item(_compound(compound, own, judge_compound(compound, own, sides), message, (old, new)), compound))
    return [*together, *alone]


def _compound(compound: Compound, parts: Sequence[Change], judgement: Judgement, message: str, revisions: Pair) -> Change:
    old, new = revisions
    spans = _span(old, compound.old_path), _span(new, compound.path)
    return Change(
        compound.kind, judgement.impact, judgement.reason, compound.path, message,
        group=group_of(compound), before=compound.before, after=compound.after,
        before_span=spans[0] or next((part.before_span for part in parts if part.before_span), None),
        after_span=spans[1] or next((part.after_span for part in parts if part.after_span), None),
        parts=tuple(part.fingerprint for part in parts),
    )


def _change(atom: Atom, sides: Sides, old: Revision | None, new: Revision | None) -> Change:
    judgement = judge(atom, sides)
    return Change(
        atom.kind, judgement.impact, judgement.reason, atom.path, describe(atom, sides),
        group=group_of(atom), before=atom.before, after=atom.after,
        before_span=None if atom.action == "added" else _span(old, atom.old_path),
        after_span=None if atom.action == "removed" else _span(new, atom.in_new_path),
        values=() if atom.place is None else (atom.place,),
    )


def _span(revision: Revision | None, path: str) -> Span | None:
    """Return where the key at a path stands, None where the file doesn't write it."""
    document = revision.document if revision else None
    if document is None or document.at(path) is None:
        return None
    return document.span(path)
