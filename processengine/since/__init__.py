"""What changes are held against: a library at another revision, and what happened since, there and here."""

from processengine.since.documents import Read, compared, documents, library_at
from processengine.since.revision import Bases, SinceRevision

__all__ = ["Bases", "Read", "SinceRevision", "compared", "documents", "library_at"]
