"""What a release asks of rulings: the records of proposals that came without one, and on a server that everything was ruled on.

A ruling stands: `rule` judged it under the lock that merged it, so a policy or a role that changed since ends none. A
proposal that a forge's button or somebody's hand merged is judged here by the people and the policy of the commit that it
was merged onto, under the key of what is on the branch. Approvals that were named and are not enough hold the release up;
where none were named, nothing is known of them, and the record says so by having none.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from processengine.diagnostic import Diagnostic, Severity
from processengine.errors import CannotRun
from processengine.git.identity import Identity
from processengine.model.base import is_id, words
from processengine.model.proposal import ACCEPTED, Proposal, Ruling
from processengine.proposals.approvals import Standing
from processengine.proposals.policy import people_with
from processengine.proposals.record import ruling
from processengine.proposals.ruling import lacking
from processengine.release.doing import Judging
from processengine.release.library import Held
from processengine.release.plan import Due, Recorded
from processengine.release.state import Ground
from processengine.review.approved import ApprovalSource, stand
from processengine.review.documents import papers
from processengine.review.gather import Gathering
from processengine.review.judging import judge
from processengine.ruling.brought import Brought, bringing, brought
from processengine.sides.place import Commit

Unruled = Callable[[Ground, Held, Sequence[Due]], Sequence[str]]
"""What tells, in sentences, what of a release a server's log holds no ruling for."""


def judging(source: ApprovalSource | None, informed: Callable[[Gathering], Gathering], unruled: Unruled | None = None) -> Judging:
    """Return what a release is judged by.

    `source` has the approvals that were named, None where none were. `informed` asks the deals about a proposal. `unruled` is
    for a server.
    """

    def recorded(here: Ground, who: Identity | None, today: date, now: Held, due: Sequence[Due]) -> Recorded:
        if unruled is not None and (lacks := tuple(unruled(here, now, due))):
            return Recorded({}, lacks)
        found = [_Came(here, now.proposals[name], _brought(here, now, name, today, informed), source) for name in _unrecorded(now, due)]
        refused = tuple(sentence for one in found for sentence in one.refused())
        return Recorded({one.proposal.id: one.ruling(now, who, today) for one in found}, refused)

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

    @property
    def standing(self) -> Standing | None:
        """How the approvals stand that were named."""
        if self.source is None or self.how is None:
            return None
        return stand(self.how.gathering, self.how.packet(), self.source).standing

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

    def ruling(self, now: Held, who: Identity | None, today: date) -> Ruling:
        """Return the record: accepted by whoever releases it, unless they made it themselves."""
        never = {name for one in self.how.gathering.agreements for name in one.never} if self.how else {self.proposal.author}
        by = next((name for name in sorted(people_with(now.library, [who.email])) if name not in never), None) if who else None
        standing = self.standing
        approvals = tuple(one for one in standing.approvers if is_id(one)) if standing else ()
        return ruling(ACCEPTED, by or "", today, key=self.how.key if self.how else "", approvals=approvals)


def _unrecorded(now: Held, due: Sequence[Due]) -> list[str]:
    names = dict.fromkeys(name for one in due for name in one.proposals)
    return [name for name in names if now.proposals[name].record is None]


def _brought(here: Ground, now: Held, name: str, today: date, informed: Callable[[Gathering], Gathering]) -> Brought | None:
    path = next(now.path_of(one) for one in now.documents if one.id == name and isinstance(one.then.value, Proposal))
    commit = bringing(here, path)
    try:
        return None if commit is None else brought(here, name, commit, today, informed)
    except CannotRun:
        return None
