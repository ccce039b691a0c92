"""How a branch and what goes with it move: together, and on a server with an entry in its log."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from processengine.approving.appending import append
from processengine.approving.entry import Entry
from processengine.git.identity import Identity
from processengine.git.lock import Lock
from processengine.git.transaction import Move, move

_NOTHING: Mapping[str, str | None] = MappingProxyType({})


def moved(
    lock: Lock, moves: Sequence[Move], reason: str, who: Identity, entry: Entry, unmoved: Mapping[str, str | None] = _NOTHING,
) -> tuple[str, ...]:
    """Move refs together or not at all, and return those that stood elsewhere than they should.

    In a server's own repository `entry` is signed and put at the log's end in the same step; elsewhere there is no log.
    """
    if lock.repository.is_bare:
        return append(lock, entry, moves, unmoved).strayed
    return move(lock, moves, reason, who, unmoved)
