"""The list of a library's proposals, from its repository."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from processengine.collector import collector_paused
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.command import ask
from processengine.git.tags import tags
from processengine.listing.hands import maker, ruler
from processengine.listing.looked import Looked
from processengine.listing.pairs import pairs
from processengine.listing.places import Tip, tips
from processengine.model.base import words
from processengine.model.library import Library
from processengine.proposals.blockers import blockers
from processengine.proposals.closed import WHY_WITHDRAWN
from processengine.proposals.listing import Listed, Listing, by_age, front
from processengine.proposals.packet import Author, Packet, Revision
from processengine.proposals.ruled import NAME_THEM
from processengine.proposals.state import Known, State, state_of, to_judge
from processengine.proposals.turn import Waiting, turn
from processengine.release.library import held
from processengine.release.plan import versions
from processengine.review.approved import ApprovalSource, stand
from processengine.review.documents import Key
from processengine.review.gather import Asked, Gathering
from processengine.review.keyed import packet as keyed
from processengine.review.others import OnBase
from processengine.review.range import Range
from processengine.review.shared import Shared
from processengine.syntax.nodes import Scalar

if TYPE_CHECKING:
    from processengine.model.proposal import Proposal

Approving = Callable[[Gathering], ApprovalSource | None]
"""Where the approvals of an open proposal are known from; None where nobody knows."""
Informing = Callable[[Gathering], Gathering]
"""The same review with what the deals say."""


@dataclass(frozen=True)
class Options:
    """What is asked for: `person` is the id of whoever looks, `with_closed` also reads closed refs."""

    today: date
    person: str = ""
    with_closed: bool = False
    approving: Approving = lambda gathering: None  # noqa: ARG005 - by default nobody knows
    informing: Informing = lambda gathering: gathering


@dataclass(frozen=True)
class Looking:
    """A list in the making; `top` is the library's folder from the repository's top, empty for all libraries."""

    repository: Repository
    base: Revision
    top: str
    options: Options
    shared: Shared = field(default_factory=Shared)

    def listing(self) -> Listing:
        """Return the list. Raise CannotRun where the base can't be read."""
        with collector_paused():
            here = [self._on_base(key, one) for key, one in self._recorded.items()]
            opened, sides = self._opened()
            found = pairs(sides, self.options.today)
        return Listing(
            self.library.id if self.library else "", self.base.name, self.options.person, self.options.today,
            by_age([*opened, *here]), found, front((one for one in self._recorded.values()), self.library), tuple(self._remarks(opened)),
        )

    @property
    def names_nobody(self) -> bool:
        """Whether there are proposals, and the library doesn't say who its people are."""
        is_nameless = self.library is not None and not self.library.people
        return is_nameless and bool(self._recorded or tips(self.repository, self.base, with_closed=False))

    def waiting(self) -> int:
        """Return how many proposals wait for whoever looks; which of them collide with each other is not looked for."""
        here = [self._on_base(key, one) for key, one in self._recorded.items()]
        return sum(one.turn is not None for one in (*self._opened()[0], *here))

    @cached_property
    def looked(self) -> Looked:
        """The base as it is looked at; its head is the base itself."""
        return self._look(self.base)

    @cached_property
    def library(self) -> Library | None:
        """The settings of the library, as the base has them."""
        return next((one for home in self._homes if (one := self.looked.base.library(home)) is not None), None)

    @cached_property
    def _homes(self) -> list[str]:
        return [self.top] if self.top else sorted({key.home for key in self.looked.base.found})

    @cached_property
    def _recorded(self) -> "dict[Key, Proposal]":
        """The proposals that the base has a ruling on, or that a forge merged."""
        found = self.looked.base.proposals()
        return {key: one for key, one in found.items() if key.home in self._homes and (one.record is not None or one.status == "open")}

    def _look(self, head: Revision) -> Looked:
        fork = head.commit if head == self.base else self.repository.merge_base(self.base.commit, head.commit)
        return Looked(self.repository, Range(self.base, head, fork), "", self.options.today, Asked(with_others=False), self.shared)

    def _opened(self) -> tuple[list[Listed], list[tuple[str, OnBase]]]:
        ruled = {key.id for key in self._recorded}
        wanted = [one for one in tips(self.repository, self.base, with_closed=self.options.with_closed) if one.id not in ruled]
        opened: list[Listed] = []
        sides: list[tuple[str, OnBase]] = []
        for tip in wanted:
            try:
                looked = self._look(tip.revision)
                if self.top and self.top not in (looked.home, *looked.homes):
                    continue
                one, side = self._of(tip, looked)
            except CannotRun as error:
                one, side = Listed(tip.id, words(tip.id), "open", branch=tip.revision.name, why_not=str(error)), None
            opened.append(one)
            if side is not None:
                sides.append((one.id, side))
        return opened, sides

    def _of(self, tip: Tip, looked: Looked) -> tuple[Listed, OnBase | None]:
        """Return an open or closed proposal, and one that is open and could collide as it is on the base."""
        proposal = looked.proposal
        if proposal is not None and (proposal.claims or proposal.expects) and proposal.status == "open":
            looked = self.options.informing(looked)  # type: ignore[assignment]  # the same kind, with more in it
        packet = keyed(looked)
        source = self.options.approving(looked) if not tip.is_closed else None
        if source is not None:
            packet = stand(looked, packet, source)
        found = self._state(looked, packet, tip)
        first = next(iter(packet.reason.authors), None)
        waiting = Waiting(found, first.id if first else "", packet)
        opened = self._first_day(looked, proposal)
        listed = Listed(
            tip.id, packet.reason.title, found, proposal, first, opened, self._days(opened), tip.revision.name,
            packet, turn=None if tip.is_closed else turn(waiting, self.options.person, self.library), why_withdrawn=_why_withdrawn(looked),
        )
        return listed, looked.on_base if found not in ("withdrawn", "superseded", "draft") else None

    def _state(self, looked: Looked, packet: Packet, tip: Tip) -> State:
        status = "withdrawn" if tip.is_closed else looked.proposal.status if looked.proposal else "open"
        expects = looked.proposal.expects if looked.proposal else {}
        is_in_the_way = bool(blockers(packet))
        return state_of(Known(self.options.today, status, lacks=not packet.is_superseded, standing=packet.standing, is_in_the_way=is_in_the_way, expects=expects))

    def _first_day(self, looked: Looked, proposal: "Proposal | None") -> date | None:
        if proposal is not None and proposal.opened is not None:
            return proposal.opened
        first = looked.commits[-1].commit if looked.commits else ""
        answer = ask(self.repository.root, "log", "-1", "--format=%at", "--no-show-signature", first, "--") if first else None
        return datetime.fromtimestamp(int(answer.line), UTC).date() if answer and answer.line.isdigit() else None

    def _days(self, opened: date | None) -> int | None:
        return None if opened is None else max((self.options.today - opened).days, 0)

    def _on_base(self, key: Key, proposal: "Proposal") -> Listed:
        """Return a proposal that was ruled on, or that a forge merged."""
        record = proposal.record
        found = state_of(Known(self.options.today, proposal.status, record, is_on_base=True, expects=proposal.expects))
        due = to_judge(proposal, record, self.options.today) if record else ()
        is_accepted = record is None or record.ruling != "rejected"
        to_release = is_accepted and found == "ruled" and self._has_more(key, proposal)
        waiting = Waiting(found, proposal.author or "", None, is_accepted, to_release, due)
        maker, ruler = self._hands(key, proposal)
        return Listed(
            key.id, proposal.title or words(key.id), found, proposal, maker, proposal.opened, self._days(proposal.opened), record=record,
            due=due, to_release=to_release, turn=turn(waiting, self.options.person, self.library), ruler=ruler,
        )

    def _hands(self, key: Key, proposal: "Proposal") -> tuple[Author | None, str]:
        """Return who made a proposal that the base holds, and where the library names nobody whom git has as ruling on it."""
        if self.library is not None and self.library.people:
            return self._author(proposal), ""
        file = self.looked.base.found[key].file
        return self._author(proposal) or maker(self.repository, self.base.commit, key.id, file), ruler(self.repository, self.base.commit, file)

    def _author(self, proposal: "Proposal") -> Author | None:
        if proposal.author is None:
            return None
        person = self.library.people.get(proposal.author) if self.library else None
        return Author(proposal.author if person else "", (person.name if person else "") or proposal.author, person.email if person else "")

    def _has_more(self, key: Key, proposal: "Proposal") -> bool:
        found = self._unreleased.get(key.home, ())
        return bool(found) if proposal.process is None else proposal.process in found

    @cached_property
    def _unreleased(self) -> Mapping[str, Sequence[str]]:
        """The processes that a release would release, by the folder of their library."""
        known, found = tags(self.repository.root, self.base.commit), {}
        for home in self._homes:
            library = self.looked.base.library(home)
            now = held(self.repository, self.base.commit, home, library.id if library else "")
            found[home] = [name for name, (last, following) in versions(now, known, list(now.processes)).items() if last != following]
        return found

    def _remarks(self, opened: Sequence[Listed]) -> Iterator[str]:
        if self.library is None:
            yield f"{self.base.name} has no library.yaml here, so nobody's role is known."
        elif not self.library.people:
            yield NAME_THEM
        elif not self.options.person:
            yield "library.yaml doesn't know you, so what waits for you can't be told; --as PERSON looks as somebody."
        if any(not one.are_approvals_known and one.state in ("open", "approved", "expired") for one in opened):
            yield ("Who has approved is not known in a clone: name the server's repository (--server REPO), or what the forge says "
                   "(--approvals ID=FILE).")
        yield from dict.fromkeys(remark for one in opened if one.packet and one.packet.standing for remark in one.packet.standing.remarks)


def _why_withdrawn(looked: Gathering) -> str:
    """Return why its author took a proposal back; empty where it wasn't, or nobody says."""
    if looked.proposal_key is None or looked.proposal is None or looked.proposal.status != "withdrawn":
        return ""
    entry = looked.head.found[looked.proposal_key].document.at(WHY_WITHDRAWN)
    return entry.value.value.strip() if entry is not None and isinstance(entry.value, Scalar) else ""
