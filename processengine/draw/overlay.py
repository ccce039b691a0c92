"""Two revisions in one picture: each part is marked as added, removed, changed or the same."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from processengine.diff.atom import Atom
from processengine.diff.compare import compare
from processengine.diff.order import merged
from processengine.diff.renames import Renames, in_new_ids, renames_in
from processengine.draw.changes import lines_about, summary, unseen
from processengine.draw.compose import NO_PROCESSES, compose
from processengine.draw.picture import Box, Group, Look, Mark, Picture, Way
from processengine.model.journey import PHASES, Journey
from processengine.model.process import Process

Ends = tuple[str, str]


class Both(NamedTuple):
    """Both revisions of a process ready to be drawn: `spoken` is the old one in the new one's ids."""

    spoken: Process
    before: Picture
    after: Picture
    atoms: list[Atom]


def both(
    old: Process, new: Process, journey: Journey | None = None, others: Mapping[str, Process] = NO_PROCESSES,
    renames: Renames | None = None,
) -> Both:
    """Return two revisions ready to be drawn; `renames` are those that the files state where nothing else is given."""
    known = renames_in([(old, new)]) if renames is None else renames
    spoken = in_new_ids(old, known)
    assert isinstance(spoken, Process)
    return Both(spoken, compose(spoken, journey, others), compose(new, journey, others), compare(old, new, known))


def overlay(
    old: Process, new: Process, journey: Journey | None = None, others: Mapping[str, Process] = NO_PROCESSES,
    renames: Renames | None = None,
) -> Picture:
    """Return the picture of `new` with what `old` had and it lacks, everything marked.

    A stage that was renamed (`was`, or as `renames` says) is one box.
    """
    spoken, before, after, atoms = both(old, new, journey, others, renames)
    closed = [way for way in _shared(spoken, new, before) if not _leads(after, way)]
    boxes = _without(closed, _boxes(before, after, atoms))
    was_shared = [way for way in _shared(spoken, new, before) if _leads(after, way)]
    ways = _ways((*before.ways, *was_shared), after.ways, _shared(new, spoken, after))
    anywhere = _ways(before.anywhere, after.anywhere)
    return Picture(
        key=after.key,
        title=after.title if after.title == before.title else f"{after.title} (was: {before.title})",
        subtitle=_subtitle(old, new, boxes, (*ways, *anywhere), atoms),
        boxes=boxes,
        ways=ways,
        groups=_groups(before, after, [box.key for box in boxes]),
        anywhere=anywhere,
        sheltered=after.sheltered if after.anywhere else before.sheltered,
        shut=after.shut if after.anywhere else before.shut,
        resheltered=tuple(name for name in after.sheltered if name in spoken.stages and _own_list(spoken, name) != _own_list(new, name)),
        start=after.start or before.start,
        is_difference=True,
    )


def whole(picture: Picture, mark: Mark) -> Picture:
    """Return the picture of a process that is there on one side alone: all of it added, or all of it removed."""
    return replace(
        picture,
        boxes=tuple(replace(box, mark=mark) for box in picture.boxes),
        ways=tuple(way._replace(mark=mark) for way in picture.ways),
        anywhere=tuple(way._replace(mark=mark) for way in picture.anywhere),
        is_difference=True,
    )


def _boxes(before: Picture, after: Picture, atoms: list[Atom]) -> tuple[Box, ...]:
    was = {box.key: box for box in before.boxes}
    now = {box.key: box for box in after.boxes}
    about: dict[str, list[Atom]] = {}
    for atom in atoms:
        if atom.stage and atom.element not in ("transition", "from-anywhere"):
            about.setdefault(atom.stage, []).append(atom)
    return tuple(_box(was.get(key), now.get(key), about.get(key, [])) for key in merged(list(was), list(now)))


