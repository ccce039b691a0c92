"""Whether a release or a ruling may begin: on which branch, and with nothing lying about that it would leave out."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from processengine.approving.setting_up import default, refuse_unprepared
from processengine.errors import CannotRun
from processengine.git import Repository, refs
from processengine.git.command import ask
from processengine.release.landed import same
from processengine.release.library import CHANGELOG, Held
from processengine.sides.place import Disk, from_top
from processengine.store import LIBRARY_FILE, find, library_folder

_DEFAULT = "main"


@dataclass(frozen=True)
class Ground:
    """Where something is released or ruled on: the repository, the branch, and the library's folder from the repository's top.

    A server's repository has no files on the disk.
    """

    repository: Repository
    branch: str
    top: str

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return f"refs/heads/{self.branch}"

    @property
    def folder(self) -> Path:
        """The library's folder on the disk."""
        return self.repository.root / self.top


def ground(path: str | None, *, any_branch: bool | None, what: str = "Releases are made", moved: str = "what was released there would be released twice") -> Ground:
    """Return where a release takes place; raise CannotRun where none may. `what` and `moved` say in words what it is about.

    `any_branch` is None where nobody can ask for another branch than the default one.
    """
    folder = _library(path)
    repository = Repository.around(folder)
    busy = refs.under_way(repository.root)
    if busy:
        raise CannotRun(f"{busy.capitalize()} is under way in this repository; finish it first.")
    branch = refs.current(repository.root)
    if not branch:
        raise CannotRun(f"HEAD is on no branch. {what} on one: git switch main")
    if not any_branch:
        _is_default(repository, branch, what, may_be_another=any_branch is not None)
    remote = repository.find(f"refs/remotes/origin/{branch}")
    if remote is not None and not refs.contains(repository.root, repository.commit("HEAD"), remote):
        raise CannotRun(f"origin/{branch} has commits that {branch} lacks; {moved}: git pull first.")
    return Ground(repository, branch, from_top(repository, folder))


def served(server: str, library: str | None = None) -> Ground:
    """Return where a server's own repository holds a library; `library` is its folder there, needed where it holds several."""
    found = hosted(server)
    if library is not None:
        wanted = found[0].repository.path(library)
        found = [one for one in found if one.top == wanted]
        if not found:
            raise CannotRun(f"{server} has no library in {library}.")
    if len(found) != 1:
        raise CannotRun(f"There are {len(found)} libraries in {server}; name the folder of one: {', '.join(one.top for one in found)}.")
    return found[0]


def hosted(server: str) -> list[Ground]:
    """Return where a server's own repository holds its libraries, sorted by their folders; raise CannotRun where it holds none."""
    repository = Repository.bare(Path(server))
    refuse_unprepared(repository)
    ref = default(repository)
    commit = repository.commit(ref)
    folders = sorted({blob.path.rpartition("/")[0] for blob in repository.called(commit, LIBRARY_FILE)})
    if not folders:
        raise CannotRun(f"There is no library in {server}.")
    return [Ground(repository, ref.removeprefix("refs/heads/"), folder) for folder in folders]


def _library(path: str | None) -> Path:
    if path is not None and not Path(path).exists():
        raise CannotRun(f"{path} is not there.")
    if path is not None:
        folder = library_folder(Path(path).resolve() / LIBRARY_FILE)
        if folder is None:
            raise CannotRun(f"{path} is in no library (a folder with a library.yaml).")
        return folder
    folders = {folder for found in find([]) if (folder := library_folder(found.path)) is not None}
    if len(folders) > 1:
        raise CannotRun(f"There are {len(folders)} libraries here; name the folder of one: {', '.join(sorted(map(str, folders)))}.")
    return folders.pop()


def _is_default(repository: Repository, branch: str, what: str, *, may_be_another: bool) -> None:
    advice = "Switch to it, or say --any-branch." if may_be_another else f"Switch to it: git switch {_DEFAULT}"
    try:
        ref = repository.default_branch()
    except CannotRun:
        raise CannotRun(f"There is no default branch here (origin/HEAD, main or master), and you are on {branch}. {advice}") from None
    default = ref.removeprefix("refs/heads/").removeprefix("refs/remotes/origin/")
    if branch != default:
        raise CannotRun(f"{what} on {default}, and you are on {branch}. {advice.replace(_DEFAULT, default)}")


def is_clean(here: Ground, head: Held) -> None:
    """Raise CannotRun where the library's files differ from what is committed."""
    staged = set(refs.staged(here.repository.root))
    committed = {head.path(str(text.path)): text.data for text in head.texts}
    changelog = head.path(CHANGELOG)
    there = {from_top(here.repository, text_path): text_path for text_path in _files(here)}
    committed |= {changelog: data} if (data := head.data(changelog)) is not None else {}
    dirty = [path for path in committed if path not in there or not same(there[path].read_bytes(), committed[path])]
    dirty += [path for path in there if path not in committed]
    dirty += [path for path in (*committed, *there) if path in staged]
    if dirty:
        names = sorted(set(dirty))
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        raise CannotRun(f"{', '.join(names[:3])}{more}: not committed as it is on the disk. Commit it, or put it away, and run again.")


def _files(here: Ground) -> list[Path]:
    """Return the library's files on the disk that git doesn't ignore."""
    found = [here.folder / text.path for text in Disk("", here.folder).texts()] + [here.folder / CHANGELOG]
    tracked = here.repository.tracked(here.top)
    return [path for path in found if path.is_file() and path.resolve() in tracked]


def trailers(here: Ground, commit: str, name: str) -> list[str]:
    """Return what the message of a commit, given by its full id, says at its end under a name."""
    return [value for key, value in _trailers(here.repository.root, commit) if key == name.casefold() and value]


@lru_cache(maxsize=64)
def _trailers(root: Path, commit: str) -> tuple[tuple[str, str], ...]:
    """Return all that a commit's message says at its end; what an id stands for never changes, so it is asked once."""
    answer = ask(root, "show", "--no-patch", "--format=%(trailers:only,unfold,separator=%x00,key_value_separator=%x01)", commit, "--")
    pairs = (one.partition("\1") for one in answer.line.split("\0") if one)
    return tuple((key.strip().casefold(), value.strip()) for key, _, value in pairs)


def parents(here: Ground, commit: str) -> tuple[str, ...]:
    """Return the parents of a commit, given by its full id, by theirs."""
    return _parents(here.repository.root, commit)


@lru_cache(maxsize=64)
def _parents(root: Path, commit: str) -> tuple[str, ...]:
    answer = ask(root, "rev-list", "--parents", "--max-count=1", commit, "--")
    return tuple(answer.line.split()[1:])
