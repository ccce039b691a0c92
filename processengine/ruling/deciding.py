"""A ruling from beginning to end: judged inside one lock by what the branch is now, and put there with its record in one step."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from processengine.approving.entry import Entry
from processengine.diagnostic import Diagnostic, Severity
from processengine.errors import CannotRun
from processengine.git import writing
from processengine.git.identity import Identity
from processengine.git.lock import Lock, locked
from processengine.git.transaction import Move, stands
from processengine.model.base import is_id
from processengine.model.library import Library
from processengine.model.nearest import did_you_mean
from processengine.model.proposal import Proposal, Ruling
from processengine.proposals.closed import closed_ref
from processengine.proposals.packet import Packet, Revision
from processengine.proposals.policy import people_with
from processengine.proposals.record import anew, ruling
from processengine.proposals.ruled import NAME_THEM, ruled
from processengine.proposals.ruling import Decision, RulingKind, is_said, refusals
from processengine.release.doing import finish_begun, told_to_run_again
from processengine.release.landed import Landed, dirty
from processengine.release.library import held
from processengine.release.moving import moved
from processengine.release.people import acting
from processengine.release.state import Ground, ground, hosted, is_clean
from processengine.review.approved import ApprovalSource, in_clone, stand
from processengine.review.facts import informed
from processengine.review.gather import Asked, Gathering
from processengine.review.keyed import key, packet
from processengine.review.range import Range
from processengine.ruling.found import id_meant, other, ranged
from processengine.ruling.logged import ACCEPTED_AS, REJECTED_AS
from processengine.ruling.merged import Trio, onto
from processengine.ruling.message import message
from processengine.syntax.edit import EditError, apply

if TYPE_CHECKING:
    from processengine.deals.asked import Asked as AskedOfDeals

_SERIOUS = (Severity.ERROR, Severity.WARNING)

Sourced = Callable[[Gathering], "ApprovalSource | None"]
"""What finds the approvals that a command was told of; None where it was told of none."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to rule. `at` is when, as git reads it, empty for now.

    `server` is a server's own repository, and `person` who rules there; elsewhere it is whom git knows.
    """

    proposal: str
    ruling: RulingKind
    today: date
    why: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    at: str = ""
    server: str | None = None
    person: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of it: the ruling as it was recorded, or why it may not be made (`refused`, sentences).

    `finished` are sentences on what an earlier run had begun. `remarks` say what binds and what doesn't.
    """

    here: Ground
    proposal: str
    title: str = ""
    ruling: Ruling | None = None
    refused: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def rule(wish: Wish, sourced: Sourced, deals: "AskedOfDeals | None" = None) -> Outcome:
    """Rule on a proposal, or say why it may not be ruled on so; raise CannotRun where nobody can tell. Nothing is changed then."""
    libraries = hosted(wish.server) if wish.server else [ground(
        None, any_branch=None, what="Rulings are made", moved="what you merge has to be merged with those")]
    here, id_ = libraries[0], id_meant(wish.proposal)
    with locked(here.repository) as lock:
        finished = tuple(done for one in libraries for done in finish_begun(lock, one, wish.person))
        for one in libraries:
            then = held(one.repository, one.repository.commit(one.ref), one.top)
            if not one.repository.is_bare:
                is_clean(one, then)
            there = then.proposals.get(id_)
            before, record = ruled(there), there.record if there is not None else None
            if before:
                is_this = id_ in finished and record is not None and record.ruling == wish.ruling
                return Outcome(one, id_, ruling=record if is_this else None, refused=() if is_this else (before,), finished=finished)
        found = _Ruling.of(lock, here, wish, sourced, deals)
        return replace(found if isinstance(found, Outcome) else found.made(), finished=finished)


