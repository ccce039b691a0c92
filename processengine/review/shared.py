"""What several reviews of one repository have in common: a commit is read once, and what is the same in two of them is parsed once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from processengine.review.documents import Key, Paper, Papers
from processengine.since import Read


@dataclass(frozen=True)
class Shared:
    """What was read so far: documents by commit, files by place and content, and the releases that a commit holds of the library in a folder."""

    papers: dict[str, Papers] = field(default_factory=dict)
    read: dict[tuple[Key, str, bytes], Paper] = field(default_factory=dict)
    releases: dict[tuple[str, str], list[tuple[str, list[Read]]]] = field(default_factory=dict)

    def at(self, commit: str, reading: Callable[[], Papers]) -> Papers:
        """Return the documents at a commit, by its full id; `reading` reads them where nobody has yet."""
        found = self.papers.get(commit)
        if found is None:
            fresh = reading()
            same = {key: self.read.setdefault((key, paper.file, paper.data), paper) for key, paper in fresh.found.items()}
            found = self.papers[commit] = replace(fresh, found=same)
        return found
