"""A repository: where it is, and which commits names stand for."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from processengine.errors import CannotRun
from processengine.git.command import GitDirectory, ask, complaint
from processengine.git.tree import Blob, blobs, contents, normal

_HEADS = "refs/heads/"
"""What stands below it is a commit: git lets nothing else be there."""
_REMOTE_HEAD = "refs/remotes/origin/HEAD"
_DEFAULTS = ("refs/heads/main", "refs/remotes/origin/main", "refs/heads/master", "refs/remotes/origin/master")

_HISTORY = "`git fetch --unshallow` brings the rest of the history."
_ALL_BRANCHES = "`git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'` brings all branches with their history."
_FIRST_COMMIT = "Make one first: git add . && git commit -m start"
_FULL = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_AFTER_A_REF = re.compile(r"[~^:]|@\{")
_FROM_A_COMMIT = re.compile(r"[~^@]|^[0-9a-f]{7,40}$")


@dataclass(frozen=True)
class Repository:
    """A repository: its top folder, and the current folder below it with a slash behind, or nothing.

    Of one without files of its own the top is a GitDirectory.
    """

    root: Path
    prefix: str

    @classmethod
    def around(cls, folder: Path, advice: str = "run this inside of one.") -> "Repository":
        """Return the repository that a folder lies in; raise CannotRun where there is none, with the caller's `advice` for that."""
        answer = ask(folder, "rev-parse", "--show-toplevel")
        if answer.code != 0:
            raise CannotRun(_no_repository(folder, answer.complaint, advice))
        root = Path(answer.line)
        return cls(root, ask(folder, "rev-parse", "--show-prefix").line)

    @classmethod
    def bare(cls, folder: Path) -> "Repository":
        """Return the repository without files that a folder is; raise CannotRun where it is none."""
        root = GitDirectory(folder.resolve())
        answer = ask(root, "rev-parse", "--is-bare-repository") if folder.is_dir() else None
        if answer is None or answer.line != "true":
            raise CannotRun(f"{folder} is no repository of a server's (bare). `git init --bare` makes one.")
        return cls(root, "")

    @property
    def is_bare(self) -> bool:
        """Whether it has no files of its own."""
        return isinstance(self.root, GitDirectory)

    @property
    def git_directory(self) -> Path:
        """The folder that holds what is git's of this working tree: its HEAD and its index."""
        return self._folder("--absolute-git-dir")

    @property
    def common_directory(self) -> Path:
        """The folder that holds what all working trees of the repository share: its branches, tags and settings."""
        return self._folder("--path-format=absolute", "--git-common-dir")

    def _folder(self, *what: str) -> Path:
        answer = ask(self.root, "rev-parse", *what)
        if answer.code != 0:
            raise CannotRun(f"Where {self.root} keeps what is git's can't be told: {complaint(answer)}.")
        return Path(answer.line)

    def commit(self, revision: str) -> str:
        """Return the full id of the commit that a revision names; raise CannotRun where it names none."""
        found = self.find(revision)
        if found is None:
            if self.find("HEAD") is None:
                raise CannotRun(f"There is no commit here yet, and so no revision `{revision}`. {_FIRST_COMMIT}")
            raise CannotRun(f"There is no revision `{revision}` here.{self._hint(revision)}")
        return found

    def find(self, revision: str) -> str | None:
        """Return the full id of the commit that a revision names, None where it names none."""
        if not revision or revision.startswith("-") or any(one < " " or one == "\x7f" for one in revision):
            return None
        if revision.startswith(_HEADS) and not _AFTER_A_REF.search(revision):
            answer = ask(self.root, "show-ref", "--verify", "--hash", "--", revision)
            return answer.line if answer.code == 0 else None
        if revision.startswith("refs/") and not self.has_ref(_AFTER_A_REF.split(revision, maxsplit=1)[0]):
            return None
        answer = ask(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return answer.line if answer.code == 0 else None

    def has_ref(self, ref: str) -> bool:
        """Tell whether a ref of just this full name is there; git itself would look for it below refs/heads and refs/tags too, where others may push."""
        return ask(self.root, "show-ref", "--verify", "--quiet", "--", ref).code == 0

    def default_branch(self) -> str:
        """Return the ref of the default branch: origin's HEAD, else main, else master; of a repository without files the branch that its own HEAD is."""
        answer = ask(self.root, "symbolic-ref", "--quiet", "HEAD" if self.is_bare else _REMOTE_HEAD)
        candidates = [answer.line] if answer.code == 0 else []
        # A server has no other one: what stands there for another's branches, somebody has pushed.
        known = [ref for ref in (*candidates, *_DEFAULTS) if not self.is_bare or ref.startswith("refs/heads/")]
        found = next((ref for ref in known if self.find(ref)), None)
        if found is None:
            if self.find("HEAD") is None:
                raise CannotRun(f"There is no commit here yet to compare with. {_FIRST_COMMIT}")
            lacks = "There is no default branch here (origin/HEAD, main or master); name a revision to compare with."
            raise CannotRun(lacks + self._shallow_hint(_ALL_BRANCHES))
        return found

    def merge_base(self, one: str, other: str) -> str:
        """Return the best common ancestor of two revisions; raise CannotRun where they have none."""
        answer = ask(self.root, "merge-base", "--end-of-options", *(name if _FULL.fullmatch(name) else self.commit(name) for name in (one, other)))
        if answer.code not in (0, 1):  # a full id of nothing is told as any other name of nothing
            self.commit(one), self.commit(other)
        if answer.code == 0:
            return answer.line.splitlines()[0]
        if answer.code == 1:
            raise CannotRun(f"`{one}` and `{other}` have no commit in common.{self._shallow_hint(_ALL_BRANCHES)}")
        raise CannotRun(f"What `{one}` and `{other}` have in common can't be found: {complaint(answer)}.")

    def files(self, commit: str, path: str = "") -> list[Blob]:
        """Return the files at or below a path in a commit, given by its full id."""
        return blobs(self.root, commit, path)

    def called(self, commit: str, name: str) -> list[Blob]:
        """Return the files of a name, in whatever folder of a commit, given by its full id."""
        return blobs(self.root, commit, "", name)

    def tracked(self, path: str = "") -> frozenset[Path]:
        """Return the files at or below a path that lie on the disk and that git doesn't ignore, resolved."""
        answer = ask(self.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name", "--", path or ".")
        if answer.code != 0:
            raise CannotRun(f"The files of {self.root} can't be listed: {complaint(answer)}.")
        return frozenset((self.root / name).resolve() for name in os.fsdecode(answer.out).split("\0") if name)

    def read(self, files: list[Blob]) -> list[bytes]:
        """Return what is in some files, in their order."""
        return contents(self.root, files) if files else []

    def path(self, path: str) -> str:
        """Return a path from the top of the repository: `./x` and `../x` start at the current folder."""
        return normal(path.replace(os.sep, "/"), self.prefix)

    def _hint(self, revision: str) -> str:
        """Return what may help who named a revision that isn't here."""
        remote = f"origin/{revision}"
        if self.find(f"refs/remotes/{remote}"):
            return f" There is `{remote}`."
        return self._shallow_hint(_HISTORY if _FROM_A_COMMIT.search(revision) else _ALL_BRANCHES)

    def _shallow_hint(self, brings: str) -> str:
        if ask(self.root, "rev-parse", "--is-shallow-repository").line != "true":
            return ""
        return f" This clone is shallow: {brings}"


def _no_repository(folder: Path, said: str, advice: str) -> str:
    if "not a git repository" in said:
        return f"{folder.resolve()} is in no git repository; {advice}"
    if "dubious ownership" in said:
        return (f"{folder.resolve()} lies in a repository that belongs to somebody else; "
                "if you trust it: git config --global --add safe.directory FOLDER")
    if "work tree" in said or "bare" in said:
        return f"{folder.resolve()} is a repository without files of its own (bare); run this in a clone with files."
    line = next(iter(said.splitlines()), "unknown reason").removeprefix("fatal: ")
    return f"The repository around {folder.resolve()} can't be read: {line}."
