"""A document's values as plain data: dicts, lists and scalars, ready for the models.

What can't stand in plain data is reported here: keys that stand twice, merge keys, and texts that a comma ended.
"""

from typing import Any

from yaml import MappingStartEvent, ScalarEvent

from processengine.diagnostic import Finding, Mention, Problem
from processengine.syntax import refuse
from processengine.syntax.document import Document
from processengine.syntax.nodes import Raw, Scalar, between, nodes_of, span_of
from processengine.syntax.scalars import LONGEST_WORD, REFUSED_VALUE, resolve


def plain(document: Document) -> tuple[dict[str, Any], list[Problem]]:
    """Return a document's data and what is wrong with its keys; an unread document has no data."""
    problems: list[Problem] = []
    if document.raw is None:
        return {}, problems
    return _value(document.raw, problems), problems


def _value(raw: Raw, problems: list[Problem]) -> Any:
    if type(raw) is ScalarEvent:
        return raw.value if raw.style else resolve(raw.value)
    if type(raw) is list:
        if type(raw[0]) is MappingStartEvent:
            return _mapping(raw, problems)
        return [_value(item, problems) for item in raw[1:-1]]
    return REFUSED_VALUE


def _mapping(raw: list[Raw], problems: list[Problem]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for index in range(1, len(raw) - 1, 2):
        key, value = raw[index], raw[index + 1]
        name = key.value if type(key) is ScalarEvent else None
        if name is None or name in data or name == "<<":
            _unusual(raw, index, data, problems)
        elif type(value) is not ScalarEvent:
            data[name] = _value(value, problems)
        elif value.style:
            data[name] = value.value
        elif text := value.value:
            data[name] = text if text[0] >= "A" and len(text) > LONGEST_WORD else resolve(text)
        else:
            _unusual(raw, index, data, problems)
    return data


def _is_empty(value: Raw) -> bool:
    return type(value) is ScalarEvent and not value.value and not value.style


def _unusual(raw: list[Raw], index: int, data: dict[str, Any], problems: list[Problem]) -> None:
    """Take an entry that most files don't have: an odd key, one that stands twice, or a value that may be cut off."""
    key, value = raw[index], raw[index + 1]
    if type(key) is not ScalarEvent:
        if isinstance(key, list):
            problems.append(refuse.collection_as_key(nodes_of(key)))
    elif key.value == "<<" and not key.style:
        problems.append(refuse.merge_key(_scalar(key)))
    elif key.value in data:
        problems.append(_duplicate(raw, index, key.value))
        data[key.value] = _both(data[key.value], _value(value, problems))
    elif _is_empty(value) and _after_prose(raw, index):
        problems.append(refuse.cut_by_comma(_scalar(key)))
    else:
        data[key.value] = _value(value, problems)


def _after_prose(raw: list[Raw], index: int) -> bool:
    """Tell whether, in flow style, a comma ended a plain text just before the key at `index`."""
    previous = raw[index - 1]
    return bool(raw[0].flow_style) and index > 1 and type(previous) is ScalarEvent and not previous.style


def _duplicate(raw: list[Raw], index: int, name: str) -> Problem:
    keys = (key for key in raw[1:index:2] if type(key) is ScalarEvent)
    first = next(key for key in keys if key.value == name)
    here = _scalar(raw[index])
    mention = Mention(f"`{name}` stands here first", "", span=between(first.start_mark, first.end_mark))
    return Problem("duplicate-key", Finding(
        f"`{name}` stands twice in one map.", "", span=span_of(here), values=(name,), related=(mention,),
        help="Keep one of the two; readers of YAML differ about which of them counts.",
    ))


def _scalar(event: Raw) -> Scalar:
    node = nodes_of(event)
    assert isinstance(node, Scalar)
    return node


def _both(first: Any, second: Any) -> Any:
    """Return what two values of one key say together, so that nothing that stands there seems to be missing."""
    if isinstance(first, dict) and isinstance(second, dict):
        shared = {name: _both(first[name], second[name]) for name in first.keys() & second.keys()}
        return {**first, **second, **shared}
    if isinstance(first, list) and isinstance(second, list):
        return first + [item for item in second if item not in first]
    return first
