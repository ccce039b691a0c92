"""`git doctor`: what is missing for git to merge and compare by meaning here, each with what to do about it."""

import os
from collections.abc import Iterator
from pathlib import Path

from processengine.git import Repository
from processengine.git.command import ask, ask_as_the_user
from processengine.git.configuration import attributes, setting, version
from processengine.install import drivers
from processengine.install.attributes import FILE
from processengine.install.installing import library_folders
from processengine.report.git_doctor import Check
from processengine.store import library_folder, read

OLDEST = (2, 32)
_INSTALL = "Run `processengine git install`."
_HOOKS = ("pre-commit", "pre-merge-commit", "pre-push")


def examine() -> list[Check]:
    """Look at everything; raise CannotRun where there is no repository."""
    repository = Repository.around(Path())
    return [
        _version(repository),
        *_driver(repository, "merge", drivers.MERGE_DRIVER, "git merges by lines, without a word"),
        *_driver(repository, "diff", drivers.DIFF_DRIVER, "git shows lines alone"),
        *_attributes(repository),
        _history(repository),
        _hooks(repository),
    ]


def _version(repository: Repository) -> Check:
    found = version(repository.root)
    said = ".".join(map(str, found))
    if found < OLDEST:
        return Check("git", "missing", f"git {said} is too old.", f"Install {'.'.join(map(str, OLDEST))} or newer.")
    return Check("git", "fine", f"git {said} is new enough.")


def _driver(repository: Repository, what: str, name: str, otherwise: str) -> Iterator[Check]:
    command = setting(repository.root, name)
    check = f"{what}-driver"
    if not command:
        yield Check(check, "missing", f"The {what} driver is not set up in this clone, so {otherwise}.", _INSTALL)
        return
    program = drivers.program_in(command)
    if program is None or not drivers.is_there(program):
        yield Check(check, "missing", f"The {what} driver calls {program or command}, which is not there.", _INSTALL)
        return
    yield Check(check, "fine", f"The {what} driver is set up, and calls {program}.")


def _attributes(repository: Repository) -> Iterator[Check]:
    files = _library_files(repository)
    if not files:
        yield Check("attributes", "note", "There is no library in this repository.", "`processengine init` starts one.")
        return
    lacking = {path for path, _, value in attributes(repository.root, ("merge", "diff"), files) if value != drivers.NAME}
    if lacking:
        first = min(lacking)
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        yield Check("attributes", "missing", f"{FILE} doesn't give {first}{more} to the drivers.", _INSTALL)
        return
    yield Check("attributes", "fine", f"{FILE} gives all {len(files)} files of the library to the drivers.")
    yield _is_shared(repository)


def _library_files(repository: Repository) -> list[str]:
    root = repository.root.resolve()
    folders = {root / folder for folder in library_folders(repository)}
    yaml = (path for path in repository.tracked(".") if path.suffix in (".yaml", ".yml") and path.is_relative_to(root))
    return sorted(path.relative_to(root).as_posix() for path in yaml if library_folder(path) in folders)


def _is_shared(repository: Repository) -> Check:
    if not (repository.root / FILE).is_file():
        return Check("shared", "note", "What names the files is not at the repository's top, and may be yours alone.", _INSTALL)
    # Read from the store and not asked of `git status`, which may run the filters that a repository names.
    head = repository.find("HEAD")
    committed = b"".join(repository.read(repository.files(head, FILE))) if head else b""
    if committed.splitlines() != read(repository.root / FILE).data.splitlines():
        return Check("shared", "missing", f"{FILE} is not committed, so nobody else has it.", f"Run `git add {FILE}` and commit.")
    return Check("shared", "fine", f"{FILE} is committed.")


def _history(repository: Repository) -> Check:
    if ask(repository.root, "rev-parse", "--is-shallow-repository").line == "true":
        said = "This clone is shallow: where two branches parted may lie before its beginning."
        return Check("history", "missing", said, "Run `git fetch --unshallow`.")
    return Check("history", "fine", "The whole history is here.")


def _hooks(repository: Repository) -> Check:
    """Look for a hook that calls us: a clean merge of different files is nowhere else looked at as a whole."""
    folder = _hooks_folder(repository)
    for name in _HOOKS:
        path = folder / name
        if path.is_file() and b"processengine" in path.read_bytes():
            return Check("hooks", "fine", f"The hook {name} calls processengine.")
    return Check("hooks", "note", "No hook validates before a commit.", "You may put `processengine validate` into .git/hooks/pre-commit.")


def _hooks_folder(repository: Repository) -> Path:
    # The last value is our own, which turns hooks off for this very command.
    answer = ask_as_the_user(repository.root, "config", "--null", "--get-all", "core.hooksPath")
    own = [one for one in os.fsdecode(answer.out).split("\0") if one][:-1]
    common = ask(repository.root, "rev-parse", "--git-common-dir").line
    return repository.root / (Path(own[-1]).expanduser() if own else Path(common) / "hooks")
