"""A document to its model, with every schema error at the span of the value at fault.

What is wrong is taken out and the rest is read all the same, so that one typo doesn't hide everything else.
"""

from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from processengine.diagnostic import Problem
from processengine.model.base import Model
from processengine.syntax import ids, schema
from processengine.syntax.document import Document
from processengine.syntax.plain import plain

UNKNOWN_OUTCOME = "unknown"
_ROUNDS = 8


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
        problems += ids.problems(document, value)
    problems = [placed(document, problem) for problem in problems]
    return Loaded(value, problems)


def model_of(kind: str) -> type[Model]:
    """Return the model of a kind of document; only that one is built."""
    if kind == "process":
        from processengine.model.process import Process

        return Process
    if kind == "journey":
        from processengine.model.journey import Journey

        return Journey
    if kind == "library":
        from processengine.model.library import Library

        return Library
    from processengine.model.proposal import Proposal

    return Proposal


def _without(kind: type[Model], data: dict[str, Any], errors: list[ErrorDetails]) -> Model | None:
    """Return the model of what is left of `data` (which is used up) without what the errors are about."""
    unknown_outcomes: list[str] = []
    for _ in range(_ROUNDS):
        for error in reversed(errors):
            loc = error["loc"]
            if loc[0] == "stages" and loc[2:] == ("outcome",):
                unknown_outcomes.append(str(loc[1]))
            _take_out(data, error)
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


def _take_out(data: Any, error: ErrorDetails) -> None:
    """Remove the value at fault; a value that must be there becomes empty, a stage without content too."""
    *way, last = schema.real_location(data, schema.location_of(error))
    holder = data
    for part in way:
        holder = holder[part]
    if error["type"] == "missing" and last != "to":
        holder[last] = "change" if last == "phase" else {} if last in ("stages", "steps") else ""
    elif error["type"] == "missing":
        holder[last] = ""
    elif isinstance(holder, dict) and way and way[-1] in ("stages", "steps") and len(way) == 1:
        holder[last] = {}
    elif last == "outcome" and way[:1] == ["stages"]:
        holder[last] = "admin"
    else:
        del holder[last]


def placed(document: Document, problem: Problem) -> Problem:
    """Give a problem that knows only its span the path of what stands there."""
    from dataclasses import replace

    finding = problem.finding
    if finding.path or finding.span is None:
        return problem
    return Problem(problem.rule, replace(finding, path=document.path_at(finding.span)))
