"""`git install --server` and `git doctor --server`: a server's own repository set up, and whether it still is."""

import os
from collections.abc import Iterator
from pathlib import Path

from processengine.approving.chain import log
from processengine.approving.setting_up import default, lacking, set_up, undoing
from processengine.approving.signing import is_private, private_file, public_file, public_key
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.command import ask
from processengine.git.leftovers import left_over
from processengine.git.lock import locked
from processengine.install.installing import Installed
from processengine.report.git_doctor import Check


def install_server(path: Path) -> Installed:
    """Set a repository up as a server's; raise CannotRun where that can't be done. Done twice, the second time changes nothing."""
    repository = Repository.bare(path)
    if _is_empty(repository):
        branch = _branch(repository)
        raise CannotRun(f"{branch} has no commit in {path}, and once this is a server's repository no push reaches it. Push your library first: git push {path} {branch}")
    with locked(repository) as lock:
        return Installed(tuple(set_up(lock)))


def examine_server(path: Path) -> list[Check]:
    """Look at everything that makes a repository a server's; raise CannotRun where it is no such repository."""
    repository = Repository.bare(path)
    advice = f"Run `processengine git install --server {path}`."
    return [*_settings(repository, advice), *_library(repository), *_names(repository), _key(repository, advice), _log(repository, advice), *_leftovers(repository)]


def _is_empty(repository: Repository) -> bool:
    return repository.find(default(repository)) is None


def _branch(repository: Repository) -> str:
    return default(repository).removeprefix("refs/heads/")


def _library(repository: Repository) -> Iterator[Check]:
    if _is_empty(repository):
        branch, said = _branch(repository), f"git --git-dir {repository.root} fetch CLONE {_branch(repository)}:{_branch(repository)}"
        yield Check("library", "missing", f"{branch} has no commit, and no push reaches it any more.", f"Fetch your library from a clone of it: {said}")


def _settings(repository: Repository, advice: str) -> Iterator[Check]:
    missing = lacking(repository)
    for one in missing:
        yield Check("settings", "missing", f"git's setting {one.name} is not {one.value}.", advice)
    again = undoing(repository)
    for shown in again:
        yield Check("settings", "missing", f"git's setting {shown} undoes what the others promise.", "Take it out.")
    if not missing and not again:
        yield Check("settings", "fine", f"No push moves {_branch(repository)}, tags, closed proposals or the log, and what is pushed to proposals is noted for good.")


def _names(repository: Repository) -> Iterator[Check]:
    if ask(repository.root, "config", "--local", "--type=bool", "--get", "core.ignorecase").line == "true":
        said = "The file system takes `Main` for `main`, so that a push to the one could move the other."
        yield Check("names", "note", said, "Keep the repository where capitals count, as on Linux.")


def _key(repository: Repository, advice: str) -> Check:
    file = private_file(repository.root)
    if not public_file(repository.root).exists():
        return Check("key", "missing", "The server has no key to sign its log with.", advice)
    try:
        public = public_key(repository.root)
        if not is_private(repository.root):
            return Check("key", "missing", f"Others than the server may read {file}, and so sign in its name.", f"Run `chmod 600 {file}`, if nobody has.")
    except CannotRun as error:
        return Check("key", "missing", str(error))
    except OSError:
        return Check("key", "missing", f"{file} is not there.", "Bring it back from your backup.")
    said = "and you speak for it" if os.access(file, os.R_OK) else "and you don't speak for it"
    return Check("key", "fine", f"The server has its key, {said}. Its public part is {public}.")


def _log(repository: Repository, advice: str) -> Check:
    if not public_file(repository.root).exists():
        return Check("log", "missing", "No log is kept here.", advice)
    try:
        found = log(repository)
    except CannotRun as error:
        return Check("log", "missing", str(error))
    return Check("log", "fine", f"Every entry is this server's, in its order. {found.said}")


def _leftovers(repository: Repository) -> Iterator[Check]:
    found = left_over(repository.common_directory)
    if found:
        yield Check("leftovers", "note", f"A run that was killed has left {', '.join(found)}.", "The next run here takes it away.")
    else:
        yield Check("leftovers", "fine", "No killed run has left anything that blocks.")
