"""The two sides of a comparison: what its arguments mean, read from the disk and from git's revisions."""

from processengine.sides.arguments import places
from processengine.sides.documents import BothSides, read_sides

__all__ = ["BothSides", "places", "read_sides"]
