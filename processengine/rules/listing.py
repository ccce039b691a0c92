"""What is known of a rule before its file is opened."""

import importlib
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from types import ModuleType
from typing import Literal, NamedTuple

from processengine.diagnostic import Finding, Severity
from processengine.rules.subject import Subject
from processengine.syntax.document import Kind

Check = Callable[[Subject], Iterable[Finding]]


class RuleSet(StrEnum):
    """Which rules run; each set contains the one before it."""

    CORRECTNESS = "correctness"
    RECOMMENDED = "recommended"
    ALL = "all"

    def contains(self, other: "RuleSet") -> bool:
        """Tell whether a rule of the set `other` runs under this one."""
        return _ORDER.index(other) <= _ORDER.index(self)


_ORDER = tuple(RuleSet)

Topic = Literal[
    "always", "journey", "forecast", "proof", "buying-team", "change-work", "exit-criteria", "champion", "won", "client",
    "measures", "roles", "max-days", "reviewed", "plays", "people", "evidence", "base", "deals",
]


class Listing(NamedTuple):
    """A rule in the index: its name, its place, when it wakes and how serious it is."""

    name: str
    family: str
    severity: Severity
    set: RuleSet
    topics: tuple[Topic, ...] = ("always",)
    kinds: tuple[Kind, ...] = ("process",)

    @property
    def module_name(self) -> str:
        """Where the rule's file is."""
        return f"processengine.rules.{self.family}.{self.name.replace('-', '_')}"

    @property
    def is_read_from_text(self) -> bool:
        """Whether the reader of the text has looked for it already, so that nothing is left to run."""
        return self.family == "syntax" and self.name != "duplicate-id"

    @property
    def is_fixed(self) -> bool:
        """Whether no setting makes it less than an error: what it reports is no text that anybody can rely on."""
        return self.family == "syntax" and self.severity is Severity.ERROR

    @property
    def module(self) -> ModuleType:
        """The rule's file, opened when first asked for."""
        return _opened(self.module_name)

    @property
    def summary(self) -> str:
        """What the rule reports, in a sentence: the first line of its file."""
        return (self.module.__doc__ or "").split("\n", 1)[0]

    @property
    def check(self) -> Check:
        """The rule's check."""
        check: Check = self.module.check
        return check


@cache
def _opened(name: str) -> ModuleType:
    return importlib.import_module(name)


