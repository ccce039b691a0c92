"""No field of any element is silently not compared: each one that changes is one atom, on that field."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from processengine.diff.atom import Content
from processengine.diff.changeset import changesets
from processengine.diff.compare import compare
from processengine.diff.data import comparable, data_of, key_of
from processengine.diff.elements import JOURNEY, PROCESS, Shape, shapes
from processengine.diff.revision import Revision
from processengine.model.base import Model
from processengine.model.journey import Journey
from processengine.model.process import Process
from tests.strategies import Maker, seeded

ONE: dict[type[Model], dict[str, Any]] = {
    Process: {
        "process": "p", "start": "a",
        "roles": {"r": {}}, "buying_team": {"m": {}}, "change_work": {"w": {}}, "kits": {"k": {}},
        "from_anywhere": [{"to": "lost"}],
        "exit_criteria": {"c": {"fact": "f"}},
        "stages": {
            "a": {
                "exit_criteria": {"c": {"fact": "f"}}, "records": {"r": {}}, "plays": {"p": {"do": "d"}},
                "next": [{"to": "b"}], "from_anywhere": [{"to": "lost"}], "continues_in": [{"to": "other"}],
            },
            "b": {}, "lost": {"outcome": "lost"},
        },
        "measures": {"m": {"share": {"outcome": "won"}}},
    },
    Journey: {"journey": "j", "steps": {"s": {"phase": "change"}}},
}
"""A document with one element of every kind at every place."""

QUANTITIES = {"share", "duration", "ratio", "count"}


def places(shape: Shape, keys: tuple[str, ...] = ()) -> Iterator[tuple[Shape, tuple[str, ...]]]:
    """Return where the elements of `ONE` are."""
    yield shape, keys
    for name, below in shape.below.items():
        for one in _names(shape.model, keys, key_of(shape.model, name)):
            yield from places(below, (*keys, key_of(shape.model, name), one))


def _names(model: type[Model], keys: tuple[str, ...], holder: str) -> list[str]:
    here: Any = ONE[Process if model is Process or keys else model]
    for key in keys:
        here = here[key]
    inside = here.get(holder, {})
    names = [one["to"] for one in inside] if isinstance(inside, list) else list(inside)
    return names[:1] if holder == "stages" else names


PLACES = [*places(PROCESS), *places(JOURNEY)]
FIELDS = [(shape, keys, name) for shape, keys in PLACES for name in shape.fields]


def two_values(shape: Shape, name: str) -> tuple[Any, Any]:
    """Return two different values for a field, neither its default nor what it means where it is left out."""
    if name == "start":
        return "a", "b"
    schema = shape.model.model_json_schema()
    if "$ref" in schema:
        schema = {**schema, **schema["$defs"][schema["$ref"].rpartition("/")[2]]}
    if "anyOf" in schema:
        schema = {**schema, **next(arm for arm in schema["anyOf"] if "properties" in arm)}
    found: dict[str, Any] = {}
    for seed in range(200):
        value = Maker(schema, seeded(seed), 0.5).value(schema["properties"][key_of(shape.model, name)], key_of(shape.model, name))
        if value not in ([], {}):
            found.setdefault(str(sorted(value) if isinstance(value, list) and name != "asks" else value), value)
    values = [value for value in found.values() if value != shape.model.model_fields[name].get_default(call_default_factory=True)]
    return (values[0], values[1]) if len(values) > 1 else (None, values[0])


def variant(shape: Shape, keys: tuple[str, ...], name: str, value: Any) -> Content:
    """Return `ONE` with a field of one element set, or left out for None."""
    data = deepcopy(ONE[Journey if shape in (JOURNEY, JOURNEY.below["steps"]) else Process])
    here: Any = data
    for key in keys:
        here = next(one for one in here if one["to"] == key) if isinstance(here, list) else here[key]
    if name in QUANTITIES:
        here.pop("share")
    if value is None and name in QUANTITIES:
        here["share"] = {"outcome": "won"}
    elif value is None:
        here.pop(key_of(shape.model, name), None)
    else:
        here[key_of(shape.model, name)] = value
    return (Process if "process" in data else Journey).model_validate(data)


def id_of(case: tuple[Shape, tuple[str, ...], str]) -> str:
    """Name a case in the report."""
    return ".".join((*case[1], case[2]))


@pytest.mark.parametrize("case", FIELDS, ids=id_of)
def test_a_changed_field_is_one_atom(case: tuple[Shape, tuple[str, ...], str]) -> None:
    """Another value gives just one atom, at the field's path, with both values."""
    shape, keys, name = case
    one, other = (variant(shape, keys, name, value) for value in two_values(shape, name))
    atoms = compare(one, other)
    assert [(atom.kind, atom.path) for atom in atoms] == [(f"{shape.element}-changed", ".".join((*keys, key_of(shape.model, name))))]
    assert atoms[0].before != atoms[0].after


