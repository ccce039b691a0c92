"""The catalogue of changes as tables for the docs, made from the tables that judge."""

from collections.abc import Iterable

from processengine.diff.atom import ELEMENTS, Element
from processengine.diff.impact import ROWS, Row
from processengine.diff.impact_of_compounds import ROWS as COMPOUNDS


def compounds() -> str:
    """Return every kind of compound with its mirror, its meaning and its impact, as a table."""
    lines = [f"| `{row.kind}` | {_mirror(row.kind, row.mirror)} | {row.meaning} | {row.impact} | {row.reason} |" for row in COMPOUNDS]
    return "\n".join(["| kind | made undone it is | what happened | impact, or more by its parts | because |", "|---|---|---|---|---|", *lines])


def _mirror(kind: str, mirror: str) -> str:
    return "the same" if kind == mirror else f"`{mirror}`"


def atoms() -> str:
    """Return every kind of atom, a changed field by its key, with its impact, as a table."""
    lines = [line for element in ELEMENTS for row in _rows_of(element) for line in _lines(row)]
    return "\n".join(["| kind | fields | impact | because |", "|---|---|---|---|", *lines])


def _rows_of(element: Element) -> Iterable[Row]:
    return (row for row in ROWS if row.element == element)


def _lines(row: Row) -> Iterable[str]:
    """Give a row for the impact as a rule, and one for each case in which it is another."""
    kind, fields = f"`{row.element}-{row.action}`", ", ".join(f"`{field}`" for field in row.fields)
    yield f"| {kind} | {fields} | {row.impact} | {row.reason} |"
    for case in row.cases:
        yield f"| {kind}, in some cases | {fields} | {case.impact} | {case.reason} |"
