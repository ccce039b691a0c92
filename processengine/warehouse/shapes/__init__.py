"""The shapes that exports come in: each knows tables by their columns, and says which evidence table they are."""

from collections.abc import Callable, Sequence
from pathlib import Path

from processengine.warehouse.guesses import plain
from processengine.warehouse.mapping import fits
from processengine.warehouse.raw import Raw
from processengine.warehouse.shapes import (
    changes,
    fivetran_history,
    opportunity,
    opportunity_field_history,
    opportunity_history,
    opportunity_report,
    task,
    without_history,
)
from processengine.warehouse.shapes.shaped import Counted, Shaped

__all__ = ["SHAPES", "Counted", "Shaped", "converted", "shaped"]

SHAPES: tuple[Callable[[Sequence[Raw]], tuple[Shaped, ...]], ...] = (
    opportunity_history.shaped,
    opportunity_field_history.shaped,
    opportunity_report.shaped,
    fivetran_history.shaped,
    changes.shaped,
    opportunity.shaped,
    task.shaped,
    without_history.shaped,
)
"""All shapes, the surest first: of two that give the same evidence table the first counts."""


def shaped(raws: Sequence[Raw]) -> dict[str, Shaped]:
    """Return what the known shapes make of a source's tables, by evidence table; nothing where they know none of them."""
    made: dict[str, Shaped] = {}
    for shape in SHAPES:
        taken = {one.of[0] for one in made.values()}
        for one in shape([raw for raw in raws if raw.name not in taken]):
            made.setdefault(one.table, one)
    if "deals" in made and ("stage_history" in made or any(_may_be_history(raw) for raw in raws if raw.name not in made["deals"].of)):
        made["deals"] = without_history.beside_history(made["deals"]) if made["deals"].shape == without_history.NAME else made["deals"]
    return made


def _may_be_history(raw: Raw) -> bool:
    return plain(raw.name) == plain("stage_history") or fits("stage_history", raw)


def converted(path: Path, folder: Path) -> list[Path]:
    """Return the files to read in place of one that the engine can't read: an event log is written as CSV into `folder`.

    Any other file is returned as it is. Raise CannotRun where the file is damaged, or is made to do harm.
    """
    if path.name.lower().endswith((".xes", ".xes.gz")):
        from processengine.warehouse.shapes import xes

        return [xes.as_csv(path, folder)]
    return [path]
