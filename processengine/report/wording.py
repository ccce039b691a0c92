"""Phrases that the reports of a comparison share."""

from collections.abc import Sequence

from processengine.change import Bump, Change, Changeset, Impact
from processengine.model.wording import counted
from processengine.report.comparison import counts

__all__ = ["BUMPS", "counted", "documents", "guessed", "impact_word", "tally"]

BUMPS: dict[Bump, str] = {"major": "a major version", "minor": "a minor version", "patch": "a patch version", "none": "no new version"}


def documents(changesets: Sequence[Changeset]) -> str:
    """Return how many documents of each kind there are: `2 processes and 1 journey`."""
    journeys = sum(changeset.kind == "journey" for changeset in changesets)
    processes = len(changesets) - journeys
    said = [counted(processes, "process", "processes")] * bool(processes) + [counted(journeys, "journey")] * bool(journeys)
    return " and ".join(said)


def tally(changeset: Changeset) -> str:
    """Return how many changes there are of each impact: `3 breaking, 1 editorial`."""
    return ", ".join(f"{number} {impact.value}" for impact, number in counts(changeset.changes).items())


def guessed(change: Change) -> str:
    """Return how sure a guess is, nothing where the change is none."""
    return "" if change.confidence is None else f"a guess, {_percent(change.confidence)} % sure"


def _percent(confidence: float) -> int:
    """Return a confidence in percent; what is not quite certain is never 100."""
    rounded = round(confidence * 100)
    return min(rounded, 99) if confidence < 1 else rounded


def impact_word(impact: Impact) -> str:
    """Return an impact as the first word of a line."""
    return impact.value.capitalize()
