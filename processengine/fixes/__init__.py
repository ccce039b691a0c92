"""Fixes, applied: from the text and its diagnostics to the mended text. Nothing here touches a file."""

from processengine.fixes.applied import applied
from processengine.fixes.mend import Left, Mended, mend, wanted

__all__ = ["Left", "Mended", "applied", "mend", "wanted"]
