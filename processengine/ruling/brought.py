"""How a proposal came to the default branch without a ruling: by which commit, from where, and under which key."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from processengine.git.command import ask
from processengine.proposals.packet import Packet, Revision
from processengine.release.state import Ground, parents
from processengine.review.gather import Asked, Gathering
from processengine.review.keyed import key, packet
from processengine.review.range import FOLDER, Range


@dataclass(frozen=True)
class Brought:
    """A proposal as it was when it came: the review of what was merged, onto the branch of that moment, and the key of what came of it."""

    gathering: Gathering
    key: str

    def packet(self) -> Packet:
        """Return the review's packet, with the key of what is on the branch."""
        return replace(packet(self.gathering), key=self.key)


def bringing(here: Ground, path: str) -> str | None:
    """Return the commit that brought a file to the branch, of the branch's own commits; None where none is known to have."""
    answer = ask(here.repository.root, "rev-list", "--first-parent", here.repository.commit(here.ref), "--", path)
    for commit in answer.line.split():
        before = parents(here, commit)
        if not before or not here.repository.files(before[0], path):
            return commit
    return None


def brought(here: Ground, proposal: str, commit: str, today: date, informed: Callable[[Gathering], Gathering]) -> Brought | None:
    """Return how a proposal came with a commit; None where that has no commit before it, so that nobody can tell what it changed.

    Of a merge what was merged is reviewed, and the key is that of the result: whoever resolved a conflict otherwise than
    was approved has made something else of it.
    """
    before = parents(here, commit)
    if not before:
        return None
    base, name = Revision(here.branch, before[0]), f"{FOLDER}{proposal}"
    tip = before[1] if len(before) == 2 else commit
    fork = here.repository.merge_base(before[0], tip) if tip != commit else before[0]
    gathering = informed(Gathering(here.repository, Range(base, Revision(name, tip), fork), "", today, Asked(with_others=False)))
    result = Gathering(here.repository, Range(base, Revision(name, commit), before[0]), "", today, gathering.asked)
    return Brought(gathering, key(result))
