"""Whether a git of anybody's lives in a repository, as far as the system tells."""

import os
from itertools import pairwise
from pathlib import Path

_PROCESSES = Path("/proc")


def git_lives(folder: Path, git_directory: Path) -> bool | None:
    """Tell whether a git that may hold a lock of a repository lives; None where the system doesn't tell.

    `folder` is the repository's shared git directory, `git_directory` that of one working tree. A git is here where its
    current folder lies in the repository or a working tree of it, or where its arguments or its environment name the
    repository. One of somebody else's whom we may not look at counts as here.
    """
    if not (_PROCESSES / "self" / "stat").exists():
        return None
    places = _places(folder, git_directory)
    return any(_is_here(one, places) for one in _PROCESSES.iterdir() if one.name.isdecimal() and int(one.name) != os.getpid())


def _places(folder: Path, git_directory: Path) -> tuple[Path, ...]:
    """Return the folders of the repository: what is git's, and the working trees."""
    trees = [folder.parent] if folder.name == ".git" else []
    linked = [file.read_text(encoding="utf-8", errors="surrogateescape") for file in folder.glob("worktrees/*/gitdir")]
    trees += [Path(one.strip()).parent for one in linked]
    return tuple(one.resolve() for one in (folder, git_directory, *trees))


def _is_here(process: Path, places: tuple[Path, ...]) -> bool:
    try:
        if not (process / "comm").read_text(encoding="utf-8", errors="replace").startswith("git"):
            return False
        current = (process / "cwd").readlink()
        words = [*_words(process / "environ"), *_words(process / "cmdline")]
    except PermissionError:
        return True
    except OSError:
        return False  # it has ended meanwhile
    named = [current / word.partition("=")[2] for word in words if word.startswith(("GIT_DIR=", "GIT_WORK_TREE=", "--git-dir=", "--work-tree="))]
    named += [current / after for word, after in pairwise(words) if word in {"--git-dir", "--work-tree", "-C"}]
    return any(one.resolve().is_relative_to(place) for one in (current, *named) for place in places)


def _words(file: Path) -> list[str]:
    return [os.fsdecode(one) for one in file.read_bytes().split(b"\0") if one]
