"""A comparison for people: what changed, stage by stage, the most serious first."""

from collections.abc import Callable, Iterator

from processengine.change import Change, Changeset, Group, Impact
from processengine.report.comparison import Comparison, counts
from processengine.report.places import lines
from processengine.report.safe import visible, width
from processengine.report.wording import BUMPS, guessed

_COLOURS = {Impact.BREAKING: "red", Impact.BEHAVIOURAL: "yellow", Impact.EDITORIAL: "cyan"}
_DIM = "bright_black"
_LABEL = max(len(impact.value) for impact in Impact)
_INDENT = _LABEL + 4
_NARROWEST = 24

Paint = Callable[[str, str], str]


def plain(text: str, colour: str) -> str:
    """Return the text as it is: what a file or a pipe gets."""
    del colour
    return text


def render(comparison: Comparison, paint: Paint = plain, columns: int | None = None) -> str:
    """Return the report; `paint` puts a colour on a text for a terminal.

    Sentences are wrapped at `columns`; without them each stands on one line, as a search through the output expects.
    """
    changed = comparison.changed
    if not changed:
        return f"No difference from {visible(comparison.before)} to {visible(comparison.after)}.\n"
    report = _Report(comparison, paint, columns)
    return "\n".join(line for changeset in changed for line in report.changeset(changeset))


class _Report:
    """A report in the making."""

    def __init__(self, comparison: Comparison, paint: Paint, columns: int | None) -> None:
        self.comparison = comparison
        self.paint = paint
        self.columns = columns

    def changeset(self, changeset: Changeset) -> Iterator[str]:
        sides = f"from {visible(self.comparison.before)} to {visible(self.comparison.after)}"
        yield from self.wrapped("", f"{visible(changeset.title)} ({visible(changeset.id)}), {sides}", 2)
        counted = ", ".join(f"{number} {self.paint(impact.value, _COLOURS[impact])}" for impact, number in counts(changeset.changes).items())
        yield f"{counted}: calls for {BUMPS[changeset.required_bump]}."
        if changeset.headline:
            yield from self.wrapped("", visible(changeset.headline), 2)
        files = _files(changeset, self.comparison)
        if files:
            yield from self.wrapped("", files, 2, _DIM)
        yield ""
        said: set[str] = set()
        for group in changeset.groups:
            yield from self.group(changeset, group, said)

    def group(self, changeset: Changeset, group: Group, said: set[str]) -> Iterator[str]:
        """Tell a group, no sentence twice; why a change is breaking is said where it is true for the first time."""
        yield from self.wrapped("", visible(group.title), 2)
        for change in {one.message: one for one in group.changes}.values():
            label = self.paint(f"{change.impact.value:{_LABEL}}", _COLOURS[change.impact])
            guess = guessed(change)
            sentence = f"{visible(change.message)}{f' ({guess})' if guess else ''}"
            yield from self.wrapped(f"  {label}  ", sentence, _INDENT, tail=_lines(changeset, change))
            if change.impact is Impact.BREAKING and change.reason not in said:
                said.add(change.reason)
                yield from self.wrapped(" " * _INDENT, f"Why: {change.reason}", _INDENT)
        yield ""

    def wrapped(self, lead: str, text: str, indent: int, colour: str = "", tail: str = "") -> Iterator[str]:
        """Return a text behind a lead, further lines indented; the tail at its end is dim."""
        room = None if self.columns is None else max(_NARROWEST, self.columns - indent)
        found = _wrap(text, room)
        if tail and room is not None and width(found[-1]) + 1 + width(tail) > room:
            found.append("")
        for place, line in enumerate(found):
            last = place == len(found) - 1
            told = self.paint(line, colour) if colour else line
            end = f"{' ' if line else ''}{self.paint(tail, _DIM)}" if last and tail else ""
            yield (lead if place == 0 else " " * indent) + told + end


def _wrap(text: str, room: int | None) -> list[str]:
    """Return a text in lines that fit some columns; a longer word stands on a line of its own."""
    if room is None:
        return [text]
    found = [""]
    for word in text.split(" "):
        if found[-1] and width(found[-1]) + 1 + width(word) > room:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}" if found[-1] else word
    return found


def _files(changeset: Changeset, comparison: Comparison) -> str:
    """Return the files that the lines are of, where the sides don't name them already."""
    old, new = changeset.before_file, changeset.after_file
    if (old or comparison.before) == comparison.before and (new or comparison.after) == comparison.after:
        return ""
    told = [f"now {visible(new)}" if new else "", f"was {visible(old)}" if old else ""]
    return f"Lines: {', '.join(filter(None, told))}"


def _lines(changeset: Changeset, change: Change) -> str:
    """Return where a change stands: the line now, the line before, or both."""
    before, after = lines(changeset, change)
    if before is None and after is None:
        return ""
    if after is None:
        return f"[was line {before}]"
    return f"[line {after}]" if before is None else f"[line {after}, was {before}]"
