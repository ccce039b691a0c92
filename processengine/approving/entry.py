"""One entry of the server's log, and its one way of being written."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Literal, get_args

from processengine.change import canonical

Kind = Literal["begun", "approved", "changes-requested", "ruled", "released", "judged"]
VERDICTS = ("approved", "changes-requested")


@dataclass(frozen=True)
class Entry:
    """What the log says once.

    `person` is an id in library.yaml, `commit` the full id of what they looked at, or made by a release or by judging outcomes, `key` the proposal's key there. `at` is in
    UTC, as `2026-11-20T09:00:00Z`. `number` counts from 0, `previous` is the commit of the entry before, empty for the first,
    which alone has the server's `public_key`. `pushes` is how often the proposal's branch had been pushed by then, and
    `pushed` the SHA-256 of what the repository noted of those pushes.
    """

    kind: Kind
    proposal: str = ""
    person: str = ""
    commit: str = ""
    key: str = ""
    at: str = ""
    note: str = ""
    number: int = 0
    previous: str = ""
    pushes: int = 0
    pushed: str = ""
    public_key: str = ""

    def written(self) -> bytes:
        """Return the canonical bytes, which are what is signed."""
        return f"{canonical(asdict(self))}\n".encode()


def read(data: bytes) -> Entry | None:
    """Return the entry that was written so; None where these are not an entry's canonical bytes."""
    try:
        found = json.loads(data)
        entry = Entry(**found)
    except (ValueError, TypeError, RecursionError):
        return None
    is_right = all(type(getattr(entry, one.name)) is (int if one.type is int else str) for one in fields(entry))
    return entry if is_right and entry.kind in get_args(Kind) and entry.written() == data else None
