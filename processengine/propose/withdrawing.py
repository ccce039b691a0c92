"""A proposal that its author takes back: its file says so, and why, and its last commit is kept for whoever wants to read it later.

The reason stands in the proposal's file as `x-withdrawn`, beside its own `why`, which stays as it was proposed.
"""

from datetime import date

from processengine.errors import CannotRun
from processengine.git.identity import Identity
from processengine.git.lock import locked
from processengine.git.transaction import Move, move, stands
from processengine.model.library import Library
from processengine.model.proposal import Proposal
from processengine.proposals.closed import WHY_WITHDRAWN, closed_ref
from processengine.proposals.policy import people_with
from processengine.propose.edited import Edited
from processengine.propose.keeping import keep
from processengine.propose.making import Proposed, Wish, current_id, proposed, written
from processengine.review.range import FOLDER
from processengine.syntax.edit import Add, Operation, Set, apply


def withdraw(edited: Edited, why: str, who: Identity, today: date) -> Proposed | None:
    """Take back the proposal whose branch the user is on; return it, None where only its last commit was still to be kept.

    Raise CannotRun where there is none, where it is taken back already, or where edits lie about that would go with it.
    """
    as_kept = edited.only(())
    there = written(as_kept) if current_id(edited) else None
    if there is None:
        raise CannotRun("Go to the branch of the proposal that you take back first: git switch proposals/ID")
    key, proposal = there
    _refuse_ruled(proposal)
    _refuse_others(as_kept.head.library(key.home), proposal, who)
    with locked(edited.repository):
        if proposal.status == "withdrawn":
            refuse_edits(edited, as_kept)
            _closed_only(edited, proposal)
            return None
        paper = as_kept.now.found[key]
        edits: list[Operation] = [Set("status", "withdrawn") if paper.document.at("status") else Add("status", "withdrawn")]
        if why.strip():
            edits.append(Set(WHY_WITHDRAWN, why.strip()) if paper.document.at(WHY_WITHDRAWN) else Add(WHY_WITHDRAWN, why.strip()))
        after = as_kept.having({paper.file: apply(paper.data.decode(), edits).encode()})
        refuse_edits(edited, after)
        made = proposed(after, Wish(), who, today)
        _close(edited, proposal.id, keep(made, who), who)
        return made


def refuse_edits(edited: Edited, meant: Edited) -> None:
    """Raise CannotRun for edits on the disk that are none of what is meant; what an interrupted run of the same left there is."""
    others = [path for path, data in edited.contents.items() if path not in meant.contents or meant.contents[path] != data]
    if others:
        shown = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
        raise CannotRun(f"{shown}: edited and not kept. Run `processengine propose` first, or put it away (git stash).")


def _refuse_ruled(proposal: Proposal) -> None:
    record = proposal.record
    if record is not None and record.ruling:
        raise CannotRun(f"{proposal.id} was {record.ruling} already, so there is nothing to take back. For what was accepted: "
                        f"processengine propose --revert {proposal.id}")


def _refuse_others(library: Library | None, proposal: Proposal, who: Identity) -> None:
    """Raise CannotRun where somebody else proposed it whom the library knows: nobody can speak for an author who has left."""
    author = proposal.author or ""
    if library is not None and author in library.people and author not in people_with(library, [who.email]):
        raise CannotRun(f"{library.people[author].name or author} proposed {proposal.id}, and only its author takes it back. Whoever rules rejects it: "
                        f"processengine rule {proposal.id} --reject --why TEXT")


def _closed_only(edited: Edited, proposal: Proposal) -> None:
    """Keep the last commit of one that is withdrawn, where an interrupted run did not; raise CannotRun where it is kept."""
    repository = edited.repository
    tip = repository.commit(f"refs/heads/{FOLDER}{proposal.id}")
    if repository.find(closed_ref(proposal.id)) == tip:
        raise CannotRun(f"{proposal.id} is taken back already. `processengine propose --ready` opens it again.")
    _close(edited, proposal.id, tip, None)


def _close(edited: Edited, proposal: str, tip: str, who: Identity | None) -> None:
    ref = closed_ref(proposal)
    with locked(edited.repository) as lock:
        if move(lock, [Move(ref, stands(lock, ref), tip)], f"propose: {proposal} withdrawn", who):
            raise CannotRun(f"{ref} was moved by somebody else meanwhile; run it again.")
