"""Named edits of stages and outcomes."""

from typing import Any

from processengine.model.measure import OUTCOME_KINDS
from processengine.model.nearest import did_you_mean
from processengine.syntax.document import Document
from processengine.syntax.edit.meaning import name_of
from processengine.syntax.edit.named.said import Said, data_of, items, known, new_id, part, stage_of, without_empty
from processengine.syntax.edit.named.transitions import target_names, transition_to
from processengine.syntax.edit.operation import Add, EditError, Move, Operation, Remove, Rename, Set


class StillLedTo(EditError):  # noqa: N818 - it says what it means
    """A stage can't go while others lead there; the message lists them."""


def add_stage(
    document: Document, name: str, fields: dict[str, Any], *, before: str | None = None, after: str | None = None
) -> Said:
    """Put a new stage beside another; without one, after the last stage that deals are worked on in."""
    data = data_of(document)
    stages = part(data, "stages")
    new_id(name, "a stage", stages)
    _beside(data, before, after)
    last_open = [other for other, stage in stages.items() if not _is_aside(stage)]
    if before is None and after is None and last_open:
        after = last_open[-1]
    where = f" before `{before}`" if before else f" after `{after}`" if after else ""
    operation = Add(("stages", name), without_empty(**fields), before, after)
    return Said([operation], f"Added the stage `{name}`{where}.")


def insert_stage(document: Document, name: str, fields: dict[str, Any], source: str, target: str) -> Said:
    """Put a new stage into a transition: the stage that led to `target` leads to the new one, and that leads on."""
    data = data_of(document)
    if target not in target_names(items(stage_of(data, source), "next")):
        raise EditError(f"`{source}` doesn't lead to `{target}`, so nothing can go between them.")
    added, _ = add_stage(document, name, {**fields, "next": [target]}, after=source)
    return Said(
        [Rename(("stages", source, "next", target), name), *added], f"Added the stage `{name}` between `{source}` and `{target}`."
    )


def add_outcome(document: Document, name: str, kind: str, *, title: str = "", anywhere: bool = False, when: str = "") -> Said:
    """Add an outcome, and let every stage leave to it where `anywhere` says so."""
    data = data_of(document)
    new_id(name, "a stage", part(data, "stages"))
    if kind not in OUTCOME_KINDS:
        raise EditError(f"`{kind}` is no outcome.{did_you_mean(kind, OUTCOME_KINDS) or known(OUTCOME_KINDS)}")
    operations: list[Operation] = [Add(("stages", name), without_empty(title=title, outcome=kind))]
    if anywhere:
        operations.append(transition_to(document, data, ("from_anywhere",), name, when))
    return Said(operations, f"Added the outcome `{name}` ({kind}){', which every stage may leave to' * anywhere}.")


def move_stage(document: Document, name: str, *, before: str | None, after: str | None) -> Said:
    """Put a stage elsewhere in the list, whose order says what leads on and what back."""
    data = data_of(document)
    stage_of(data, name)
    _beside(data, before, after)
    if (before is None) == (after is None):
        raise EditError("Say one of before and after.")
    if name in (before, after):
        raise EditError(f"`{name}` can't stand beside itself.")
    where = f"before `{before}`" if before else f"after `{after}`"
    return Said([Move(("stages", name), before, after)], f"Moved `{name}` {where}.")


def remove_stage(document: Document, name: str, *, bypass: bool = False, force: bool = False) -> Said:
    """Take a stage out.

    Where others lead there `StillLedTo` is raised; with `bypass` they then lead where the stage led, with `force` the ways
    to it go too.
    """
    data = data_of(document)
    stage = stage_of(data, name)
    sources = [source for source, one in part(data, "stages").items() if _leads(one, name) and source != name]
    anywhere = name in target_names(items(data, "from_anywhere"))
    if (sources or anywhere) and not (bypass or force):
        leading = [f"`{source}`" for source in sources] + ["from_anywhere"] * anywhere
        raise StillLedTo(f"{_and(leading)} {'lead' if len(leading) > 1 else 'leads'} to `{name}`.")
    operations: list[Operation] = [Remove(("from_anywhere", name))] if anywhere else []
    for source in sources:
        operations += _without(data, source, name, stage if bypass else {})
    operations += _start_elsewhere(data, name, stage)
    operations.append(Remove(("stages", name)))
    return Said(operations, f"Removed the stage `{name}`{_after_removal(sources, bypass=bypass)}.")


def _after_removal(sources: list[str], *, bypass: bool) -> str:
    if not sources:
        return ""
    listed = _and([f"`{source}`" for source in sources])
    verb = "leads" if len(sources) == 1 else "lead"
    return f"; {listed} now {verb} on to where it led" if bypass else f" and the ways to it from {listed}"


def _without(data: dict[str, Any], source: str, name: str, stage: dict[str, Any]) -> list[Operation]:
    """Return the operations after which a stage leads where `stage` led instead of to `name`."""
    operations: list[Operation] = []
    outer = part(data, "stages")[source]
    for key in ("next", "from_anywhere"):
        if name not in target_names(items(outer, key)):
            continue
        path = ("stages", source, key)
        there = {*target_names(items(outer, key)), source}
        onward = {to: one for one in items(stage, "next") if (to := name_of(one)) and to not in there and key == "next"}
        if len(onward) == 1:
            operations.append(Rename((*path, name), next(iter(onward))))
            continue
        for to, one in onward.items():
            when = one.get("when") if isinstance(one, dict) else None
            operations.append(Add((*path, to), {"to": to, "when": when} if when else to))
        operations.append(Remove((*path, name)))
    return operations


def _start_elsewhere(data: dict[str, Any], name: str, stage: dict[str, Any]) -> list[Operation]:
    if data.get("start") != name:
        return []
    onward = [one for one in target_names(items(stage, "next")) if one in part(data, "stages")]
    return [Set(("start",), onward[0])] if onward else [Remove(("start",))]


def _leads(stage: Any, name: str) -> bool:
    return isinstance(stage, dict) and any(name in target_names(items(stage, key)) for key in ("next", "from_anywhere"))


def _beside(data: dict[str, Any], before: str | None, after: str | None) -> None:
    for sibling in (before, after):
        if sibling is not None:
            stage_of(data, sibling)


def _is_aside(stage: Any) -> bool:
    return isinstance(stage, dict) and ("outcome" in stage or stage.get("parked") is True)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
