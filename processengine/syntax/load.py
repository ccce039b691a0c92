"""A document to its model, with every schema error at the span of the value at fault.

What is wrong is taken out and the rest is read all the same, so that one typo doesn't hide everything else.
"""

from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from processengine.diagnostic import Problem
from processengine.model.base import Model
from processengine.model.nearest import nearest
from processengine.syntax import ids, schema
from processengine.syntax.document import Document, split
from processengine.syntax.models import model_of
from processengine.syntax.plain import plain

UNKNOWN_OUTCOME = "unknown"
_ROUNDS = 8
_NAMED = ("stages", "steps", "roles", "buying_team", "change_work", "kits", "exit_criteria")
_DENIED = ("false", "n", "no", "off", "0")


class Loaded(NamedTuple):
    """A document's model, or None where too little of it can be read, and what is wrong with it."""

    value: Model | None
    problems: list[Problem]


def load(document: Document) -> Loaded:
    """Read a document into the model of its kind."""
    if document.raw is None:
        return Loaded(None, [])
    if document.kind is None:
        return Loaded(None, [schema.not_a_document(document)])
    data, problems = plain(document)
    kind = model_of(document.kind)
    try:
        value: Model | None = kind.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        problems += schema.problems(document, kind, errors)
        value = _without(kind, data, errors)
    if value is not None:
        problems += ids.problems(document, value, {problem.finding.path for problem in problems})
    problems = [placed(document, problem) for problem in problems]
    if problems and value is not None and document.kind == "process":
        value.note_unread(_unread(problems))  # type: ignore[attr-defined]
    return Loaded(value, problems)


def _without(kind: type[Model], data: dict[str, Any], errors: list[ErrorDetails]) -> Model | None:
    """Return the model of what is left of `data` (which is used up) without what the errors are about."""
    unknown_outcomes: list[str] = []
    for _ in range(_ROUNDS):
        # Several errors may be about one value: about a key and its value, or one for each arm of a union.
        faults = {(_location(data, error), error["type"] == "missing"): error for error in reversed(errors)}
        for (way, is_missing), error in faults.items():
            if len(way) == 3 and way[0] == "stages" and way[2] == "outcome":
                unknown_outcomes.append(str(way[1]))
            if schema.real_location(data, way) != way:
                continue  # it went with what held it
            if is_missing:
                _fill_in(data, way, str(error["loc"][-1]))
            else:
                _take_out(data, way)
        try:
            value = kind.model_validate(data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            continue
        return _with_unknown(value, unknown_outcomes)
    return None


def _with_unknown(value: Any, stages: list[str]) -> Model:
    """Return the process with outcomes of a kind that nobody knows: they are outcomes all the same."""
    if not stages:
        return value  # type: ignore[no-any-return]
    changed = {
        name: stage.model_copy(update={"outcome": UNKNOWN_OUTCOME}) if name in stages else stage
        for name, stage in value.stages.items()
    }
    return value.model_copy(update={"stages": changed})  # type: ignore[no-any-return]


def _unread(problems: list[Problem]) -> set[str]:
    """Return the keys of a process, as they were meant, and the elements below one that are not read as they stand."""
    found: set[str] = set()
    for problem in problems:
        names = split(problem.finding.path)[:2]
        found.update([".".join(names)] if len(names) > 1 else [*names, *nearest("".join(names), ids.MAPS["process"])])
    return found


def _location(data: Any, error: ErrorDetails) -> schema.Location:
    return schema.real_location(data, schema.location_of(error))


def _fill_in(data: Any, way: schema.Location, name: str) -> None:
    """Give a key that must be there a value without content."""
    for part in way:
        data = data[part]
    data[name] = "change" if name == "phase" else {} if name in ("stages", "steps") else ""


def _take_out(data: Any, way: schema.Location) -> None:
    """Remove the value at fault; an element that others name stays, without content, and so does what a stage is."""
    *above, last = way
    for part in above:
        data = data[part]
    if (len(way) == 2 and way[0] in _NAMED) or (len(way) == 4 and way[0] == "stages" and way[2] in ids.IN_STAGE):
        data[last] = {}
    elif last == "outcome" and way[0] == "stages":
        data[last] = "admin"
    elif last == "parked" and way[0] == "stages" and not _is_denied(data[last]):
        data[last] = True
    else:
        del data[last]


def _is_denied(value: Any) -> bool:
    """Tell whether a value that is due to be true or false was meant to be false."""
    return str(getattr(value, "text", value)).lower() in _DENIED


def placed(document: Document, problem: Problem) -> Problem:
    """Give a problem that knows only its span the path of what stands there, and a fix where there is one."""
    from dataclasses import replace

    finding = problem.finding
    if finding.path or finding.span is None:
        return problem
    from processengine.syntax.remedies import remedy

    path = document.path_at(finding.span)
    return Problem(problem.rule, replace(finding, path=path, fix=remedy(document, problem.rule, path, finding)))
