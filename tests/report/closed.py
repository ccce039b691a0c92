"""Output schemas that take no key but those that they tell, so that none is forgotten in them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from processengine.report.output_schemas import output_schema


@cache
def judge(output: str, *, is_open: bool = False) -> Draft202012Validator:
    """Return what judges a command's output; open, as its readers have it, it takes keys that it doesn't know."""
    schema = output_schema(output)
    return Draft202012Validator(schema if is_open else closed(schema))


def closed(part: Any) -> Any:
    """Return a schema in which every object that names its keys has no others."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    more = {"additionalProperties": False} if isinstance(part.get("properties"), dict) and "required" in part else {}
    return {**{key: closed(value) for key, value in part.items()}, **more}


def faults(output: str, data: Any) -> list[str]:
    """Return what a closed schema has against an output."""
    return [f"{error.json_path}: {error.message}" for error in judge(output).iter_errors(data)]


def parts(data: Any) -> Iterator[tuple[Any, Any]]:
    """Give every map and list in some data with every key or place in it."""
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        yield data, key
        if isinstance(value, dict | list):
            yield from parts(value)
