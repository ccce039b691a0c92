"""Measures: named quantities computed from evidence, in a closed grammar."""

from typing import Annotated, Literal, get_args

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from processengine.model.base import Days, Flag, Id, Model, Number, OneOrMany, Share

OutcomeKind = Literal["won", "lost", "no-decision", "disqualified", "introduced", "realised", "unrealised", "admin"]
OUTCOME_KINDS: tuple[OutcomeKind, ...] = get_args(OutcomeKind)
EVENT_KINDS = ("reached", "outcome", "criterion", "play", "kit", "activity")
ActivityKind = Literal["dial", "conversation", "appointment", "meeting", "rejection"]


class Event(Model):
    """Something that happens to a deal or is done by a rep; just one of the first six is given."""

    reached: str | None = None
    outcome: OutcomeKind | None = None
    criterion: str | None = None
    play: str | None = None
    kit: Id | None = None
    activity: ActivityKind | None = None
    with_decision_maker: Flag | None = None
    account: Literal["target", "existing", "new"] | None = None

    @property
    def kind(self) -> str:
        """Which of the six the event is."""
        return next(kind for kind in EVENT_KINDS if getattr(self, kind) is not None)

    @model_validator(mode="after")
    def _one_event(self) -> "Event":
        if sum(getattr(self, kind) is not None for kind in EVENT_KINDS) != 1:
            raise PydanticCustomError("one_event", "an event is one of reached, outcome, criterion, play, kit or activity")
        return self


class Duration(Model):
    """The days from one event to the first later other one."""

    from_: Event
    to: Event

    model_config = {"alias_generator": lambda name: name.rstrip("_")}


class Ratio(Model):
    """How many of one event there are for each of another."""

    of: Event
    per: Event


class Quantity(Model):
    """What a measure or a claim computes."""

    share: Event | None = None
    among: Annotated[tuple[Event, ...], OneOrMany] | None = None
    duration: Duration | None = None
    quantile: Share | None = None
    ratio: Ratio | None = None
    count: Event | None = None
    last: Days | None = None
    within: Days | None = None


class Measure(Quantity):
    """A named quantity: a share, a duration, a ratio or a count, with its window and its target.

    `last`, `within` are days; a share lies between 0 and 1, a duration is in days, a ratio and a count have no unit.
    `about: client` says that the measure tells what the client gets.
    """

    target: Number | None = None
    baseline: Number | None = None
    each: Literal["week", "month", "quarter"] | None = None
    by: str | None = None
    about: Literal["client"] | None = None

    @model_validator(mode="after")
    def _one_quantity(self) -> "Measure":
        given = sum(part is not None for part in (self.share, self.duration, self.ratio, self.count))
        if given == 0:
            raise PydanticCustomError("missing_quantity", "a measure is a share, a duration, a ratio or a count")
        if given > 1:
            raise PydanticCustomError("one_quantity", "a measure is just one of share, duration, ratio and count")
        return self
