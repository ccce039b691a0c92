"""What the schema says about a place in a document: a list or a map, in which order, and whether it may go."""

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from processengine.syntax.document import Kind
from processengine.syntax.models import model_of

_FIRST = ("version", "was", "to", "title", "name", "fact", "do", "says", "outcome", "because", "about")
_NAMES = frozenset({"to", "title", "name", "says"})
_GENERIC = ("title", "about")


def is_list(kind: Kind | None, names: Sequence[str]) -> bool | None:
    """Tell whether the schema wants a list at a path; None where it doesn't know the path."""
    annotation = _annotation(kind, names)
    return None if annotation is None else _part(annotation, list, tuple) is not None


def is_map(kind: Kind | None, names: Sequence[str]) -> bool:
    """Tell whether the schema wants a map with free keys at a path."""
    annotation = _annotation(kind, names)
    return annotation is not None and _part(annotation, dict) is not None


def may_go(kind: Kind | None, names: Sequence[str]) -> bool:
    """Tell whether the key at a path means the same when it is empty as when it isn't there."""
    field = _field(kind, names)
    if field is None or field.is_required():
        return False
    default = field.get_default(call_default_factory=True)
    return isinstance(default, tuple | dict) and not default


def wants_text(kind: Kind | None, names: Sequence[str]) -> bool:
    """Tell whether the schema wants text, or one of some words, at a path."""
    annotation = _annotation(kind, names)
    arms = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    plain = [get_args(arm)[0] if get_origin(arm) is Annotated else arm for arm in arms]
    return any(arm is str or get_origin(arm) is Literal for arm in plain)


def order(kind: Kind | None, names: Sequence[str]) -> list[str] | None:
    """Return the keys that the schema has in the map at a path, in its order; None where keys are free.

    That is the order of the model's fields, but that at the top of a document the key stands first which tells its
    kind, and that an element which may say what it is about says so after its name; without a name, last of all.
    """
    annotation = _annotation(kind, names)
    model = None if annotation is None else _part(annotation, BaseModel)
    if model is None:
        return None
    keys = [field.alias or name for name, field in model.model_fields.items()]
    first: list[str] = [] if names or kind is None else [kind]
    if "about" in keys and model.model_fields["about"].annotation is str:
        has_name = not _NAMES.isdisjoint(keys)
        first += [key for key in _FIRST if key in keys] if has_name else [key for key in keys if key != "about"]
    return [*first, *(key for key in keys if key not in first)]


def _field(kind: Kind | None, names: Sequence[str]) -> FieldInfo | None:
    annotation = _annotation(kind, names[:-1])
    model = None if annotation is None else _part(annotation, BaseModel)
    return None if model is None else _field_of(model, names[-1])


def _annotation(kind: Kind | None, names: Sequence[str]) -> Any:
    if kind is None:
        return None
    annotation: Any = model_of(kind)
    for name in names:
        annotation = _inside(annotation, name)
        if annotation is None:
            return None
    return annotation


def _inside(annotation: Any, name: str) -> Any:
    """Return the annotation of what `name` means inside a model, a map or a list."""
    model = _part(annotation, BaseModel)
    listed = _part(annotation, list, tuple)
    if listed is not None:
        return get_args(listed)[0]
    if model is not None:
        field = _field_of(model, name)
        return None if field is None else field.annotation
    mapped = _part(annotation, dict)
    return None if mapped is None else get_args(mapped)[1]


def _field_of(model: type[BaseModel], name: str) -> FieldInfo | None:
    return next((field for key, field in model.model_fields.items() if name == (field.alias or key)), None)


def _part(annotation: Any, *wanted: type) -> Any:
    """Return the arm of an annotation that is a model, a list or a map; through optional and annotated ones."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType, Annotated) and origin is not Literal:
        return next((found for arm in get_args(annotation) if (found := _part(arm, *wanted)) is not None), None)
    if origin in wanted:
        return annotation
    return annotation if wanted == (BaseModel,) and isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
