"""From two revisions of a library to changesets: paired, compared, judged, told and grouped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from processengine.change import Change, Changeset, Group
from processengine.diff import order
from processengine.diff.atom import ACTIONS, Atom
from processengine.diff.compare import compare
from processengine.diff.conditions import Sides
from processengine.diff.describe import describe
from processengine.diff.describe.words import Titles
from processengine.diff.impact import judge
from processengine.diff.pairing import pairs
from processengine.diff.renames import Renames, in_new_ids, renames_in
from processengine.diff.revision import Pair, Revision
from processengine.model.base import words
from processengine.model.process import Process
from processengine.span import Span

_SECTIONS = {
    "": "The process", "roles": "Our roles", "buying_team": "The buying team", "change_work": "What must settle first",
    "kits": "Kits", "measures": "Measures",
}


def changesets(old: Sequence[Revision], new: Sequence[Revision], *, same: bool = False) -> list[Changeset]:
    """Compare two revisions of some documents; `same` tells that the only one of each side is meant to be the other.

    The order is that of the new side; documents that are gone come last.
    """
    paired: list[Pair] = [(old[0], new[0])] if same and len(old) == len(new) == 1 else pairs(old, new)
    libraries: dict[str, list[Pair]] = {}
    for pair in paired:
        libraries.setdefault(_home(pair), []).append(pair)
    around = {home: _Around.of(inside) for home, inside in libraries.items()}
    return [_changeset(pair, around[_home(pair)]) for pair in paired]


@dataclass(frozen=True)
class _Around:
    """What a document's library says about it: what was renamed in it, and its processes by id, from either side."""

    renames: Renames
    others: Mapping[str, Process]

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> "_Around":
        contents = [one.content for pair in pairs for one in pair if one is not None]
        return cls(
            renames_in([(one.content, other.content) for one, other in pairs if one and other]),
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
    changes = [(atom, _change(atom, sides, old, new)) for atom in compare(before, after, around.renames)]
    groups = _groups(changes, sides)
    return Changeset(
        "process" if isinstance(there.content, Process) else "journey",
        there.content.id, there.content.title or words(there.content.id),
        old.file if old else None, new.file if new else None, tuple(groups), tuple(change for group in groups for change in group.changes),
    )


def _change(atom: Atom, sides: Sides, old: Revision | None, new: Revision | None) -> Change:
    judgement = judge(atom, sides)
    return Change(
        atom.kind, judgement.impact, judgement.reason, atom.path, describe(atom, sides),
        group=_group_of(atom), before=atom.before, after=atom.after,
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


def _group_of(atom: Atom) -> str:
    """Return what an atom is told under: a stage, a step, or one of the document's maps; empty for the document."""
    if atom.stage:
        return f"stages.{atom.stage}"
    match atom.keys:
        case "from_anywhere", target:
            return f"stages.{target}"
        case "steps", step:
            return f"steps.{step}"
        case holder, _ if holder in _SECTIONS:
            return holder
    return ""


def _groups(changes: Sequence[tuple[Atom, Change]], sides: Sides) -> list[Group]:
    """Group changes; the most serious group comes first, then the one further up in the file."""
    grouped: dict[str, list[tuple[Atom, Change]]] = {}
    for atom, change in changes:
        grouped.setdefault(change.group, []).append((atom, change))
    places = {name: index for index, name in enumerate(_all_groups(sides))}

    def seriousness(name: str) -> tuple[int, int]:
        return min(change.impact.rank for _, change in grouped[name]), places.get(name, len(places))

    return [
        Group(_title(name, sides), tuple(change for _, change in sorted(grouped[name], key=_order)))
        for name in sorted(grouped, key=seriousness)
    ]


def _order(pair: tuple[Atom, Change]) -> tuple[int, bool, int]:
    """Order what is told together: by impact; first what became of the stage itself and where deals start."""
    atom, change = pair
    is_first = atom.field == "start" or (atom.element == "stage" and atom.action in ("added", "removed"))
    return change.impact.rank, not is_first, ACTIONS.index(atom.action)


def _all_groups(sides: Sides) -> list[str]:
    names = [name for name in _SECTIONS if name != "measures"]
    for holder in ("stages", "steps"):
        before, after = (list(getattr(side, holder, {})) for side in (sides.spoken, sides.new))
        names += [f"{holder}.{name}" for name in order.merged(before, after)]
    return [*names, "measures"]


def _title(group: str, sides: Sides) -> str:
    content = sides.new or sides.spoken
    assert content is not None
    holder, dot, name = group.partition(".")
    if not dot:
        return _SECTIONS[group] if isinstance(content, Process) or group else "The journey"
    owner = content if name in getattr(content, holder, {}) else sides.spoken
    assert owner is not None
    return Titles(owner).of(holder, name)
