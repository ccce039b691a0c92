"""The pictures of a comparison: drawn where something here can draw, told in words where nothing can."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from processengine.change import Changeset
from processengine.diff.renames import Renames, renames_in
from processengine.diff.revision import Revision
from processengine.draw import dot
from processengine.draw.compose import NO_PROCESSES, compose
from processengine.draw.outline import render as outline
from processengine.draw.overlay import overlay, whole
from processengine.draw.pair import pair
from processengine.draw.picture import Mark, Picture
from processengine.errors import CannotRun
from processengine.graphviz import refuse_too_large, to_svg, to_svgs
from processengine.model.journey import Journey
from processengine.model.process import Process
from processengine.report.pictures import Pictures, file_of
from processengine.store import Shelves
from processengine.syntax.shipped import shipped_journey


def pictures(changesets: Iterable[Changeset], old: Sequence[Revision], new: Sequence[Revision]) -> dict[str, Pictures]:
    """Return the pictures of the processes that differ between two revisions of a library, by `file_of` their changeset."""
    drawn: dict[str, Pictures] = {}
    sides = Sides(old, new)
    for changeset in changesets:
        if changeset.kind == "process" and changeset.impact is not None:
            before, after = sides.processes(changeset)
            drawn[file_of(changeset)] = draw(before, after, sides.journey(changeset), sides.others, renames_of(changeset, before, after))
    return drawn


def change_of(changeset: Changeset, old: Sequence[Revision], new: Sequence[Revision]) -> Picture:
    """Return the one picture of what a changeset says of a process."""
    sides = Sides(old, new)
    before, after = sides.processes(changeset)
    return one_picture(before, after, sides.journey(changeset), sides.others, renames_of(changeset, before, after))


def draw(
    old: Process | None, new: Process | None, journey: Journey | None = None, others: Mapping[str, Process] = NO_PROCESSES,
    renames: Renames | None = None,
) -> Pictures:
    """Return a process before and after, laid out alike; of one that came or went the picture of the side that has it."""
    change = one_picture(old, new, journey, others, renames)
    words = outline(change)
    try:
        refuse_too_large(change)
        if old is not None and new is not None:
            return Pictures(*to_svgs(pair(old, new, journey, others, renames)), words)
        svg = to_svg(dot.render(change), change.title)
        return Pictures(before=svg, outline=words) if new is None else Pictures(after=svg, outline=words)
    except CannotRun as error:
        return Pictures(outline=words, missing=f"There is no drawing here. {error}")


def one_picture(
    old: Process | None, new: Process | None, journey: Journey | None = None, others: Mapping[str, Process] = NO_PROCESSES,
    renames: Renames | None = None,
) -> Picture:
    """Return the one picture of a change; of a process that came or went the whole of it, marked so."""
    if old is not None and new is not None:
        return overlay(old, new, journey, others, renames)
    there = new or old
    assert there is not None
    return whole(compose(there, journey, others), Mark.REMOVED if new is None else Mark.ADDED)


def renames_of(changeset: Changeset, old: Process | None, new: Process | None) -> Renames | None:
    """Return which stages a changeset takes for renamed, guesses too; None where a side lacks the process."""
    if old is None or new is None:
        return None
    stages = {
        str(atom.before): atom.path.removeprefix("stages.") for atom in changeset.atoms if atom.kind == "stage-renamed"
    }
    return replace(renames_in([(old, new)]), stages={old.id: stages} if stages else {})


class Sides:
    """Both revisions of a library, to look up what a picture needs."""

    def __init__(self, old: Sequence[Revision], new: Sequence[Revision]) -> None:
        self.before = {one.file: one for one in old}
        self.after = {one.file: one for one in new}
        self.shelves = Shelves()
        contents = [one.content for one in (*old, *new)]
        self.others = {one.id: one for one in contents if isinstance(one, Process)}

    def processes(self, changeset: Changeset) -> tuple[Process | None, Process | None]:
        """Return a changeset's process on both sides."""
        found = self.before.get(changeset.before_file or ""), self.after.get(changeset.after_file or "")
        before, after = (one.content if one else None for one in found)
        assert not isinstance(before, Journey)
        assert not isinstance(after, Journey)
        return before, after

    def journey(self, changeset: Changeset) -> Journey | None:
        """Return the journey that a process mirrors: of its own side, of the library around its file, or the shipped one."""
        before, after = self.processes(changeset)
        there = after or before
        if there is None or there.journey is None:
            return None
        revisions = [*self.after.values(), *self.before.values()]
        own = [one.content for one in revisions if isinstance(one.content, Journey) and one.content.id == there.journey]
        if own:
            return own[0]
        file = Path(file_of(changeset))
        shelf = self.shelves.around(file) if file.is_file() else None
        if shelf is not None and there.journey in shelf.journeys:
            return shelf.journeys[there.journey]
        shipped = shipped_journey()
        return shipped if shipped.id == there.journey else None
