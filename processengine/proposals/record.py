"""The record of a ruling as edits of the proposal's file: what `rule` and `release` write, and nothing else of the file."""

from datetime import date

from processengine.model.proposal import Ruling
from processengine.syntax.edit.operation import Add, Operation, Set, Value

RECORD = "record"


def ruling(said: str, by: str, at: date, why: str = "", key: str = "", **more: object) -> Ruling:
    """Return a ruling as it is recorded: `said` is accepted or rejected, `by` the person's id, empty where nobody is known to the library."""
    return Ruling.model_validate({"ruling": said, "by": by or None, "at": at.isoformat(), "why": why.strip(), "key": key, **more})


def operations(ruling: Ruling, before: Ruling | None = None) -> tuple[Operation, ...]:
    """Return the edits that make a proposal's `record:` say what a ruling says; `before` is what it says already.

    What is written there stays: a record is only ever added to.
    """
    new = as_value(ruling)
    if before is None:
        return (Add(RECORD, new),)
    there = as_value(before)
    return tuple(Add((RECORD, name), value) for name, value in new.items() if name not in there)


def anew(ruling: Ruling, before: Ruling | None) -> tuple[Operation, ...]:
    """Return the edits that put a ruling in the place of whatever a proposer has written there."""
    return operations(ruling) if before is None else (Set(RECORD, as_value(ruling)),)


def as_value(ruling: Ruling) -> dict[str, Value]:
    """Return a ruling as the file has it, without what it doesn't say."""
    said: dict[str, Value] = ruling.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return said
