"""A validation for a pull request or a step's summary: what there is, then a table a file, long ones folded."""

from collections.abc import Iterator, Sequence

from processengine.diagnostic import Diagnostic, Severity
from processengine.report.diagnostics import Validation
from processengine.report.findings import by_file, by_severity, remarks
from processengine.report.fixable import fix_line
from processengine.report.markdown import code, cut, inline
from processengine.report.wording import counted

LIMIT = 65_536
"""The most characters that GitHub takes in a comment."""

OPEN = 20
"""How many findings of a file stand open; those after them are folded."""

_LONGEST = 1_500
_LONGEST_WALK = 50
_MOST_PLACES = 5
_ROOM_TO_END = 500
_TABLE = ["| | Where | What |", "|---|---|---|"]


def render(validation: Validation, limit: int = LIMIT) -> str:
    """Return the report as markdown of at most `limit` characters (5,000 or more); what is left out is said."""
    lines = [f"## {_headline(validation)}", ""]
    for remark in remarks(validation):
        lines += [inline(cut(remark, _LONGEST)), ""]
    room = limit - _length(lines) - _ROOM_TO_END
    shown = 0
    for file, found in _worst_first(validation):
        told, number = _section(file, by_severity(found), room)
        lines += told
        room -= _length(told)
        shown += number
        if number < len(found):
            break
    left = len(validation.diagnostics) - shown
    if left:
        lines += [f"_{counted(left, 'further finding')} left out here, for want of room. `processengine validate` tells all._", ""]
    if validation.diagnostics:
        lines += ["`processengine explain RULE` says why a rule matters, with examples.", ""]
    return "\n".join(lines)


def _headline(validation: Validation) -> str:
    files = counted(validation.files, "process file")
    parts = [counted(number, severity) for severity, number in validation.counts.items() if number]
    return f"{', '.join(parts) or 'No findings'} in {files}"


def _worst_first(validation: Validation) -> list[tuple[str, Sequence[Diagnostic]]]:
    """Return the files that have findings, those with the most serious one first."""
    files = [(file, found) for file, found in by_file(validation) if found]
    return sorted(files, key=lambda one: min(diagnostic.severity.rank for diagnostic in one[1]))


def _section(file: str, found: Sequence[Diagnostic], room: int) -> tuple[list[str], int]:
    """Return a file's table within some room, and how many findings stand in it."""
    lines = [f"### {code(cut(file, _LONGEST))}", "", *_TABLE]
    closing = _length(["", "<details>", "</details>", "", *_TABLE]) + _ROOM_TO_END
    shown = 0
    for one in found:
        row = _row(one)
        if _length([*lines, row]) + closing > room:
            break
        if shown == OPEN:
            lines += ["", "<details>", f"<summary>{counted(len(found) - OPEN, 'more finding')}</summary>", "", *_TABLE]
        lines.append(row)
        shown += 1
    if not shown:
        return [], 0
    return [*lines, "", *(["</details>", ""] if shown > OPEN else [])], shown


def _row(one: Diagnostic) -> str:
    severity = f"**{one.severity.value}**" if one.severity is Severity.ERROR else one.severity.value
    return f"| {severity} | {one.span.line}:{one.span.column} | {'<br>'.join(_told(one))} |"


def _told(one: Diagnostic) -> Iterator[str]:
    yield _said(one.message)
    if one.witness:
        yield f"Path: {' → '.join(f'<code>{inline(stage)}</code>' for stage in _walk(one.witness))}"
    for place in one.related[:_MOST_PLACES]:
        elsewhere = "" if place.file == one.file else f" of <code>{inline(cut(place.file, _LONGEST))}</code>"
        yield f"See line {place.span.line}{elsewhere}: {_said(place.message)}"
    if len(one.related) > _MOST_PLACES:
        yield f"and {counted(len(one.related) - _MOST_PLACES, 'more place')}"
    if one.help:
        yield _said(one.help)
    if fix := fix_line(one):
        yield f"Fix: {_said(fix)}"
    yield f"<sub>{one.rule}</sub>"


def _walk(stages: Sequence[str]) -> Sequence[str]:
    """Return a walk, of a very long one its beginning and its end."""
    half = _LONGEST_WALK // 2
    return stages if len(stages) <= _LONGEST_WALK else [*stages[:half], "…", *stages[-half:]]


def _said(sentence: str) -> str:
    """Return a sentence with what it has in backticks as code; a user's text within is neither markup nor a link.

    It may hold backticks itself. Then another part is shown as code, and nothing worse: each part is made safe alone.
    """
    parts = cut(sentence, _LONGEST).split("`")
    if len(parts) % 2 == 0:
        return inline(cut(sentence, _LONGEST))
    return "".join(f"<code>{inline(part)}</code>" if place % 2 else _spaced(part) for place, part in enumerate(parts))


def _spaced(part: str) -> str:
    """Return a part of a sentence with the blanks at its ends."""
    if not part.strip():
        return " " * bool(part)
    return f"{' ' * part[0].isspace()}{inline(part)}{' ' * part[-1].isspace()}"


def _length(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)
