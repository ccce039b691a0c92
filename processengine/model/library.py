"""The library: people, policy, evidence sources, rule settings and CRM mapping of a folder of processes."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from processengine.model.base import Count, Date, Element, Flag, Id, Positive

PersonRole = Literal["rep", "manager", "leader", "ops"]
Impact = Literal["editorial", "behavioural", "breaking"]
Chosen = Literal["error", "warning", "note", "none"]


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


class Scope(Element):
    """A part of the library where a rule has a severity of its own.

    `file` is a file or folder below the library's folder, `process` a process's id, `path` an element's path and all
    that stands below it; where several are given all must hold. Severity and place are asked for by a rule, so that a
    scope without one is said and all others count.
    """

    model_config = ConfigDict(
        json_schema_extra={"required": ["severity"], "anyOf": [{"required": [key]} for key in ("file", "process", "path")]},
    )

    file: str = ""
    process: Id = ""
    path: str = ""
    severity: Chosen | None = None
    because: str = ""


class RuleSetting(Element):
    """How serious a rule is in this library; also written as the bare severity.

    `severity` None leaves the rule's own. In `in` the last scope that covers a finding counts.
    """

    severity: Chosen | None = None
    because: str = ""
    in_: tuple[Scope, ...] = Field(default=(), alias="in")

    @model_validator(mode="before")
    @classmethod
    def _from_severity(cls, data: Any) -> Any:
        return {"severity": data} if isinstance(data, str | bool | int | float) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return a schema that allows the bare severity beside the map."""
        written_out = handler.resolve_ref_schema(handler(core_schema))
        return {"anyOf": [{"enum": ["error", "warning", "note", "none"], "type": "string"}, written_out]}


def _without_own(data: Any) -> Any:
    """Leave out what users keep under keys of their own: rules are known by name, as fields are."""
    return {key: value for key, value in data.items() if not str(key).startswith("x-")} if isinstance(data, dict) else data


class Library(Element):
    """The settings of a folder of process files."""

    library: Id
    title: str = ""
    people: dict[Id, Person] = Field(default_factory=dict)
    policy: Policy | None = None
    motions: tuple[Id, ...] = ()
    evidence: Evidence | None = None
    rules: Annotated[dict[str, RuleSetting], BeforeValidator(_without_own)] = Field(
        default_factory=dict, json_schema_extra={"patternProperties": {"^x-": {}}},
    )
    allow_suppressions: Flag = True
    crm: dict[str, dict[Id, CrmProcess]] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """The library's id."""
        return self.library


