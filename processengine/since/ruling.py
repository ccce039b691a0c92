"""Whose settings count: those of the branch that a change is meant for, which its author can't have written."""

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from processengine.model.library import Library


def counterpart(
    folder: PurePosixPath, name: str, there: Mapping[PurePosixPath, str], here: Collection[PurePosixPath]
) -> PurePosixPath | None:
    """Return the folder of the library that is another one's on the other branch; None where that has none yet.

    `folder` and `name` are its folder and id, `there` are the libraries of the other branch with their ids, `here` those
    of this one. A library is known by its folder, else by its id; a new one below another is judged by that one, and one
    that comes as the only other one goes is that one under another name.
    """
    if folder in there:
        return folder
    same = next((one for one in sorted(there) if there[one] == name), None)
    around = next((one for one in folder.parents if one in there), None)
    gone = [one for one in there if one not in here]
    return same or around or (gone[0] if len(gone) == 1 else None)


def unsettled() -> Library:
    """Return a library that sets nothing, for one that can't be read: then the usual severities count."""
    return Library(library="unreadable")
