"""Model values as plain data, in the form in which the file writes them."""

from datetime import date
from typing import Any

from processengine.change import Json
from processengine.model.base import Model
from processengine.model.process import Transition

IN_DAYS = frozenset({"review_every", "last", "within"})
"""Fields that the file writes as `90 days`."""

AS_SET = frozenset({
    "mirrors", "involves", "settles", "tests", "equips", "for_", "after", "names", "who", "needs", "covers",
})
"""Fields whose order and repetitions say nothing."""

IN_ORDER = frozenset({"asks", "among", "was"})
"""Fields that are lists of which the order counts."""


def data_of(model: Model) -> Json:
    """Return an element as the file would write it: without what has its default, a plain transition as its target."""
    if isinstance(model, Transition) and not _given(model, "to"):
        return model.to
    return {key_of(model, name): value_of(name, getattr(model, name)) for name in _given(model)}


def value_of(field: str, value: Any) -> Json:
    """Return a field's value as the file would write it; None for a text that is not there."""
    if isinstance(value, Model):
        return data_of(value)
    if isinstance(value, dict):
        return {name: value_of("", one) for name, one in value.items()}
    if isinstance(value, tuple):
        items = [value_of("", one) for one in value]
        return items[0] if field == "among" and len(items) == 1 else items
    return _scalar(field, value)


def _scalar(field: str, value: Any) -> Json:
    if isinstance(value, str):
        return value.rstrip("\n") or None
    if isinstance(value, date):
        return value.isoformat()
    if field in IN_DAYS and value is not None:
        return f"{value} day{'' if value == 1 else 's'}"
    return int(value) if isinstance(value, float) and value.is_integer() else value


def comparable(field: str, value: Any) -> Json:
    """Return what two values of a field must share to be equal: sets know no order, texts no last line break."""
    data = value_of(field, value)
    return sorted(set(data)) if field in AS_SET and data is not None else data


def key_of(model: Model | type[Model], field: str) -> str:
    """Return the key under which the file writes a field."""
    found = (model if isinstance(model, type) else type(model)).model_fields[field]
    return found.alias or field


def _given(model: Model, *but: str) -> list[str]:
    """Return the fields that have another value than their default, in the order of the schema."""
    fields = type(model).model_fields
    return [
        name for name, field in fields.items()
        if name not in but
        and (field.is_required() or comparable(name, getattr(model, name)) != comparable(name, field.get_default(call_default_factory=True)))
    ]
