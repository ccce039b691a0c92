"""Conflict marks: the lines in which the sides differ, ours first, then the base, then theirs (diff3's style)."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from processengine.merge.decision import Names
from processengine.syntax.edit.lines import Lines

Range = tuple[int, int]


def marked(texts: dict[str, str], names: Names, size: int = 7) -> str:
    """Return the text of ours with marks where base or theirs reads otherwise.

    `texts` are the merged text with the value of each side in every conflict: `ours`, `theirs` and, where it can be
    written, `base`. A mark is `size` characters long.
    """
    newline = Lines(texts["ours"]).newline(0)
    lines = {side: _lines(text, newline) for side, text in texts.items()}
    others = {side: _Alignment(lines["ours"], lines[side]) for side in texts if side != "ours"}
    parts: list[str] = []
    here = 0
    for start, stop in _regions([region for other in others.values() for region in other.changed]):
        block = {"ours": lines["ours"][start:stop], **{side: lines[side][slice(*other.at(start, stop))] for side, other in others.items()}}
        parts += lines["ours"][here:start]
        parts += _block(block, names, size, newline)
        here = stop
    merged = "".join([*parts, *lines["ours"][here:]])
    has_end = texts["ours"].endswith(("\n", "\r")) or here == len(lines["ours"])
    return merged if has_end else merged.removesuffix(newline)


def _lines(text: str, newline: str) -> list[str]:
    """Return lines with their ends; the last one gets one, so that a mark has a line to itself."""
    lines = list(_cut(text))
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    return lines


def _cut(text: str) -> Iterator[str]:
    lines = Lines(text)
    for number in range(len(lines)):
        yield text[lines.start(number) : lines.start(number + 1)]


def _block(block: Mapping[str, Sequence[str]], names: Names, size: int, newline: str) -> Iterator[str]:
    yield f"{'<' * size} {names.ours}{newline}"
    yield from block["ours"]
    if "base" in block:
        yield f"{'|' * size} {names.base}{newline}"
        yield from block["base"]
    yield f"{'=' * size}{newline}"
    yield from block["theirs"]
    yield f"{'>' * size} {names.theirs}{newline}"


Step = tuple[str, int, int, int, int]


class _Alignment:
    """Which lines of another text stand for which of ours."""

    def __init__(self, ours: Sequence[str], other: Sequence[str]) -> None:
        matcher = SequenceMatcher(None, ours, other, autojunk=False)
        self.steps = [_slid(step, ours, other) for step in matcher.get_opcodes() if step[0] != "equal"]
        self.changed = [(start, stop) for _, start, stop, _, _ in self.steps]

    def at(self, start: int, stop: int) -> Range:
        """Return the lines that stand for a region of ours which no change crosses."""
        shift = growth = 0
        for _, one, two, three, four in self.steps:
            if two < start or (two == start and not start <= one):
                shift = four - two
            elif start <= one and two <= stop:
                growth += (four - three) - (two - one)
        return start + shift, stop + shift + growth


def _slid(step: Step, ours: Sequence[str], other: Sequence[str]) -> Step:
    """Return a step at which lines only come or go, slid to where it begins with the shallowest line.

    Where the lines around are alike, a comparison may cut an element in the middle; a reader wants it whole.
    """
    what, one, two, three, four = step
    if what == "replace":
        return step
    lines, start, stop = (ours, one, two) if what == "delete" else (other, three, four)
    by = min(_slides(lines, start, stop), key=lambda by: (_indent(lines[start + by]), abs(by)))
    return what, one + by, two + by, three + by, four + by


def _slides(lines: Sequence[str], start: int, stop: int) -> Iterator[int]:
    """Yield by how many lines a run of lines may be slid down, or up, with the same text around it."""
    yield 0
    up = 0
    while start + up > 0 and lines[start + up - 1] == lines[stop + up - 1]:
        up -= 1
        yield up
    down = 0
    while stop + down < len(lines) and lines[start + down] == lines[stop + down]:
        down += 1
        yield down


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _regions(changed: list[Range]) -> list[Range]:
    """Return the regions that cover all changes, those that touch joined."""
    found: list[Range] = []
    for start, stop in sorted(changed):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], stop)
        else:
            found.append((start, stop))
    return found
