"""The commands that git runs as drivers, as its settings write them.

Git runs them in a shell, and quotes the names of files that it puts in itself. Each begins with our executable by its
full path: a program with windows that runs git has no PATH of the user's, and a virtual environment is on nobody's.
Where ours can't run, the command does what git would do without it.
"""

import os
import shlex
import sys
from pathlib import Path

NAME = "processengine"

MERGE_DRIVER = f"merge.{NAME}.driver"
DIFF_DRIVER = f"diff.{NAME}.command"

_COULD_NOT_RUN = "processengine could not run, so the file was merged by lines; `processengine git doctor` says why."

# A key at the top, or one below it: the stage in which a change lies, as git shows it beside @@.
_STAGE = "^ {0,2}([a-z0-9][a-z0-9_-]*):.*$"


def settings() -> dict[str, str]:
    """Return git's settings by name."""
    program = " ".join(shlex.quote(one) for one in _program())
    return {
        f"merge.{NAME}.name": "sales processes, by meaning",
        MERGE_DRIVER: _merge(program.replace("%", "%%")),
        DIFF_DRIVER: _diff(program),
        f"diff.{NAME}.xfuncname": _STAGE,
    }


def _merge(program: str) -> str:
    return (
        f"{program} merge --driver %O %A %B %P --marker-size %L --labels %S %X %Y; "
        f"code=$?; test $code -le 1 && exit $code; echo {shlex.quote(_COULD_NOT_RUN)} >&2; "
        "git merge-file --diff3 --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
    )


def _diff(program: str) -> str:
    # Git appends "$@" to it, which the last command takes and does nothing with.
    return f'{program} git diff-driver -- "$@" || git --no-pager diff --no-index --no-ext-diff -- "$2" "$5" || :'


def _program() -> list[str]:
    """Return what starts us: the script that was called, the one beside the interpreter, else the module."""
    suffix = ".exe" if os.name == "nt" else ""
    called, beside = Path(sys.argv[0]), Path(sys.executable).with_name(f"{NAME}{suffix}")
    for script in (called, beside):
        if script.stem == NAME and _runs(script):
            return [script.absolute().as_posix()]
    # -P: a repository's own folder is no place to import from.
    return [Path(sys.executable).absolute().as_posix(), "-P", "-m", NAME]


def program_in(command: str) -> Path | None:
    """Return the program that a driver's command starts with; None where it can't be told."""
    try:
        words = shlex.split(command.replace("%%", "%"))
    except ValueError:
        return None
    return Path(words[0]) if words else None


def _runs(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def is_there(program: Path) -> bool:
    """Tell whether a program can be started."""
    import shutil

    return _runs(program) if program.is_absolute() else shutil.which(str(program)) is not None
