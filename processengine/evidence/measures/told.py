"""The measures of a process as they are told: what was asked for, and what came of each."""

from dataclasses import dataclass
from datetime import date

from processengine.evidence.measures.measured import Measured
from processengine.model.measure import Measure


@dataclass(frozen=True)
class MeasureTold:
    """One measure by its id: how it is defined, and what the deals say.

    `counted` is what a ratio counts, and `each` what it is held against, in the plural: `dials`, `appointments`; `one` is one
    of these. Of other measures all are empty.
    """

    id: str
    measure: Measure
    measured: Measured
    counted: str = ""
    each: str = ""
    one: str = ""


@dataclass(frozen=True)
class MeasuresTold:
    """Measures of one process, by its id and title, from one `source`.

    `as_of` is the last day told, None where the source has no row; `ties` counts rows with the time of another of their
    deal; `digest` is that of the data; `notes` are sentences about the source.
    """

    process: str
    title: str
    source: str
    as_of: date | None
    ties: int
    digest: str
    measures: tuple[MeasureTold, ...]
    notes: tuple[str, ...] = ()
    is_public: bool = False
