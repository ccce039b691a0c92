"""Git's own merge, line by line: what a forge's button does, and what is left where meaning can't be read."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import ask
from processengine.merge.decision import Names

MARKER_SIZE = 7
_FAILED = 128


class Lines(NamedTuple):
    """A text merged by lines, with marks where `conflicts`; None where git can't merge it by lines (no text)."""

    data: bytes | None
    conflicts: bool


def merge_lines(base: bytes, ours: bytes, theirs: bytes, names: Names | None = None, marker_size: int = MARKER_SIZE) -> Lines:
    """Merge three contents with `git merge-file`, the marks in diff3's style.

    Git is given files in a folder of our own, so that no name of the user's is an argument.
    """
    base_name, ours_name, theirs_name = names or Names()
    try:
        with tempfile.TemporaryDirectory(prefix="processengine-") as folder:
            for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
                Path(folder, name).write_bytes(data)
            options = ["-p", "-q", "--diff3", f"--marker-size={marker_size}", "-L", ours_name, "-L", base_name, "-L", theirs_name]
            answer = ask(Path(folder), "merge-file", *options, "ours", "base", "theirs")
    except OSError as error:
        raise CannotRun(f"There is no room to merge in: {error.strerror or error}.") from None
    if not 0 <= answer.code < _FAILED:
        return Lines(None, conflicts=True)
    return Lines(answer.out, conflicts=answer.code > 0)
