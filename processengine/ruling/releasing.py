"""What a release asks of rulings: the records of proposals that came without one, and on a server that everything was ruled on.

A ruling stands: `rule` judged it under the lock that merged it, so a policy or a role that changed since ends none. A
proposal that a forge's button or somebody's hand merged is judged here by the people and the policy of the commit that it
was merged onto, under the key of what is on the branch. Approvals that were named and are not enough hold the release up, and
with them a record counts only where a ruling brought it, and each commit is asked for them that is no ruling; where none
were named, nothing is known of them, and the record says so by having none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from processengine.diagnostic import Diagnostic, Severity
from processengine.errors import CannotRun
from processengine.git.command import ask
from processengine.git.identity import Identity
from processengine.model.base import is_id, words
from processengine.model.nearest import did_you_mean
from processengine.model.proposal import ACCEPTED, Proposal, Ruling
from processengine.proposals.approvals import Standing
from processengine.proposals.packet import Packet
from processengine.proposals.policy import lacking, people_with
from processengine.proposals.record import ruling
from processengine.proposals.ruling import is_said, unanswered
from processengine.release.doing import Judging
from processengine.release.library import Held
from processengine.release.plan import Due, Recorded
from processengine.release.state import Ground
from processengine.report.safe import visible
from processengine.review.approved import ApprovalSource, stand
from processengine.review.documents import papers
from processengine.review.gather import Gathering
from processengine.review.judging import judge
from processengine.review.range import FOLDER
from processengine.ruling.brought import Brought, bringing, brought
from processengine.ruling.vouched import is_vouched, since_release
from processengine.sides.place import Commit

_NONE: Mapping[str, str] = MappingProxyType({})

Unruled = Callable[[Ground, Held, Sequence[Due]], Sequence[str]]
"""What tells, in sentences, what of a release a server's log holds no ruling for."""


def judging(
    source: ApprovalSource | None, informed: Callable[[Gathering], Gathering], unruled: Unruled | None = None, answers: Mapping[str, str] = _NONE,
) -> Judging:
    """Return what a release is judged by.

    `source` has the approvals that were named, None where none were. `informed` asks the deals about a proposal. `unruled` is
    for a server. `answers` say something to claims that the deals contradict, by the claim's id.
    """

    def recorded(here: Ground, who: Identity | None, today: date, now: Held, due: Sequence[Due]) -> Recorded:
        if unruled is not None and (lacks := tuple(unruled(here, now, due))):
            return Recorded({}, lacks)
        found = [_Came(here, now.proposals[name], _brought(here, now, name, today, informed), source, answers)
                 for name in _unrecorded(here, now, due, is_judged=source is not None)]
        _refuse_unknown(found, answers)
        refused = [sentence for one in found for sentence in one.refused()]
        if source is not None:
            told = {one.how.commit for one in found if one.how is not None}
            others = [brought(here, commit[:12], commit, today, informed) for commit in since_release(here, now, due) if commit not in told]
            refused += [sentence for one in others if one is not None for sentence in _unapproved(here, one, source)]
        return Recorded({one.proposal.id: one.ruling(now, who, today) for one in found}, tuple(refused))

    return Judging(recorded, errors)


def errors(now: Held, today: date) -> list[Diagnostic]:
    """Return the errors in the files of a library as a commit holds it."""
    found = papers(Commit(now.commit, now.repository, now.commit, now.top))
    told = (one for paper in found.found.values() for one in judge(found, found, paper, paper.text, today))
    return [one for one in told if one.severity is Severity.ERROR]


@dataclass(frozen=True)
class _Came:
    """A proposal that came without a ruling; `how` is None where nobody can tell what it changed."""

    here: Ground
    proposal: Proposal
    how: Brought | None
    source: ApprovalSource | None
    answers: Mapping[str, str]

    @cached_property
    def packet(self) -> Packet | None:
        """The review's packet, with how the approvals stand that were named."""
        if self.how is None:
            return None
        return self.how.packet() if self.source is None else _stood(self.how, self.source)

    @property
    def standing(self) -> Standing | None:
        """How the approvals stand that were named."""
        return self.packet.standing if self.packet is not None else None

    def refused(self) -> Iterator[str]:
        """Yield why it may not be released, where approvals were named and don't do."""
        if self.source is None:
            return
        standing, title = self.standing, self.proposal.title or words(self.proposal.id)
        if standing is None:
            yield f"“{title}” came with the first commit that is known here, so nobody can tell what was approved of it."
        elif not standing.is_enough:
            yield f"“{title}” came to {self.here.branch} without enough approvals: it lacks {lacking(standing.missing)}."
            yield from (one.why for one in standing.uncounted)
        if self.packet is not None:
            yield from unanswered(self.packet, self.answers)

    def ruling(self, now: Held, who: Identity | None, today: date) -> Ruling:
        """Return the record: accepted by whoever releases it, unless they made it themselves."""
        never = {name for one in self.how.gathering.agreements for name in one.never} if self.how else {self.proposal.author}
        by = next((name for name in sorted(people_with(now.library, [who.email])) if name not in never), None) if who else None
        standing = self.standing
        approvals = tuple(one for one in standing.approvers if is_id(one)) if standing else ()
        answers = {name: text.strip() for name, text in self.answers.items() if name in self.proposal.claims and is_said(text)}
        return ruling(ACCEPTED, by or "", today, key=self.how.key if self.how else "", approvals=approvals, answers=answers)


def _stood(how: Brought, source: ApprovalSource) -> Packet:
    return stand(how.gathering, how.packet(), replace(source, given=how.own(source.given)))


def _unapproved(here: Ground, how: Brought, source: ApprovalSource) -> Iterator[str]:
    """Yield why a commit may not be released that brought no proposal to be judged, where the approvals that were named don't do."""
    standing = _stood(how, source).standing
    if standing is None or standing.is_enough:
        return
    said = ask(here.repository.root, "show", "--no-patch", "--format=%s", how.commit, "--").line
    yield f"{here.branch} holds the commit {how.commit[:12]} (“{' '.join(visible(said).split())}”), which came without a proposal: it lacks {lacking(standing.missing)}."
    if source.given and not how.own(source.given):
        yield f"None of the approvals that were named can be of {how.commit[:12]}: they were given to other commits."
    yield from (one.why for one in standing.uncounted)


def _refuse_unknown(found: Sequence[_Came], answers: Mapping[str, str]) -> None:
    """Raise CannotRun for an answer to a claim that no proposal makes whose record is written."""
    claims = [name for one in found for name in one.proposal.claims]
    for name in answers:
        if name not in claims:
            raise CannotRun(f"No proposal whose record this release would write has a claim `{name}`.{did_you_mean(name, claims)}")


def _unrecorded(here: Ground, now: Held, due: Sequence[Due], *, is_judged: bool) -> list[str]:
    """Return the proposals without a record; where approvals are judged, also those whose record no ruling has brought."""
    names = dict.fromkeys(name for one in due for name in one.proposals)
    return [
        name for name in names
        if now.proposals[name].record is None or (is_judged and not is_vouched(here, now.path_of(now.proposal_files[name]), name))
    ]


def _brought(here: Ground, now: Held, name: str, today: date, informed: Callable[[Gathering], Gathering]) -> Brought | None:
    commit = bringing(here, now.path_of(now.proposal_files[name]))
    try:
        return None if commit is None else brought(here, f"{FOLDER}{name}", commit, today, informed)
    except CannotRun:
        return None
