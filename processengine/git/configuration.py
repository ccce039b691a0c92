"""Git's own settings, as the user has them: read and written, local to a repository or for all of the user's."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from processengine.errors import CannotRun
from processengine.git.command import ask_as_the_user, complaint

Scope = Literal["local", "global"]

_AT_ONCE = 200


def setting(folder: Path, name: str) -> str | None:
    """Return the value that counts in a folder; None where there is none."""
    answer = ask_as_the_user(folder, "config", "--null", "--get", name)
    return answer.out.decode("utf-8", "surrogateescape").removesuffix("\0") if answer.code == 0 else None


def write_setting(folder: Path, scope: Scope, name: str, value: str) -> bool:
    """Write a value, and tell whether that changed anything; `name` and `value` are ours."""
    there = ask_as_the_user(folder, "config", f"--{scope}", "--null", "--get-all", name)
    if there.code == 0 and there.out.decode("utf-8", "surrogateescape") == f"{value}\0":
        return False
    answer = ask_as_the_user(folder, "config", f"--{scope}", "--replace-all", name, value)
    if answer.code != 0:
        raise CannotRun(f"git's setting {name} can't be written: {complaint(answer)}.")
    return True


def attributes(root: Path, names: Sequence[str], paths: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield path, attribute and value, as git sees them now, of files given by their paths from the top."""
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        answer = ask_as_the_user(root, "check-attr", "-z", *names, "--", *some)
        if answer.code != 0:
            raise CannotRun(f"git can't say which attributes the files have: {complaint(answer)}.")
        parts = answer.out.decode("utf-8", "surrogateescape").split("\0")
        yield from zip(parts[0::3], parts[1::3], parts[2::3], strict=False)


def version(folder: Path) -> tuple[int, ...]:
    """Return git's version, as far as it is numbers."""
    answer = ask_as_the_user(folder, "version")
    words = answer.line.split()
    numbers = words[2].split(".") if len(words) > 2 else []
    return tuple(int(one) for one in numbers[:3] if one.isdecimal())
