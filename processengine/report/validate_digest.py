"""What many findings are about: a line for each rule, so that a first look at many files fits into a dozen lines."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from processengine.diagnostic import Diagnostic, Severity
from processengine.report.wording import counted
from processengine.rules.index import INDEX

MOST_RULES = 10
"""The most rules that get a line: with a line above them and one below, a dozen."""


class Entry(NamedTuple):
    """A rule that found something, with what severity, how often and in how many files."""

    rule: str
    severity: Severity
    findings: int
    files: int


def by_rule(diagnostics: Sequence[Diagnostic]) -> list[Entry]:
    """Return what found something: the most serious first, then what is found in most files."""
    counts = Counter((one.rule, one.severity) for one in diagnostics)
    files = defaultdict[tuple[str, Severity], set[str]](set)
    for one in diagnostics:
        files[one.rule, one.severity].add(one.file)
    entries = [Entry(*found, count, len(files[found])) for found, count in counts.items()]
    return sorted(entries, key=lambda one: (one.severity.rank, -one.files, -one.findings, one.rule))


def in_order(diagnostics: Sequence[Diagnostic], entries: Sequence[Entry]) -> list[Diagnostic]:
    """Return the findings rule by rule, in the order of the entries, else in their own."""
    places = {(entry.rule, entry.severity): place for place, entry in enumerate(entries)}
    return sorted(diagnostics, key=lambda one: places[one.rule, one.severity])


def digest(entries: Sequence[Entry], files: int, paint: Callable[[str, Severity], str]) -> Iterator[str]:
    """Yield the lines above the fold, a dozen at most; of more rules than fit the rest is counted."""
    shown, rest = entries[:MOST_RULES], entries[MOST_RULES:]
    total = counted(sum(entry.findings for entry in entries), "finding")
    yield f"{total} in {counted(files, 'file')}, by rule; at most three of each follow."
    digits = len(str(max(entry.findings for entry in shown)))
    for entry in shown:
        severity = paint(f"{entry.severity.value:7}", entry.severity)
        where = _where(entry, len(str(files))) if files > 1 else ""
        yield f"  {severity}  {entry.findings:{digits}}{where}  {entry.rule}: {_summary(entry.rule)}"
    if rest:
        yield f"  and {sum(entry.findings for entry in rest)} more, of {counted(len(rest), 'other rule')}"


def _where(entry: Entry, digits: int) -> str:
    return f" in {entry.files:{digits}} {'file ' if entry.files == 1 else 'files'}"


def _summary(rule: str) -> str:
    return next((listing.summary for listing in INDEX if listing.name == rule), "")
