"""The edit operations: one pure set over paths, applied as splices of text.

Nothing is ever re-dumped. `apply(text, operations)` changes the text of the touched elements and gives every
other byte back as it was: comments, quotes, blank lines, line ends and a byte order mark included.

What belongs to an element in block style: its own lines with the comments at their ends, the comment lines directly
above it that stand no deeper than it, and the comment lines below that stand deeper. Blank lines around it are
separators: an element that goes takes the blank lines above it along where it was the last, or where blank lines
follow; the first takes those below. An element that comes brings as many as its neighbours keep. In flow style an
element has its comma, and where it has a line of its own, that line and the comment lines directly above.
"""

from processengine.syntax.edit.apply import apply
from processengine.syntax.edit.operation import (
    Add,
    EditError,
    Move,
    Operation,
    Path,
    Remove,
    Rename,
    Set,
    Value,
    Written,
)
from processengine.syntax.edit.verbatim import written_of

__all__ = ["Add", "EditError", "Move", "Operation", "Path", "Remove", "Rename", "Set", "Value", "Written", "apply", "written_of"]
