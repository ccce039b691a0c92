"""`validate --fix` and `--diff`: what is written, what is shown, and what is said of it."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from processengine.cli.options import F, deliver, painter
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.cli.validate_against import Run
    from processengine.fixing import Rewritten
    from processengine.report.diagnostics import Validation

_MOST_SAID = 5


class Asked(NamedTuple):
    """What is asked for: `fix` writes files, `diff` only shows what would be written, `unsafe` is about both."""

    fix: bool
    unsafe: bool
    diff: bool

    @property
    def for_any(self) -> bool:
        """Whether fixes are asked for at all."""
        return self.fix or self.diff


def fixing_options(command: F) -> F:
    """Add the options `--fix`, `--unsafe` and `--diff` to a command."""
    options = (
        click.option("--fix", is_flag=True, help="Apply the fixes that can't change what was meant, and write the files. With - the "
                     "text goes to the standard output, the report to the standard error."),
        click.option("--unsafe", is_flag=True, help="With --fix or --diff: also the fixes that guess, or take something away."),
        click.option("--diff", is_flag=True, help="Write nothing, show what --fix would change; exit status 1 where that is anything."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def asked(*, fix: bool, unsafe: bool, diff: bool, accepts: bool, has_formats: bool) -> Asked:
    """Return what is asked for; raise CannotRun for --unsafe by itself, which could mean either.

    `accepts` says that the run is to accept all that it finds, which leaves nothing to fix; `has_formats` that a report
    is to be in some format, and --diff shows none.
    """
    if diff and has_formats:
        raise CannotRun("--diff shows what would change and reports nothing, so leave out --format; -o FILE says where the difference goes.")
    if accepts and (fix or diff):
        raise CannotRun("--write-baseline accepts all that is found, so nothing would be fixed; fix first, then accept what remains.")
    if unsafe and not (fix or diff):
        raise CannotRun("--unsafe goes with --fix, which writes, or with --diff, which only shows.")
    return Asked(fix, unsafe, diff)


def fixes_of(validation: "Validation", stdin: bytes | None, run: "Run", want: Asked) -> "list[Rewritten]":
    """Return the files with their fixes; nothing is written."""
    from processengine.fixing import fixed, looking

    since = run.since()
    return fixed(validation, stdin, looking(run.settings(since), since), unsafe=want.unsafe)


def show(files: "Sequence[Rewritten]", output: str | None) -> int:
    """Show the differences; return the exit status: 1 where there are some. Raise CannotRun, after that, for files that were refused."""
    from processengine.cli.patches import patch

    changed = [one for one in files if one.is_changed]
    text = "".join(patch(one.name, one.before, one.after) for one in changed)
    if text or output is not None:
        deliver(_painted(text) if output is None else text, output)
    _say(files, "Would fix", "would be")
    refuse(files, "looked at")
    return int(bool(changed))


def apply(files: "Sequence[Rewritten]", stdin: bytes | None) -> "tuple[Sequence[Rewritten], bytes | None]":
    """Write the files; return what came of each, and what the standard input has become, which goes to the standard output."""
    from processengine.fixing import write

    written = write(files)
    mended = next((one.after.encode() for one in files if one.source is None and not one.refused), stdin)
    if mended is not None:
        sys.stdout.buffer.write(mended)
        sys.stdout.flush()
    _say(written, "Fixed", "was")
    return written, mended


def refuse(files: "Sequence[Rewritten]", what: str) -> None:
    """Raise CannotRun where files could not be mended, and say which, and how many were."""
    from processengine.cli.refused import refused

    reasons = [one.refused for one in files if one.refused]
    if reasons:
        raise refused(reasons, sum(one.is_changed for one in files), what)


@contextlib.contextmanager
def report_beside(stdin: bytes | None, want: Asked) -> Iterator[None]:
    """Send what is printed meanwhile to the standard error where the standard output is taken by a mended text."""
    with contextlib.redirect_stdout(sys.stderr) if stdin is not None and want.fix else contextlib.nullcontext():
        yield


def _say(files: "Sequence[Rewritten]", verb: str, was: str) -> None:
    """Say on the standard error how much is fixed, and which fixes could not be placed."""
    from processengine.fixing import left_in
    from processengine.report.safe import visible

    count, left = sum(one.mended.done for one in files), left_in(files)
    if count or not any(one.refused for one in files):
        click.echo(f"{verb} {count}." if count else "Nothing to fix.", err=True)
    for one, reason in left[:_MOST_SAID]:
        place = f"{one.file}:{one.span.line}:{one.span.column}"
        click.echo(visible(f"{place} {one.rule} {was} not fixed: {reason}"), err=True)
    if len(left) > _MOST_SAID:
        click.echo(f"{len(left) - _MOST_SAID} more {was} not fixed.", err=True)


def _painted(text: str) -> str:
    """Colour a difference on a terminal, and show there what is no plain character; elsewhere it is left for `patch`."""
    if not sys.stdout.isatty():
        return text
    from processengine.report.safe import visible

    paint = painter()
    colours = {"+": "green", "-": "red", "@": "cyan"}
    lines = (visible(line.rstrip("\r")) for line in text.split("\n"))
    return "\n".join(paint(line, colours[line[0]]) if line[:1] in colours else line for line in lines)
