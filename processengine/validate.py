"""Runs the rules over a document, under settings and suppressions, and places what they find."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from processengine.diagnostic import Diagnostic, Finding, Related, Severity
from processengine.rules.index import find
from processengine.rules.listing import Listing, RuleSet
from processengine.rules.plan import Plan, Step, plan_of
from processengine.rules.subject import Alone, Subject, Surroundings
from processengine.syntax.document import Document, Kind
from processengine.syntax.load import load, placed
from processengine.syntax.parse import parse, parse_bytes
from processengine.syntax.suppression import suppressions

if TYPE_CHECKING:
    from processengine.model.base import Model
    from processengine.rules.base import Base

# An element of which the reader said something at these keys is not also reported as a whole.
_TELLING = ("next", "outcome")


@dataclass(frozen=True)
class Settings:
    """What runs and how serious it is.

    `select` names the only rules to run, none meaning all of `rule_set`; `severities` overrides by rule, None
    meaning that the rule is off.
    """

    today: date
    rule_set: RuleSet = RuleSet.RECOMMENDED
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    suppress: bool = True

    def severity(self, listing: Listing) -> Severity | None:
        """Return how serious a rule's findings are; None where it does not run."""
        if listing.name in self.ignore or (self.select and listing.name not in self.select):
            return None
        if not self.select and not self.rule_set.contains(listing.set):
            return None
        return self.severities.get(listing.name, listing.severity)

    def plan(self, kind: Kind) -> Plan:
        """Return what runs on a kind of document; worked out once for all files."""
        if kind not in self._plans:
            wide_awake = self.rule_set is RuleSet.ALL
            self._plans[kind] = plan_of(kind, lambda one: self.severity(one) is not None, wide_awake=wide_awake)
        return self._plans[kind]

    @cached_property
    def _plans(self) -> dict[Kind, Plan]:
        return {}


@dataclass(frozen=True)
class Verdict:
    """What came of one document: diagnostics in the order of the text, and how many were suppressed."""

    document: Document
    value: "Model | None"
    diagnostics: list[Diagnostic]
    suppressed: int = 0


def validate(
    source: str | bytes, file: str, settings: Settings, around: Surroundings | None = None, base: "Base | None" = None
) -> Verdict:
    """Validate a file's content; `file` is its name in the diagnostics, `base` what a change is held against."""
    document, problems = parse(source) if isinstance(source, str) else parse_bytes(source)
    value, more = load(document)
    problems = [placed(document, problem) for problem in problems] + more
    found = [(listing, problem.finding) for problem in problems if (listing := find(problem.rule))]
    ran: list[Step] = []
    if value is not None and document.kind is not None:
        subject = Subject(
            document, value, settings.today, file, around or Alone(), tuple(problems), settings.rule_set is RuleSet.ALL, base
        )
        ran = settings.plan(document.kind).awake(subject)
        found += _findings(subject, ran)
    diagnostics = sorted(_placed(document, file, settings, found), key=_order)
    return _suppressed(Verdict(document, value, diagnostics), file, settings, ran)


def _findings(subject: Subject, awake: Iterable[Step]) -> Iterator[tuple[Listing, Finding]]:
    for step in awake:
        for finding in step.check(subject):
            if not _said_already(subject, finding):
                yield step.listing, finding


def _said_already(subject: Subject, finding: Finding) -> bool:
    faulty = subject.faulty
    if not faulty:
        return False
    path = finding.path
    return path in faulty or any(f"{path}.{key}" in faulty for key in _TELLING)


def _placed(
    document: Document, file: str, settings: Settings, found: list[tuple[Listing, Finding]]
) -> Iterator[Diagnostic]:
    for listing, finding in found:
        severity = settings.severity(listing)
        if severity is None:
            continue
        related = tuple(
            Related(one.message, one.file or file, one.path, one.span or document.span(one.path, one.on))
            for one in finding.related
        )
        if finding.severity is not None and listing.name not in settings.severities:
            severity = finding.severity
        yield Diagnostic(
            listing.name, severity, finding.message, file, finding.path,
            finding.span or document.span(finding.path, finding.on),
            finding.help, finding.values, finding.witness, related, finding.fix,
        )


def _suppressed(verdict: Verdict, file: str, settings: Settings, ran: Iterable[Step]) -> Verdict:
    """Leave out what the document allows, and report what it allows to no purpose."""
    decisions = suppressions(verdict.document)
    if not decisions:
        return verdict
    from processengine.rules.syntax import unreasoned_suppression, unused_suppression

    kept, used = [], set()
    for diagnostic in verdict.diagnostics:
        listing = find(diagnostic.rule)
        by = next((one for one in decisions if one.covers(diagnostic.rule, diagnostic.span.line)), None)
        if by is None or listing is None or listing.family == "syntax" or not settings.suppress:
            kept.append(diagnostic)
        if by is not None and listing is not None and listing.family != "syntax":
            used.add((by.span, diagnostic.rule))
    names = frozenset(step.listing.name for step in ran)
    more = [
        *_of("unreasoned-suppression", unreasoned_suppression.findings(verdict.document)),
        *_of("unused-suppression", unused_suppression.findings(verdict.document, used, names)),
    ]
    placed = _placed(verdict.document, file, settings, more)
    hidden = len(verdict.diagnostics) - len(kept)
    return Verdict(verdict.document, verdict.value, sorted([*kept, *placed], key=_order), hidden)


def _of(rule: str, findings: Iterable[Finding]) -> list[tuple[Listing, Finding]]:
    listing = find(rule)
    assert listing is not None
    return [(listing, finding) for finding in findings]


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    return (diagnostic.file, diagnostic.span.line, diagnostic.span.column, diagnostic.rule)


