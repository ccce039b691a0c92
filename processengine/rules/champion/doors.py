"""The closed doors of a process, and the ways to them on which nobody has done something for the champion."""

from collections.abc import Callable, Collection, Iterable

from processengine.model.process import Criterion, Process
from processengine.rules.champion.team import champions
from processengine.rules.lacking import is_told, stages_told
from processengine.rules.paths import explored, walk_to
from processengine.rules.subject import Subject, shared
from processengine.walk import Walk


@shared
def closed_doors(subject: Subject) -> list[str]:
    """Return the stages where the buyer decides without the seller in the room, in the order of the list."""
    return [name for name, stage in subject.mended.stages.items() if stage.closed_door and stage.outcome is None]


def first_doors_without(subject: Subject, prepares: Callable[[str], bool], keys: Collection[str]) -> dict[str, Walk]:
    """Return each closed door that a path reaches with no stage before it that prepares the champion, with the path.

    A door behind another one is left out: once every way to the first is mended, so is the way on. `keys` are those
    of a stage that say whether it prepares; where one could not be read, nobody can tell, and the stage counts. Nothing
    is returned where the team has no champion, which is a finding of its own.
    """
    graph, doors = subject.mended, frozenset(closed_doors(subject))
    if not doors or graph.start is None or not champions(subject) or any(is_told(subject, "", key) for key in keys):
        return {}
    told = stages_told(subject, keys)

    def onward(stage: str) -> Iterable[str]:
        return () if stage in doors or stage in told or prepares(stage) else graph.next[stage]

    came_from = explored(graph.start, onward)
    return {name: walk_to(came_from, name) for name in came_from if name in doors}


def certain_criteria(process: Process, stage: str) -> list[Criterion]:
    """Return the criteria that hold in a stage for every deal: its own and the process's, those without `when`."""
    own = process.stages[stage].exit_criteria
    certain = [criterion for criterion in own.values() if not criterion.when]
    if process.exit_criteria and process.stages[stage].is_open:
        certain += [one for name, one in process.exit_criteria.items() if name not in own and not one.when]
    return certain
