"""Commits made beside the working tree: blobs, a tree by an index of its own, and a commit; nothing on the disk changes."""

import os
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from processengine.errors import CannotRun
from processengine.git.command import Answer, ask, complaint
from processengine.git.identity import Identity

Contents = Mapping[str, bytes | None]
"""What files hold, by their paths from the repository's top; None for one that is to go."""

_FILE = "100644"


def commit(
    root: Path, parent: str, contents: Contents, message: str, who: Identity, at: str = "", merged: Sequence[str] = (),
) -> str:
    """Return the id of a new commit: `parent` with some files' contents replaced. No ref stands for it yet.

    `at` is when it is made, as git reads it; empty for now. `merged` are further parents, whose changes the contents hold.
    Raise CannotRun where another file would have to go for one of them, or anything else would change.
    """
    when = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at} if at else {}
    import tempfile

    entries = _entries(root, parent, contents)
    with tempfile.TemporaryDirectory(prefix="processengine-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        _done(ask(root, "read-tree", parent, more=index))
        _done(ask(root, "update-index", "-z", "--index-info", stdin=entries, more=index))
        tree = _done(ask(root, "write-tree", more=index))
    _refuse_more(root, parent, tree, contents)
    return _done(ask(root, "commit-tree", tree, *(part for one in (parent, *merged) for part in ("-p", one)), stdin=message.encode(), more={**who.variables(), **when}))


def _refuse_more(root: Path, parent: str, tree: str, contents: Contents) -> None:
    """Raise CannotRun where a tree differs from a commit in more than some contents: git puts a file in the place of a folder, and the other way round, unasked."""
    answer = ask(root, "diff-tree", "-r", "-z", "--name-only", "--no-renames", parent, tree, "--")
    _done(answer)
    more = [path for path in os.fsdecode(answer.out).split("\0") if path and path not in contents]
    if more:
        path = next((one for one in contents if one.startswith(f"{more[0]}/") or more[0].startswith(f"{one}/")), "")
        raise CannotRun(f"{path or 'What is to be written'} would take the place of {more[0]}, which would be gone. Nothing was changed.")


def keep_in_index(root: Path, commit_: str, paths: list[str]) -> None:
    """Let the user's index hold some files as a commit has them, so that they count as committed.

    git would look at files that changed in the very moment of its last look, and run the repository's filters on them;
    with an empty folder for its files it finds none. Those files are put in anew, so that git looks at them next time.
    """
    import tempfile

    where = _done(ask(root, "rev-parse", "--absolute-git-dir"))
    entries = _listed(_in_tree(root, commit_, paths), paths) + _just_changed(root, set(paths))
    with tempfile.TemporaryDirectory(prefix="processengine-") as folder:
        nowhere = {"GIT_DIR": where, "GIT_WORK_TREE": folder}
        _done(ask(Path(folder), "update-index", "-z", "--index-info", stdin=entries, more=nowhere))


def _just_changed(root: Path, without: AbstractSet[str]) -> bytes:
    """Return the index's entries of files that changed in the second of its last writing, or later."""
    index = root / _done(ask(root, "rev-parse", "--git-path", "index"))
    written = int(index.stat().st_mtime)
    answer = ask(root, "ls-files", "-z", "--stage", "--full-name")
    found = []
    for entry in os.fsdecode(answer.out).split("\0"):
        facts, _, path = entry.partition("\t")
        if path and path not in without and facts.endswith(" 0") and _changed_since(root / path, written):
            found.append(f"{facts.removesuffix(' 0')}\t{path}\0")
    return os.fsencode("".join(found))


def _changed_since(path: Path, second: int) -> bool:
    try:
        return int(path.lstat().st_mtime) >= second
    except OSError:
        return False


def _entries(root: Path, parent: str, contents: Contents) -> bytes:
    there = _in_tree(root, parent, list(contents))
    made = {}
    for path, data in contents.items():
        if data is not None:
            mode = there[path][0] if path in there else _FILE
            made[path] = (mode, _done(ask(root, "hash-object", "-w", "--stdin", stdin=data)))
    return _listed(made, list(contents))


def _listed(entries: Mapping[str, tuple[str, str]], paths: list[str]) -> bytes:
    lines = [" ".join(entries.get(path, ("0", "0" * 40))) + f"\t{path}\0" for path in paths]
    return os.fsencode("".join(lines))


def _in_tree(root: Path, commit_: str, paths: list[str]) -> dict[str, tuple[str, str]]:
    """Return mode and object of the files that a commit has at some paths."""
    answer = ask(root, "ls-tree", "-z", "--full-tree", commit_, "--", *paths)
    _done(answer)
    found = {}
    for entry in os.fsdecode(answer.out).split("\0"):
        if entry:
            facts, _, name = entry.partition("\t")
            mode, kind, object_ = facts.split()
            if kind == "blob":
                found[name] = (mode, object_)
    return found


def _done(answer: Answer) -> str:
    if answer.code != 0:
        raise CannotRun(f"git could not keep the change: {complaint(answer)}. Your files are as they were.")
    return answer.line
