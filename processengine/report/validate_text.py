"""A validation for people: of many findings first what they are about, then each with its line, witness and what to do."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from processengine.diagnostic import Diagnostic, Severity
from processengine.report import left_out
from processengine.report.diagnostics import Validation
from processengine.report.fixable import fix_line, offered
from processengine.report.safe import visible, width

FOLD_AFTER = 3
MANY = 4
"""The most findings that are told without saying first what they are about: with six lines each they fill a screen of 24."""

_MAX_LINE = 160
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

Paint = Callable[[str, str], str]


def plain(text: str, colour: str) -> str:
    """Return the text as it is: what a file or a pipe gets."""
    del colour
    return text


def render(validation: Validation, paint: Paint = plain) -> str:
    """Return the report; `paint` puts a colour on a text for a terminal."""
    ordered, blocks = _by_rule(validation, paint) if _is_much(validation.diagnostics) else (validation.diagnostics, [])
    blocks += _blocks(ordered, validation, paint)
    blocks += [_summary(validation, paint), *map(visible, left_out.sentences(validation))]
    if validation.offer:
        blocks.append(validation.offer)
    return "\n".join(blocks) + "\n"


def _is_much(diagnostics: Sequence[Diagnostic]) -> bool:
    """Tell whether there is so much to say that one wants to know first what it is about."""
    return len(diagnostics) > MANY and len({one.rule for one in diagnostics}) > 1


def _by_rule(validation: Validation, paint: Paint) -> tuple[Sequence[Diagnostic], list[str]]:
    """Return the findings rule by rule, and what stands above them."""
    from processengine.report.validate_digest import by_rule, digest, in_order

    entries = by_rule(validation.diagnostics)
    lines = digest(entries, validation.files, lambda text, severity: paint(text, _COLOURS[severity]))
    return in_order(validation.diagnostics, entries), ["\n".join([*lines, ""])]


def _blocks(diagnostics: Sequence[Diagnostic], validation: Validation, paint: Paint) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        seen[diagnostic.rule] += 1
        if seen[diagnostic.rule] <= FOLD_AFTER:
            yield "\n".join(_block(diagnostic, validation.lines.get(diagnostic.file, []), paint)) + "\n"
    folded = [f"  {count - FOLD_AFTER} more of {rule}" for rule, count in seen.items() if count > FOLD_AFTER]
    if folded:
        yield "\n".join(["Not shown:", *folded, "  `--select RULE -f json` shows them all.", ""])


def _block(diagnostic: Diagnostic, lines: list[str], paint: Paint) -> Iterator[str]:
    span = diagnostic.span
    label = paint(f"{diagnostic.severity.value}: {diagnostic.rule}", _COLOURS[diagnostic.severity])
    yield f"{visible(diagnostic.file)}:{span.line}:{span.column} {label}"
    yield f"  {visible(diagnostic.message)}"
    if span.line <= len(lines) and lines[span.line - 1].strip():
        yield from _excerpt(diagnostic, lines[span.line - 1], paint)
    if diagnostic.witness:
        yield f"  path: {visible(' → '.join(diagnostic.witness))}"
    for one in diagnostic.related:
        yield f"  see {visible(one.file)}:{one.span.line}:{one.span.column}: {visible(one.message)}"
    if diagnostic.help:
        yield f"  help: {visible(diagnostic.help)}"
    if fix := fix_line(diagnostic):
        yield f"  fix: {visible(fix)}"


def _excerpt(diagnostic: Diagnostic, line: str, paint: Paint) -> Iterator[str]:
    """Show the line with carets under the span; of a very long line the part around it."""
    span = diagnostic.span
    first = span.column - 1
    last = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    cut = max(0, first - _MAX_LINE // 2) if len(line) > _MAX_LINE else 0
    shown = line[cut : cut + _MAX_LINE].rstrip()
    before = visible(line[cut:first].replace("\t", " "))
    marked = visible(line[first : min(last, cut + _MAX_LINE)])
    number = str(span.line)
    yield f"  {number} | {visible(shown.replace(chr(9), ' '))}"
    yield f"  {' ' * len(number)} | {' ' * width(before)}{paint('^' * max(1, width(marked)), _COLOURS[diagnostic.severity])}"


def _summary(validation: Validation, paint: Paint) -> str:
    counts = validation.counts
    files = _counted(validation.files, "file")
    suppressed = f" {validation.suppressed} suppressed." if validation.suppressed else ""
    if not any(counts.values()):
        return f"{files}: {paint('no findings', 'green')}.{suppressed}"
    parts = [_counted(count, severity) for severity, count in counts.items() if count]
    said = f"{files}: {', '.join(parts)}.{suppressed} `processengine explain RULE` says more."
    fixable = offered(validation.diagnostics)
    return f"{said}\n{fixable}" if fixable else said


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
