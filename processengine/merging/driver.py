"""Git's merge driver: three files that git has written, merged into the one of ours."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from processengine.errors import CannotRun
from processengine.merge.decision import Names, Unreadable
from processengine.merging.contents import MARKER_SIZE, merge_contents
from processengine.store.files import read, write

_MAX_MARKER_SIZE = 1000


@dataclass(frozen=True)
class Driven:
    """What the driver did: whether all is merged, and what is to be said, a line each."""

    clean: bool
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """What git calls the driver with.

    `base`, `ours` and `theirs` are files of git's own, the base empty or absent where both sides added the file;
    `place` is the file's path in the repository, from its top, which is the current folder.
    """

    base: Path
    ours: Path
    theirs: Path
    place: str
    names: Names
    marker_size: int = MARKER_SIZE


def names_of(base: str, ours: str, theirs: str) -> Names:
    """Return what git calls the sides; git before 2.44 doesn't say and leaves the placeholder."""
    usual = Names()
    given = (" ".join(one.split()) for one in (base, ours, theirs))
    return Names(*(usual[place] if one in ("", "%S", "%X", "%Y") else one for place, one in enumerate(given)))


def size_of(marker_size: str) -> int:
    """Return the length of a mark that git asks for."""
    return min(int(marker_size), _MAX_MARKER_SIZE) if marker_size.isdecimal() and int(marker_size) else MARKER_SIZE


def drive(call: Call, today: date) -> Driven:
    """Merge into the file of ours, by meaning, else by lines; where neither can be, ours stays as it is.

    Whatever goes wrong on our side, git is left with what it would have done itself: with an error it would take
    ours alone, and the other side's edits would be lost without a word.
    """
    try:
        return _by_meaning(call, today)
    except Exception as error:
        if os.environ.get("PROCESSENGINE_TRACEBACK"):
            raise
        return _by_lines(call, _reason(error))


def _by_meaning(call: Call, today: date) -> Driven:
    from processengine.merging.judging import judge_at

    contents = _contents(call)
    merged = merge_contents(*contents, judge_at(Path(call.place), today), call.names, call.marker_size)
    write(call.ours, merged.text.encode())
    if merged.clean and not merged.warned:
        return Driven(clean=True)
    from processengine.report.merge_text import findings

    return Driven(merged.clean, tuple(findings(merged, call.place)))


def _by_lines(call: Call, reason: str) -> Driven:
    from processengine.git.line_merge import merge_lines

    merged = merge_lines(*_contents(call), call.names, call.marker_size)
    if merged.data is None:
        return Driven(clean=False, said=(f"{call.place}: can't be merged, and holds ours alone. {reason}",))
    write(call.ours, merged.data)
    return Driven(not merged.conflicts, (f"{call.place}: merged by lines, not by meaning. {reason}",))


def _contents(call: Call) -> tuple[bytes, bytes, bytes]:
    base = read(call.base).data if call.base.exists() else b""
    return base, read(call.ours).data, read(call.theirs).data


def _reason(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return f"In {error.side}: {error.message}"
    return str(error) if isinstance(error, CannotRun) else f"A mistake in processengine: {type(error).__name__}: {error}"
