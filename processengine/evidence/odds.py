"""What became of the deals that reached each stage."""

from collections.abc import Iterable

from processengine.evidence.question import Derived, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.evidence.statistics.shares import wilson
from processengine.evidence.visits import good, stages
from processengine.model.process import Process
from processengine.replay import Odds


def odds(process: Process, visit: Derived) -> Question[tuple[Odds, ...]]:
    """Ask how many of the deals that reached each stage, and have ended since, were won; `visit` are the process's visits.

    Stages that no ended deal reached are left out, and so are outcomes.
    """
    names = list(process.stages)

    def read(rows: Iterable[Row]) -> tuple[Odds, ...]:
        return tuple(_odds(names[whole(stage)], whole(closed), whole(won)) for stage, closed, won in rows)

    return Question(text("recorded/odds"), read, over=(visit, stages(process), good(process)))


def _odds(stage: str, closed: int, won: int) -> Odds:
    likely = wilson(won, closed)
    return Odds(stage, closed, won, likely.low, likely.high)
