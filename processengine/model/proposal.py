"""The proposal: a change with its reasons, its claims and its expectation."""

from typing import Annotated, Literal

from pydantic import Field

from processengine.model.base import Date, Element, Id, Model, Number
from processengine.model.measure import Event, Quantity


class Claim(Quantity):
    """One statement of fact, recomputed from the data: a quantity with a bound, or a comparison."""

    about: str = ""
    says: str = ""
    at_least: Number | None = None
    at_most: Number | None = None
    compare: str | Quantity | None = None
    where: Event | None = None
    versus: Literal["rest"] | None = None
    direction: Literal["higher", "lower"] | None = None


class Expectation(Model):
    """What the author says will happen to a measure, by when; `guard` names measures that must not get worse."""

    from_: Number | None = Field(default=None, alias="from")
    to: Number
    by: Date
    guard: dict[Id, Literal["not-higher", "not-lower"]] = Field(default_factory=dict)


class Verdict(Model):
    """How one expectation came out."""

    verdict: Literal["held", "not-held", "inconclusive"]
    value: Number | None = None
    n: Annotated[int, Field(strict=True, ge=0)] | None = None


REJECTED, ACCEPTED = "rejected", "accepted"
"""What a ruling may be; whatever else a file says there was written by hand."""


class Ruling(Model):
    """The binding decision, as `rule`, `release` and `outcomes` record it.

    `by` ruled and `approvals` are those whose approvals counted. `answers` are the ruling's, by contradicted claim. `files`
    are SHA-256 digests of the files that were decided on, by their path in the library, and `evidence` is that of the data.
    """

    ruling: str = ""
    by: tuple[Id, ...] | Id | None = None
    at: Date | None = None
    why: str = ""
    version: str = ""
    key: str = ""
    approvals: tuple[Id, ...] = ()
    answers: dict[Id, str] = Field(default_factory=dict)
    files: dict[str, str] = Field(default_factory=dict)
    evidence: str = ""
    judged: Date | None = None
    verdicts: dict[Id, Verdict] = Field(default_factory=dict)


class Proposal(Element):
    """A request to change a process; `moves` says where deals in flight go from stages that are gone."""

    proposal: Id
    title: str = ""
    process: Id | None = None
    author: Id | None = None
    opened: Date | None = None
    status: str = "open"
    why: str = ""
    claims: dict[Id, Claim] = Field(default_factory=dict)
    expects: dict[Id, Expectation] = Field(default_factory=dict)
    moves: dict[Id, str] = Field(default_factory=dict)
    record: Ruling | None = None

    @property
    def id(self) -> str:
        """The proposal's id."""
        return self.proposal

    @property
    def waits(self) -> bool:
        """Whether it still waits for a ruling; the claims of another one were about the deals of their day."""
        return self.record is None and self.status != "withdrawn"
