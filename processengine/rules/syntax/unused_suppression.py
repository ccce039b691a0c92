"""An `allow` comment matches nothing.

What it reports
An `allow` comment that names a rule which finds nothing there, a rule that doesn't exist, one that can't be
suppressed because it is about the text itself, or no rule at all. And, where `library.yaml` says
`allow_suppressions: false`, every `allow`: it suppresses nothing.

Why it matters
An allowance that outlives its reason would silently cover the next mistake at the same place.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}  # processengine: allow[dead-end-stage] its way on is still in the making
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A rule that did not run, because it was not selected, is switched off there or rests until the file opens its topic,
leaves its allowance alone. An allowance without a reason is reported as that. This rule can't be suppressed.
"""

from collections.abc import Callable, Collection, Iterator

from processengine.diagnostic import Edit, Finding, Fix
from processengine.model.nearest import did_you_mean
from processengine.rules.index import INDEX, find
from processengine.rules.subject import Subject
from processengine.span import Span
from processengine.syntax.document import Document
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from processengine.syntax.suppression import Suppression, suppressions

Used = Collection[tuple[Span, str]]
"""What matched something: where the `allow` stands, and the rule."""

HasLooked = Callable[[str, str], bool]
"""Tells whether a rule has looked at the element at a path."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find nothing: only a whole run knows what its rules found. See `findings`."""
    return subject.reported("unused-suppression")


def forbidden(document: Document) -> Iterator[Finding]:
    """Report every `allow` of a library that allows none."""
    for decision in suppressions(document):
        message = "No `allow` counts in this library: its library.yaml says `allow_suppressions: false`."
        advice = "Delete it and mend what it names, or ask whoever keeps library.yaml to change the rule's severity there."
        fix = _fix(document, decision, decision.rules, safe=False) if decision.rules else None
        yield _unused(document, decision, ",".join(decision.rules), message, advice, fix)


def findings(document: Document, used: Used, has_looked: HasLooked, *, hidden: bool = False) -> Iterator[Finding]:
    """Look at every `allow` with a reason, given what matched and which rules have looked where.

    `hidden` says that names in the file mean nothing, so that what an `allow` covers may be found once they are put right.
    """
    for decision in suppressions(document):
        if not decision.reason:
            continue
        if not decision.rules:
            yield _unused(document, decision, "", "This `allow` names no rule.", "Name the rule in the brackets.")
        for rule in decision.rules:
            if (decision.span, rule) not in used and (said := _why_unused(document, decision, rule, has_looked)):
                fix = _fix(document, decision, (rule,), safe=True) if find(rule) and not hidden else None
                yield _unused(document, decision, rule, *said, fix)


def _why_unused(document: Document, decision: Suppression, rule: str, has_looked: HasLooked) -> tuple[str, str] | None:
    """Return what is wrong with allowing a rule that matched nothing, and what to do; None where that is fine."""
    listing = find(rule)
    if listing is None:
        names = [one.name for one in INDEX]
        return f"There is no rule `{rule}`.", did_you_mean(rule, names).strip() or "`processengine rules` lists them."
    if listing.family == "syntax":
        return f"`{rule}` is about the text itself and can't be suppressed.", "Delete it, and mend the text."
    if document.kind is not None and document.kind not in listing.kinds:
        return f"`{rule}` never looks at a {document.kind}.", "Delete it."
    if has_looked(rule, document.path_at(decision.place)):
        return f"`{rule}` finds nothing here.", "Delete it, so that it can't hide the next mistake."
    return None


def _unused(document: Document, decision: Suppression, rule: str, message: str, advice: str, fix: Fix | None = None) -> Finding:
    return Finding(message, document.path_at(decision.place), span=decision.span, help=advice, values=(rule,), fix=fix)


def _fix(document: Document, decision: Suppression, rules: Collection[str], *, safe: bool) -> Fix | None:
    """Offer to take rules out of the comment, unless they may cover what an error in the text still hides."""
    if parse(document.text)[1] or load(document).problems:
        return None
    goes = set(decision.rules) <= set(rules)
    title = "Take the comment out" if goes else f"Take {', '.join(f'`{rule}`' for rule in rules)} out of the comment"
    return Fix(title, tuple(Edit("disallow", str(decision.span.line), rule) for rule in rules), safe)
