"""How a proposal came to the default branch without a ruling: by which commit, from where, and under which key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from processengine.git.command import ask
from processengine.git.refs import contains
from processengine.proposals.approvals import Given
from processengine.proposals.packet import Packet, Revision
from processengine.release.state import Ground, parents
from processengine.review.gather import Asked, Gathering
from processengine.review.keyed import key, packet
from processengine.review.range import Range


@dataclass(frozen=True)
class Brought:
    """A proposal as it was when it came: the review of what was merged, onto the branch of that moment, and the key of what came of it."""

    gathering: Gathering
    key: str
    commit: str

    def packet(self) -> Packet:
        """Return the review's packet, with the key of what is on the branch."""
        return replace(packet(self.gathering), key=self.key)

    def own(self, given: Iterable[Given]) -> tuple[Given, ...]:
        """Return the verdicts that can be of this request: none on a commit of another one that was merged before or beside it."""
        repository, range_ = self.gathering.repository, self.gathering.range

        def can_be(one: Given) -> bool:
            commit = repository.find(one.commit) if one.commit else None
            if commit is None or contains(repository.root, range_.head.commit, commit):
                return commit is None or not contains(repository.root, range_.base.commit, commit)
            return not contains(repository.root, repository.commit("HEAD"), commit)

        return tuple(one for one in given if can_be(one))


def bringing(here: Ground, path: str) -> str | None:
    """Return the commit that brought a file to the branch, of the branch's own commits; None where none is known to have."""
    answer = ask(here.repository.root, "rev-list", "--first-parent", here.repository.commit(here.ref), "--", path)
    for commit in answer.line.split():
        before = parents(here, commit)
        if not before or not here.repository.files(before[0], path):
            return commit
    return None


def brought(here: Ground, name: str, commit: str, today: date, informed: Callable[[Gathering], Gathering]) -> Brought | None:
    """Return what came with a commit, of a branch called so; None where that has no commit before it, so that nobody can tell what it changed.

    Of a merge what was merged is reviewed, and the key is that of the result: whoever resolved a conflict otherwise than
    was approved has made something else of it.
    """
    before = parents(here, commit)
    if not before:
        return None
    base = Revision(here.branch, before[0])
    tip = before[1] if len(before) == 2 else commit
    fork = here.repository.merge_base(before[0], tip) if tip != commit else before[0]
    gathering = informed(Gathering(here.repository, Range(base, Revision(name, tip), fork), "", today, Asked(with_others=False)))
    result = Gathering(here.repository, Range(base, Revision(name, commit), before[0]), "", today, gathering.asked)
    return Brought(gathering, key(result), commit)