def _box(was: Box | None, now: Box | None, atoms: list[Atom]) -> Box:
    if now is None:
        assert was is not None
        return replace(was, mark=Mark.REMOVED)
    if was is None:
        return replace(now, mark=Mark.ADDED)
    is_changed = bool(atoms) or was.look is not now.look
    return replace(now, mark=Mark.CHANGED if is_changed else Mark.SAME, changes=lines_about(atoms))


def _without(closed: Iterable[Way], boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """Return the boxes with the ends that a list of their own closed: as lines they would cross the whole panel."""
    titles = {box.key: box.title for box in boxes}
    gone: dict[str, list[str]] = {}
    for way in closed:
        gone.setdefault(way.source, []).append(titles[way.target])
    return tuple(
        replace(box, changes=(*box.changes, f"{Mark.REMOVED} no longer to: {', '.join(gone[box.key])}")) if box.key in gone else box
        for box in boxes
    )


def _own_list(process: Process, name: str) -> Mapping[str, str] | None:
    own = process.stages[name].from_anywhere
    return None if own is None else {way.to: way.when for way in own}


def _shared(process: Process, other: Process, picture: Picture) -> list[Way]:
    """Return the ways from anywhere of the stages that have a list of their own in the other process only."""
    names = [
        name for name, stage in process.stages.items()
        if stage.from_anywhere is None and stage.outcome is None
        and name in other.stages and other.stages[name].from_anywhere is not None
    ]
    return [way._replace(source=name) for name in names for way in picture.anywhere if way.target != name]


def _leads(picture: Picture, way: Way) -> bool:
    return any((one.source, one.target) == (way.source, way.target) for one in picture.ways)


def _ways(before: Iterable[Way], after: Iterable[Way], shared: Iterable[Way] = ()) -> tuple[Way, ...]:
    """Return the ways of both sides, marked; one that is gone and is among what stages now share is not drawn."""
    was: dict[Ends, Way] = {}
    for way in before:
        was.setdefault((way.source, way.target), way)
    now: dict[Ends, Way] = {(way.source, way.target): way for way in after}
    kept = {(way.source, way.target) for way in shared}
    gone = [way._replace(mark=Mark.REMOVED) for ends, way in was.items() if ends not in now and ends not in kept]
    return (*(_way(was.get(ends), way) for ends, way in now.items()), *gone)


def _way(was: Way | None, now: Way) -> Way:
    if was is None:
        return now._replace(mark=Mark.ADDED)
    if was == now:
        return now._replace(mark=Mark.SAME)
    earlier = "" if was.condition == now.condition else f"(was: {was.condition or 'no condition'})"
    return now._replace(mark=Mark.CHANGED, condition=" ".join(filter(None, [now.condition, earlier])))


def _groups(before: Picture, after: Picture, order: list[str]) -> tuple[Group, ...]:
    """Return the groups of both pictures; a box stands where it stands now."""
    placed = {key: group for picture in (before, after) for group in picture.groups for key in group.boxes}
    for key in (box.key for box in after.boxes if not after.group_of(box.key)):
        placed.pop(key, None)
    titles = {group.key: group.title for group in placed.values()}
    return tuple(
        Group(phase, titles[phase], tuple(key for key in order if key in placed and placed[key].key == phase))
        for phase in PHASES if phase in titles
    )


def _subtitle(old: Process, new: Process, boxes: Iterable[Box], ways: Iterable[Way], atoms: list[Atom]) -> str:
    versions = f"version {old.version} → {new.version}" if old.version != new.version else ""
    stages = [box for box in boxes if box.look not in (Look.ELSEWHERE, Look.MISSING)]
    counted = [
        summary((box.mark for box in stages if not box.look.is_outcome), "stage"),
        summary((box.mark for box in stages if box.look.is_outcome), "outcome"),
        summary((way.mark for way in ways), "transition"),
    ]
    said = [versions, *counted, unseen(atoms)]
    return " · ".join(filter(None, said)) if any(said[1:]) else " · ".join(filter(None, [versions, "nothing changed"]))
