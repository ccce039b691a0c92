"""How the approvals of what is reviewed stand: whose they are, what each was given to, and whether that is what is proposed now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from processengine.errors import CannotRun
from processengine.git.refs import contains
from processengine.model.library import Library
from processengine.proposals.approvals import Given, Mode, Standing, may_count, standing
from processengine.proposals.forge import Reported
from processengine.proposals.packet import Packet
from processengine.proposals.policy import Agreement, Forge, login_of
from processengine.review.gather import Gathering
from processengine.review.keyed import key_at
from processengine.review.withdrawn import withdrawals

_IN_CLONE = ("Only whoever rules is counted here, by the git identity. That binds nobody: "
             "whoever may push to the base could claim to be anyone.")
_NOT_ON_THE_SERVER = " Where a server of yours keeps approvals, say --server REPO: it takes no push of what was ruled on here."
_REQUESTED = "Its reasons are the request's own text, which changes without a commit; who approved may have read another one."
_CLAIMED = "What the deals said when it was approved isn't kept by a forge; its claims are held against what they say now."


@dataclass(frozen=True)
class ApprovalSource:
    """Where approvals are known from, and what it has.

    forge: `given` has logins and commits; whose they are and what was approved is found by `stand`. `forge` says whose
    logins, `author` is the login of who opened the request, empty where it isn't told.
    server: `given` has persons and keys, as they were signed; `head` is the id of the log that was read.
    clone: `given` is whoever rules. `remarks` are sentences on what binds and what doesn't.
    """

    mode: Mode
    given: tuple[Given, ...] = ()
    remarks: tuple[str, ...] = ()
    head: str = ""
    forge: Forge | None = None
    author: str = ""


def from_forge(reported: Reported) -> ApprovalSource:
    """Return what a forge says as a source."""
    return ApprovalSource("forge", reported.given, reported.remarks, "", reported.forge or None, reported.author)


def in_clone(person: str, login: str) -> ApprovalSource:
    """Return a source for a clone: whoever rules is the only approver; `login` is their e-mail address, `person` their id or empty."""
    said = f"{_IN_CLONE}{_NOT_ON_THE_SERVER}" if login else _IN_CLONE
    return ApprovalSource("clone", (Given(person, login, "approved", "", ""),) if login else (), (said,))


def stand(gathering: Gathering, packet: Packet, source: ApprovalSource) -> Packet:
    """Return the packet (with its key) with how the approvals of a source stand, by the people and the policy of the base as it is now."""
    looked = _Looked(gathering, packet, source)
    parts = [looked.at(library, one) for library, one in zip(_libraries(gathering), packet.agreements, strict=True)]
    return replace(packet, standing=_together(parts, packet, source))


def _libraries(gathering: Gathering) -> list[Library | None]:
    """Return the base's library of each agreement, in their order."""
    return [gathering.base.library_above(where) for where in gathering.homes or [gathering.home]]


def _together(parts: Sequence[Standing], packet: Packet, source: ApprovalSource) -> Standing:
    """Return the standings of several libraries as one; who counts in one of them needs no excuse in another."""
    counted = tuple(one for part in parts for one in part.counted)
    counts = {one.by for one in counted}
    uncounted = {one.by: one for part in parts for one in part.uncounted if one.by not in counts}
    objections = tuple(dict.fromkeys(name for part in parts for name in part.objections))
    said = {name: note for part in parts for name, note in part.reasons.items()}
    return Standing(packet.key, source.mode, counted, tuple(uncounted.values()), objections, (*source.remarks, *_unkept(packet, source)), source.head, said)


def _unkept(packet: Packet, source: ApprovalSource) -> Iterator[str]:
    """Say what a reviewer saw that a forge keeps with no commit."""
    if source.mode == "forge" and any(one.verdict == "approved" for one in source.given):
        if packet.proposal is not None and packet.proposal.claims:
            yield _CLAIMED
        if packet.reason.source == "request":
            yield _REQUESTED


