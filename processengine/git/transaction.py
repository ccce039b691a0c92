"""Several refs moved together or not at all, so that whoever looks sees all of it or nothing."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import ask, complaint
from processengine.git.identity import Identity
from processengine.git.leftovers import Touched, touching
from processengine.git.lock import Lock

_NOTHING: Mapping[str, str | None] = MappingProxyType({})


class Move(NamedTuple):
    """A ref, by its full name, from where it has to stand now (None: nowhere) to what it is to stand for (None: it goes)."""

    ref: str
    was: str | None
    to: str | None


def move(lock: Lock, moves: Sequence[Move], reason: str, who: Identity | None = None, unmoved: Mapping[str, str | None] = _NOTHING) -> tuple[str, ...]:
    """Move refs together or not at all, and return those that stood elsewhere than they should: then nothing was changed.

    `unmoved` are other refs that have to stay where they are (None: nowhere) for this to be right; git holds them fast until
    it is done. `reason` is one line for the reflogs, `who` is named there. Raise CannotRun where git can't write.
    """
    if not moves:
        return _strayed(lock, unmoved)
    script = ["start", *(_line(one) for one in moves), *(f"verify {ref}\0{at or ''}" for ref, at in unmoved.items()), "prepare", "commit"]
    # With `start` a script that breaks off because we were killed changes nothing; without, git would do what it has read.
    said = "".join(f"{line}\0" for line in script).encode()
    root, more = lock.repository.root, who.variables() if who else {}
    touched = Touched(lock.repository.git_directory, {one.ref: one.to for one in moves}, held=tuple(unmoved))
    with touching(lock.folder, touched):
        answer = ask(root, "update-ref", "-m", " ".join(reason.split()), "--stdin", "-z", stdin=said, more=more)
    if answer.code == 0:
        return ()
    strayed = _strayed(lock, {**{one.ref: one.was for one in moves}, **unmoved})
    if not strayed:
        raise CannotRun(f"git could not write {', '.join(one.ref for one in moves)}: {complaint(answer)}. Nothing was changed.")
    return strayed


def stands(lock: Lock, ref: str) -> str | None:
    """Return the id of what a ref stands for, be that a commit or a tag; None where it isn't there."""
    # Asked by `rev-parse`, git would also take what somebody pushed below refs/heads or refs/tags under this name.
    answer = ask(lock.repository.root, "show-ref", "--verify", "--hash", "--", ref)
    return answer.line if answer.code == 0 else None


def _strayed(lock: Lock, refs: Mapping[str, str | None]) -> tuple[str, ...]:
    return tuple(ref for ref, at in refs.items() if stands(lock, ref) != at)


def _line(one: Move) -> str:
    if one.to is None:
        return f"delete {one.ref}\0{one.was or ''}"
    return f"create {one.ref}\0{one.to}" if one.was is None else f"update {one.ref}\0{one.to}\0{one.was}"
