"""`fmt`: keys in the schema's order, blank lines, the last line end."""

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from processengine.cli.progress import progress
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.diagnostic import Problem
    from processengine.store import Found, Source
    from processengine.syntax.document import Document

STDIN = "-"
_STDIN_NAME = "<stdin>"


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change, and exit with 1 if there are any.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Put the keys of process files in order, and set blank lines.

    PATH is a file, a folder, or - for the standard input, which goes formatted to the standard output. Without one, the
    library around this folder is formatted, else every library below it. Whole entries move, with their comments;
    nothing is indented, quoted or broken anew. A file that can't be read is told and left as it is, and the exit status
    is then 1.
    """
    from processengine.store import find

    run = _Run(check=check, diff=diff)
    if STDIN in paths:
        if len(paths) > 1:
            raise CannotRun("The standard input is formatted alone; leave out the other paths.")
        run.stdin(sys.stdin.buffer.read())
    else:
        try:
            with progress("Formatting"):
                for one in find(list(paths)):
                    run.file(one)
        finally:
            run.say_what_was_done()
        run.say_how_many()
        run.refuse()
        if not run.counts:
            raise CannotRun(f"{', '.join(paths) or 'The library here'} holds no process files: all that is there is empty or of another kind.")
    return int(bool(run.counts["unread"] or (check and run.counts["changed"])))


class _Run:
    """A run over files: what is done with each, and how many there were of each kind."""

    def __init__(self, *, check: bool, diff: bool) -> None:
        self.check = check
        self.diff = diff
        self.counts: Counter[str] = Counter()
        self._said: list[tuple[str, bool]] = []
        self._refused: list[str] = []
        self._seen: set[str] = set()

    def file(self, one: "Found") -> None:
        """Format a file on the disk; one that was found in a folder and is none of ours is passed over.

        A file may come by two names. One that can't be read or written doesn't keep the others from being formatted.
        """
        try:
            self._file(one)
        except CannotRun as error:
            self._refused.append(str(error))

    def _file(self, one: "Found") -> None:
        from processengine import store
        from processengine.syntax.meant import is_meant

        source = store.read(one.path)
        document, problems = _parsed(source.data)
        if not one.is_named and not is_meant(document, source.data, in_library=store.library_folder(one.path) is not None):
            return
        real = os.path.realpath(one.path)
        if real in self._seen:
            return
        self._seen.add(real)
        after = self._formatted(source.name, document, problems)
        if after is None or after == source.data:
            self.counts["unread" if after is None else "fine"] += 1
            return
        self._change(source, after)
        self.counts["changed"] += 1

    def stdin(self, data: bytes) -> None:
        """Give the standard input back as it should be; as it came where it can't be read."""
        document, problems = _parsed(data)
        after = self._formatted(_STDIN_NAME, document, problems)
        self.say_what_was_done()
        self.counts["unread" if after is None else "fine" if after == data else "changed"] += 1
        if self.diff and after is not None:
            click.echo(_difference(_STDIN_NAME, data, after), nl=False)
        elif not self.diff and not self.check:
            click.echo(data if after is None else after, nl=False)
        elif self.counts["changed"]:
            click.echo("The standard input would be formatted.")

    def say_what_was_done(self) -> None:
        """Say what has been put off: the line that shows that something is going on has the terminal for itself."""
        for text, is_error in self._said:
            click.echo(text, nl=False, err=is_error)

    def say_how_many(self) -> None:
        """Sum up."""
        if self.diff or not self.counts:
            return
        would = "would be " if self.check else ""
        said = [f"{_files(count)} {what}" for what, count in (
            (f"{would}formatted", self.counts["changed"]), ("in order already", self.counts["fine"]), ("left unread", self.counts["unread"]),
        ) if count]
        click.echo(f"{', '.join(said)}.")

    def refuse(self) -> None:
        """Raise CannotRun where files could not be read or written, and say which, and how many were."""
        if self._refused:
            from processengine.cli.refused import refused

            only_looks = self.check or self.diff
            raise refused(self._refused, self.counts.total() if only_looks else self.counts["changed"], "looked at" if only_looks else "formatted")

    def _formatted(self, name: str, document: "Document", problems: "list[Problem]") -> bytes | None:
        """Return a document's text in order; None, with a word on the standard error, where it can't be read."""
        from processengine.syntax.fmt import fmt_document

        if not problems:
            text, problems = fmt_document(document)
        for problem in problems:
            self._said.append((_told(name, problem), True))
        return None if problems else text.encode()

    def _change(self, source: "Source", after: bytes) -> None:
        from processengine import store
        from processengine.report.safe import visible

        if self.diff:
            self._said.append((_difference(source.name, source.data, after), False))
        elif self.check:
            self._said.append((f"{visible(source.name)} would be formatted.\n", False))
        else:
            store.write_if_unchanged(source, after)
            self._said.append((f"Formatted {visible(source.name)}.\n", False))


def _parsed(data: bytes) -> "tuple[Document, list[Problem]]":
    from processengine.syntax.parse import parse_bytes

    return parse_bytes(data)


def _told(name: str, problem: "Problem") -> str:
    """Return a line that says why a file can't be read."""
    from processengine.report.safe import visible

    finding = problem.finding
    where = f":{finding.span.line}:{finding.span.column}" if finding.span else ""
    said = f"{visible(name)}{where}: {finding.message} ({problem.rule}) {finding.help}".rstrip()
    return f"error: {visible(said)} It is left as it is.\n"


def _difference(name: str, before: bytes, after: bytes) -> str:
    from processengine.cli.patches import patch

    return patch(name, before.decode(), after.decode())


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
