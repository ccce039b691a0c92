"""The deals' visits to the stages of a process."""

from processengine.evidence.names import StageNames
from processengine.evidence.question import Derived, Given
from processengine.evidence.sql import text
from processengine.model.process import Process

MINUTE = 60_000_000


def stages(process: Process) -> Given:
    """Return the table `stage` (stage, id, is_outcome, kind, parked): the process's stages by their places, from 0 on."""
    rows = [(place, name, stage.outcome is not None, stage.outcome, stage.parked is True)
            for place, (name, stage) in enumerate(process.stages.items())]
    columns = (("stage", "INTEGER"), ("id", "VARCHAR"), ("is_outcome", "BOOLEAN"), ("kind", "VARCHAR"), ("parked", "BOOLEAN"))
    return Given("stage", columns, tuple(rows))


def visits(process: Process, names: StageNames, echo_minutes: int = 5) -> Derived:
    """Return the table `visit` of a process.

    Its columns are (deal, stage, entered, place, previous, next, left_at): `stage`, `previous` and `next` are places as
    in `stage`, below 0 for names that the process has no stage for; `place` counts a deal's visits from 1; `left_at` is
    when the next visit began, NULL where there is none.
    """
    echo = Given("echo", (("time", "BIGINT"),), ((echo_minutes * MINUTE,),))
    return Derived("visit", text("visit"), over=(names.as_table(process), stages(process), echo))
