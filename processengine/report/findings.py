"""What the reports of a validation for other programs share: the order, the words, and what is said of the run."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from processengine.diagnostic import Diagnostic
from processengine.report.diagnostics import Validation
from processengine.report.fixable import fix_line
from processengine.report.left_out import sentences


def by_severity(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings, the most serious first, else in their order."""
    return sorted(diagnostics, key=lambda one: one.severity.rank)


def by_file(validation: Validation) -> list[tuple[str, Sequence[Diagnostic]]]:
    """Return every file that was looked at with its findings, none where it has none, in the order of their names."""
    found: dict[str, list[Diagnostic]] = defaultdict(list, {name: [] for name in validation.names})
    for one in validation.diagnostics:
        found[one.file].append(one)
    return sorted(found.items())


def explained(one: Diagnostic) -> list[str]:
    """Return a finding in lines: what is wrong first, then the path that shows it, and what to do."""
    path = [f"Path: {' → '.join(one.witness)}"] if one.witness else []
    return [one.message, *path, *([one.help] if one.help else [])]


def in_full(one: Diagnostic) -> list[str]:
    """Return all of it in lines: what `explained` gives, the other places, and the fix."""
    fix = fix_line(one)
    places = [f"See {place.file}:{place.span.line}:{place.span.column}: {place.message}" for place in one.related]
    return [*explained(one), *places, *([f"Fix: {fix}"] if fix else [])]


def remarks(validation: Validation) -> list[str]:
    """Return sentences on the run as a whole: what is suppressed, accepted by a baseline, or older than a change."""
    are = "finding is" if validation.suppressed == 1 else "findings are"
    suppressed = [f"{validation.suppressed} {are} suppressed in place."] if validation.suppressed else []
    return [*suppressed, *sentences(validation)]
