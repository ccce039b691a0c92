"""Going on with the server's log: one entry more, together with whatever refs it is about, or nothing."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from processengine.approving.chain import ENTRY, LOG, SIGNATURE, Log, log, seen_file
from processengine.approving.entry import Entry
from processengine.approving.signing import sign
from processengine.errors import CannotRun
from processengine.git.command import ask, complaint
from processengine.git.identity import Identity
from processengine.git.lock import Lock
from processengine.git.transaction import Move, move

_SERVER = Identity("processengine", "processengine@localhost")
_NOTHING: Mapping[str, str | None] = MappingProxyType({})


@dataclass(frozen=True)
class Appended:
    """The log after it went on, or why it didn't: `strayed` are refs that stood elsewhere than they should."""

    log: Log
    strayed: tuple[str, ...] = ()


def append(lock: Lock, entry: Entry, moves: Sequence[Move] = (), unmoved: Mapping[str, str | None] = _NOTHING, demanded: str = "") -> Appended:
    """Sign an entry and put it at the log's end, and move other refs in the same step; nothing happens where one of them has strayed.

    `number`, `previous` and, where it is empty, `at` are set here. Raise CannotRun where the log isn't as this server wrote it, or
    doesn't hold the entry `demanded`.
    """
    before = log(lock.repository, demanded)
    at = max(entry.at or now(), before.entries[-1].at)
    written = replace(entry, number=len(before.entries), previous=before.head, at=at, note=_clean(entry.note))
    made = commit(lock, written)
    strayed = move(lock, [Move(LOG, before.head, made), *moves], f"{written.kind}: {written.proposal}", _SERVER, unmoved)
    if strayed:
        return Appended(before, strayed)
    remember(lock, made)
    return Appended(Log((*before.entries, written), (*before.commits, made)))


def now() -> str:
    """Return the time in UTC, as the log has it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def commit(lock: Lock, entry: Entry) -> str:
    """Return the id of a new commit that holds an entry with its signature; the log doesn't hold it yet."""
    root, data = lock.repository.root, entry.written()
    parts = {ENTRY: data, SIGNATURE: f"{sign(root, data)}\n".encode()}
    lines = [f"100644 blob {_done(lock, 'hash-object', '-w', '--stdin', stdin=part)}\t{name}\n" for name, part in parts.items()]
    tree = _done(lock, "mktree", stdin="".join(lines).encode())
    when = {"GIT_AUTHOR_DATE": entry.at, "GIT_COMMITTER_DATE": entry.at, **_SERVER.variables()}
    before = ["-p", entry.previous] if entry.previous else []
    return _done(lock, "commit-tree", tree, *before, stdin=f"{entry.kind} {entry.proposal}".strip().encode() + b"\n", more=when)


def remember(lock: Lock, head: str) -> None:
    """Keep what the log ends at, so that one which is set back to an earlier end is noticed."""
    file = seen_file(lock.repository.root)
    part = file.with_name(f"{file.name}.part")
    with part.open("w", encoding="ascii") as writing:
        writing.write(f"{head}\n")
        writing.flush()
        os.fsync(writing.fileno())
    part.replace(file)


def _clean(note: str) -> str:
    return note.encode("utf-8", "replace").decode().strip()


def _done(lock: Lock, command: str, *arguments: str, stdin: bytes, more: Mapping[str, str] | None = None) -> str:
    answer = ask(lock.repository.root, command, *arguments, stdin=stdin, more=more)
    if answer.code != 0:
        raise CannotRun(f"The server's log can't be written: {complaint(answer)}. Nothing was changed.")
    return answer.line
