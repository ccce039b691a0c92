"""How the value at a place is merged: key by key, item by item, in order, or only as a whole."""

from enum import Enum, auto
from functools import cache

from processengine.syntax.document import Kind
from processengine.syntax.edit import shape as schema

ANY = "*"
"""Stands for the free key or the item in the path of a shape."""

Pattern = tuple[str, ...]

_TRANSITIONS = frozenset({"next", "from_anywhere", "continues_in"})
_SETS = frozenset({
    "mirrors", "involves", "settles", "tests", "equips", "for", "after", "names", "who", "needs", "covers", "roles", "not_stages",
})


class Shape(Enum):
    """What is at a place."""

    FIELDS = auto()
    """An element or document: keys of the schema, each merged on its own."""
    ELEMENTS = auto()
    """A map whose keys are ids."""
    TRANSITIONS = auto()
    """A list known by where its items lead."""
    SET = auto()
    """A list of ids of which the order says nothing."""
    ORDERED = auto()
    """A list of texts of which the order counts."""
    WHOLE = auto()
    """A value that is merged only as a whole."""

    @property
    def has_keys(self) -> bool:
        """Whether what is inside is merged on its own."""
        return self is not Shape.WHOLE

    @property
    def is_list(self) -> bool:
        """Whether the file writes a list."""
        return self in (Shape.TRANSITIONS, Shape.SET, Shape.ORDERED)


@cache
def shape_at(kind: Kind | None, pattern: Pattern) -> Shape:
    """Return how the value at a place is merged."""
    if not pattern:
        return Shape.FIELDS
    if len(pattern) > 1 and pattern[-2] in _TRANSITIONS:
        return Shape.FIELDS
    if _is_one_statement(kind, pattern):
        return Shape.WHOLE
    listed = schema.is_list(kind, pattern)
    if listed:
        return _of_list(pattern[-1])
    if schema.order(kind, pattern) is not None:
        return Shape.FIELDS
    return Shape.ELEMENTS if schema.is_map(kind, pattern) else Shape.WHOLE


def _is_one_statement(kind: Kind | None, pattern: Pattern) -> bool:
    """Tell whether half of what one side says and half of what the other says is what neither means."""
    is_in_a_measure = kind != "library" and pattern[0] in ("measures", "claims") and len(pattern) > 2
    return is_in_a_measure or pattern[-1] == "approvals"


def _of_list(key: str) -> Shape:
    if key in _TRANSITIONS:
        return Shape.TRANSITIONS
    return Shape.SET if key in _SETS else Shape.ORDERED


@cache
def may_be_empty(kind: Kind | None, pattern: Pattern) -> bool:
    """Tell whether an empty map or list at a place means the same as none."""
    return bool(pattern) and schema.may_go(kind, pattern)


def order_counts(kind: Kind | None, pattern: Pattern) -> bool:
    """Tell whether the order of what is inside is part of the content."""
    return (kind, pattern) == ("process", ("stages",)) or shape_at(kind, pattern) is Shape.ORDERED


def below(shape: Shape, pattern: Pattern, key: str) -> Pattern:
    """Return the pattern of what stands under a key."""
    return (*pattern, key if shape is Shape.FIELDS else ANY)
