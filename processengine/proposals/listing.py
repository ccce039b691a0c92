"""All proposals of a library as a list: each with where it stands, what it waits for, and what it collides with."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from processengine.change import Impact
from processengine.model.library import Library
from processengine.model.proposal import REJECTED, Proposal, Ruling
from processengine.proposals.packet import Author, Packet
from processengine.proposals.policy import Approval
from processengine.proposals.state import State
from processengine.proposals.turn import Turn

ENDED: tuple[State, ...] = ("ruled", "withdrawn", "superseded", "released", "held", "not-held", "inconclusive")
"""States in which a proposal stands only in the list of all, unless it waits for somebody."""


@dataclass(frozen=True)
class Listed:
    """A proposal in the list.

    `title` and `process` are as its author says, `author` is who made it, None where nobody says. `opened` is the day that
    its file names, else that of its first commit; `days` how long ago that is. `packet` is what a review of an open one holds,
    None for one that the base has or that was closed; `record` is the base's. `branch` is where it is proposed, empty for one
    on the base alone. `due` are expectations whose day has come, and `to_release` tells that a release would release it. `why_not` says what of it isn't known,
    `why_withdrawn` why its author took it back. `ruler` is git's name of who ruled where the library names nobody.
    """

    id: str
    title: str
    state: State
    proposal: Proposal | None = None
    author: Author | None = None
    opened: date | None = None
    days: int | None = None
    branch: str = ""
    packet: Packet | None = None
    record: Ruling | None = None
    due: tuple[str, ...] = ()
    to_release: bool = False
    turn: Turn | None = None
    why_not: str = ""
    why_withdrawn: str = ""
    ruler: str = ""

    @property
    def process(self) -> str:
        """The process that it is about: as it says, else the one that it changes most seriously; empty for none."""
        named = self.proposal.process if self.proposal else None
        changed = [piece.changeset.id for piece in self.packet.pieces] if self.packet else []
        return named or next(iter(changed), "")

    @property
    def impact(self) -> Impact | None:
        """How serious it is; None where no process changes, and for one that the base has already."""
        return self.packet.impact if self.packet else None

    @property
    def are_approvals_known(self) -> bool:
        """Whether anybody knows who has approved it."""
        return self.packet is not None and self.packet.standing is not None and self.packet.standing.mode != "clone"

    @property
    def missing(self) -> tuple[Approval, ...]:
        """The approvals that nobody has given yet; all that are asked for where nobody knows. Nothing for a proposal that was ruled on or ended."""
        if self.packet is None or self.state in ENDED:
            return ()
        if self.are_approvals_known and self.packet.standing is not None:
            return self.packet.standing.missing
        return tuple(approval for one in self.packet.agreements for approval in one.approvals)

    @property
    def is_shown(self) -> bool:
        """Whether it stands in the list without being asked for all."""
        return self.turn is not None or self.state not in ENDED or self.to_release

    @property
    def is_rejected(self) -> bool:
        """Whether the ruling was against it."""
        return self.record is not None and self.record.ruling == REJECTED


class Pair(NamedTuple):
    """Two open proposals that can't both stand, by their ids, with the sentences that say where."""

    one: str
    other: str
    messages: tuple[str, ...]


class Quarter(NamedTuple):
    """Released proposals of a quarter, like `2026-Q4`, empty for all: `n` whose author's role is known, `at_the_front` of them by a rep, `unknown` more."""

    name: str
    at_the_front: int
    n: int
    unknown: int

    @property
    def share(self) -> float | None:
        """The share that began at the front, 0 to 1; None where of none the author is known."""
        return self.at_the_front / self.n if self.n else None


@dataclass(frozen=True)
class Listing:
    """The list, oldest first.

    `person` is the id of whoever looks, empty for somebody that library.yaml doesn't know. `pairs` are collisions between open ones, each
    once. `front` is the share that began at the front, over all and by quarter. `remarks` are sentences on what isn't known.
    """

    library: str
    base: str
    person: str
    today: date
    proposals: tuple[Listed, ...]
    pairs: tuple[Pair, ...]
    front: tuple[Quarter, ...]
    remarks: tuple[str, ...] = ()

    @property
    def yours(self) -> tuple[Listed, ...]:
        """Those that wait for whoever looks."""
        return tuple(one for one in self.proposals if one.turn is not None)


def front(proposals: Iterable[Proposal], library: Library | None) -> tuple[Quarter, ...]:
    """Return how many released proposals were made by a rep: over all, then by quarter of the ruling, the earliest first.

    Whose author isn't said, or isn't in library.yaml, is counted apart.
    """
    people = library.people if library else {}
    found: Counter[tuple[str, str]] = Counter()
    for one in proposals:
        if one.record is not None and one.record.version:
            person = people.get(one.author or "")
            kind = "unknown" if person is None else "rep" if "rep" in person.roles else "else"
            for name in ("", quarter_of(one.record.at)):
                found[name, kind] += 1
    return tuple(_quarter(name, found) for name in sorted({name for name, _ in found}))


def _quarter(name: str, found: Counter[tuple[str, str]]) -> Quarter:
    return Quarter(name, found[name, "rep"], found[name, "rep"] + found[name, "else"], found[name, "unknown"])


def quarter_of(day: date | None) -> str:
    """Return a day's quarter: `2026-Q4`; `no date` for none."""
    return "no date" if day is None else f"{day.year}-Q{(day.month + 2) // 3}"


def by_age(proposals: Sequence[Listed]) -> tuple[Listed, ...]:
    """Return proposals with the oldest first, those of unknown age last."""
    return tuple(sorted(proposals, key=lambda one: (-(one.days if one.days is not None else -1), one.id)))
