"""Two revisions in two pictures that are laid out alike, so that the eye can compare them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from processengine.diff.renames import Renames
from processengine.draw.compose import NO_PROCESSES
from processengine.draw.overlay import Ends, both, overlay
from processengine.draw.picture import Mark, Picture, Way
from processengine.model.journey import Journey
from processengine.model.process import Process


@dataclass(frozen=True)
class Pair:
    """Two pictures, and the frame that holds every box and way of both.

    `overlay` is the one picture of the change. Boxes and ways are marked: before with what is removed or changed,
    after with what is added or changed. A box stands in one place in both, even where its name is another one.
    """

    before: Picture
    after: Picture
    frame: Picture
    overlay: Picture


def pair(
    old: Process, new: Process, journey: Journey | None = None, others: Mapping[str, Process] = NO_PROCESSES,
    renames: Renames | None = None,
) -> Pair:
    """Return the pictures of two revisions of a process; for the rest see `overlay`."""
    _, before, after, _ = both(old, new, journey, others, renames)
    change = overlay(old, new, journey, others, renames)
    frame = replace(change, ways=_all(after.ways, before.ways), anywhere=_all(after.anywhere, before.anywhere))
    return Pair(_marked(before, change, is_new=False), _marked(after, change, is_new=True), frame, change)


def _all(ways: Iterable[Way], others: Iterable[Way]) -> tuple[Way, ...]:
    found: dict[Ends, Way] = {}
    for way in (*ways, *others):
        found.setdefault((way.source, way.target), way)
    return tuple(found.values())


def _marked(picture: Picture, change: Picture, *, is_new: bool) -> Picture:
    """Return one side with the marks of the change; what changed in a box is told on the new side alone."""
    boxes = {box.key: box for box in change.boxes}
    marks = {(way.source, way.target): way.mark for way in (*change.ways, *change.anywhere)}

    def marked(way: Way) -> Way:
        return way._replace(mark=marks.get((way.source, way.target), Mark.SAME))

    return replace(
        picture,
        boxes=tuple(replace(box, mark=boxes[box.key].mark, changes=boxes[box.key].changes if is_new else ()) for box in picture.boxes),
        ways=tuple(map(marked, picture.ways)),
        anywhere=tuple(map(marked, picture.anywhere)),
        is_difference=True,
    )
