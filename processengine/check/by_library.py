"""Whose settings count for a file: those of the run, under its library's."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from processengine.store import Shelf, Shelves
from processengine.validate import Settings

if TYPE_CHECKING:
    from processengine.model.library import Library

LibraryOf = Callable[[Shelf], "Library | None"]
"""Returns the library whose settings count for the files of a folder."""


class SettingsByLibrary:
    """The settings that count for each file; each library is read once.

    `is_plain` says that each library's own count, as they lie on the disk: nothing that only this process knows.
    """

    def __init__(self, settings: Settings, library_of: LibraryOf | None = None) -> None:
        self.settings = settings
        self.shelves = Shelves()
        self.is_plain = library_of is None
        self._library_of = library_of or (lambda shelf: shelf.library)
        self._libraries: dict[Shelf, Library | None] = {}
        self._under: dict[Shelf, Settings] = {}

    def at(self, path: Path) -> tuple[Settings, Shelf | None]:
        """Return the settings for a file, and the library around it."""
        shelf = self.shelves.around(path)
        if shelf is None:
            return self.settings, None
        if shelf not in self._under:
            self._under[shelf] = self.settings.under(self.library_of(shelf))
        found = self._under[shelf]
        return (found.at(shelf.place(path)) if found.scopes else found), shelf

    def library_of(self, shelf: Shelf) -> "Library | None":
        """Return the library whose settings count for the files of a folder."""
        if shelf not in self._libraries:
            self._libraries[shelf] = self._library_of(shelf)
        return self._libraries[shelf]
