"""Which of a branch's commits are rulings and releases of ours: what a commit says of itself proves nothing, so it has to be what they make."""

from collections.abc import Sequence
from datetime import date

from processengine.errors import CannotRun
from processengine.git.command import ask, complaint
from processengine.git.tags import tags
from processengine.model.proposal import ACCEPTED, REJECTED, Ruling
from processengine.outcomes.recording import is_recording
from processengine.proposals.packet import Revision
from processengine.proposals.version import library_of, release_of
from processengine.release.landed import changed
from processengine.release.library import Held
from processengine.release.plan import Due
from processengine.release.settle import PROPOSAL, RULING, TIP, is_release
from processengine.release.state import Ground, parents, trailers
from processengine.review.documents import papers
from processengine.review.gather import Asked, Gathering
from processengine.review.keyed import key
from processengine.review.range import FOLDER, Range
from processengine.ruling.message import KEY
from processengine.sides.place import Commit


def since_release(here: Ground, now: Held, due: Sequence[Due]) -> list[str]:
    """Return the branch's own commits since the last release that touch the library, newest first, but for rulings, releases and verdicts.

    Before the first release there are none to ask about: that is what the library was set up with.
    """
    last = {one.since for one in due if one.since is not None} or {
        tag.commit for tag in tags(here.repository.root, now.commit) if release_of(tag.name) and library_of(tag.subject) == now.id}
    if not last:
        return []
    answer = ask(here.repository.root, "rev-list", "--first-parent", now.commit, *(f"^{one}" for one in sorted(last)), "--", here.top or ".")
    if answer.code != 0:
        raise CannotRun(f"The commits of {here.branch} can't be listed: {complaint(answer)}.")
    return [one for one in answer.line.split() if not any(is_ours(here, one) for is_ours in (is_release, is_ruling, is_recording))]


def is_vouched(here: Ground, path: str, name: str) -> bool:
    """Tell whether the record of a proposal, whose file lies at a path, came with a ruling of ours."""
    answer = ask(here.repository.root, "rev-list", "--first-parent", here.repository.commit(here.ref), "--", path)
    return any(trailers(here, commit, PROPOSAL) == [name] and is_ruling(here, commit) for commit in answer.line.split())


def is_ruling(here: Ground, commit: str) -> bool:
    """Tell whether a commit is a ruling: it brings the record that it tells of, which was nowhere before, and just what was ruled on.

    The key is computed anew where no claim was asked of deals, which have changed since.
    """
    found = [trailers(here, commit, one) for one in (PROPOSAL, RULING, TIP, KEY)]
    if any(len(one) != 1 for one in found):
        return False
    (name,), (said,), (tip,), (key_,) = found
    before = parents(here, commit)
    record = _record(here, commit, name)
    if record is None or (record.ruling, record.key) != (said, key_) or any(_record(here, one, name) is not None for one in before):
        return False
    if said == REJECTED:
        return len(before) == 1 and len(changed(here.repository, before[0], commit)) == 1
    return said == ACCEPTED and len(before) == 2 and before[1] == tip and (bool(record.evidence) or _key(here, before[0], name, commit, record.at) == key_)


def _record(here: Ground, commit: str, name: str) -> Ruling | None:
    """Return the record of a proposal, in whatever library it lies: a ruling on one may touch another."""
    found = papers(Commit(commit, here.repository, commit, ""))
    return next((one.record for key_, one in found.proposals().items() if key_.id == name and one.record is not None), None)


def _key(here: Ground, before: str, name: str, commit: str, day: date | None) -> str:
    range_ = Range(Revision(here.branch, before), Revision(f"{FOLDER}{name}", commit), before)
    found = Gathering(here.repository, range_, "", day or date.min, Asked(with_others=False))
    return key(found)
