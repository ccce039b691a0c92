"""The settings of a library by which deals are counted, and which of them differ."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from processengine.model.library import CrmProcess, Evidence, Library
from processengine.model.process import Process
from processengine.rules.change.grounds import heir

_COUNTING = ("source", "names", "min_deals", "echo_minutes")
_CALLED = ("process", "pipeline", "record_type")
"""What a CRM calls a process: by these, rows are told from those of other processes."""


class Moved(NamedTuple):
    """A setting that differs, by its path; `process` is the only one that it counts for, by its id at the base, None for all."""

    path: str
    process: str | None = None


class Pair(NamedTuple):
    """A process at the base and as it is now."""

    before: Process
    now: Process


def judging_settings(before: Library, now: Library, pairs: Mapping[str, Pair]) -> Iterator[Moved]:
    """Yield the settings that differ between two revisions; what is new takes nothing from anybody.

    `pairs` are the processes that there were and are, by their id at the base. What the rename, the removal or the merging
    of stages implies in a mapping is no difference.
    """
    if before.evidence is None and now.evidence is not None:
        yield from _chosen(now.evidence)
    elif before.evidence is not None and now.evidence is None:
        yield Moved("evidence")
    elif before.evidence is not None and now.evidence is not None:
        yield from _counted(before.evidence, now.evidence)
    for system, processes in before.crm.items():
        for process, kept in processes.items():
            pair = pairs.get(process)
            name = process if pair is None else pair.now.id
            yield from _mapped(f"crm.{system}.{name}", process, kept, now.crm.get(system, {}).get(name), pair)
    yield from _newly_mapped(before, now, pairs)


def _chosen(first: Evidence) -> Iterator[Moved]:
    """Yield what the first word on the deals says of how they are counted, which nobody needs to read them."""
    usual = Evidence()
    yield from (Moved(f"evidence.{name}") for name in ("min_deals", "echo_minutes") if getattr(first, name) != getattr(usual, name))
    yield from (Moved(f"evidence.tables.{table}") for table, columns in first.tables.items() if columns.get("where"))


def _counted(before: Evidence, now: Evidence) -> Iterator[Moved]:
    for name in _COUNTING:
        if getattr(now, name) != getattr(before, name):
            yield Moved(f"evidence.{name}")
    for table, columns in before.tables.items():
        if now.tables.get(table) != columns:
            yield Moved(f"evidence.tables.{table}")
    for table, columns in now.tables.items():
        if table not in before.tables and columns.get("where"):
            yield Moved(f"evidence.tables.{table}")


def _mapped(path: str, process: str, before: CrmProcess, now: CrmProcess | None, pair: Pair | None) -> Iterator[Moved]:
    if now is None:
        yield Moved(path, process)
        return
    for name in _CALLED:
        if getattr(before, name) != getattr(now, name):
            yield Moved(f"{path}.{name}", process)
    implied = _implied(before, pair)
    for stage, names in implied.items():
        if _names_now(now, stage, pair) != names:
            yield Moved(f"{path}.stages.{stage}", process)
    spoken_for = {name for names in before.stages.values() for name in names} | set(before.not_stages)
    for stage, added in now.stages.items():
        is_earlier = pair is not None and stage not in pair.now.stages and heir(pair.now, stage) in implied
        if stage not in implied and not is_earlier and (_was_there(pair, stage) or spoken_for & set(added)):
            yield Moved(f"{path}.stages.{stage}", process)
    if set(now.not_stages) != set(before.not_stages):
        yield Moved(f"{path}.not_stages", process)


def _names_now(now: CrmProcess, stage: str, pair: Pair | None) -> set[str]:
    """Return the names that a stage of today has, under its id or, in a mapping that was left as it was, an earlier one."""
    ids = (stage, *(pair.now.stages[stage].was if pair is not None and stage in pair.now.stages else ()))
    return {name for one in ids for name in now.stages.get(one, ())}


def _implied(before: CrmProcess, pair: Pair | None) -> dict[str, set[str]]:
    """Return the names that today's stages must have: those of all stages that they were; a stage that is gone needs none."""
    found: dict[str, set[str]] = {}
    for stage, names in before.stages.items():
        name = heir(pair.now, stage) if pair is not None and stage in pair.before.stages else stage
        if name is not None:
            found.setdefault(name, set()).update(names)
    return found


def _was_there(pair: Pair | None, stage: str) -> bool:
    """Tell whether a stage of today is one that the base had: under its own name, or another."""
    return pair is not None and any(heir(pair.now, old) == stage for old in pair.before.stages)


def _newly_mapped(before: Library, now: Library, pairs: Mapping[str, Pair]) -> Iterator[Moved]:
    """Yield processes that the source speaks of in its own names for the first time, though they were there and counted before."""
    system = before.evidence.names if before.evidence is not None else ""
    for process, pair in pairs.items() if system else ():
        if process not in before.crm.get(system, {}) and pair.now.id in now.crm.get(system, {}):
            yield Moved(f"crm.{system}.{pair.now.id}", process)
