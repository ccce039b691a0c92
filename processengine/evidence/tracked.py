"""How often the fact of a required criterion was recorded, of the deals that went on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from processengine.evidence.question import Derived, Given, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.graph import Graph
from processengine.model.process import Criterion, Process, criteria_of
from processengine.replay import Tracked


@dataclass(frozen=True)
class _Asked:
    """A criterion that must hold to go on from a stage: its path, and by which of the stages' places it is left for which."""

    path: str
    name: str
    stage: str
    targets: tuple[str, ...]


def tracked(process: Process, visit: Derived) -> Question[tuple[Tracked, ...]] | None:
    """Ask how often each required criterion's fact was recorded; `visit` are the process's visits.

    None where no criterion must hold on every way. The answer is empty where the source has no fact about any of them.
    A criterion of the process holds in each open stage: its deals are counted once a stage. Facts are known by
    `stage/id`, earlier ids of the stage included, and one of the process's by its id alone too.
    """
    asked = list(_asked(process))
    if not asked:
        return None
    paths = list(dict.fromkeys(one.path for one in asked))
    places = {name: place for place, name in enumerate(process.stages)}
    needed = tuple((paths.index(one.path), places[one.stage], places[target]) for one in asked for target in one.targets)
    known = tuple((name, paths.index(one.path), places[one.stage]) for one in asked for name in _called(process, one))

    def read(rows: Iterable[Row]) -> tuple[Tracked, ...]:
        return tuple(Tracked(paths[whole(criterion)], whole(went_on), whole(having)) for criterion, went_on, having in rows)

    return Question(text("recorded/tracked"), read, over=(
        visit,
        Given("needed", (("criterion", "INTEGER"), ("stage", "INTEGER"), ("next", "INTEGER")), needed),
        Given("fact_of", (("id", "VARCHAR"), ("criterion", "INTEGER"), ("stage", "INTEGER")), known),
    ))


def _asked(process: Process) -> Iterator[_Asked]:
    graph = Graph(process)
    for stage, content in process.stages.items():
        ways = {way.target: way for way in graph.ways[stage] if graph.goes_on(way) and not way.is_external}
        beyond = [name for name in process.stages if name != stage and name not in graph.next[stage] and graph.is_on(stage, name)]
        given = {one.to: one.needs for one in reversed(content.next)}
        for name, criterion in criteria_of(process, stage).items():
            targets = (*(target for target in ways if (needs := given.get(target)) is None or name in needs), *beyond)
            if _must_hold(criterion) and targets:
                own = name in content.exit_criteria
                yield _Asked(f"stages.{stage}.exit_criteria.{name}" if own else f"exit_criteria.{name}", name, stage, targets)


def _must_hold(criterion: Criterion) -> bool:
    return criterion.required and not criterion.when


def _called(process: Process, asked: _Asked) -> list[str]:
    """Return what a source may call the fact."""
    stages = (asked.stage, *process.stages[asked.stage].was)
    whole = [asked.name] if asked.path.startswith("exit_criteria.") else []
    return list(dict.fromkeys([*(f"{stage}/{asked.name}" for stage in stages), *whole]))
