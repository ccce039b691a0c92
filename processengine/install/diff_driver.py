"""Git's diff driver: what changed in sentences, and below them the lines that git would have shown.

The sentences stand behind `#`, so that what is shown is still a patch that can be applied.
"""

import os
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import ask_as_the_user
from processengine.store import read

if TYPE_CHECKING:
    from processengine.diff.revision import Revision

_NOTHING = os.devnull


def shown(arguments: list[str]) -> bytes:
    """Return what git shows for one file.

    `arguments` are git's: path, old file, hex and mode, new file, hex and mode; of a file that was moved also its new
    path and a remark; of a file with conflicts the path alone.
    """
    if len(arguments) < 7:
        return f"* Unmerged path {arguments[0] if arguments else ''}\n".encode()
    path, old, _, _, new, _, _, *moved = arguments
    after = moved[0] if moved else path
    return b"".join((_sentences(path, old, after, new), _lines(path, old, after, new)))


def _sentences(path: str, old: str, after: str, new: str) -> bytes:
    """Return what changed, as far as both sides can be read; nothing where one can't."""
    from processengine.diff.changeset import changesets
    from processengine.report import diff_text
    from processengine.report.comparison import Comparison

    sides = [_read(old, f"a/{path}"), _read(new, f"b/{after}")]
    if None in sides:
        return b""
    before, now = (side.revisions for side in sides if side is not None)
    wrong = [side.wrong for side in sides if side is not None and side.wrong]
    comparison = Comparison(f"a/{path}", f"b/{after}", changesets(before, now, same=bool(before and now)))
    told = [] if comparison.changed or wrong else ["No difference in meaning."]
    if comparison.changed:
        told = diff_text.render(comparison).rstrip("\n").split("\n")
    return "".join(f"# {line}".rstrip() + "\n" for line in (*told, *wrong)).encode()


class _Side(NamedTuple):
    """A side's document, none where the file is not there, and what in it is wrong and so not compared."""

    revisions: "list[Revision]"
    wrong: str = ""


def _read(file: str, name: str) -> _Side | None:
    """Read a side; return None where there is no process or journey that can be read."""
    if _is_nothing(file):
        return _Side([])
    from processengine.diff.revision import Revision
    from processengine.model.journey import Journey
    from processengine.model.process import Process
    from processengine.report.safe import visible
    from processengine.syntax.load import load
    from processengine.syntax.parse import parse_bytes

    try:
        document, unreadable = parse_bytes(read(Path(file)).data)
    except CannotRun:
        return None
    value, problems = load(document)
    if unreadable or not isinstance(value, Process | Journey):
        return None
    wrong = visible(f"Not compared, because it is wrong: {name}: {problems[0].finding.message}") if problems else ""
    return _Side([Revision(value, document, name)], wrong)


def _lines(path: str, old: str, after: str, new: str) -> bytes:
    """Return git's own difference, under the names that the file has in the repository."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="processengine-") as folder:
        sides = [_copy(Path(folder), f"a/{path}", old), _copy(Path(folder), f"b/{after}", new)]
        colour = "always" if _is_coloured() else "never"
        options = ("--no-index", "--no-ext-diff", "--no-textconv", "--no-prefix", f"--color={colour}")
        return ask_as_the_user(Path(folder), "diff", *options, "--", *sides).out


def _copy(folder: Path, name: str, file: str) -> str:
    """Put a side's content below a folder under its name, and return that; a name that would lead out is not taken."""
    if _is_nothing(file):
        return _NOTHING
    kept = name if not {"..", "."} & set(PurePosixPath(name).parts) and "\0" not in name else name[:2] + "file.yaml"
    target = folder / kept
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(read(Path(file)).data)
    return kept


def _is_nothing(file: str) -> bool:
    return file in ("/dev/null", _NOTHING)


def _is_coloured() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    reader = "true" if sys.stdout.isatty() or os.environ.get("GIT_PAGER_IN_USE") else "false"
    return ask_as_the_user(Path(), "config", "--get-colorbool", "color.diff", reader).line == "true"
