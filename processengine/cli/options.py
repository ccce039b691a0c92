"""Options that commands share, and how their results leave."""

import contextlib
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from processengine.errors import CannotRun

F = TypeVar("F", bound=Callable[..., Any])

TODAY_VARIABLE = "PROCESSENGINE_TODAY"

_STANDARD_OUTPUT = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
_STANDARD_ERROR = ("/dev/stderr", "/dev/fd/2", "/proc/self/fd/2")


class Day(click.ParamType):  # type: ignore[type-arg]  # only newer releases of click have it generic
    """A day, written 2026-11-20."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day that a text names."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write 2026-11-20", param, ctx)


def format_option(*formats: str, default: str | None) -> Callable[[F], F]:
    """Return the option `-f`, `--format`."""
    shown = default is not None
    return click.option("-f", "--format", "format_", type=click.Choice(formats), default=default, show_default=shown,
                        help="How the result is written.")


def _named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse an empty name: `-o "$OUT"` where OUT isn't set."""
    if value is not None and not value.strip():
        raise click.BadParameter("it names no file", ctx, param)
    return value


output_option = click.option("-o", "--output", metavar="FILE", callback=_named, help="Write the result to FILE, whole or not at all.")

today_option = click.option("--today", type=Day(), envvar=TODAY_VARIABLE, metavar="DATE",
                            help=f"The day to judge by; else {TODAY_VARIABLE}, else the clock.")


def today_or_clock(today: date | None) -> date:
    """Return the day that the user gave, or today's."""
    return today or date.today()  # noqa: DTZ011 - the user's own day is meant


def painter() -> Callable[[str, str], str]:
    """Return what colours a text: on a terminal, unless NO_COLOR is set."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return lambda text, colour: click.style(text, fg=colour) if coloured else text


def columns() -> int | None:
    """Return how many columns of text the terminal has, 100 at most for the eye's sake; None where there is no terminal."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return min(shutil.get_terminal_size().columns, 100)


def deliver(result: str | bytes, output: str | None, *, commands: bool = False, is_data: bool = False) -> None:
    """Write a result to a file, and say so on a terminal, or to the standard output; bytes don't go to a terminal.

    A file or another program gets it to the letter; on a terminal no letter of a text is obeyed, save our own colours, and
    none where the text `is_data`. In the log of GitHub Actions nothing of a text is a command, unless it is made of `commands` that are meant.
    """
    if output is None or output == "-":
        _print(f"{result}\n" if isinstance(result, str) and not result.endswith("\n") else result, commands=commands, is_data=is_data)
    elif output in _STANDARD_OUTPUT:
        _print(result, commands=commands, is_data=is_data)
    elif output in _STANDARD_ERROR:
        with contextlib.redirect_stdout(sys.stderr):
            _print(result, commands=commands, is_data=is_data)
    else:
        from processengine import store
        from processengine.cli.replacing import refuse_over_source

        refuse_over_source(output)
        store.write(Path(output), result.encode(errors="backslashreplace") if isinstance(result, str) else result)
        _say_written(output)


def _print(result: str | bytes, *, commands: bool, is_data: bool) -> None:
    from processengine.cli import log

    if isinstance(result, str) and sys.stdout.isatty():
        from processengine.report.safe import on_screen

        result = on_screen(result, is_data=is_data)
    if isinstance(result, str) and not commands:
        click.echo(log.as_a_whole(result), nl=False, color=is_data or None)  # None takes colours out where nobody looks
    elif isinstance(result, str):
        log.write_exactly(result.encode(errors="backslashreplace"))
    elif sys.stdout.isatty():
        raise CannotRun("This is a picture, not text: name a file with -o FILE.")
    else:
        log.write_exactly(result)


def _say_written(name: str) -> None:
    from processengine.report.safe import visible

    if sys.stderr.isatty():
        click.echo(f"Wrote {visible(name)}.", err=True)
