"""Suppressions: recorded decisions, in comments, not to report a rule at one place.

`# processengine: allow[rule, other-rule] reason` at the end of a line covers that line; on a line of its own it
covers the element below.
"""

import re
from typing import NamedTuple

from processengine.span import Span
from processengine.syntax.document import Document, children
from processengine.syntax.nodes import Node, Scalar

_ALLOW = re.compile(r"#[ \t]*processengine:[ \t]*allow\[([^\]\n]*)\][ \t]*([^\r\n\x85\u2028\u2029]*)")


class Suppression(NamedTuple):
    """One decision: the rules it names, why, where it stands, and the lines (both included) that it covers.

    `place` is where the element that it covers begins.
    """

    rules: tuple[str, ...]
    reason: str
    span: Span
    first_line: int
    last_line: int
    place: Span

    def covers(self, rule: str, line: int) -> bool:
        """Tell whether a diagnostic of a rule on a line is meant."""
        return bool(self.reason) and rule in self.rules and self.first_line <= line <= self.last_line


def suppressions(document: Document) -> list[Suppression]:
    """Return the suppressions of a document, in the order of the text."""
    if "processengine:" not in document.text or document.root is None:
        return []
    found: list[Suppression] = []
    elements, texts = _elements(document.root), _texts(document.root)
    for number, line in enumerate(document.lines, 1):
        match = _comment(line, number, texts) if "processengine:" in line else None
        if match is None:
            continue
        span = Span(number, match.start() + 1, number, len(line.rstrip()) + 1)
        names = tuple(name.strip() for name in match.group(1).split(",") if name.strip())
        own_line = not line[: match.start()].strip()
        covered = _below(elements, number) if own_line else (number, number)
        found.append(Suppression(names, match.group(2).strip(), span, *covered, _beginning(document.lines, covered[0])))
    return found


def _comment(line: str, number: int, texts: list[Scalar]) -> re.Match[str] | None:
    """Return the `allow` of a line; what stands in a text only looks like one."""
    match = _ALLOW.search(line)
    while match is not None and _inside(texts, number, match.start() + 1):
        match = _ALLOW.search(line, match.start() + 1)
    return match


def _beginning(lines: list[str], number: int) -> Span:
    """Return where an element that begins on a line begins, after blanks and the dash of a list."""
    line = lines[number - 1]
    column = len(line) - len(line.lstrip(" -")) + 1
    return Span(number, column, number, column)


def _elements(node: Node) -> list[tuple[int, int]]:
    """Return the first and last line of every element, outer ones first."""
    return [
        part
        for entry in children(node)
        for part in ((entry.key.start.line + 1, _last_line(entry.value)), *_elements(entry.value))
    ]


def _last_line(node: Node) -> int:
    inside = children(node)
    if inside and not isinstance(node, Scalar) and not node.flow:
        return _last_line(inside[-1].value)
    last = node.end
    return last.line + 1 if last.column else last.line


def _below(elements: list[tuple[int, int]], line: int) -> tuple[int, int]:
    after = [element for element in elements if element[0] > line]
    first = min((element[0] for element in after), default=line)
    return first, max((element[1] for element in after if element[0] == first), default=line)


def _texts(node: Node) -> list[Scalar]:
    """Return all keys and values; a list's items are both."""
    return [text for entry in children(node) for text in (entry.key, *([entry.value] if isinstance(entry.value, Scalar) else _texts(entry.value)))]


def _inside(texts: list[Scalar], line: int, column: int) -> bool:
    here = (line - 1, column - 1)
    return any(_beginning_of(text) <= here < (text.end.line, text.end.column) for text in texts)


def _beginning_of(text: Scalar) -> tuple[int, int]:
    """Return where a text begins; one in block lines does below its `|` or `>`, beside which a comment may stand."""
    return (text.start.line + 1, 0) if text.style in {"|", ">"} else (text.start.line, text.start.column)
