"""The process: a named stage graph, one file."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, PrivateAttr, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from processengine.model.base import Date, Days, Element, Flag, Id, Percent, Positive, Version, words
from processengine.model.measure import Measure, OutcomeKind

RoleKind = Literal["seller", "sdr", "specialist", "account-manager", "national-account-manager", "leader", "partner"]
MemberKind = Literal["champion", "economic-buyer", "user", "technical", "legal", "procurement", "incumbent", "blocker", "other"]
WorkKind = Literal["people", "policy", "rule", "relationship", "vendor", "partner"]
Proof = Literal["document", "email", "meeting", "system", "signature", "quote"]
Forecast = Literal["pipeline", "best-case", "most-likely", "commit", "omitted", "closed"]
Because = Literal["status-quo", "indecision"]
Phase = Literal["change", "choice", "excellence"]

DEFAULT_VERSION = "0.1.0"


class Named(Element):
    """An element with a title; without one its id in words serves."""

    title: str = ""


class Role(Named):
    """Somebody on our side."""

    kind: RoleKind | None = None


class TeamMember(Named):
    """Somebody whom the buyer must enlist."""

    kind: MemberKind | None = None
    wants: str = ""
    stance: str = ""


class ChangeWork(Named):
    """What must settle inside the buyer before anything is chosen."""

    kind: WorkKind | None = None
    settle: str = ""
    who: tuple[Id, ...] = ()


class Kit(Named):
    """What a champion or partner is handed so that they can sell when we are not there.

    `for` names team members or roles; `file` is a path below the library's folder.
    """

    for_: tuple[Id, ...] = Field(default=(), alias="for")
    file: str = ""
    field: str = ""


class Transition(Element):
    """A way to another stage, or as `process/stage` into another process; also written as the bare target.

    `needs` are the criteria that this way needs; None means all, when it goes on.
    """

    to: str
    when: str = ""
    needs: tuple[Id, ...] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_target(cls, data: Any) -> Any:
        return {"to": data} if isinstance(data, str | int | float) and not isinstance(data, bool) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return a schema that allows the bare target beside the map."""
        written_out = handler.resolve_ref_schema(handler(core_schema))
        return {"anyOf": [{"type": "string"}, written_out]}


class Criterion(Named):
    """A fact about the buyer that must hold before a deal goes on."""

    fact: str
    proof: Proof | None = None
    field: str = ""
    required: Flag = True
    when: str = ""
    applies: Literal["now"] | None = None
    names: tuple[Id, ...] = ()
    tests: tuple[Id, ...] = ()
    settles: tuple[Id, ...] = ()
    states_client_result: Flag = False


class Record(Named):
    """What we write down on entering a stage; no fact about the buyer."""

    field: str = ""
    required: Flag = False


class Play(Named):
    """What a seller may do to help the buyer through the stage."""

    do: str
    asks: tuple[str, ...] = ()
    by: Id | None = None
    serves: Literal["change", "choice", "champion", "client"] | None = None
    kit: Id | None = None
    equips: tuple[Id, ...] | None = None
    field: str = ""


class Stage(Named):
    """Where a deal stays; with `outcome` it is one, and has no way out.

    `probability` is in percent, `max_days` in days; `from_anywhere` None means the process's list.
    """

    was: tuple[Id, ...] = ()
    mirrors: tuple[Id, ...] = ()
    buyer: str = ""
    led_by: Id | None = None
    involves: tuple[Id, ...] = ()
    closed_door: Flag = False
    parked: Flag = False
    max_days: Positive | None = None
    probability: Percent | None = None
    forecast: Forecast | None = None
    exit_criteria: dict[Id, Criterion] = Field(default_factory=dict)
    records: dict[Id, Record] = Field(default_factory=dict)
    plays: dict[Id, Play] = Field(default_factory=dict)
    next: tuple[Transition, ...] = ()
    from_anywhere: tuple[Transition, ...] | None = None
    outcome: OutcomeKind | None = None
    because: Because | None = None
    continues_in: tuple[Transition, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether deals stay here to be worked on: no outcome, not parked."""
        return self.outcome is None and not self.parked


class Process(Named):
    """A named stage graph; `start` None means the first stage, `covers` None the default phases."""

    process: Id
    version: Version = DEFAULT_VERSION
    was: tuple[Id, ...] = ()
    motion: str = ""
    journey: Id | None = None
    covers: tuple[Phase, ...] | None = None
    owner: str = ""
    led_by: Id | None = None
    reviewed: Date | None = None
    review_every: Days | None = None
    client_result: str = ""
    start: Id | None = None
    roles: dict[Id, Role] = Field(default_factory=dict)
    buying_team: dict[Id, TeamMember] = Field(default_factory=dict)
    change_work: dict[Id, ChangeWork] = Field(default_factory=dict)
    kits: dict[Id, Kit] = Field(default_factory=dict)
    from_anywhere: tuple[Transition, ...] = ()
    exit_criteria: dict[Id, Criterion] = Field(default_factory=dict)
    stages: Annotated[dict[Id, Stage], Field(min_length=1)]
    measures: dict[Id, Measure] = Field(default_factory=dict)

    _unread: frozenset[str] = PrivateAttr(default=frozenset())

    def may_have(self, key: str, name: str) -> bool:
        """Tell whether a map of the process may hold a name, for all that could be read of it: then it is not unknown."""
        return not self._unread.isdisjoint((key, f"{key}.{name}"))

    def note_unread(self, paths: Iterable[str]) -> None:
        """Note what could not all be read: keys of the process, and paths of elements directly below one.

        For the reader of the text alone, before anybody else sees the process.
        """
        self._unread = frozenset(paths)

    @property
    def id(self) -> str:
        """The process's id."""
        return self.process

    @property
    def first(self) -> str:
        """The id of the stage where deals start."""
        return self.start or next(iter(self.stages))

    def title_of(self, stage: str) -> str:
        """Return a stage's title, or its id in words."""
        found = self.stages.get(stage)
        return (found.title if found else "") or words(stage)


def criteria_of(process: Process, stage: str) -> dict[str, Criterion]:
    """Return the criteria that hold in a stage: its own, and the process's where it is open."""
    own = process.stages[stage].exit_criteria
    return {**process.exit_criteria, **own} if process.stages[stage].is_open else own


def equipped_by(process: Process, play: Play) -> tuple[str, ...]:
    """Return whom a play equips: what it says itself, else those its kit is for."""
    if play.equips is not None:
        return play.equips
    kit = process.kits.get(play.kit or "")
    return kit.for_ if kit else ()