@dataclass(frozen=True)
class _Ruling:
    """A ruling in the making: all that it is judged by."""

    lock: Lock
    here: Ground
    wish: Wish
    gathering: Gathering
    packet: Packet
    decision: Decision
    who: Identity

    @classmethod
    def of(cls, lock: Lock, here: Ground, wish: Wish, sourced: Sourced, deals: "AskedOfDeals | None") -> "_Ruling | Outcome":
        """Return the ruling on a proposal as it and the branch stand now, with what the deals and the approvals say; or that it has been made."""
        range_ = ranged(here, wish.proposal)
        gathering = informed(Gathering(here.repository, range_, "", wish.today, Asked(with_others=False)), deals)
        if gathering.proposal is None:
            if before := tuple(_ruled_before(gathering)):
                return Outcome(here, id_meant(wish.proposal), refused=before)
            raise CannotRun(f"{range_.head.name} has no proposal file that can be read, so there is nowhere to write a ruling. "
                            "`processengine propose` on it makes one.")
        _refuse_unknown(gathering.proposal, wish.answers)
        libraries = _libraries(gathering)
        who = acting(here.repository, next((one for one in libraries if one is not None and wish.person in one.people), None), wish.person)
        by = wish.person or next((name for one in libraries for name in sorted(people_with(one, [who.email]))), "")
        source = sourced(gathering) or in_clone(by, who.email)
        told = stand(gathering, packet(gathering), source)
        return cls(lock, here, wish, gathering, told, Decision(wish.ruling, by, wish.why, wish.answers, "" if wish.person else who.email), who)

    @property
    def proposal(self) -> str:
        """The proposal's id."""
        assert self.packet.proposal is not None
        return self.packet.proposal.id

    @property
    def file(self) -> str:
        """The proposal's file, from the repository's top."""
        assert self.gathering.proposal_key is not None
        return self.gathering.head.found[self.gathering.proposal_key].file

    def made(self) -> Outcome:
        """Make the ruling, or say why it may not be made."""
        refused = tuple(dict.fromkeys((*self._refused(), *self._in_the_way())))
        if refused:
            return self._outcome(refused=refused)
        contents, conflicts = self._contents()
        if conflicts:
            return self._outcome(refused=conflicts)
        self._refuse_dirty(contents)
        record = self._record(contents)
        contents = {**contents, self.file: self._recorded(contents, record)}
        base, tip = self.packet.base.commit, self.packet.head.commit
        told = message(self.packet, self.proposal, self.decision, self.decision.by or self.who.email)
        merged = [tip] if self.decision.ruling == "accepted" else []
        made = writing.commit(self.here.repository.root, base, contents, told, self.who, self.wish.at, merged)
        wrong = tuple(self._wrong(made)) if merged else ()
        if wrong:
            return self._outcome(refused=wrong)
        with told_to_run_again("ruling"):
            self._land(made)
            Landed(self.here.repository, base, made, tuple(contents)).settle()
        return self._outcome(record)

    def _outcome(self, record: Ruling | None = None, refused: tuple[str, ...] = ()) -> Outcome:
        remarks = self.packet.standing.remarks if self.packet.standing else ()
        if record is not None and all(one is None or not one.people for one in _libraries(self.gathering)):
            remarks = (*remarks, NAME_THEM)
        return Outcome(self.here, self.proposal, self.packet.reason.title, record, refused, remarks=remarks)

    def _refused(self) -> Iterator[str]:
        """Yield why it may not be ruled on so, by the settings of each library that it touches."""
        libraries = _libraries(self.gathering)
        for library in libraries:
            yield from refusals(self.packet, self.decision, library)
        if self.here.repository.is_bare and not any(one is not None and one.people for one in libraries):
            yield f"library.yaml on {self.packet.base.name} doesn't know {self.decision.by}, and on a server whoever rules has to be known."

    def _in_the_way(self) -> Iterator[str]:
        """Yield what else stands in the way: a ruling that was made already, or a rejection of what is on the branch or over."""
        base, proposal = self.gathering.base, self.packet.proposal
        there = next((one for key_, one in base.proposals().items() if key_ == self.gathering.proposal_key), None)
        before = ruled(there)
        if before:
            yield before
        elif another := other(self.here.repository, self.packet.head, self.proposal):
            yield another
        elif self.decision.ruling == "rejected":
            if proposal is not None and proposal.status == "withdrawn":
                yield "Its author has taken it back, so there is nothing to reject."
            if there is not None:
                yield f"{self.packet.base.name} holds it already; to take back what it changed: processengine propose --revert {self.proposal}"
            elif _is_taken(self.file, base.files):
                yield f"{self.file} is something else on {self.packet.base.name}, so there is no place for its file."

    def _contents(self) -> tuple[dict[str, bytes | None], tuple[str, ...]]:
        """Return what files hold afterwards, without the record, and sentences on what can't be merged."""
        gathering = self.gathering
        if self.decision.ruling == "rejected":
            assert gathering.proposal_key is not None
            return {self.file: gathering.head.found[gathering.proposal_key].data}, ()
        trio = Trio(gathering.range.fork, gathering.range.head.commit, gathering.range.base.commit, (gathering.fork, gathering.head, gathering.base))
        found = onto(gathering.repository, trio)
        return found.contents, tuple(f"It can't be merged into {gathering.range.base.name} as that stands: {one}" for one in found.conflicts)

    def _refuse_dirty(self, contents: Mapping[str, bytes | None]) -> None:
        there = dirty(self.here.repository, self.packet.base.commit, contents)
        if there:
            raise CannotRun(f"{', '.join(there[:3])}: not committed as it is on the disk. Commit it, or put it away, and run again.")

    def _record(self, contents: Mapping[str, bytes | None]) -> Ruling:
        standing, home = self.packet.standing, self.gathering.home
        files = {
            path.removeprefix(f"{home}/") if home else path: hashlib.sha256(data).hexdigest()
            for path, data in sorted(contents.items()) if data is not None and path != self.file
        }
        return ruling(
            self.decision.ruling, self.decision.by, self.wish.today, self.decision.why, self.packet.key, files=files, evidence=self.packet.facts.digest,
            approvals=tuple(one for one in standing.approvers if is_id(one)) if standing else (),
            answers={name: text.strip() for name, text in self.decision.answers.items() if is_said(text)},
        )

    def _recorded(self, contents: Mapping[str, bytes | None], record: Ruling) -> bytes:
        """Return the proposal's file with the record."""
        data = contents.get(self.file)
        if data is None:
            raise CannotRun(f"{self.file} would be gone, and with it the ruling.")
        try:
            return apply(data.decode(), anew(record, self.packet.proposal.record if self.packet.proposal else None)).encode()
        except EditError as error:
            raise CannotRun(f"{self.file}: the ruling can't be written. {error}") from None

    def _wrong(self, made: str) -> Iterator[str]:
        """Yield what is wrong with what would be on the branch: it isn't what was agreed, or it breaks something there."""
        base = self.packet.base
        then = Gathering(self.gathering.repository, Range(base, Revision(self.packet.head.name, made), base.commit), "", self.wish.today, self.gathering.asked)
        if key(then) != self.packet.key:
            yield f"Merged into {base.name} as that stands, it would be something else than what was agreed. Bring {base.name} into it, and let it be reviewed again."
        known = {one.fingerprint for one in self.packet.findings}
        for one in then.brought.findings:
            if one.severity in _SERIOUS and not self._is_the_record(one) and (one.severity is Severity.ERROR or one.fingerprint not in known):
                yield f"Merged into {base.name}, it brings what that doesn't have: {one.file}:{one.span.line}: {one.message} ({one.rule})"

    def _is_the_record(self, one: Diagnostic) -> bool:
        """Tell whether a finding says no more than that a record was added: that is what a ruling does."""
        return one.rule == "self-ruled" and one.path == "record" and one.file == self.file

    def _land(self, made: str) -> None:
        """Move the branch, and keep what was ruled on; raise CannotRun where somebody was faster."""
        tip, closed = self.packet.head.commit, closed_ref(self.proposal)
        name = f"refs/heads/{self.packet.head.name}"
        watched = {name: tip} if stands(self.lock, name) == tip else {}
        moves = [Move(self.here.ref, self.packet.base.commit, made), Move(closed, stands(self.lock, closed), tip)]
        note = f"{ACCEPTED_AS if self.decision.ruling == 'accepted' else REJECTED_AS}{made}"
        entry = Entry("ruled", self.proposal, self.decision.by, tip, self.packet.key, note=note)
        if moved(self.lock, moves, f"rule: {self.proposal} {self.decision.ruling}", self.who, entry, watched):
            raise CannotRun(f"{self.here.branch} or the proposal has moved on while this was ruled on. Nothing was changed; run it again.")


