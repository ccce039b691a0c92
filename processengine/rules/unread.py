"""Transitions that stand in the text and could not be read.

Where one is, nobody can tell where a deal goes from there, so that rules about paths stay silent rather than blame
the stages that it may have led to. The same holds for a way that was refused.
"""

from collections.abc import Set as AbstractSet

from processengine.model.process import Process
from processengine.rules.subject import Subject

EVERY_STAGE = ""
_LISTS = ("next", "from_anywhere")


def unread_ways(subject: Subject) -> AbstractSet[str]:
    """Return the stages some of whose transitions could not be read; `EVERY_STAGE` stands for the process's list."""
    if not subject.problems:
        return frozenset()
    found: set[str] = set()
    for path in subject.faulty:
        if path == "stages" or path.startswith("from_anywhere"):
            if not _is_there(subject.mended.process, path):
                found.add(EVERY_STAGE)
        elif path.startswith("stages."):
            found.update(_stage_of(subject.mended.process, path))
    return found


def _is_there(process: Process, path: str) -> bool:
    """Tell whether a transition about which something was said was read all the same."""
    target = path.removeprefix("from_anywhere.")
    return any(way.to == target for way in process.from_anywhere)


def _stage_of(process: Process, path: str) -> list[str]:
    rest = path.removeprefix("stages.")
    if rest in process.stages:
        return [] if process.stages[rest].model_fields_set else [rest]
    for part in _LISTS:
        name, found, below = rest.partition(f".{part}")
        stage = process.stages.get(name)
        if found and stage is not None:
            ways = stage.next if part == "next" else stage.from_anywhere or ()
            if not any(below in ("", f".{way.to}") for way in ways):
                return [name]
    return []
