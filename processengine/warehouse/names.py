"""How a source's own names are shown in a message: on one line, never endless."""

from collections.abc import Iterable

_LONGEST = 200
_MOST = 24


def shown(name: str) -> str:
    """Return a name that the user's files gave, without what would break a line, shortened where it is long."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def listed(names: Iterable[str]) -> str:
    """Return names in a row: `a`, `b` and 3 more."""
    every = [f"`{shown(name)}`" for name in names]
    if len(every) > _MOST:
        every = [*every[:_MOST], f"{len(every) - _MOST} more"]
    return " and ".join(filter(None, (", ".join(every[:-1]), *every[-1:])))
