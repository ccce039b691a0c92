"""A library that is held in memory: as a commit has it, or as a merge would leave it."""

import posixpath
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from processengine.errors import CannotRun
from processengine.store.files import shown
from processengine.store.shelf import Shelf
from processengine.syntax.peek import HEAD


class HeldShelf(Shelf):
    """A library of which nothing need be on the disk.

    `contents` are its own YAML files, `names` all files there are, whatever they hold; both by paths that start where
    `root` does.
    """

    def __init__(self, root: Path, contents: Mapping[Path, bytes], names: AbstractSet[Path]) -> None:
        super().__init__(root)
        self.contents, self.names = contents, names

    def files(self) -> Iterator[Path]:
        """Yield the files of the library, in the order of their names."""
        return iter(sorted(self.contents))

    def data(self, path: Path) -> bytes:
        """Return what a file of the library holds."""
        if path not in self.contents:
            raise CannotRun(f"{path} is not there.")
        return self.contents[path]

    def head(self, path: Path) -> bytes:
        """Return the first HEAD bytes of what a file of the library holds."""
        return self.data(path)[:HEAD]

    def has_file(self, path: str) -> bool:
        """Tell whether there is a file at a path below the folder; a path that leads out of it names none."""
        target = self._place(path)
        return target.is_relative_to(self.root) and target in self.names

    def has_folder(self, path: str) -> bool:
        """Tell whether there is a folder at a path below the library's; a path that leads out of it names none."""
        target = self._place(path)
        return target.is_relative_to(self.root) and any(target in name.parents for name in self.names)

    def _place(self, path: str) -> Path:
        return Path(posixpath.normpath(posixpath.join(shown(self.root), path)))
