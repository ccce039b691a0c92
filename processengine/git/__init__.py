"""Git, as far as revisions are read from it: resolved, listed, and their files read from the object store.

Nothing is ever checked out. The commands are plumbing, with hooks, file monitors, filters and system settings off,
so that reading a repository runs nothing that the repository names.
"""

from processengine.git.repository import Repository
from processengine.git.tree import Blob

__all__ = ["Blob", "Repository"]