@pytest.mark.parametrize("case", [case for case in FIELDS if not case[0].model.model_fields[case[2]].is_required()], ids=id_of)
def test_a_field_that_appears_is_one_atom(case: tuple[Shape, tuple[str, ...], str]) -> None:
    """A value where there was none gives just one atom too; a measure that becomes another one tells both quantities."""
    shape, keys, name = case
    value = "b" if name == "start" else two_values(shape, name)[1]
    atoms = compare(variant(shape, keys, name, None), variant(shape, keys, name, value))
    fields = [key_of(shape.model, name)] + (["share"] if name in QUANTITIES - {"share"} else [])
    assert sorted(atom.path for atom in atoms) == sorted(".".join((*keys, field)) for field in fields)


@pytest.mark.parametrize("case", FIELDS, ids=id_of)
def test_a_value_is_equal_to_itself(case: tuple[Shape, tuple[str, ...], str]) -> None:
    """The same value gives no atom."""
    shape, keys, name = case
    one, other = (variant(shape, keys, name, two_values(shape, name)[1]) for _ in range(2))
    assert compare(one, other) == []


def test_every_element_of_the_models_has_a_shape() -> None:
    """Whatever map or list of models a model holds is compared element by element, but for the parts of a measure."""
    known = {shape.model for shape in shapes()}
    for shape in shapes():
        for name in shape.model.model_fields:
            value = Maker(shape.model.model_json_schema(), seeded(1), 1)
            assert value
            holds = [model for model in known if model.__name__ in str(shape.model.model_fields[name].annotation)]
            assert not holds or name in shape.below, f"{shape.element}.{name}"


def test_fields_are_compared_in_a_stated_way() -> None:
    """Every field that is a list of plain values is a set, or stands in the list of those with an order."""
    from processengine.diff.data import AS_SET, IN_ORDER

    for shape in shapes():
        for name, field in shape.model.model_fields.items():
            if "tuple[" in str(field.annotation) and name not in shape.below:
                assert (name in AS_SET) != (name in IN_ORDER), f"{shape.element}.{name}"


def test_fields_in_days_are_known() -> None:
    """Every field that the file writes as `90 days` is told as such."""
    from processengine.diff.data import IN_DAYS

    for shape in shapes():
        for name, schema in _properties(shape.model).items():
            assert ("days?$" in str(schema)) == (name in IN_DAYS), f"{shape.element}.{name}"


def _properties(model: type[Model]) -> dict[str, Any]:
    schema = model.model_json_schema()
    own = schema.get("properties")
    if own is None:
        own = schema["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        own = own.get("properties") or next(arm["properties"] for arm in own["anyOf"] if "properties" in arm)
    found: dict[str, Any] = own
    return found


def test_data_is_what_the_file_says() -> None:
    """An element's data is in the form of the file: days as text, a plain way as its target, nothing that is left out."""
    data = {
        "process": "p", "review_every": "90 days", "reviewed": "2026-09-30", "kits": {"k": {"for": ["r"]}},
        "stages": {"a": {"probability": 10, "next": ["won", {"to": "lost", "when": "They go"}]}, "won": {"outcome": "won"}, "lost": {"outcome": "lost"}},
        "measures": {"m": {"duration": {"from": {"reached": "a"}, "to": {"outcome": "won"}}, "within": "1 day", "among": {"reached": "a"}}},
    }
    assert data_of(Process.model_validate(data)) == data


def test_sets_know_no_order_and_texts_no_last_line_break() -> None:
    """A text in block style ends with a line break that the same text in quotes lacks."""
    assert comparable("mirrors", ("b", "a", "b")) == comparable("mirrors", ("a", "b"))
    assert comparable("asks", ("b", "a")) != comparable("asks", ("a", "b"))
    assert comparable("buyer", "They agree\n") == comparable("buyer", "They agree")


@pytest.mark.parametrize("case", FIELDS, ids=id_of)
def test_a_field_is_told_whether_it_comes_changes_or_goes(case: tuple[Shape, tuple[str, ...], str]) -> None:
    """In a sentence of its own for each, without the model's words for things."""
    shape, keys, name = case
    one, other = two_values(shape, name)
    required = shape.model.model_fields[name].is_required()
    values = [pair for pair in ((one, other), (None, other), (other, None)) if not required or None not in pair]
    for before, after in values:
        sides = ([Revision(variant(shape, keys, name, value))] for value in (before, after))
        changes = changesets(*sides)[0].changes
        assert changes, (before, after)
        for change in changes:
            assert change.message[0].isupper() or change.message[0] == "“"
            assert change.message.endswith(".")
            assert not set(change.message) & set("{}[]_`")
            assert "None" not in change.message
