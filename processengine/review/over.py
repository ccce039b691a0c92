"""Whether a proposal is over before anybody rules: it was ruled on, the base holds all of it, or the day of an expectation is past."""

from processengine.model.proposal import Ruling
from processengine.review.agreed import ruled_unsent
from processengine.review.documents import Key
from processengine.review.gather import Gathering
from processengine.review.range import FOLDER


def ruled_on(gathering: Gathering) -> Ruling | None:
    """Return the base's ruling on what is reviewed; None where there is none.

    A branch of another name that only edits the file of a proposal which was ruled on before it began is no revision of that.
    """
    _, is_own, named = gathering.range.head.name.rpartition(FOLDER)
    for key, one in gathering.base.proposals().items():
        if one.record is not None and one.record.ruling:
            if is_own and key.id == named:
                return one.record
            if gathering.proposal_key is None and _is_brought(gathering, key):
                return one.record
    there = ruled_unsent(gathering.repository, gathering.range.base.name, named) if is_own else None
    return there.record if there is not None else None


def _is_brought(gathering: Gathering, key: Key) -> bool:
    """Tell whether the head brings a proposal that nobody had ruled on where it left the base."""
    before, paper = gathering.fork.proposals().get(key), gathering.head.found.get(key)
    return paper is not None and paper.file in gathering.changed_files and (before is None or before.record is None)


def past(gathering: Gathering) -> tuple[str, ...]:
    """Return the expectations of a proposal that nobody has ruled on whose day is over."""
    proposal = gathering.proposal
    if proposal is None or not proposal.waits:
        return ()
    return tuple(name for name, one in proposal.expects.items() if one.by < gathering.today)


def lacks(gathering: Gathering) -> bool:
    """Tell whether the base lacks anything of what a proposal changes; one that changes nothing at all counts as lacking."""
    if gathering.fork is gathering.base or any(one.is_conflict for one in gathering.base_collisions):
        return True
    own = gathering.head.found[gathering.proposal_key].file if gathering.proposal_key else ""
    told = {paper.file for papers in (gathering.fork, gathering.head) for key, paper in papers.found.items() if key.kind in ("process", "journey")}
    paths = [path for path in gathering.changed_files if path != own]
    if not paths:
        return True
    if any(gathering.base.files.get(path) != gathering.head.files.get(path) for path in paths if path not in told):
        return True
    return any(one.atoms for one in gathering.agreed_changes)
