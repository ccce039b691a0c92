"""Changes of the little process: of words, limits, ways and outcomes, and of nothing that is meant."""

from typing import Final

EDITS: Final = (
    ("They see it", "They say it"), ("They agree", "They all agree"), ("They agree", "They agree at last"),
    ("max_days: 30\n    next: [b]", "max_days: 45\n    next: [b]"), ("max_days: 30\n    next: [won]", "max_days: 60\n    next: [won]"),
    ("max_days: 30\n    next: [won]", "max_days: 90\n    next: [won]"), ("next: [b]", "next: [b, won]"),
    ("{outcome: lost}", "{outcome: no-decision}"), ("process: p", "# A remark.\nprocess: p"),
)


def edited(text: str, edits: list[tuple[str, str]]) -> str:
    """Return a text with some edits; one that is there already is undone."""
    for old, new in edits:
        text = text.replace(old, new, 1) if new not in text else text.replace(new, old, 1)
    return text
