"""Runs the rules over a document, under settings and suppressions, and places what they find."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from processengine.diagnostic import Diagnostic, Finding, Problem, Related
from processengine.rules.index import find
from processengine.rules.listing import Listing, RuleSet
from processengine.rules.plan import Step
from processengine.rules.subject import Alone, Subject, Surroundings
from processengine.settings import Settings
from processengine.syntax.document import Document
from processengine.syntax.load import load, placed
from processengine.syntax.parse import parse, parse_bytes
from processengine.syntax.suppression import suppressions

if TYPE_CHECKING:
    from processengine.model.base import Model
    from processengine.replay import Recorded
    from processengine.rules.base import Base
    from processengine.span import Span
    from processengine.syntax.suppression import Suppression

__all__ = ["RecordedOf", "Settings", "Verdict", "validate"]

RecordedOf = Callable[["Model"], "Recorded"]
"""Asks the deals about a document: what rules may read of them."""

# An element of which the reader said something at these keys is not also reported as a whole.
_TELLING = ("next", "outcome")


@dataclass(frozen=True)
class Verdict:
    """What came of one document: diagnostics in the order of the text, and how many were suppressed."""

    document: Document
    value: "Model | None"
    diagnostics: list[Diagnostic]
    suppressed: int = 0


def validate(
    source: str | bytes, file: str, settings: Settings, around: Surroundings | None = None, base: "Base | None" = None,
    recorded_of: RecordedOf | None = None,
) -> Verdict:
    """Validate a file's content; `file` is its name in the diagnostics, `base` what a change is held against.

    `recorded_of` asks the deals; without it the rules about them rest.
    What makes a text unreadable is reported whatever the settings say: no other rule has looked at it.
    """
    document, problems = parse(source) if isinstance(source, str) else parse_bytes(source)
    value, more = load(document)
    problems = [placed(document, problem) for problem in problems] + more
    if value is not None and document.kind == "library":
        problems += _chosen(document, value, problems)
    found = [(listing, problem.finding) for problem in problems if (listing := find(problem.rule))]
    ran: list[Step] = []
    if value is not None and document.kind is not None:
        subject = Subject(
            document, value, settings.today, file, around or Alone(), tuple(problems), settings.rule_set is RuleSet.ALL, base,
            None if recorded_of is None else recorded_of(value),
        )
        ran = settings.plan(document.kind).awake(subject)
        found += _findings(subject, ran)
    if any(problem.rule == "duplicate-key" for problem in problems):
        from processengine.rules.fixable import settled

        found = settled(found)
    diagnostics = sorted(_placed(Verdict(document, value, []), file, settings, found), key=_order)
    return _suppressed(Verdict(document, value, diagnostics), file, settings, ran)


def _chosen(document: Document, value: "Model", known: list[Problem]) -> list[Problem]:
    from processengine.model.library import Library
    from processengine.rules.chosen import problems

    return problems(document, value.rules, known) if isinstance(value, Library) and value.rules else []


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
    verdict: Verdict, file: str, settings: Settings, found: list[tuple[Listing, Finding]]
) -> Iterator[Diagnostic]:
    document = verdict.document
    for listing, finding in found:
        severity = listing.severity if verdict.value is None else settings.severity_at(listing, document, finding.path)
        if severity is None:
            continue
        related = tuple(
            Related(one.message, one.file or file, one.path, one.span or document.span(one.path, one.on))
            for one in finding.related
        )
        if finding.severity is not None and not settings.is_overridden(listing.name):
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

    if not settings.may_suppress:
        forbidden = _of("unused-suppression", unused_suppression.forbidden(verdict.document))
        return _with(verdict, verdict.diagnostics, _placed(verdict, file, settings, forbidden))
    kept: list[Diagnostic] = []
    used: set[tuple[Span, str]] = set()
    for diagnostic in verdict.diagnostics:
        by = [one for one in decisions if _covers(one, diagnostic)]
        if not by or not settings.suppress:
            kept.append(diagnostic)
        used.update((one.span, diagnostic.rule) for one in by)
    names = frozenset(step.listing.name for step in ran)

    def has_looked(rule: str, path: str) -> bool:
        listing = find(rule)
        return rule in names and listing is not None and settings.severity_at(listing, verdict.document, path) is not None

    more = [
        *_of("unreasoned-suppression", unreasoned_suppression.findings(verdict.document)),
        *_of("unused-suppression", unused_suppression.findings(verdict.document, used, has_looked, hidden=_may_hide(verdict.diagnostics))),
    ]
    return _with(verdict, kept, _placed(verdict, file, settings, more))


def _may_hide(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether a name means nothing and no safe fix says what was meant: rules would find other things with it put right."""
    return any(one.rule.startswith("unknown-") and (one.fix is None or not one.fix.safe) for one in diagnostics)


def _covers(decision: "Suppression", diagnostic: Diagnostic) -> bool:
    """Tell whether an `allow` covers a diagnostic: what is about the text itself is always reported."""
    listing = find(diagnostic.rule)
    is_suppressible = listing is not None and listing.family != "syntax"
    return is_suppressible and decision.covers(diagnostic.rule, diagnostic.span.line)


def _with(verdict: Verdict, kept: list[Diagnostic], more: Iterable[Diagnostic]) -> Verdict:
    hidden = len(verdict.diagnostics) - len(kept)
    return Verdict(verdict.document, verdict.value, sorted([*kept, *more], key=_order), hidden)


def _of(rule: str, findings: Iterable[Finding]) -> list[tuple[Listing, Finding]]:
    listing = find(rule)
    assert listing is not None
    return [(listing, finding) for finding in findings]


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    return (diagnostic.file, diagnostic.span.line, diagnostic.span.column, diagnostic.rule)


