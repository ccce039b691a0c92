"""Small processes from a line of text, and what is told of the difference between two of them."""

from typing import Any

from processengine.change import Change, Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.model.process import Process

OUTCOMES = {"won": "won", "realised": "realised", "lost": "lost"}


def sketch(ways: str, **stages: dict[str, Any]) -> dict[str, Any]:
    """Return a process from "a>b b>c,lost c>won": stages in this order, with the ways that lead out of them.

    `stages` add to a stage's data, or hold whole stages that nothing leads out of.
    """
    made: dict[str, dict[str, Any]] = {}
    for part in ways.split():
        source, _, targets = part.partition(">")
        made[source] = {"next": targets.split(",")} if targets else {}
    for name, data in stages.items():
        made.setdefault(name, {}).update(data)
    return {"process": "p", "stages": {**made, **{name: {"outcome": kind} for name, kind in OUTCOMES.items()}}}


def compared(old: dict[str, Any], new: dict[str, Any]) -> Changeset:
    """Compare two processes; what nobody states as renamed is not."""
    sides = ([Revision(Process.model_validate(data))] for data in (old, new))
    return changesets(*sides, rename_threshold=1)[0]


def compounds(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Return the compounds between two processes."""
    return [change for change in compared(old, new).changes if change.parts is not None]


def kinds(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str]]:
    """Return kind and path of all that is told."""
    return [(change.kind, change.path) for change in compared(old, new).changes]


def said(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return what is said, each sentence once."""
    return list(dict.fromkeys(change.message for change in compared(old, new).changes))
