"""What the reader of a source noticed, in sentences for whoever reads a result."""

from collections.abc import Iterator

from processengine.warehouse.found import Broken, Found, TableFound


def noticed(found: Found, table: str = "stage_history") -> tuple[str, ...]:
    """Return what a result over a table must say of its source: rows that don't count, and the reader's own remarks."""
    held = found.tables.get(table)
    return (*(_rows(held) if held is not None else ()), *found.notes)


def _rows(held: TableFound) -> Iterator[str]:
    for broken in held.broken:
        yield f"{broken.rows:,} of {held.rows:,} rows don't count: {broken.why}{_examples(broken)}."
    for unread in held.unread:
        yield f"In {unread.rows:,} of {held.rows:,} rows a value counts as missing: {unread.why}{_examples(unread)}."
    if held.later:
        yield f"{held.later:,} of {held.rows:,} rows came after the day up to which the deals are told, and don't count."
    if held.left_out:
        yield f"{held.left_out:,} {'row was' if held.left_out == 1 else 'rows were'} left out by a filter."


def _examples(broken: Broken) -> str:
    if not broken.examples:
        return ""
    return f" (row {', '.join(str(one) for one in broken.examples)}{' …' if broken.rows > len(broken.examples) else ''})"