def is_unasked(gathering: Gathering, packet: Packet) -> bool:
    """Tell whether the deals could have been asked about its claims, and nobody has here: their results are part of the key.

    Where the base names no source of deals nobody has asked them anywhere.
    """
    library = gathering.base.library(gathering.home)
    has_source = library is not None and library.evidence is not None and bool(library.evidence.source)
    stated = packet.proposal.claims if packet.proposal is not None else ()
    return has_source and bool(set(stated) - {one.id for one in packet.facts.claims})


@dataclass(frozen=True)
class _Looked:
    """What each approval was given to, looked up at each commit once."""

    gathering: Gathering
    packet: Packet
    source: ApprovalSource

    def at(self, library: Library | None, agreement: Agreement) -> Standing:
        """Return how the approvals stand for one library."""
        given = [self._given(self._owned(one, library), agreement) for one in self.source.given]
        return standing([agreement], given, self.packet.key, self.source.mode)

    def _owned(self, one: Given, library: Library | None) -> Given:
        """Return a verdict with whose it is; one whose login two people have counts for neither."""
        if self.source.mode != "forge" or self.source.forge is None or library is None:
            return one
        login = one.login.casefold()
        people = [name for name, person in library.people.items() if getattr(person, self.source.forge).casefold() == login]
        if len(people) > 1:
            return replace(one, why_not=f"library.yaml gives the login {one.login} to {' and '.join(people)}.", person=people[0])
        return replace(one, person=next(iter(people), ""))

    def _given(self, one: Given, agreement: Agreement) -> Given:
        """Return a verdict with its key; who doesn't count anyway is not looked into."""
        if one.verdict != "approved" or one.why_not or not may_count(one.name, [agreement]):
            return one
        if self.source.author and one.login.casefold() == self.source.author.casefold():
            return replace(one, why_not=f"{one.name} opened the request.")
        if not one.person and one.login.casefold() in self._hands:
            return replace(one, why_not=f"{one.name} wrote or touched it.")
        if self.source.mode == "server" and one.person not in self._known:
            # Whoever was taken out of it may have made what they approve: it says no more who they are.
            return replace(one, why_not=f"library.yaml doesn't know {one.name} any more.")
        if self.source.mode == "clone":
            return replace(one, commit=self.packet.head.commit, key=self.packet.key)
        key, why_not = self._key(one)
        if key and key != self.packet.key and is_unasked(self.gathering, self.packet):
            why_not = f"Its claims are not computed here, so whether that is what {one.name} approved can't be told. {self.packet.facts.why_not}".strip()
        return replace(one, key=key, why_not=why_not)

    def _key(self, one: Given) -> tuple[str, str]:
        """Return the key of what was approved, or why it can't be told or was ended."""
        commit = self.gathering.repository.find(one.commit) if one.commit else None
        if commit is None:
            return one.key, "" if one.key else f"The commit {one.commit[:10]} that {one.name} approved isn't here: git fetch origin {one.commit}"
        if any(not contains(self.gathering.repository.root, commit, when) for when in self._withdrawals):
            return "", f"{one.name} approved before its author took it back; that ended it."
        return (one.key, "") if self.source.mode == "server" else self._at(commit)

    def _at(self, commit: str) -> tuple[str, str]:
        if commit not in self._keys:
            try:
                self._keys[commit] = key_at(self.gathering, commit), ""
            except CannotRun as error:
                self._keys[commit] = "", str(error)
        return self._keys[commit]

    @cached_property
    def _keys(self) -> dict[str, tuple[str, str]]:
        return {}

    @cached_property
    def _withdrawals(self) -> Sequence[str]:
        return withdrawals(self.gathering)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The ids of everybody in the base's libraries that it touches."""
        return frozenset(name for library in _libraries(self.gathering) if library is not None for name in library.people)

    @cached_property
    def _hands(self) -> frozenset[str]:
        """The logins and addresses of whoever made or touched it, in small letters, for those whom the library doesn't know."""
        return frozenset(name for one in self.gathering.reason.authors for name in _known_as(one.email, self.source.forge))


def _known_as(address: str, forge: Forge | None) -> Iterator[str]:
    found = login_of(address)
    if found is not None and found[0] == forge:
        yield found[1]
    if address:
        yield address.casefold()
