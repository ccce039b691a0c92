"""A library on disk: find, read with digest, write if unchanged, atomically."""

from processengine.store.files import Source, read, shown, write, write_if_unchanged
from processengine.store.finding import LIBRARY_FILE, Found, find, library_folder
from processengine.store.held import HeldShelf
from processengine.store.shelf import Shelf, Shelves, find_process

__all__ = [
    "LIBRARY_FILE", "Found", "HeldShelf", "Shelf", "Shelves", "Source", "find", "find_process", "library_folder", "read", "shown", "write",
    "write_if_unchanged",
]
