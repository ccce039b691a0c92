"""The log as it is read: every entry checked, from the first one on, each time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from processengine.approving.entry import Entry, read
from processengine.approving.signing import FOLDER, is_signed, public_key
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.command import ask, complaint

LOG = "refs/processengine/log"
ENTRY, SIGNATURE = "entry.json", "signature"


@dataclass(frozen=True)
class Log:
    """All entries in their order, and the commit of each; `head` is the last one's."""

    entries: tuple[Entry, ...]
    commits: tuple[str, ...]

    @property
    def head(self) -> str:
        """The id that the log stands at."""
        return self.commits[-1]

    @property
    def said(self) -> str:
        """How far the log goes, as a sentence: to be compared with what is kept elsewhere."""
        one = len(self.entries) == 1
        return f"The server's log stands at {self.head}, with {len(self.entries)} entr{'y' if one else 'ies'}."


def log(repository: Repository, demanded: str = "") -> Log:
    """Return the server's log; raise CannotRun where anything in it isn't as this server wrote it.

    `demanded` is a head that somebody has kept elsewhere, or the first digits of it: the log has to hold that entry.
    """
    found = _checked(repository, _commits(repository))
    seen = last_seen(repository.root)
    if seen not in found.commits:
        raise _changed(f"it ends at {found.head[:12]} and doesn't hold the entry {seen[:12]}, which this server has seen at its end")
    if demanded and not (len(demanded) >= 7 and any(one.startswith(demanded.lower()) for one in found.commits)):
        raise CannotRun(f"The server's log doesn't hold the entry {demanded} that you ask for with --log-head. {found.said}")
    return found


def seen_file(folder: Path) -> Path:
    """Return where the server keeps what it last saw at the log's end."""
    return folder / FOLDER / "log-head"


def last_seen(folder: Path) -> str:
    """Return the commit that the server last saw at the log's end."""
    try:
        return seen_file(folder).read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        raise _changed(f"{seen_file(folder)}, which says where it ended last, is gone") from None


def _commits(repository: Repository) -> list[tuple[str, ...]]:
    """Return each commit of the log with those before it, oldest first."""
    public_key(repository.root)
    if repository.find(LOG) is None:
        raise _changed(f"{LOG} is gone")
    answer = ask(repository.root, "rev-list", "--parents", "--reverse", "--topo-order", LOG, "--")
    if answer.code != 0:
        raise _changed(f"a part of {LOG} is gone: {complaint(answer)}")
    return [tuple(line.split()) for line in answer.line.splitlines()]


def _checked(repository: Repository, commits: list[tuple[str, ...]]) -> Log:
    public = public_key(repository.root)
    entries: list[Entry] = []
    parts = _parts(repository, [commit for commit, *_ in commits])
    for number, ((commit, *before), (data, signature)) in enumerate(zip(commits, parts, strict=True)):
        entry = read(data)
        previous = commits[number - 1][0] if number else ""
        where = f"entry {number} ({commit[:12]})"
        if entry is None:
            raise _changed(f"{where} can't be read")
        if not is_signed(data, signature.decode("ascii", "replace").strip(), public):
            raise _changed(f"{where} isn't signed with this server's key")
        if entry.number != number or entry.previous != previous or before != ([previous] if previous else []):
            raise _changed(f"{where} doesn't stand where it was written")
        if (entry.kind == "begun") != (number == 0) or entry.public_key != ("" if number else public):
            raise _changed(f"{where} isn't how this server's log goes on")
        entries.append(entry)
    return Log(tuple(entries), tuple(commit for commit, *_ in commits))


def _parts(repository: Repository, commits: list[str]) -> Iterator[tuple[bytes, bytes]]:
    """Yield what each entry's commit holds and its signature, empty where it lacks one."""
    names = [f"{commit}:{name}\n" for commit in commits for name in (ENTRY, SIGNATURE)]
    out = ask(repository.root, "cat-file", "--batch", stdin="".join(names).encode()).out
    found, place = [], 0
    for _ in names:
        end = out.find(b"\n", place)
        header = out[place:end].split()
        size = int(header[2]) if end >= 0 and len(header) == 3 and header[1] == b"blob" else None
        found.append(b"" if size is None else out[end + 1 : end + 1 + size])
        place = end + 1 + (0 if size is None else size + 1)
    yield from zip(found[0::2], found[1::2], strict=True)


def _changed(what: str) -> CannotRun:
    return CannotRun(f"The server's log has been changed from outside: {what}. Nothing is done on its word; compare it with a copy: `processengine git doctor --server`.")
