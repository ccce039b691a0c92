"""A review in the making that shares with others what is the same for all: the base, where they left it, and its releases."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from processengine.diff.changeset import changesets
from processengine.proposals.packet import Revision
from processengine.review.documents import Paper, Papers
from processengine.review.gather import Gathering
from processengine.review.versions import Versions, once_agreed
from processengine.since import Read


@dataclass(frozen=True)
class Shared:
    """What was read once: documents by commit, files by place and content, and the releases of each library."""

    papers: dict[str, Papers] = field(default_factory=dict)
    read: dict[tuple[str, bytes], Paper] = field(default_factory=dict)
    releases: dict[str, list[tuple[str, list[Read]]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Looked(Gathering):
    """A review that a list needs: without the versions that a release would give, which takes reading all of them."""

    shared: Shared = field(default_factory=Shared)

    def papers(self, revision: Revision) -> Papers:
        """Return the documents at a commit; what is the same as at another one is parsed once."""
        found = self.shared.papers.get(revision.commit)
        if found is None:
            fresh = super().papers(revision)
            same = {key: self.shared.read.setdefault((paper.file, paper.data), paper) for key, paper in fresh.found.items()}
            found = self.shared.papers[revision.commit] = replace(fresh, found=same)
        return found

    def _releases(self, where: str) -> Iterable[tuple[str, list[Read]]]:
        if where not in self.shared.releases:
            self.shared.releases[where] = list(super()._releases(where))
        return self.shared.releases[where]

    @cached_property
    def _versions(self) -> Versions:
        return {}


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
    then = once_agreed(gathering.side, gathering.base)
    return any(one.atoms for one in changesets(gathering.base.revisions(), then.revisions()))
