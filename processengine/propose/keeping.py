"""A proposal kept in git: a commit beside the working tree, then its branch, then the files and the user on it.

Whatever happens in between, nothing that somebody wrote is lost: the branch is made first, the disk changes last, and a
run after an interruption finds its own branch and goes on.
"""

from processengine.errors import CannotRun
from processengine.git import Repository, writing
from processengine.git.identity import Identity
from processengine.git.leftovers import Touched, touching
from processengine.git.lock import Lock, locked
from processengine.git.pushing import has_remote, push
from processengine.git.refs import branches, contains, go_to, staged, under_way
from processengine.git.transaction import Move, move
from processengine.propose.making import Proposed
from processengine.sides.place import on_disk
from processengine.store import read, write, write_if_unchanged

REMOTE = "origin"


def refuse_under_way(repository: Repository) -> None:
    """Raise CannotRun where git is in the middle of something."""
    what = under_way(repository.root)
    if what:
        command = what.removeprefix("a ")
        raise CannotRun(f"git is in the middle of {what}; finish it first, or take it back (git {command} --abort). Nothing was changed.")


def refuse_staged(repository: Repository, ours: frozenset[str]) -> None:
    """Raise CannotRun where files are staged that are none of the proposal's."""
    others = sorted(set(staged(repository.root)) - ours)
    if others:
        shown = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
        raise CannotRun(f"{shown} {'is' if len(others) == 1 else 'are'} staged for a commit of your own; commit that first, "
                        "or take it back (git restore --staged .). Nothing was changed.")


def keep(proposed: Proposed, who: Identity) -> str:
    """Keep a proposal on its branch and put the user there; return the commit. Raise CannotRun with everything as it was."""
    with locked(proposed.edited.repository) as lock:
        return _kept(lock, proposed, who)


def _kept(lock: Lock, proposed: Proposed, who: Identity) -> str:
    repository, edited = proposed.edited.repository, proposed.edited
    head = repository.commit("HEAD")
    if not proposed.is_next:
        _refuse_taken(proposed, head)
    commit = writing.commit(repository.root, head, edited.contents, _message(proposed), who)
    if not proposed.is_next:
        commit = _branched(lock, proposed, head, commit, who)
    _write(proposed)
    with touching(lock.folder, Touched(repository.git_directory, index=True)):
        writing.keep_in_index(repository.root, commit, list(edited.contents))
    # What puts the user onto the new commit comes last: killed before it, a run is done again from where it began.
    branch = f"refs/heads/{proposed.branch}"
    if not proposed.is_next:
        with touching(lock.folder, Touched(repository.git_directory, {"HEAD": f"ref: {branch}"})):
            go_to(repository.root, proposed.branch)
    elif move(lock, [Move(branch, head, commit)], "propose: next revision", who):
        raise CannotRun(f"{proposed.branch} moved meanwhile, so nothing was kept there; your files are as you have them. Run the command again.")
    return commit


def _refuse_taken(proposed: Proposed, head: str) -> None:
    """Raise CannotRun where the branch is there already, here or at a remote, unless an interrupted run left it."""
    for branch in branches(proposed.edited.repository.root):
        if branch.name == proposed.branch and (branch.remote or not _is_left_over(proposed, branch.commit, head)):
            where = f"at {branch.remote}" if branch.remote else "here"
            raise CannotRun(f"There is a proposal {proposed.id} {where} already (branch {branch.label}). Give yours another id with "
                            f"--id, or go on with that one: git switch {proposed.branch}. Nothing was changed.")


def _is_left_over(proposed: Proposed, commit: str, head: str) -> bool:
    """Tell whether a branch holds just what is proposed, on top of HEAD."""
    repository = proposed.edited.repository
    if repository.find(f"{commit}^") != head:
        return False
    files = {blob.path: blob for blob in repository.files(commit)}
    was = {blob.path: blob.object for blob in repository.files(head)}
    differ = {path for path in {*files, *was} if was.get(path) != (files[path].object if path in files else None)}
    return differ == set(proposed.edited.contents) and all(
        (repository.read([files[path]])[0] if path in files else None) == data for path, data in proposed.edited.contents.items()
    )


def _branched(lock: Lock, proposed: Proposed, head: str, commit: str, who: Identity) -> str:
    repository = proposed.edited.repository
    ref = f"refs/heads/{proposed.branch}"
    left_over = repository.find(ref)
    if left_over is not None:
        return left_over
    if move(lock, [Move(ref, None, commit)], "propose: a new proposal", who):
        raise CannotRun(f"The branch {proposed.branch} can't be made: there is one already, or one whose name it would be in. "
                        "Give the proposal another id with --id. Nothing was changed.")
    assert contains(repository.root, commit, head)
    return commit


def _message(proposed: Proposed) -> str:
    """Return the commit's message: the title, then what changes."""
    sentences = dict.fromkeys(change.message for one in proposed.changesets for change in one.changes)
    return "\n".join([proposed.title, "", *(f"- {sentence}" for sentence in sentences)]).rstrip() + "\n"


def _write(proposed: Proposed) -> None:
    """Write what only the proposal has: its own file, and what edit operations have changed."""
    repository = proposed.edited.repository
    for path, data in proposed.edited.contents.items():
        place = on_disk(repository, path)
        if data is None:
            continue
        if place.is_file():
            source = read(place)
            if source.data.replace(b"\r\n", b"\n") != data.replace(b"\r\n", b"\n"):
                write_if_unchanged(source, data)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            write(place, data)


def send(repository: Repository, branch: str) -> bool:
    """Send a proposal's branch to origin; tell whether it had anything new. Raise CannotRun where it can't be sent."""
    if not has_remote(repository.root, REMOTE):
        raise CannotRun(f"{branch} is kept here, and there is no `origin` to send it to: git remote add origin URL")
    pushed = push(repository.root, REMOTE, branch)
    match pushed.outcome:
        case "behind":
            raise CannotRun(f"Somebody pushed {branch} to origin before you, with commits that you don't have, so yours was not sent. "
                            f"It is safe here on your branch. To put it on top of theirs: git pull --rebase origin {branch}, then push again.")
        case "refused":
            raise CannotRun(f"origin refused {branch} ({pushed.said}). Your proposal is safe here on your branch.")
        case "failed":
            raise CannotRun(f"{branch} could not be sent to origin: {pushed.said}. It is safe here on your branch; try again with --push.")
    return pushed.outcome == "sent"
