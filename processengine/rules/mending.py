"""A process as its author meant it: keys and stages' names that are one clear typo away put right.

One typo would otherwise be told several times: the stage that it should lead to seems out of reach, the stage that
it stands in a dead end.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from processengine.diagnostic import Problem
from processengine.model.process import Process, Stage, Transition
from processengine.rules.names import Names
from processengine.syntax.document import Document
from processengine.syntax.nodes import Mapping, Node, Scalar
from processengine.syntax.scalars import resolve

_STAGES = "stages."


class _Misspelt(NamedTuple):
    """A key that is one typo away: the path of the element that holds it, the key that was meant, its value."""

    holder: str
    key: str
    value: Node


def mended(process: Process, document: Document, problems: Iterable[Problem], names: Names) -> Process:
    """Return the process with its clear typos put right; the process itself where there are none."""
    misspelt = list(_misspelt_keys(document, problems))
    if misspelt:
        process = _with_keys(process, misspelt)
    start = process.start
    if start is not None and start not in process.stages:
        process = process.model_copy(update={"start": names.sole(start) or start})
    if any(way.to not in process.stages and "/" not in way.to for way in _ways(process)):
        process = _with_targets(process, names)
    return process


def _misspelt_keys(document: Document, problems: Iterable[Problem]) -> Iterator[_Misspelt]:
    for problem in problems:
        fix = problem.finding.fix
        if problem.rule == "unknown-key" and fix is not None and fix.edits:
            edit = fix.edits[0]
            entry = document.at(edit.path)
            if entry is not None and edit.op == "rename":
                yield _Misspelt(edit.path.removesuffix(entry.key.value).rstrip("."), edit.value, entry.value)


def _with_keys(process: Process, misspelt: Iterable[_Misspelt]) -> Process:
    stages = dict(process.stages)
    changed: dict[str, Any] = {}
    for holder, key, node in misspelt:
        name = holder.removeprefix(_STAGES)
        if not holder:
            changed |= _given(Process, {"process": "x", "stages": {"x": {}}}, key, _plain(node))
        elif holder.startswith(_STAGES) and name in stages:
            stages[name] = stages[name].model_copy(update=_given(Stage, {}, key, _plain(node)))
    return process.model_copy(update={"stages": stages, **changed})


def _given(model: type[Process | Stage], data: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    """Return what a model makes of one key's value, or of a list of it; nothing where neither is well formed."""
    for attempt in (value, [value]):
        try:
            return {key: getattr(model.model_validate({**data, key: attempt}), key)}
        except ValidationError:
            continue
    return {}


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value if node.style else resolve(node.value)
    if isinstance(node, Mapping):
        return {entry.key.value: _plain(entry.value) for entry in node.entries}
    return [_plain(item) for item in node.items]


def _ways(process: Process) -> Iterator[Transition]:
    yield from process.from_anywhere
    for stage in process.stages.values():
        yield from stage.next
        yield from stage.from_anywhere or ()


def _with_targets(process: Process, names: Names) -> Process:
    known = process.stages

    def put_right(ways: Iterable[Transition] | None) -> tuple[Transition, ...] | None:
        if ways is None:
            return None
        return tuple(
            way if way.to in known or "/" in way.to else way.model_copy(update={"to": names.sole(way.to) or way.to})
            for way in ways
        )

    stages = {
        name: stage.model_copy(
            update={"next": put_right(stage.next), "from_anywhere": put_right(stage.from_anywhere)},
        )
        for name, stage in known.items()
    }
    return process.model_copy(update={"stages": stages, "from_anywhere": put_right(process.from_anywhere)})
