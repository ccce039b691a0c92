"""What the reports of a comparison have in common."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from processengine.change import Change, Changeset, Impact


@dataclass(frozen=True)
class Comparison:
    """Two revisions compared: what the sides are called, and the changesets of the documents that either has."""

    before: str
    after: str
    changesets: Sequence[Changeset]

    @property
    def changed(self) -> list[Changeset]:
        """The changesets of documents that differ."""
        return [changeset for changeset in self.changesets if changeset.impact is not None]

    @property
    def impact(self) -> Impact | None:
        """The most serious impact of all; None where nothing differs."""
        return min((one.impact for one in self.changesets if one.impact), key=lambda impact: impact.rank, default=None)


def counts(changes: Iterable[Change]) -> dict[Impact, int]:
    """Return how many changes there are of each impact that occurs, the most serious first."""
    counted = Counter(change.impact for change in changes)
    return {impact: counted[impact] for impact in Impact if counted[impact]}
