"""Whether edits belong to the proposal whose branch the user is on: not to one that was ruled on, nor to one about something else."""

from processengine.errors import CannotRun
from processengine.model.base import words
from processengine.proposals.ruled import told
from processengine.propose.edited import Edited
from processengine.propose.making import current_id, process_of, written
from processengine.review.agreed import ruled_here


def refuse_ruled(edited: Edited) -> None:
    """Raise CannotRun on the branch of a proposal that was ruled on, wherever that is known from here."""
    here = current_id(edited)
    found = ruled_here(edited.repository, here) if here else None
    if found is not None and found.record is not None:
        more = f" To take back what it changed: processengine propose --revert {here}, on main." if found.record.ruling == "accepted" else ""
        raise CannotRun(f"“{found.title or words(here)}” was {found.record.ruling}{told(found.record)} Nothing more can become part of it. "
                        f"For a proposal of its own start from main: git switch main{more and '.'}{more}")


def refuse_another(edited: Edited, process: str | None, title: str) -> None:
    """Raise CannotRun for another title with another process than those of the proposal that the user is on: that is another proposal."""
    there = written(edited) if current_id(edited) else None
    if there is None or process is None or not title or there[1].process is None or title == there[1].title:
        return
    if process_of(edited, process).key.id != there[1].process:
        raise CannotRun(f"You are on the branch of “{there[1].title or words(there[0].id)}”, which is about {there[1].process}; “{title}” is about "
                        f"{process_of(edited, process).key.id}. For a proposal of its own: git switch main, then run it again. Nothing was changed.")
