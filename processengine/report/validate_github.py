"""A validation as GitHub's workflow commands: each finding beside its line in the pull request.

GitHub shows the first ten errors, ten warnings and ten notices of a step, in the order of the log. So the most serious
come first, and a step summary (see `cli/formats.py`) holds them all.
"""

from collections.abc import Iterator

from processengine.diagnostic import Diagnostic, Severity
from processengine.report.diagnostics import Validation
from processengine.report.findings import by_severity, in_full, remarks
from processengine.report.safe import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(validation: Validation) -> str:
    """Return a line for each finding, then one for each remark on the run; nothing where there is nothing to say."""
    return "".join(f"{line}\n" for line in _lines(validation))


def _lines(validation: Validation) -> Iterator[str]:
    yield from (_command(one) for one in by_severity(validation.diagnostics))
    yield from (f"::notice title=processengine::{_data(visible(remark))}" for remark in remarks(validation))


def _command(one: Diagnostic) -> str:
    said = "\n".join(map(visible, in_full(one)))
    properties = ",".join(f"{name}={_property(visible(str(value)))}" for name, value in _place(one))
    return f"::{_COMMANDS[one.severity]} {properties}::{_data(said)}"


def _place(one: Diagnostic) -> Iterator[tuple[str, str | int]]:
    """Give file, place and title; columns only within one line, as GitHub takes them only there."""
    span = one.span
    yield from (("file", one.file), ("line", span.line), ("endLine", span.end_line))
    if span.line == span.end_line:
        yield from (("col", span.column), ("endColumn", span.end_column))
    yield "title", one.rule


def _data(text: str) -> str:
    """Escape what would end a command's message, so that no text is read as another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape what would end a property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
