"""Versions: read, compared, and raised; the order is that of semantic versioning 2.0.0."""

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Literal

from processengine.model.base import SEMVER_PATTERN

_VERSION = re.compile(SEMVER_PATTERN)

Part = Literal["major", "minor", "patch", "none"]
"""The part of a version that changes call for; `change.Bump` is the same."""


@total_ordering
@dataclass(frozen=True)
class Version:
    """A version; `before` are the identifiers that make it one on the way to a release (`1.0.0-rc.1`).

    What stands behind a plus sign says how it was built, and counts for nothing.
    """

    major: int
    minor: int
    patch: int
    before: tuple[str, ...] = ()

    def __lt__(self, other: "Version") -> bool:
        """Tell whether it comes before another one."""
        return self._rank < other._rank

    @property
    def _rank(self) -> tuple[int, int, int, bool, tuple[tuple[bool, int, str], ...]]:
        identifiers = tuple((False, int(one), "") if one.isdigit() else (True, 0, one) for one in self.before)
        return self.major, self.minor, self.patch, not self.before, identifiers

    @property
    def release(self) -> "Version":
        """The release that it leads up to; itself, where it is one."""
        return Version(self.major, self.minor, self.patch)

    def raised(self, part: Part) -> "Version":
        """Return the first release above it that raises a part: after 1.4.2, 2.0.0 or 1.5.0 or 1.4.3.

        One on the way to a release that raises as much already is followed by that release.
        """
        here = self.release
        on_the_way = bool(self.before)
        if part == "major":
            return here if on_the_way and not (self.minor or self.patch) else Version(self.major + 1, 0, 0)
        if part == "minor":
            return here if on_the_way and not self.patch else Version(self.major, self.minor + 1, 0)
        if part == "patch":
            return here if on_the_way else Version(self.major, self.minor, self.patch + 1)
        return self

    def __str__(self) -> str:
        """Write it as a file does."""
        return f"{self.major}.{self.minor}.{self.patch}" + (f"-{'.'.join(self.before)}" if self.before else "")


def version_of(text: str) -> Version | None:
    """Return the version that a text says; None where it says none."""
    found = _VERSION.fullmatch(text)
    if found is None:
        return None
    major, minor, patch, before, _ = found.groups()
    return Version(int(major), int(minor), int(patch), tuple(before[1:].split(".")) if before else ())
