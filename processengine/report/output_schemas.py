"""JSON Schemas of what the commands print or write as JSON: files beside this one, with the parts that they share put in."""

import json
from typing import Any

OUTPUTS = ("validate", "rules", "diff", "merge", "review", "proposals", "outcomes", "impact", "git-doctor", "baseline", "evidence-check", "evidence-drift", "evidence-summary", "evidence-paths", "evidence-claim", "evidence-measure", "evidence-replay", "evidence-funnel")
"""What names itself so in its first key: `processengine/validate/1`. The commands that print JSON, and a baseline's file."""

_REFERENCE = "#/$defs/"


def output_schema(output: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an output; it needs no other file.

    It takes keys that it doesn't know, as keys are only ever added.
    """
    schema, shared = _read(output), _read("shared")["$defs"]
    own = schema.pop("$defs", {})
    needed = dict(own)
    waiting = _references({**schema, "$defs": own})
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = shared[name]
            waiting += _references(shared[name])
    return {**schema, "$defs": {name: needed[name] for name in sorted(needed)}} if needed else schema


def _read(name: str) -> dict[str, Any]:
    # It takes as long as the rest of `schema --help`.
    from importlib.resources import files

    read: dict[str, Any] = json.loads(files("processengine.report").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8"))
    return read


def _references(part: Any) -> list[str]:
    """Return the names of the definitions that a part of a schema refers to."""
    if isinstance(part, list):
        return [name for one in part for name in _references(one)]
    if not isinstance(part, dict):
        return []
    own = [value.removeprefix(_REFERENCE) for key, value in part.items() if key == "$ref" and isinstance(value, str)]
    return [*own, *(name for one in part.values() for name in _references(one))]
