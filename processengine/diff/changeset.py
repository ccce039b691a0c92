"""From two revisions of a library to changesets: paired, compared, judged, told and grouped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from processengine.change import Change, Changeset, Group
from processengine.diff import order
from processengine.diff.atom import ACTIONS, Atom, Keys
from processengine.diff.compare import compare
from processengine.diff.conditions import Sides
from processengine.diff.describe import describe
from processengine.diff.describe.words import Titles, quoted
from processengine.diff.impact import judge
from processengine.diff.pairing import pairs
from processengine.diff.renames import Renames, in_new_ids, renames_in
from processengine.diff.revision import Pair, Revision
from processengine.model.base import words
from processengine.model.process import Process
from processengine.span import Span

_SECTIONS = {
    "": "The process", "roles": "Our roles", "buying_team": "The buying team", "change_work": "What must be settled first",
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
    """Group changes: the most serious group first, then what others follow from, then the one further up in the file."""
    grouped: dict[str, list[tuple[Atom, Change]]] = {}
    for atom, change in changes:
        grouped.setdefault(change.group, []).append((atom, change))
    places = {name: index for index, name in enumerate(_all_groups(sides))}

    came_or_went = {atom.id for atom, _ in changes if _comes_or_goes(atom)}

    def seriousness(name: str) -> tuple[int, bool, bool, int]:
        follows = _follows([atom for atom, _ in grouped[name]], came_or_went)
        rank = min(change.impact.rank for _, change in grouped[name])
        return rank, name == "measures", follows, places.get(name, len(places))

    return [
        Group(_title(name, grouped[name][0][0].old_keys, sides), tuple(change for _, change in sorted(grouped[name], key=_order)))
        for name in sorted(grouped, key=seriousness)
    ]


def _order(pair: tuple[Atom, Change]) -> tuple[bool, bool, int, bool, int]:
    """Order what is told together: a rename, a stage's coming or going, then by impact, where deals start before the rest."""
    atom, change = pair
    is_rename = atom.element == "stage" and (atom.action == "renamed" or atom.field == "title")
    return not is_rename, not _comes_or_goes(atom), change.impact.rank, atom.field != "start", ACTIONS.index(atom.action)


def _comes_or_goes(atom: Atom) -> bool:
    return atom.element == "stage" and atom.action in ("added", "removed")


def _follows(atoms: Sequence[Atom], stages: set[str]) -> bool:
    """Tell whether a group only gains or loses transitions, and some of them because of stages that came or went."""
    only_ways = all(atom.element == "transition" and atom.action in ("added", "removed") for atom in atoms)
    return only_ways and any(atom.id in stages for atom in atoms)


def _all_groups(sides: Sides) -> list[str]:
    names = [name for name in _SECTIONS if name != "measures"]
    for holder in ("stages", "steps"):
        before, after = (list(getattr(side, holder, {})) for side in (sides.spoken, sides.new))
        names += [f"{holder}.{name}" for name in order.merged(before, after)]
    return [*names, "measures"]


def _title(group: str, old_keys: Keys, sides: Sides) -> str:
    """Return the heading of a group; what is called otherwise now, with what it was called."""
    content = sides.new or sides.spoken
    assert content is not None
    holder, dot, name = group.partition(".")
    old_name = old_keys[1] if dot else ""
    if not dot:
        return _SECTIONS[group] if isinstance(content, Process) or group else "The journey"
    was = Titles(sides.old).of(holder, old_name) if sides.old and old_name in getattr(sides.old, holder, {}) else ""
    if name not in getattr(content, holder, {}):
        return was or quoted(words(name))
    now = Titles(content).of(holder, name)
    return f"{now} (was {was})" if was and was != now else now
