"""A comparison for a pull request: what is called for, then stage by stage, the most serious first."""

from collections.abc import Iterator, Sequence

from processengine.change import Change, Changeset, Group, Impact
from processengine.report.comparison import Comparison
from processengine.report.markdown import code, cut, inline
from processengine.report.places import places
from processengine.report.wording import BUMPS, counted, documents, guessed, impact_word, tally

LIMIT = 65_536
"""The most characters that GitHub takes in a comment."""

OPEN = 20
"""How many changes of a process stand open; the groups after them are folded."""

_LONGEST = 1_500
_LONGEST_TITLE = 200
_MOST_LISTED = 30
_ROOM_TO_END = 1_000


def render(comparison: Comparison, limit: int = LIMIT) -> str:
    """Return the report as markdown of at most `limit` characters (5,000 or more); what is left out is said."""
    changed = comparison.changed
    if not changed:
        return f"No difference from {code(comparison.before)} to {code(comparison.after)}.\n"
    parts = [_headline(comparison)]
    room = limit - len(parts[0]) - _ROOM_TO_END
    left: list[Changeset] = []
    for changeset in changed:
        text = section(changeset, limit=room, is_alone=len(changed) == 1) if room > _ROOM_TO_END * 3 else ""
        if text:
            parts.append(text)
            room -= len(text) + 1
        else:
            left.append(changeset)
    if left:
        parts.append(f"_{documents(left)} left out here, for want of room. `processengine diff` tells all._\n")
    return "\n".join(parts)


def _headline(comparison: Comparison) -> str:
    """Return the first lines: which version is called for; of several processes by each."""
    changed = comparison.changed
    sides = f"From {code(cut(comparison.before, _LONGEST_TITLE))} to {code(cut(comparison.after, _LONGEST_TITLE))}."
    if len(changed) == 1:
        are_files = (changed[0].before_file, changed[0].after_file) == (comparison.before, comparison.after)
        return f"## {_verdict(changed[0])}\n" + ("" if are_files else f"\n{sides}\n")
    lines = [f"- {_verdict(changeset)}" for changeset in changed[:_MOST_LISTED]]
    more = len(changed) - _MOST_LISTED
    return "\n".join([f"## {documents(changed)} change", "", sides, "", *lines, *([f"- and {more} more"] if more > 0 else []), ""])


def _verdict(changeset: Changeset) -> str:
    return f"{inline(cut(changeset.title, _LONGEST_TITLE))} calls for {BUMPS[changeset.required_bump]}: {tally(changeset)}"


def section(changeset: Changeset, *, level: int = 3, limit: int = LIMIT, is_alone: bool = False) -> str:
    """Return the changes of one document as markdown under a heading of a level (1 to 6), at most `limit` characters.

    Where it `is_alone`, what stands above is its heading. It ends with a line break. What doesn't find room (`limit` is
    3,000 or more) is left out with a sentence.
    """
    heading = [f"{'#' * level} {inline(cut(changeset.title, _LONGEST_TITLE))}", ""]
    head = [f"{_files(changeset)}.", ""] if is_alone else [*heading, f"{_files(changeset)} · {tally(changeset)}", ""]
    if changeset.headline:
        head += [inline(cut(changeset.headline, _LONGEST)), ""]
    shown, folded = _split(changeset.groups)
    said: set[str] = set()
    writer = _Writer(head, limit - _ROOM_TO_END)
    for group in shown:
        writer.add(changeset, group, said)
    if folded and not writer.left:
        writer.fold(changeset, folded, said)
    else:
        writer.left += sum(len(group.changes) for group in folded)
    return writer.text()


def _files(changeset: Changeset) -> str:
    old, new = changeset.before_file, changeset.after_file
    if old and new:
        return code(new) if old == new else f"{code(new)}, before {code(old)}"
    return f"{code(new or old or '')}, {'new' if new else 'removed'}"


def _split(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Return the groups that stand open, and those that are folded: all after the first twenty changes."""
    seen = 0
    for place, group in enumerate(groups):
        if place and seen + len(group.changes) > OPEN:
            return list(groups[:place]), list(groups[place:])
        seen += len(group.changes)
    return list(groups), []


class _Writer:
    """Lines of markdown as long as there is room, and how many changes found none."""

    def __init__(self, lines: list[str], room: int) -> None:
        self.lines = lines
        self.room = room - sum(len(line) + 1 for line in lines)
        self.left = 0

    def add(self, changeset: Changeset, group: Group, said: set[str]) -> None:
        heading = [f"**{inline(cut(group.title, _LONGEST_TITLE))}**", ""]
        changes = list({one.message: one for one in group.changes}.values())
        for place, change in enumerate(changes):
            told = [*(heading if place == 0 else []), *_told(changeset, change, said)]
            if self.left or not self.fits(told):
                self.left += len(changes) - place
                break
            self.put(told)
        if not self.left:
            self.put([""])

    def fold(self, changeset: Changeset, groups: Sequence[Group], said: set[str]) -> None:
        number = sum(len(group.changes) for group in groups)
        self.put(["<details>", f"<summary>{counted(number, 'more change')}{_of_what(groups)}</summary>", ""])
        for group in groups:
            self.add(changeset, group, said)
        self.put(["", "</details>", ""])

    def fits(self, lines: Sequence[str]) -> bool:
        return self.room >= sum(len(line) + 1 for line in lines)

    def put(self, lines: Sequence[str]) -> None:
        self.lines += lines
        self.room -= sum(len(line) + 1 for line in lines)

    def text(self) -> str:
        if self.left:
            sentence = f"_{counted(self.left, 'further change')} left out here, for want of room. `processengine diff` tells all._"
            self.put(["", sentence, ""])
        return "\n".join(self.lines).rstrip("\n") + "\n"


def _of_what(groups: Sequence[Group]) -> str:
    impacts = {change.impact for group in groups for change in group.changes}
    least = max(impacts, key=lambda impact: impact.rank)
    return f", all {least.value}" if len(impacts) == 1 else ""


def _told(changeset: Changeset, change: Change, said: set[str]) -> Iterator[str]:
    """Tell a change in a line, then why it is breaking where that is said for the first time, then its places."""
    guess = guessed(change)
    yield f"- **{impact_word(change.impact)}** · {inline(cut(change.message, _LONGEST))}{f' _({guess})_' if guess else ''}"
    if change.impact is Impact.BREAKING and change.reason not in said:
        said.add(change.reason)
        yield f"  <br>Why: {inline(change.reason)}"
    before, after = places(changeset, change)
    told = ", ".join(filter(None, [code(after) if after else "", f"was {code(before)}" if before else ""]))
    if told:
        yield f"  <br><sub>{told}</sub>"
