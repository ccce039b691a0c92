"""Named edits of transitions: from a stage's `next`, or from anywhere."""

from typing import Any

from processengine.model.nearest import did_you_mean
from processengine.syntax.document import Document
from processengine.syntax.edit.meaning import name_of
from processengine.syntax.edit.named.said import Said, data_of, items, known, part, stage_of
from processengine.syntax.edit.operation import Add, EditError, Operation, Remove, Set, Value
from processengine.syntax.nodes import Sequence

ANYWHERE = "anywhere"
"""Says, in the place of a stage, that every stage may leave."""


def add_transition(document: Document, source: str, target: str, when: str = "") -> Said:
    """Lead from a stage (or from anywhere) to a stage, or as `process/stage` into another process."""
    data = data_of(document)
    path = _path(data, source)
    if "/" not in target:
        stage_of(data, target)
    if _has(data, path, target):
        raise EditError(f"{_subject(source)} leads to `{target}` already.")
    said = f"{_subject(source)} now leads to `{target}`{_condition(when)}."
    return Said([transition_to(document, data, path, target, when)], said)


def remove_transition(document: Document, source: str, target: str) -> Said:
    """Take away a transition."""
    data = data_of(document)
    path = _path(data, source)
    _must_have(data, path, source, target)
    return Said([Remove((*path, target))], f"{_subject(source)} no longer leads to `{target}`.")


def set_when(document: Document, source: str, target: str, when: str) -> Said:
    """Say under which condition a transition is taken; an empty text takes the condition away."""
    data = data_of(document)
    path = _path(data, source)
    found = _must_have(data, path, source, target)
    said = f"{_subject(source)} leads to `{target}`{_condition(when) or ' without a condition'}."
    if not isinstance(found, dict):
        if not when:
            raise EditError(f"The way from `{source}` to `{target}` has no condition.")
        return Said([_rewritten(document, data, path, {target: {"to": target, "when": when}})], said)
    if not when:
        return Said([Remove((*path, target, "when"))] if "when" in found else [], said)
    operation: Operation = Set((*path, target, "when"), when) if "when" in found else Add((*path, target, "when"), when)
    return Said([operation], said)


def transition_to(document: Document, data: dict[str, Any], path: tuple[str, ...], target: str, when: str) -> Operation:
    """Return the operation that adds a transition; a list in brackets is opened up for one with a condition."""
    new: Value = {"to": target, "when": when} if when else target
    entry = document.at(".".join(path))
    is_flow = entry is not None and isinstance(entry.value, Sequence) and entry.value.flow
    if when and is_flow and "#" not in _text_of(document, path):
        return Set(path, [*_listed(data, path), new])
    return Add((*path, target), new)


def target_names(transitions: list[Any]) -> list[str]:
    """Return the targets of a list of transitions."""
    return [name for one in transitions if (name := name_of(one)) is not None]


def _rewritten(document: Document, data: dict[str, Any], path: tuple[str, ...], changed: dict[str, Value]) -> Operation:
    """Return the operation that gives a bare target a condition, opening up brackets around it."""
    (target, new), *_ = changed.items()
    entry = document.at(".".join(path))
    is_flow = entry is not None and isinstance(entry.value, Sequence) and entry.value.flow
    if is_flow and "#" not in _text_of(document, path):
        return Set(path, [new if name_of(one) == target else one for one in _listed(data, path)])
    return Set((*path, target), new)


def _text_of(document: Document, path: tuple[str, ...]) -> str:
    entry = document.at(".".join(path))
    return "" if entry is None else document.text[entry.value.start.index : entry.value.end.index]


def _path(data: dict[str, Any], source: str) -> tuple[str, ...]:
    if source == ANYWHERE and ANYWHERE not in part(data, "stages"):
        return ("from_anywhere",)
    stage = stage_of(data, source)
    if "outcome" in stage:
        raise EditError(f"`{source}` is an outcome, where deals end; nothing leads on from there.")
    return ("stages", source, "next")


def _listed(data: dict[str, Any], path: tuple[str, ...]) -> list[Any]:
    holder = data if len(path) == 1 else part(part(data, "stages"), path[1])
    return items(holder, path[-1])


def _has(data: dict[str, Any], path: tuple[str, ...], target: str) -> bool:
    return target in target_names(_listed(data, path))


def _must_have(data: dict[str, Any], path: tuple[str, ...], source: str, target: str) -> Any:
    found = next((one for one in _listed(data, path) if name_of(one) == target), None)
    if found is None:
        names = target_names(_listed(data, path))
        raise EditError(f"{_subject(source)} doesn't lead to `{target}`.{did_you_mean(target, names) or known(names)}")
    return found


def _subject(source: str) -> str:
    return "Every stage" if source == ANYWHERE else f"`{source}`"


def _condition(when: str) -> str:
    return f' when "{when}"' if when else ""
