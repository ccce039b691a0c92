"""A document at one revision, as a comparison is given it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from processengine.diff.atom import Content

if TYPE_CHECKING:
    from processengine.syntax.document import Document


@dataclass(frozen=True)
class Revision:
    """A document's content at one revision: its model, its text to point into, and the name of its file.

    `home` is the folder of its library, relative to what is compared, so that two libraries may use one id.
    """

    content: Content
    document: "Document | None" = None
    file: str = ""
    home: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What two revisions of one document share: library, kind and id."""
        return self.home, type(self.content).__name__, self.content.id


Pair = tuple[Revision | None, Revision | None]
"""One document's revisions on both sides; None where a side lacks it."""
