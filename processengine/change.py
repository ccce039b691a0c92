"""What a comparison finds, judged and told: types only."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal

from processengine.diagnostic import fingerprint
from processengine.span import Span

Json = Any
"""Plain data as JSON has it, in the form of the file: dates and days as text, whole numbers without a point."""

Bump = Literal["major", "minor", "patch", "none"]


class Impact(StrEnum):
    """How far a change reaches: the deals in flight and the numbers, the sellers' work, or words alone."""

    BREAKING = "breaking"
    BEHAVIOURAL = "behavioural"
    EDITORIAL = "editorial"

    @property
    def rank(self) -> int:
        """0 for breaking, 1 for behavioural, 2 for editorial: the most serious sorts first."""
        return _RANKS[self]

    @property
    def bump(self) -> Bump:
        """The part of a version that a change of this impact raises."""
        return _BUMPS[self]


_RANKS = {Impact.BREAKING: 0, Impact.BEHAVIOURAL: 1, Impact.EDITORIAL: 2}
_BUMPS: dict[Impact, Bump] = {Impact.BREAKING: "major", Impact.BEHAVIOURAL: "minor", Impact.EDITORIAL: "patch"}


@dataclass(frozen=True)
class Change:
    """One difference between two revisions, with its impact and its sentence.

    `kind` is an element and what happened to it (`stage-added`), or the name of a compound. `path` leads to the
    smallest element or field, by the new side's ids, by the old side's for what was removed. `before` and `after`
    are the values, None where a side has none. The spans are those of the key at the path on each side, None where
    that side doesn't write it. `values` are what makes this change another one than its neighbour's, besides kind,
    path, before and after. `group` is the id of what the report tells it under. `confidence` (0 to 1) is set only
    where the change is a guess, `parts` (fingerprints) only where it is made of others.
    """

    kind: str
    impact: Impact
    reason: str
    path: str
    message: str
    group: str = ""
    before: Json = None
    after: Json = None
    before_span: Span | None = None
    after_span: Span | None = None
    values: tuple[str, ...] = ()
    confidence: float | None = None
    parts: tuple[str, ...] | None = None

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that stay the same while kind, path and values do, whatever the wording."""
        return fingerprint(self.kind, self.path, canonical(self.before), canonical(self.after), *self.values)


@dataclass(frozen=True)
class Group:
    """What a report tells some changes under: a stage by its title, or a part of the process."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Changeset:
    """The ordered changes of one document between two revisions.

    `groups` is what to read, the most serious first: compounds, and the atoms that are part of none; `atoms` is every
    single change. `headline` is one sentence to say before all others, empty for most. `before_file` and `after_file` are
    None where that side has no such document.
    """

    kind: Literal["process", "journey"]
    id: str
    title: str
    before_file: str | None
    after_file: str | None
    groups: tuple[Group, ...] = ()
    atoms: tuple[Change, ...] = ()
    headline: str = ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What to read, in the order in which it is told."""
        return tuple(change for group in self.groups for change in group.changes)

    @property
    def impact(self) -> Impact | None:
        """The most serious impact of what is told and of every atom; None where nothing changed.

        A compound may be more serious than its parts and is never milder, so that neither list understates the other.
        """
        return min((change.impact for change in (*self.changes, *self.atoms)), key=lambda impact: impact.rank, default=None)

    @property
    def required_bump(self) -> Bump:
        """The part of the version that these changes call for."""
        return "none" if self.impact is None else self.impact.bump


def canonical(value: Json) -> str:
    """Return plain data as one text, the same for equal data."""
    import json

    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
