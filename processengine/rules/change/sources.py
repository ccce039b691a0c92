"""The settings of a library by which deals are counted, and which of them differ."""

from collections.abc import Iterator
from typing import NamedTuple

from processengine.model.library import CrmProcess, Evidence, Library

_COUNTING = ("source", "names", "min_deals", "echo_minutes")


class Moved(NamedTuple):
    """A setting that differs, by its path; `process` is the only one that it counts for, None for all."""

    path: str
    process: str | None = None


def judging_settings(before: Library, now: Library) -> Iterator[Moved]:
    """Yield the settings that differ between two revisions; one that is new takes nothing from anybody."""
    if before.evidence is not None and now.evidence is None:
        yield Moved("evidence")
    elif before.evidence is not None and now.evidence is not None:
        yield from _counted(before.evidence, now.evidence)
    for system, processes in before.crm.items():
        for process, kept in processes.items():
            yield from _mapped(f"crm.{system}.{process}", process, kept, now.crm.get(system, {}).get(process))


def _counted(before: Evidence, now: Evidence) -> Iterator[Moved]:
    for name in _COUNTING:
        if getattr(now, name) != getattr(before, name):
            yield Moved(f"evidence.{name}")
    for table, columns in before.tables.items():
        if now.tables.get(table) != columns:
            yield Moved(f"evidence.tables.{table}")


def _mapped(path: str, process: str, before: CrmProcess, now: CrmProcess | None) -> Iterator[Moved]:
    if now is None:
        yield Moved(path, process)
        return
    for stage, names in before.stages.items():
        if set(now.stages.get(stage, ())) != set(names):
            yield Moved(f"{path}.stages.{stage}", process)
    if set(now.not_stages) != set(before.not_stages):
        yield Moved(f"{path}.not_stages", process)
