"""A process as its author meant it: keys and stages' names that are one clear typo away put right, refused ways left out.

One typo would otherwise be told several times: the stage that it should lead to seems out of reach, the stage that
it stands in a dead end. A way on which a deal can't go, because its target may not stand in `from_anywhere`, is told once,
and a `when` that could not be read is a condition all the same.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from processengine.diagnostic import Problem
from processengine.model.nearest import nearest
from processengine.model.process import Process, Stage, Transition
from processengine.rules.names import Names
from processengine.syntax.document import Document
from processengine.syntax.nodes import Mapping, Node, Scalar
from processengine.syntax.scalars import resolve

_STAGES: Final = "stages."
_ABOUT_WAYS: Final = ("wrong-type", "ambiguous-scalar", "unknown-key")


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
        process = _with_ways(process, lambda way, _: _put_right(way, process.stages, names))
    refused = {problem.finding.path for problem in problems if problem.rule in _ABOUT_WAYS}
    if any(path.startswith("from_anywhere.") or ".from_anywhere." in path for path in refused):
        process = _with_ways(process, lambda way, path: None if ".next." not in path and path in refused else way)
    conditions = {path.rpartition(".")[0]: path for path in refused if nearest(path.rpartition(".")[2], ["when"])}
    if conditions:
        process = _with_ways(process, lambda way, path: _with_condition(way, conditions.get(path, "")))
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


def _with_ways(process: Process, meant: Callable[[Transition, str], Transition | None]) -> Process:
    """Return the process with every transition between stages as it was meant, None being none; paths are the text's."""

    def put_right(ways: Iterable[Transition] | None, path: str) -> tuple[Transition, ...] | None:
        if ways is None:
            return None
        return tuple(right for way in ways if (right := meant(way, f"{path}.{way.to}")) is not None)

    stages = {
        name: stage.model_copy(
            update={
                "next": put_right(stage.next, f"{_STAGES}{name}.next"),
                "from_anywhere": put_right(stage.from_anywhere, f"{_STAGES}{name}.from_anywhere"),
            },
        )
        for name, stage in process.stages.items()
    }
    return process.model_copy(update={"stages": stages, "from_anywhere": put_right(process.from_anywhere, "from_anywhere")})


def _put_right(way: Transition, known: Collection[str], names: Names) -> Transition:
    if way.to in known or "/" in way.to:
        return way
    return way.model_copy(update={"to": names.sole(way.to) or way.to})


def _with_condition(way: Transition, condition: str) -> Transition:
    """Return a way with a condition that no other way has, where it has one that could not be read."""
    return way.model_copy(update={"when": condition}) if condition and not way.when else way
