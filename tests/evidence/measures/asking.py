"""Asking for one measure of a few deals."""

from typing import Any

from processengine.evidence.measures.compute import compute
from processengine.evidence.measures.measured import Measured
from processengine.model.measure import Measure
from processengine.model.process import Process
from tests.evidence.measures.chance import CARE, SALE
from tests.evidence.measures.told import Row, Told, at, held, known_by


def measured(told: Told, process: Process = SALE, others: tuple[Process, ...] = (CARE,), confidence: float = 0.95, **measure: Any) -> Measured:
    """Return what comes of a measure as a process file writes it."""
    with held(told) as handle:
        return compute(handle, known_by(handle, process, *others), Measure.model_validate(measure), confidence=confidence)


def rows(deal: str, *visits: tuple[str, str], process: str | None = None) -> tuple[Row, ...]:
    """Return the rows of a deal, from pairs of a stage and a day."""
    return tuple(Row(deal, stage, at(*day.split()), place, process) for place, (stage, day) in enumerate(visits))
