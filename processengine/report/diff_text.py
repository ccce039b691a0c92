"""A comparison for people: what changed, stage by stage, the most serious first."""

from collections.abc import Callable, Iterator

from processengine.change import Changeset, Group, Impact
from processengine.report.comparison import Comparison, counts
from processengine.report.safe import visible

_COLOURS = {Impact.BREAKING: "red", Impact.BEHAVIOURAL: "yellow", Impact.EDITORIAL: "cyan"}
_LABEL = max(len(impact.value) for impact in Impact)
_BUMPS = {"major": "a major version", "minor": "a minor version", "patch": "a patch version"}

Paint = Callable[[str, str], str]


def plain(text: str, colour: str) -> str:
    """Return the text as it is: what a file or a pipe gets."""
    del colour
    return text


def render(comparison: Comparison, paint: Paint = plain) -> str:
    """Return the report; `paint` puts a colour on a text for a terminal."""
    changed = comparison.changed
    if not changed:
        return f"No difference from {visible(comparison.before)} to {visible(comparison.after)}.\n"
    return "\n".join(line for changeset in changed for line in _changeset(comparison, changeset, paint))


def _changeset(comparison: Comparison, changeset: Changeset, paint: Paint) -> Iterator[str]:
    yield f"{visible(changeset.title)} ({visible(changeset.id)}), from {visible(comparison.before)} to {visible(comparison.after)}"
    counted = ", ".join(f"{number} {paint(impact.value, _COLOURS[impact])}" for impact, number in counts(changeset.changes).items())
    yield f"{counted}: calls for {_BUMPS[changeset.required_bump]}."
    yield ""
    said: set[str] = set()
    for group in changeset.groups:
        yield from _group(group, said, paint)


def _group(group: Group, said: set[str], paint: Paint) -> Iterator[str]:
    """Tell a group, no sentence twice; why a change is breaking is said where it is true for the first time."""
    yield visible(group.title)
    for change in {one.message: one for one in group.changes}.values():
        label = paint(f"{change.impact.value:{_LABEL}}", _COLOURS[change.impact])
        yield f"  {label}  {visible(change.message)}"
        if change.impact is Impact.BREAKING and change.reason not in said:
            said.add(change.reason)
            yield f"  {' ' * _LABEL}  Why: {change.reason}"
    yield ""