def _ruled_before(gathering: Gathering) -> Iterator[str]:
    """Yield who ruled on the proposals whose files a branch changes, where that is done."""
    for key_, one in gathering.base.proposals().items():
        paper = gathering.head.found.get(key_)
        if paper is not None and paper.file in gathering.changed_files and (before := ruled(one)):
            yield before


def _libraries(gathering: Gathering) -> list[Library | None]:
    """Return the base's library that each place belongs to which a proposal touches, its own first; None for what lies in none.

    The settings of a folder that the branch itself makes a library of are those around it: nobody brings the people along who rule on them.
    """
    found = [gathering.base.library_above(where) for where in dict.fromkeys((gathering.home, *gathering.homes))]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _is_taken(file: str, there: Collection[str]) -> bool:
    """Tell whether a file can't be put among others but in the place of one: where it is, or a folder of its path, or below it."""
    folders = {str(one) for one in PurePosixPath(file).parents}
    return any(one == file or one in folders or one.startswith(f"{file}/") for one in there)


def _refuse_unknown(proposal: Proposal, answers: Mapping[str, str]) -> None:
    """Raise CannotRun for an answer to a claim that the proposal doesn't make."""
    for name in answers:
        if name not in proposal.claims:
            raise CannotRun(f"{proposal.id} has no claim `{name}`.{did_you_mean(name, proposal.claims)}")
