"""What a picture shows, whatever format it is drawn in: values only."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Look(StrEnum):
    """What a box stands for."""

    STAGE = "stage"
    CLOSED_DOOR = "closed-door"
    PARKED = "parked"
    WON = "won"
    REALISED = "realised"
    INTRODUCED = "introduced"
    LOST = "lost"
    NO_DECISION = "no-decision"
    DISQUALIFIED = "disqualified"
    UNREALISED = "unrealised"
    ADMIN = "admin"
    UNKNOWN_OUTCOME = "unknown"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    UNMODELLED = "unmodelled"

    @property
    def is_outcome(self) -> bool:
        """Whether deals end here."""
        return self not in _OPEN

    @property
    def is_good(self) -> bool:
        """Whether this is an outcome for whose sake a process exists."""
        return self in {Look.WON, Look.REALISED, Look.INTRODUCED}


_OPEN = frozenset({Look.STAGE, Look.CLOSED_DOOR, Look.PARKED, Look.ELSEWHERE, Look.MISSING, Look.UNMODELLED})


class Course(StrEnum):
    """How a way runs: on or aside, back, out of the process, or where only deals go and the process doesn't."""

    ON = "on"
    BACK = "back"
    OUT = "out"
    UNMODELLED = "unmodelled"


class Mark(StrEnum):
    """What a difference says of a part; the sign is shown before its words."""

    NONE = ""
    ADDED = "+"
    REMOVED = "−"
    CHANGED = "~"
    SAME = " "


@dataclass(frozen=True)
class Box:
    """A stage, an outcome, or another process.

    `kind` says in words what the shape says, `lines` what else there is to read, `changes` what a difference
    tells of it.
    """

    key: str
    title: str
    look: Look
    kind: str = ""
    lines: tuple[str, ...] = ()
    mark: Mark = Mark.NONE
    changes: tuple[str, ...] = ()


class Traffic(NamedTuple):
    """How much goes a way: in words, and as a share (0 to 1) of all that leaves where it begins; None where that isn't told."""

    words: str
    share: float | None = None


class Way(NamedTuple):
    """A way between two boxes, and its condition; from anywhere where `source` is empty. `traffic` only where deals are shown."""

    source: str
    target: str
    condition: str = ""
    course: Course = Course.ON
    mark: Mark = Mark.NONE
    traffic: Traffic | None = None


class Group(NamedTuple):
    """Boxes under one heading: those of a phase of the journey."""

    key: str
    title: str
    boxes: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A process as it is shown, or the difference of two.

    `boxes` stand in the journey's order, what lies outside the groups included; `anywhere` are the ways that every
    stage has but those in `sheltered`, which have a list of their own; it is empty for those in `shut`, and a
    difference tells of `resheltered` that it changed. Where deals are shown, `deals` says which, and `left_out` what of them
    is not in the picture, in sentences.
    """

    key: str
    title: str
    subtitle: str
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    groups: tuple[Group, ...] = ()
    anywhere: tuple[Way, ...] = ()
    sheltered: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    resheltered: tuple[str, ...] = ()
    start: str = ""
    is_difference: bool = False
    deals: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def anywhere_words(self) -> str:
        """What the ways from anywhere are for: ends, or waiting too."""
        targets = {way.target for way in self.anywhere}
        waits = any(box.look is Look.PARKED for box in self.boxes if box.key in targets)
        return "a deal can also end or wait in:" if waits else "a deal can also end in:"

    @property
    def sheltered_words(self) -> tuple[str, ...]:
        """Which stages the ways from anywhere are not for: those with ways of their own, and those without any."""
        titles = {box.key: box.title for box in self.boxes}
        kinds = ([key for key in self.sheltered if key not in self.shut], [key for key in self.sheltered if key in self.shut])
        texts = ("see its own lines", "see their own lines"), ("no way out but its own", "no way out but their own")
        return tuple(
            f"{', '.join(self._changed(key) + titles[key] for key in keys)}: {one if len(keys) == 1 else more}"
            for keys, (one, more) in zip(kinds, texts, strict=True) if keys
        )

    def _changed(self, key: str) -> str:
        return f"{Mark.CHANGED} " if key in self.resheltered else ""

    def group_of(self, key: str) -> str:
        """Return the title of the group that a box stands in, or nothing."""
        return next((group.title for group in self.groups if key in group.boxes), "")
