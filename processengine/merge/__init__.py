"""Three-way merge by meaning: decide element by element, then apply the decisions to ours as edits of its text.

Elements are known by their ids, so that two additions at one place are two additions. Decisions are data (an idea of
nbdime's), and nothing outside the touched elements changes by a byte.
"""

from processengine.merge.decision import Action, Decision, Judge, Merged, Names, Unreadable
from processengine.merge.merge import merge

__all__ = ["Action", "Decision", "Judge", "Merged", "Names", "Unreadable", "merge"]
