"""Named edits of what belongs to a stage: criteria, plays, and its fields."""

from typing import Any

from processengine.model.nearest import did_you_mean
from processengine.syntax.document import Document
from processengine.syntax.edit.named.said import Said, data_of, id_for, known, new_id, part, stage_of, without_empty
from processengine.syntax.edit.operation import Add, EditError, Operation, Path, Remove, Set, Value
from processengine.syntax.edit.page import Page


def add_criterion(document: Document, stage: str, fact: str, name: str | None = None, **fields: Any) -> Said:
    """Add a fact about the buyer that must hold before a deal leaves a stage."""
    data = data_of(document)
    taken = part(stage_of(data, stage), "exit_criteria")
    name = id_for(fact, "criterion", taken) if name is None else new_id(name, "a criterion", taken)
    value = {"fact": fact, **without_empty(**fields)}
    if "required" in fields and fields["required"] is False:
        value["required"] = False
    return Said([Add(("stages", stage, "exit_criteria", name), value)], f"Added the exit criterion `{name}` to `{stage}`.")


def add_play(document: Document, stage: str, do: str, name: str | None = None, **fields: Any) -> Said:
    """Add something that a seller may do to help the buyer through a stage."""
    data = data_of(document)
    taken = part(stage_of(data, stage), "plays")
    name = id_for(do, "play", taken) if name is None else new_id(name, "a play", taken)
    value = {"do": do, **without_empty(**fields)}
    return Said([Add(("stages", stage, "plays", name), value)], f"Added the play `{name}` to `{stage}`.")


def remove_part(document: Document, stage: str, key: str, what: str, name: str) -> Said:
    """Take a criterion or play (`key` holds them, `what` names one) out of a stage."""
    there = part(stage_of(data_of(document), stage), key)
    if name not in there:
        raise EditError(f"`{stage}` has no {what} `{name}`.{did_you_mean(name, there) or known(there)}")
    return Said([Remove(("stages", stage, key, name))], f"Removed the {what} `{name}` from `{stage}`.")


def set_field(document: Document, stage: str, field: str, value: Value) -> Said:
    """Give a field of a stage a value, whether or not it had one."""
    stage_of(data_of(document), stage)
    return Said([put(document, ("stages", stage, field), value)], _sentence(stage, field, value))


def _sentence(stage: str, field: str, value: Value) -> str:
    if field == "max_days":
        return f"Deals may now stay in `{stage}` for {value} day{'' if value == 1 else 's'}."
    if isinstance(value, bool):
        return f"`{stage}` is {'now' if value else 'no longer'} {field.replace('_', ' ')}."
    shown = f'"{value}"' if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
    return f"The {field.replace('_', ' ')} of `{stage}` is now {shown}{' %' if field == 'probability' else ''}."


def put(document: Document, path: Path, value: Value) -> Operation:
    """Return the operation after which `path` holds a value: set where something is there, else added."""
    page = Page(document)
    names = page.names(path)
    return Set(names, value) if len(page.spots(names)) == len(names) else Add(names, value)
