"""Each format of a validation, made when it is asked for; and what the CI around us takes beside it."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from processengine.cli.formats import Target, deliver_all, is_file_of
from processengine.cli.options import painter
from processengine.diagnostic import Diagnostic, Severity
from processengine.report.diagnostics import Validation
from processengine.report.safe import visible

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
_AS_NAMED = ("text", "json")
"""The formats in which a file is called what the user called it; the others go by the repository's root."""

_SUMMARY_BYTES = 1024 * 1024
"""The most that GitHub takes of a step's summary; of a longer one it takes nothing."""

_LONGEST_CHARACTER = 4
_LEAST = 5_000


def report(validation: Validation, targets: Sequence[Target], limit: Severity) -> None:
    """Write a validation in every format that is asked for; `limit` is the least severity that fails the run."""
    placed = validation if all(target.format in _AS_NAMED for target in targets) else from_root(validation)
    deliver_all(targets, lambda target: _rendered(validation if target.format in _AS_NAMED else placed, target, limit))
    summary = os.environ.get(STEP_SUMMARY)
    if summary and any(target.format == "github" for target in targets) and not is_file_of(targets, summary):
        _summarise(placed, Path(summary))


def _rendered(validation: Validation, target: Target, limit: Severity) -> str:  # noqa: PLR0911 - one way out a format
    match target.format:
        case "json":
            from processengine.report import validate_json

            return validate_json.render(validation)
        case "sarif":
            from processengine.report import validate_sarif

            return validate_sarif.render(validation)
        case "github":
            from processengine.report import validate_github

            return validate_github.render(validation)
        case "gitlab":
            from processengine.report import validate_gitlab

            return validate_gitlab.render(validation)
        case "junit":
            from processengine.report import validate_junit

            return validate_junit.render(validation, limit)
        case "markdown":
            from processengine.report import validate_markdown

            return validate_markdown.render(validation)
        case _:
            from processengine.report import validate_text

            return validate_text.render(validation, painter() if target.file is None else validate_text.plain)


def from_root(validation: Validation) -> Validation:
    """Return a validation with its files named from the root of the repository, as forges know them.

    Without a repository the current folder is the root. A file outside keeps its full name.
    """
    from processengine.check import STDIN_NAME

    root = _root()

    def named(file: str) -> str:
        if file == STDIN_NAME:
            return file
        full = Path(os.path.normpath(Path.cwd() / file))
        return full.relative_to(root).as_posix() if full.is_relative_to(root) else full.as_posix()

    def placed(one: Diagnostic) -> Diagnostic:
        return replace(one, file=named(one.file), related=tuple(place._replace(file=named(place.file)) for place in one.related))

    return replace(
        validation,
        diagnostics=[placed(one) for one in validation.diagnostics],
        lines={named(file): lines for file, lines in validation.lines.items()},
        names=[named(file) for file in validation.names],
    )


def _root() -> Path:
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def _summarise(validation: Validation, file: Path) -> None:
    """Add the findings to the step's summary, as GitHub shows only ten annotations of each severity.

    A summary that can't be written is said, and nothing else: the findings have been reported.
    """
    from processengine.report import validate_markdown

    try:
        room = _SUMMARY_BYTES - (file.stat().st_size if file.exists() else 0)
        text = validate_markdown.render(validation, max(room // _LONGEST_CHARACTER, _LEAST)).encode(errors="backslashreplace")
        if len(text) < room:
            with file.open("ab") as summary:
                summary.write(text + b"\n")
        else:
            click.echo(f"processengine: the summary at {visible(str(file))} is full; the findings are in the log only.", err=True)
    except OSError as error:
        why = error.strerror or str(error)
        click.echo(f"processengine: the summary at {visible(str(file))} can't be written: {why}.", err=True)
