"""Runs the rules over a document, under settings and suppressions, and places what they find."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from processengine.diagnostic import Diagnostic, Finding, Related, Severity
from processengine.rules.index import INDEX, find
from processengine.rules.listing import Listing, RuleSet
from processengine.rules.subject import Alone, Subject, Surroundings
from processengine.rules.topics import opened
from processengine.syntax.document import Document
from processengine.syntax.load import load, placed
from processengine.syntax.parse import parse, parse_bytes
from processengine.syntax.suppression import suppressions

if TYPE_CHECKING:
    from processengine.model.base import Model

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


@dataclass(frozen=True)
class Verdict:
    """What came of one document: diagnostics in the order of the text, and how many were suppressed."""

    document: Document
    value: "Model | None"
    diagnostics: list[Diagnostic]
    suppressed: int = 0


def validate(source: str | bytes, file: str, settings: Settings, around: Surroundings | None = None) -> Verdict:
    """Validate a file's content; `file` is its name in the diagnostics."""
    document, problems = parse(source) if isinstance(source, str) else parse_bytes(source)
    value, more = load(document)
    problems = [placed(document, problem) for problem in problems] + more
    found = [(listing, problem.finding) for problem in problems if (listing := find(problem.rule))]
    ran: list[Listing] = []
    if value is not None:
        subject = Subject(
            document, value, settings.today, file, around or Alone(), tuple(problems), settings.rule_set is RuleSet.ALL
        )
        ran = list(_awake(subject, settings))
        found += _findings(subject, ran)
    diagnostics = sorted(_placed(document, file, settings, found), key=_order)
    return _suppressed(Verdict(document, value, diagnostics), file, settings, ran)


def _awake(subject: Subject, settings: Settings) -> Iterator[Listing]:
    """Return the rules that run: those of the settings, but for those that rest."""
    kind = subject.document.kind
    topics = opened(subject) if kind == "process" else {"always"}
    for listing in INDEX:
        if kind not in listing.kinds or listing.is_read_from_text or settings.severity(listing) is None:
            continue
        if subject.wide_awake or listing.set is RuleSet.CORRECTNESS or topics.issuperset(listing.topics):
            yield listing


def _findings(subject: Subject, awake: Iterable[Listing]) -> Iterator[tuple[Listing, Finding]]:
    for listing in awake:
        for finding in listing.check(subject):
            if not _said_already(subject, finding):
                yield listing, finding


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
        yield Diagnostic(
            listing.name, severity, finding.message, file, finding.path,
            finding.span or document.span(finding.path, finding.on),
            finding.help, finding.values, finding.witness, related, finding.fix,
        )


def _suppressed(verdict: Verdict, file: str, settings: Settings, ran: Iterable[Listing]) -> Verdict:
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
    names = frozenset(listing.name for listing in ran)
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


