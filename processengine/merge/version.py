"""Which of two versions is the higher."""

import re

from processengine.merge.tree import Tree

_NUMBERS = re.compile(r"(\d+)\.(\d+)\.(\d+)(-.*|\+.*)?\Z")


def higher(one: Tree, other: Tree) -> Tree | None:
    """Return the higher of two versions; None where one is none. One that leads up to a release counts less than it."""
    ranks = _rank(one), _rank(other)
    if None in ranks:
        return None
    return one if ranks[0] >= ranks[1] else other  # type: ignore[operator]


def _rank(version: Tree) -> tuple[int, int, int, bool, str] | None:
    found = _NUMBERS.match(version) if isinstance(version, str) else None
    if found is None:
        return None
    major, minor, patch, rest = found.groups()
    return int(major), int(minor), int(patch), not (rest or "").startswith("-"), rest or ""
