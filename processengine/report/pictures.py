"""The pictures of a change, as a report is given them: drawn already."""

from dataclasses import dataclass

from processengine.change import Changeset


@dataclass(frozen=True)
class Pictures:
    """A process before and after, each an SVG that was judged; empty where that side has none or nothing could draw it.

    `outline` is the change in words, with a sign before what differs. `missing` says in a sentence why there is no
    drawing, and is empty where there is one.
    """

    before: str = ""
    after: str = ""
    outline: str = ""
    missing: str = ""

    @property
    def are_drawn(self) -> bool:
        """Whether there is a drawing of either side."""
        return bool(self.before or self.after)


def file_of(changeset: Changeset) -> str:
    """Return what a document's pictures are known by among those of one comparison: its file, the old one where it is gone."""
    return changeset.after_file or changeset.before_file or ""
