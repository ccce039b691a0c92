"""What became of the rows of the history before they were visits, all of it counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from processengine.evidence.names import StageNames
from processengine.evidence.question import Derived, Given, Handle, Question, Row
from processengine.evidence.rows import first, whole
from processengine.evidence.sql import text
from processengine.evidence.visits import Elsewhere, part, process_of


@dataclass(frozen=True)
class Rows:
    """Counts of rows: `own` are of the process, `skipped` of no stage, `elsewhere` of other processes.

    `ties` came at the very time of the row before them in their deal, `echoes` only echoed an outcome. `unknown` counts
    the rows of each name that the process has no stage for, by its place. `processes` are the names of other processes.
    """

    own: int = 0
    skipped: int = 0
    elsewhere: int = 0
    ties: int = 0
    echoes: int = 0
    unknown: Mapping[int, int] = field(default_factory=dict)
    processes: tuple[str, ...] = ()


def read_rows(handle: Handle, names: StageNames, elsewhere: Elsewhere, visit: Derived) -> Rows:
    """Count the rows of the history behind the visits of a process."""
    turned = part(visit, "turned")
    own, ties = handle.ask(Question(text("replaying/rows"), first, over=(turned,)))
    unknown = handle.ask(Question(text("replaying/unknown_rows"), _by_stage, over=(turned,)))
    (echoes,) = handle.ask(Question(text("replaying/echoes"), first, over=(part(visit, "redone"),)))
    others = process_of(elsewhere)
    skipped = Given("skipped", (("code", "INTEGER"),), tuple((names.codes[name],) for name in names.skipped))
    left_out = handle.ask(Question(text("replaying/skipped"), first, over=(skipped, others)))[0] if skipped.rows else 0
    apart = handle.ask(Question(text("replaying/elsewhere"), first, over=(others,)))[0] if others.rows else 0
    return Rows(own, left_out, apart, ties, echoes, unknown, tuple(elsewhere.numbers))


def _by_stage(rows: Iterable[Row]) -> dict[int, int]:
    return {whole(stage): whole(count) for stage, count in rows}
