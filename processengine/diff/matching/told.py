"""How a guess is told: never as if it were a fact."""

from dataclasses import replace

from processengine.change import Change

_REASON = "Words alone, if it is the same one; only its earlier id in `was` keeps its deals and its history."


def with_confidence(change: Change, confidence: float | None) -> Change:
    """Return a rename as the guess that it is, where it is one; anything else as it was."""
    if confidence is None or not change.kind.endswith("-renamed"):
        return change
    return replace(change, confidence=confidence, reason=_REASON)
