"""The library: people, policy, evidence sources, rule settings and CRM mapping of a folder of processes."""

from typing import Literal

from pydantic import Field

from processengine.model.base import Count, Date, Element, Flag, Id, Positive

PersonRole = Literal["rep", "manager", "leader", "ops"]
Impact = Literal["editorial", "behavioural", "breaking"]


class Person(Element):
    """Somebody who proposes, reviews, rules or operates."""

    name: str = ""
    email: str = ""
    github: str = ""
    gitlab: str = ""
    roles: tuple[PersonRole, ...] = ()


class Clause(Element):
    """What the policy asks of a proposal of one impact."""

    approvals: dict[Literal["rep", "manager", "leader", "ops", "anyone"], Count] = Field(default_factory=dict)
    claims: Count = 0
    expects: Count = 0
    in_flight: Literal["planned"] | None = None


class Policy(Element):
    """Who must agree to what, by impact; None where one other person's approval is enough."""

    editorial: Clause | None = None
    behavioural: Clause | None = None
    breaking: Clause | None = None


class Evidence(Element):
    """Where the deals' history is, and which columns hold what.

    A table maps each of its columns to a column of the source; `where` filters its rows by column and value.
    """

    source: str = ""
    names: str = ""
    as_of: Date | None = None
    min_deals: Positive = 30
    echo_minutes: Count = 5
    tables: dict[Literal["stage_history", "deals", "facts", "activities"], dict[str, str | dict[str, str]]] = Field(default_factory=dict)


class CrmProcess(Element):
    """How one process is kept in a CRM: of a stage's names there the first is written and all are read."""

    process: str = ""
    pipeline: str = ""
    record_type: str = ""
    stages: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    not_stages: tuple[str, ...] = ()


class Library(Element):
    """The settings of a folder of process files."""

    library: Id
    title: str = ""
    people: dict[Id, Person] = Field(default_factory=dict)
    policy: Policy | None = None
    motions: tuple[Id, ...] = ()
    evidence: Evidence | None = None
    rules: dict[str, Literal["error", "warning", "note", "none"]] = Field(default_factory=dict)
    allow_suppressions: Flag = True
    crm: dict[str, dict[Id, CrmProcess]] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """The library's id."""
        return self.library


