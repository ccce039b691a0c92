"""A place in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text: 1-based lines and columns in code points, the end exclusive.

    A byte order mark at the start of a file has no column of its own.
    """

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
