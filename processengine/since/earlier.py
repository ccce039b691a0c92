"""A library where a change started: what was in its files, and what would have been found in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from processengine.rules.base import Base
from processengine.settings import Settings
from processengine.sides.place import Text, home, libraries
from processengine.store import LIBRARY_FILE, HeldShelf, shown
from processengine.syntax.peek import peek
from processengine.validate import RecordedOf, Verdict, validate


@dataclass(frozen=True)
class Earlier:
    """A library in a commit: `folder` leads to it from the repository's top, `names` are all files below that."""

    folder: str
    texts: Sequence[Text]
    names: frozenset[Path]

    @cached_property
    def own(self) -> list[Text]:
        """Its own files: those of a library further below aside."""
        folders = libraries(self.texts)
        return [text for text in self.texts if home(text, folders) in (None, PurePosixPath())]

    @cached_property
    def around(self) -> HeldShelf | None:
        """What stood around each of its files; None where it was no library then."""
        if not any(text.path == PurePosixPath(LIBRARY_FILE) for text in self.own):
            return None
        root = Path(self.folder)
        return HeldShelf(root, {root / text.path: text.data for text in self.own}, self.names)

    def text(self, place: str, data: bytes, file: str) -> Text | None:
        """Return what a document was in; None where it is new.

        That is the file at the same place with the same kind and id; else `file`, where a comparison found the document,
        or the first of that kind and id; else, for one that has neither, the file at its place or the one that held the
        very same.
        """
        here = next((text for text in self.own if str(text.path) == place), None)
        kind, name = peek(data)
        if here is not None and peek(here.data) == (kind, name):
            return here
        if kind is not None:
            known = next((text for text in self.own if text.name == file), None)
            return known or next((text for text in self.own if peek(text.data) == (kind, name)), None)
        return here or next((text for text in self.own if text.data == data), None)

    def verdict(self, text: Text, settings: Settings, recorded_of: RecordedOf | None = None) -> Verdict:
        """Return what would have been found in a file under some settings, in the midst of the library as it was.

        `recorded_of` asks the deals as they are today: it is the file that was another one.
        Rules about changes look too and have nothing to find, so that an `allow` for one is as idle then as it is now.
        """
        name = text.name if self.around is None else shown(self.around.root / text.path)
        return validate(text.data, name, settings, self.around, Base(""), recorded_of)
