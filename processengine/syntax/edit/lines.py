"""A text's lines as YAML cuts them, by number from 0, and the splices that insert and remove whole lines."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from processengine.syntax.document import LINE_END

_BETWEEN = re.compile("(?:[ \t\n\r\x85\u2028\u2029]+|#[^\n\r\x85\u2028\u2029]*)*")
_BLANKS = " \t"


class Splice(NamedTuple):
    """A change of text: what stands from `start` to `end` (exclusive, in code points) becomes `text`."""

    start: int
    end: int
    text: str = ""


class Lines:
    """Where the lines of a text start and end; `newline` is the first line end that writers of files use."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in LINE_END.finditer(text))]
        if len(self.starts) > 1 and self.starts[-1] == len(text):
            self.starts.pop()

    def __len__(self) -> int:
        return len(self.starts)

    def number(self, index: int) -> int:
        """Return the number of the line that holds the character at `index`."""
        return bisect_right(self.starts, index) - 1

    def start(self, line: int) -> int:
        """Return where a line starts; of the line after the last, the end of the text."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def end(self, line: int) -> int:
        """Return where a line's own characters end, before its line end."""
        stop = self.start(line + 1)
        return stop - len(self.line_end(line)) if stop > self.start(line) else stop

    def line_end(self, line: int) -> str:
        """Return the characters that end a line; none at the end of a text without a final one."""
        found = LINE_END.search(self.text, self.start(line), self.start(line + 1))
        return found.group() if found else ""

    def content(self, line: int) -> str:
        """Return a line without its end."""
        return self.text[self.start(line) : self.end(line)]

    def column(self, index: int) -> int:
        """Return how many characters stand before `index` on its line."""
        return index - self.start(self.number(index))

    def is_blank(self, line: int) -> bool:
        """Whether there is such a line, with nothing on it but blanks."""
        return 0 <= line < len(self.starts) and not self.content(line).strip(_BLANKS)

    def comment(self, line: int) -> int | None:
        """Return the column of the comment that has this line to itself; None where there is none."""
        if not 0 <= line < len(self.starts):
            return None
        content = self.content(line)
        bare = content.lstrip(_BLANKS)
        return len(content) - len(bare) if bare.startswith("#") else None

    def newline(self, line: int) -> str:
        """Return the line end to write after a line: its own, else the text's first usual one."""
        own = self.line_end(line)
        if own in ("\n", "\r\n", "\r"):
            return own
        found = re.search("\r\n|\n|\r", self.text)
        return found.group() if found else "\n"

    def insert_after(self, line: int, new: Sequence[str]) -> Splice:
        """Return the splice that puts lines below a line, below -1 at the top; a missing final line end stays missing."""
        newline = self.newline(max(line, 0))
        if line < 0:
            return Splice(0, 0, "".join(one + newline for one in new))
        return Splice(self.end(line), self.end(line), "".join(newline + one for one in new))

    def replace(self, line: int, last: int, new: Sequence[str]) -> Splice:
        """Return the splice that puts lines in the place of those after `line`, up to `last`."""
        newline = self.newline(line)
        return Splice(self.end(line), self.end(max(line, last)), "".join(newline + one for one in new))

    def remove(self, first: int, stop: int, *, keep_end: bool = False) -> Splice:
        """Return the splice that takes out the lines from `first` to `stop` (exclusive).

        Where the last of them has no line end, the one before loses its own, unless `keep_end`.
        """
        if first and not keep_end and not self.line_end(stop - 1):
            return Splice(self.end(first - 1), self.start(stop))
        return Splice(self.start(first), self.start(stop))


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """Return a text with all splices done; they may not overlap, and those at one place keep their order."""
    parts: list[str] = []
    here = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        parts += (text[here : splice.start], splice.text)
        here = splice.end
    return "".join((*parts, text[here:]))


def skip_between(text: str, index: int) -> int:
    """Return where a token stands, from `index` on: blanks, line ends and comments are passed over."""
    found = _BETWEEN.match(text, index)
    assert found is not None
    return found.end()
