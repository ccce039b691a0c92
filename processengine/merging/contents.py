"""Three contents merged by meaning."""

from functools import partial

from processengine.errors import CannotRun
from processengine.merge import Judge, Merged, Names, Unreadable, merge
from processengine.merge.decision import Side

MARKER_SIZE = 7


def merge_contents(
    base: bytes, ours: bytes, theirs: bytes, judge: Judge | None = None, names: Names | None = None, marker_size: int = MARKER_SIZE
) -> Merged:
    """Merge what three files hold; an empty base says that both sides have added the file.

    Raise Unreadable where a side is no document of ours, can't be read, or can't be edited safely.
    """
    texts = _text(base, "base"), _text(ours, "ours"), _text(theirs, "theirs")
    try:
        return merge(*texts, judge, names, marker_size, partial(_by_lines, base, ours, theirs))
    except RecursionError:
        raise Unreadable("ours", "It is nested too deeply.") from None


def _by_lines(base: bytes, ours: bytes, theirs: bytes) -> str | None:
    """Return what git's lines give; None where they conflict or git can't be run, which is no reason not to merge."""
    from processengine.git.line_merge import merge_lines

    try:
        merged = merge_lines(base, ours, theirs)
    except CannotRun:
        return None
    return None if merged.conflicts or merged.data is None else merged.data.decode("utf-8", "replace")


def _text(data: bytes, side: Side) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Unreadable(side, "It is not UTF-8.") from None
