"""Settings: which rules run, and how serious each is, for a run, a library and a place in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from processengine.diagnostic import Severity
from processengine.rules.index import INDEX, find
from processengine.rules.listing import Listing, RuleSet
from processengine.rules.plan import Plan, plan_of
from processengine.syntax.document import Document, Kind

if TYPE_CHECKING:
    from processengine.model.library import Library, RuleSetting
    from processengine.model.library import Scope as Written


class Scope(NamedTuple):
    """A part of a library where a rule has another severity, None meaning that it is off there.

    `file` is a file or folder below the library's folder, `process` a process's id, `path` an element's path with all
    below it; what is empty narrows nothing down.
    """

    severity: Severity | None
    file: str
    process: str
    path: str

    def covers_file(self, place: str) -> bool:
        """Tell whether a file is meant, given by its path below the library's folder."""
        return not self.file or place == self.file or place.startswith(f"{self.file}/")

    def covers(self, document: Document, path: str) -> bool:
        """Tell whether an element is meant, in a document whose file is."""
        if self.process and (document.kind != "process" or document.id != self.process):
            return False
        return not self.path or path == self.path or path.startswith(f"{self.path}.")


@dataclass(frozen=True)
class Settings:
    """What runs and how serious it is.

    `select` names the only rules to run, none meaning all of `rule_set`; `severities` overrides by rule, None
    meaning that the rule is off; `scopes` overrides that in parts of the library, the last that covers a finding
    counting. `suppress` tells whether `allow` comments count, `may_suppress` whether they may stand there at all.
    """

    today: date
    rule_set: RuleSet = RuleSet.RECOMMENDED
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    suppress: bool = True
    scopes: Mapping[str, tuple[Scope, ...]] = field(default_factory=dict)
    may_suppress: bool = True

    def severity(self, listing: Listing) -> Severity | None:
        """Return how serious a rule's findings are where no scope says otherwise; None where it is off."""
        return self.severities.get(listing.name, listing.severity) if self.is_selected(listing) else None

    def severity_at(self, listing: Listing, document: Document, path: str) -> Severity | None:
        """Return how serious a rule's finding on an element is; None where it is off there."""
        if self.scopes and listing.name in self.scopes and self.is_selected(listing):
            scope = next((one for one in reversed(self.scopes[listing.name]) if one.covers(document, path)), None)
            if scope is not None:
                return scope.severity
        return self.severity(listing)

    def is_overridden(self, rule: str) -> bool:
        """Tell whether somebody chose a severity for a rule."""
        return rule in self.severities or rule in self.scopes

    def is_selected(self, listing: Listing) -> bool:
        """Tell whether the user asked for a rule, whatever the library says of it."""
        if listing.name in self.ignore or (self.select and listing.name not in self.select):
            return False
        return bool(self.select) or self.rule_set.contains(listing.set)

    def runs(self, listing: Listing) -> bool:
        """Tell whether a rule runs: somewhere in these files its findings would be told."""
        if self.severity(listing) is not None:
            return True
        scopes = self.scopes.get(listing.name, ()) if self.scopes else ()
        return any(one.severity is not None for one in scopes) and self.is_selected(listing)

    def plan(self, kind: Kind) -> Plan:
        """Return what runs on a kind of document; worked out once for all files."""
        if kind not in self._plans:
            self._plans[kind] = plan_of(kind, self.runs, wide_awake=self.rule_set is RuleSet.ALL)
        return self._plans[kind]

    @cached_property
    def _plans(self) -> dict[Kind, Plan]:
        return {}

    def looking(self, kind: Kind, *, with_base: bool, with_deals: bool = False) -> frozenset[str]:
        """Return the names of the rules that look at a kind of document, those that rest for now included.

        Rules about changes look only where there is something to hold a document against, rules about deals where there are any.
        """
        case = (kind, with_base, with_deals)
        if case not in self._looking:
            read = (one.name for one in INDEX if kind in one.kinds and one.is_read_from_text and self.runs(one))
            steps = (step.listing for step in self.plan(kind).steps)
            lacking = {topic for topic, is_given in (("base", with_base), ("deals", with_deals)) if not is_given}
            self._looking[case] = frozenset((*read, *(one.name for one in steps if lacking.isdisjoint(one.topics))))
        return self._looking[case]

    @cached_property
    def _looking(self) -> dict[tuple[Kind, bool, bool], frozenset[str]]:
        return {}

    def under(self, library: "Library | None") -> "Settings":
        """Return these settings with what a library has chosen for its rules; its scopes wait for `at`."""
        if library is None or (not library.rules and library.allow_suppressions):
            return self
        chosen = {name: one for name, one in library.rules.items() if may_be_chosen(name, one)}
        severities = {name: _severity(one.severity) for name, one in chosen.items() if one.severity is not None}
        scopes = {name: found for name, one in chosen.items() if (found := _scopes(one))}
        return replace(self, severities=severities, scopes=scopes, may_suppress=library.allow_suppressions)

    def at(self, place: str) -> "Settings":
        """Return what counts for a file, given by its path below the library's folder."""
        if not any(one.file for scopes in self.scopes.values() for one in scopes):
            return self
        covering = tuple(
            (name, tuple(one for one in scopes if one.covers_file(place))) for name, scopes in self.scopes.items()
        )
        if covering not in self._at:
            self._at[covering] = replace(self, scopes={name: scopes for name, scopes in covering if scopes})
        return self._at[covering]

    @cached_property
    def _at(self) -> "dict[tuple[tuple[str, tuple[Scope, ...]], ...], Settings]":
        return {}


def may_be_chosen(rule: str, setting: "RuleSetting") -> bool:
    """Tell whether a library may set a rule so: errors of the text itself stay errors, everywhere."""
    listing = find(rule)
    return listing is None or not listing.is_fixed or (not setting.in_ and setting.severity in (None, "error"))


def _scopes(setting: "RuleSetting") -> tuple[Scope, ...]:
    return tuple(_scope(one) for one in setting.in_ if one.severity is not None and (one.file or one.process or one.path))


def _scope(written: "Written") -> Scope:
    return Scope(_severity(written.severity), place_of(written.file), written.process, written.path)


def place_of(file: str) -> str:
    """Return a file or folder as library.yaml writes it, without what says nothing: `./legacy/` is `legacy`."""
    return "/".join(part for part in file.split("/") if part not in {"", "."})


def _severity(word: str | None) -> Severity | None:
    return None if word in (None, "none") else Severity(word)


def said_of_rules(library: "Library | None") -> tuple[object, ...]:
    """Return what a library says of rules and suppressions, in a form that is equal where that is."""
    bare = Settings(date.min).under(library)
    return (dict(bare.severities), dict(bare.scopes), bare.may_suppress)
