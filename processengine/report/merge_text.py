"""A merge for people: one line for each conflict, error and new warning, beside the merged text."""

from collections.abc import Iterator

from processengine.diagnostic import Diagnostic
from processengine.merge import Decision, Merged
from processengine.report.safe import visible


def findings(merged: Merged, file: str) -> Iterator[str]:
    """Yield what is to be decided, mended or looked at in a merged file, a line each; `file` is its name."""
    for decision in merged.conflicts:
        yield conflict(decision, file)
    for diagnostic in (*merged.caused, *merged.warned):
        yield from caused(diagnostic)
    for diagnostic in merged.known:
        yield f"{_told(diagnostic)} A side has this error already."


def conflict(decision: Decision, file: str) -> str:
    """Return the line about what could not be decided."""
    where = f" at {decision.path}" if decision.path else ""
    return visible(f"{file}: conflict{where}: {decision.reason}")


def caused(diagnostic: Diagnostic) -> Iterator[str]:
    """Yield an error or warning that two sides cause together, and below it their edits."""
    yield f"{_told(diagnostic)} Neither side has this {diagnostic.severity.value}; together they cause it:"
    for related in diagnostic.related:
        yield visible(f"  {related.file}:{related.span.line}: {related.message}")


def _told(diagnostic: Diagnostic) -> str:
    path = f" The path: {' → '.join(diagnostic.witness)}." if diagnostic.witness else ""
    return visible(f"{diagnostic.file}:{diagnostic.span.line}: {diagnostic.severity.value}: {diagnostic.message} ({diagnostic.rule}){path}")
