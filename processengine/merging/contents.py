"""Three contents merged by meaning."""

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
        return merge(*texts, judge, names, marker_size)
    except RecursionError:
        raise Unreadable("ours", "It is nested too deeply.") from None


def _text(data: bytes, side: Side) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Unreadable(side, "It is not UTF-8.") from None
