"""How many deals share what no single move tells: a stage passed over, an unknown one met, one overstayed, one filled in later."""

from collections.abc import Iterable, Iterator

from processengine.evidence.drift import Touched, passes_over
from processengine.evidence.names import StageNames
from processengine.evidence.question import Derived, Given, Handle, Question, Row
from processengine.evidence.rows import one, whole
from processengine.evidence.sql import text
from processengine.evidence.tables import DAY
from processengine.model.process import Process
from processengine.replay import Replay


def counted(handle: Handle, process: Process, names: StageNames, visit: Derived, replay: Replay) -> Touched:
    """Return the deals that each of these touches; `visit` is the process's table of visits, `replay` what was made of it."""

    def by_stage(question: Question[dict[int, int]]) -> dict[str, int]:
        return {names.shown(process, stage): deals for stage, deals in handle.ask(question).items()}

    return Touched(
        passed_over=by_stage(Question(text("drift/passed_over"), _by_stage, over=(visit, _passing(process, replay)))),
        met=by_stage(Question(text("drift/met"), _by_stage, over=(visit,))),
        overstayed=by_stage(Question(text("drift/overstayed"), _by_stage, over=(visit, _limits(process)))),
        back_filled=handle.ask(Question(text("drift/back_filled"), one, over=(visit,))),
    )


def _passing(process: Process, replay: Replay) -> Given:
    """Return the table `passing` (stage, source, target): the moves that deals made over a stage."""
    places = {name: place for place, name in enumerate(process.stages)}
    rows = tuple(
        (places[stage], places[move.source], places[move.target])
        for move in replay.moves for stage in passes_over(process, move.source, move.target)
    )
    return Given("passing", (("stage", "INTEGER"), ("source", "INTEGER"), ("target", "INTEGER")), rows)


def _limits(process: Process) -> Given:
    """Return the table `stay_limit` (stage, longest): how long a deal may stay, in microseconds."""
    rows = tuple(_limit_rows(process))
    return Given("stay_limit", (("stage", "INTEGER"), ("longest", "BIGINT")), rows)


def _limit_rows(process: Process) -> Iterator[tuple[int, int]]:
    for place, stage in enumerate(process.stages.values()):
        if stage.max_days is not None:
            yield place, stage.max_days * DAY


def _by_stage(rows: Iterable[Row]) -> dict[int, int]:
    return {whole(stage): whole(deals) for stage, deals in rows}
