"""What every operation of `edit` does: read, edit, judge in memory, and write, or show what would be written."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.diagnostic import Diagnostic
    from processengine.store import Shelf, Source
    from processengine.syntax.document import Document
    from processengine.syntax.edit.named.said import Said
    from processengine.syntax.edit.operation import Operation

Make = Callable[["Document"], "Said"]
Others = Callable[["Document", "Document"], "list[Operation]"]


@dataclass(frozen=True)
class _Edited:
    """A file and its text before and after."""

    source: "Source"
    before: str
    after: str


def edit(process: str, make: Make, today: date, *, dry_run: bool, others: Others | None = None) -> None:
    """Do a named edit on the file that `process` means, and say what changed.

    `others` gives, from the document and another one of its library, what must change there too. New errors are
    told on the standard error and hinder nothing.
    """
    from processengine import store

    path = store.find_process(process)
    shelf = store.Shelves().around(path)
    source = store.read(path)
    document = _parsed(source)
    said, edited = _edited(source, document, make)
    files = [edited, *(() if others is None or shelf is None else _elsewhere(shelf, source, document, others))]
    changed = [one for one in files if one.after != one.before]
    if not changed:
        click.echo("Nothing changes: it is so already.")
    elif dry_run:
        from processengine.report.difference import unified

        for one in changed:
            click.echo(unified(one.source.name, one.before, one.after), nl=False)
    else:
        for one in changed:
            store.write_if_unchanged(one.source, one.after.encode())
        also = [one.source.name for one in changed if one is not edited]
        click.echo(said.sentence + (f" Also changed {', '.join(also)}." if also else ""))
    for error in _new_errors(edited, shelf, today):
        click.echo(f"error: {error.file}:{error.span.line}: {error.message} ({error.rule}) {error.help}".rstrip(), err=True)


def _edited(source: "Source", document: "Document", make: Make) -> "tuple[Said, _Edited]":
    from processengine.syntax.edit import EditError, apply

    before = source.data.decode()
    try:
        said = make(document)
        return said, _Edited(source, before, apply(before, said.operations))
    except EditError as error:
        raise CannotRun(f"{source.name}: {error}") from None


def _parsed(source: "Source") -> "Document":
    from processengine.syntax.parse import parse_bytes

    document, problems = parse_bytes(source.data)
    if document.root is None:
        finding = problems[0].finding
        line = f":{finding.span.line}" if finding.span else ""
        raise CannotRun(f"{source.name}{line}: {finding.message} Mend it first.")
    return document


def _elsewhere(shelf: "Shelf", source: "Source", document: "Document", others: Others) -> Iterator[_Edited]:
    """Edit the other files of the library that can be read; the others can't name anything."""
    from processengine import store
    from processengine.syntax.edit import apply
    from processengine.syntax.parse import parse_bytes

    for path in sorted({path for paths in shelf.documents.values() for path in paths}):
        if path.resolve() == source.path.resolve():
            continue
        other = store.read(path)
        found = parse_bytes(other.data)[0]
        operations = others(document, found) if found.root is not None else []
        if operations:
            before = other.data.decode()
            yield _Edited(other, before, apply(before, operations))


def _new_errors(edited: _Edited, shelf: "Shelf | None", today: date) -> "list[Diagnostic]":
    before, after = _errors(edited, edited.before, shelf, today), _errors(edited, edited.after, shelf, today)
    more = Counter(error.rule for error in after) - Counter(error.rule for error in before)
    known = {error.fingerprint for error in before}
    return [error for error in after if error.rule in more and error.fingerprint not in known]


def _errors(edited: _Edited, text: str, shelf: "Shelf | None", today: date) -> "list[Diagnostic]":
    from processengine.diagnostic import Severity
    from processengine.rules.listing import RuleSet
    from processengine.validate import Settings, validate

    settings = Settings(today, RuleSet.CORRECTNESS)
    if shelf is not None:
        settings = settings.under(shelf.library).at(shelf.place(edited.source.path))
    verdict = validate(text, edited.source.name, settings, shelf)
    return [one for one in verdict.diagnostics if one.severity is Severity.ERROR]
