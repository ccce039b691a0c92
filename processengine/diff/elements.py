"""What a document is made of: which elements, under which keys, and which of their fields are content."""

from dataclasses import dataclass, field

from processengine.diff.atom import Element
from processengine.model.base import Model
from processengine.model.journey import Journey, Step
from processengine.model.measure import Measure
from processengine.model.process import (
    ChangeWork,
    Criterion,
    Kit,
    Play,
    Process,
    Record,
    Role,
    Stage,
    TeamMember,
    Transition,
)


@dataclass(frozen=True)
class Shape:
    """An element: its model, and the elements below it by the field that holds them."""

    element: Element
    model: type[Model]
    below: dict[str, "Shape"] = field(default_factory=dict)
    identity: frozenset[str] = frozenset()

    @property
    def fields(self) -> list[str]:
        """The fields that are compared, in the order of the schema: all but those that hold elements or are identity."""
        return [name for name in self.model.model_fields if name not in self.below and name not in self.identity]


CRITERION = Shape("criterion", Criterion)
FROM_ANYWHERE = Shape("from-anywhere", Transition, identity=frozenset({"to"}))
TRANSITION = Shape("transition", Transition, identity=frozenset({"to"}))

STAGE = Shape("stage", Stage, {
    "exit_criteria": CRITERION,
    "records": Shape("record", Record),
    "plays": Shape("play", Play),
    "next": TRANSITION,
    "from_anywhere": FROM_ANYWHERE,
    "continues_in": TRANSITION,
}, frozenset({"was"}))

PROCESS = Shape("process", Process, {
    "roles": Shape("role", Role),
    "buying_team": Shape("team-member", TeamMember),
    "change_work": Shape("change-work", ChangeWork),
    "kits": Shape("kit", Kit),
    "from_anywhere": FROM_ANYWHERE,
    "exit_criteria": CRITERION,
    "stages": STAGE,
    "measures": Shape("measure", Measure),
}, frozenset({"process", "version", "was"}))

JOURNEY = Shape("journey", Journey, {"steps": Shape("journey-step", Step, identity=frozenset({"was"}))}, frozenset({"journey"}))


def shapes() -> list[Shape]:
    """Return every shape once, from the documents down."""
    found: list[Shape] = []
    waiting = [PROCESS, JOURNEY]
    while waiting:
        shape = waiting.pop(0)
        if all(shape.element != known.element for known in found):
            found.append(shape)
        waiting += shape.below.values()
    return found
