"""Renaming a stage everywhere: its key, everything that names it, and `was` so that its deals keep their history."""

from collections.abc import Iterator, Sequence
from typing import Any

from processengine.syntax.document import Document
from processengine.syntax.edit.meaning import name_of, value_of
from processengine.syntax.edit.named.said import Said, data_of, items, new_id, part, stage_of
from processengine.syntax.edit.operation import Add, Operation, Rename, Set

_EVENTS = ("criterion", "play")

Names = tuple[str, ...]


def rename_stage(document: Document, old: str, new: str) -> Said:
    """Rename a stage in its own file."""
    data = data_of(document)
    stage = stage_of(data, old)
    new_id(new, "a stage", part(data, "stages"))
    operations = [*references(document, document.id, old, new), Rename(("stages", old), new)]
    operations += _remembered(("stages", new), stage, old)
    return Said(operations, f"Renamed the stage `{old}` to `{new}`.")


def references(document: Document, process: str, old: str, new: str) -> list[Operation]:
    """Return the operations after which a document names a process's stage by its new id.

    The stage's own key is not among them. Any kind of document may be asked.
    """
    data = value_of(document.root) if document.root is not None else None
    if not isinstance(data, dict):
        return []
    if document.kind == "process":
        return list(_of_process(data, process, old, new, own=document.id == process))
    if document.kind == "proposal":
        return list(_of_proposal(data, process, old, new))
    return list(_of_library(data, process, old, new)) if document.kind == "library" else []


def _of_process(data: dict[str, Any], process: str, old: str, new: str, *, own: bool) -> Iterator[Operation]:
    forms = _forms(process, old, new, own=own)
    yield from _in_transitions(("from_anywhere",), items(data, "from_anywhere"), forms)
    for name, stage in part(data, "stages").items():
        if isinstance(stage, dict):
            for key in ("next", "from_anywhere"):
                yield from _in_transitions(("stages", name, key), items(stage, key), forms)
            # A bare name in `continues_in` is a process.
            qualified = _forms(process, old, new, own=False)
            yield from _in_transitions(("stages", name, "continues_in"), items(stage, "continues_in"), qualified)
    if own and data.get("start") == old:
        yield Set(("start",), new)
    yield from _in_events(("measures",), data.get("measures"), forms, own=own)


def _of_proposal(data: dict[str, Any], process: str, old: str, new: str) -> Iterator[Operation]:
    own = data.get("process") == process
    forms = _forms(process, old, new, own=own)
    yield from _in_events(("claims",), data.get("claims"), forms, own=own)
    for source, target in part(data, "moves").items():
        if target in forms:
            yield Set(("moves", source), forms[target])
    if own and old in part(data, "moves"):
        yield Rename(("moves", old), new)


def _of_library(data: dict[str, Any], process: str, old: str, new: str) -> Iterator[Operation]:
    for system, processes in part(data, "crm").items():
        if isinstance(processes, dict) and old in part(part(processes, process), "stages"):
            yield Rename(("crm", system, process, "stages", old), new)


def _forms(process: str, old: str, new: str, *, own: bool) -> dict[str, str]:
    """Return the ways in which a stage is named, each with what it becomes."""
    forms = {f"{process}/{old}": f"{process}/{new}"}
    return {**forms, old: new} if own else forms


def _in_transitions(path: Names, transitions: Sequence[Any], forms: dict[str, str]) -> Iterator[Operation]:
    for name in dict.fromkeys(map(name_of, transitions)):
        if name in forms:
            yield Rename((*path, name), forms[name])


def _in_events(path: Names, node: Any, forms: dict[str, str], *, own: bool) -> Iterator[Operation]:
    """Yield the operations for the events below a measure or claim: `reached: stage`, `criterion: stage/id`."""
    if isinstance(node, list):
        for place, item in enumerate(node):
            yield from _in_events((*path, str(place)), item, forms, own=own)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "reached" and isinstance(value, str) and value in forms:
            yield Set((*path, key), forms[value])
        elif key in _EVENTS and isinstance(value, str) and own:
            stage, slash, name = value.partition("/")
            if slash and stage in forms:
                yield Set((*path, key), f"{forms[stage]}/{name}")
        else:
            yield from _in_events((*path, key), value, forms, own=own)


def _remembered(path: Names, stage: dict[str, Any], old: str) -> list[Operation]:
    """Return the operation that writes the old id into `was`, after the ones before it."""
    was = items(stage, "was")
    if old in was:
        return []
    return [Add((*path, "was", old), old)]
