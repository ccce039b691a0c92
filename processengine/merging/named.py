"""Three files that the user named, as files on the disk or as REV:path, merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from processengine.errors import CannotRun
from processengine.merge import Judge, Merged, Names, Unreadable
from processengine.merging.contents import merge_contents
from processengine.merging.judging import judge_at
from processengine.store import read

_SIDES = ("base", "ours", "theirs")


@dataclass(frozen=True)
class _Side:
    """A side: what the user calls it, what it holds, and what judges a text in its place."""

    name: str
    data: bytes
    judge: Judge


def merge_named(arguments: Sequence[str], today: date) -> Merged:
    """Merge BASE, OURS and THEIRS; the result is judged in the place of OURS.

    Raise CannotRun where one can't be read, or can't be merged by meaning.
    """
    sides = [_on_disk(one, today) for one in arguments] if all(Path(one).is_file() for one in arguments) else _anywhere(arguments, today)
    base, ours, theirs = sides
    try:
        return merge_contents(base.data, ours.data, theirs.data, ours.judge, Names(base.name, ours.name, theirs.name))
    except Unreadable as error:
        name = sides[_SIDES.index(error.side)].name
        raise CannotRun(f"{name} can't be merged by meaning: {error.message} (`git merge-file` merges by lines.)") from None


def _on_disk(name: str, today: date) -> _Side:
    return _Side(name, read(Path(name)).data, judge_at(Path(name), today))


def _anywhere(arguments: Sequence[str], today: date) -> list[_Side]:
    """Read sides of which some stand in revisions."""
    from processengine.merging.snapshot import snapshot
    from processengine.sides import places
    from processengine.sides.place import Disk

    base, ours, theirs = arguments
    before, after = places([base, ours]), places([base, theirs])
    found = []
    for name, place in zip(arguments, (before.before, before.after, after.after), strict=True):
        texts = place.texts()
        if len(texts) != 1 or not texts[0].is_named:
            raise CannotRun(f"{name} is no file; merge takes three files, each by its path or as REV:path.")
        if isinstance(place, Disk):
            judge = judge_at(place.root, today)
        else:
            judge = snapshot(place.repository, place.commit, name).judge_at(Path(place.root), today)
        found.append(_Side(name, texts[0].data, judge))
    return found
