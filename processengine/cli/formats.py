"""The option for several formats at once, and how each result leaves: to the screen, or to a file of its own."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from processengine.cli.options import F, deliver
from processengine.errors import CannotRun


class Target(NamedTuple):
    """A format that was asked for, and the file that it goes to; None where it is the run's own result."""

    format: str
    file: str | None = None


class Format(click.ParamType):  # type: ignore[type-arg]  # only newer releases of click have it generic
    """A format by its name, or `NAME=FILE`."""

    name = "format"

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        """Return what a text asks for."""
        name, separator, file = str(value).partition("=")
        if name not in self.names:
            self.fail(f"there is no format {name!r}; there are {', '.join(self.names)}", param, ctx)
        if separator and not file:
            self.fail(f"{value!r} names no file; write {name}=FILE", param, ctx)
        return Target(name, file if separator and file != "-" else None)


def formats_option(*names: str, default: str) -> Callable[[F], F]:
    """Return the option `-f`, `--format`, which may be given several times; its value is a tuple of targets."""
    return click.option(
        "-f", "--format", "formats", type=Format(names), multiple=True, metavar="FORMAT[=FILE]",
        help=f"How the result is written: {', '.join(names)}; {default} where nothing is said. FORMAT=FILE writes one more, into FILE; repeatable.",
    )


def planned(targets: Sequence[Target], output: str | None, default: str) -> list[Target]:
    """Return which formats go where: the plain one to `output`, or to the screen where that is None.

    Without a plain format that is the default one: files come beside it. Raise CannotRun where two would go to one
    place.
    """
    plain = [target for target in targets if target.file is None]
    if len(plain) > 1:
        names = " and ".join(target.format for target in plain)
        raise CannotRun(f"{names} can't go to one place: give all but one a file of its own, as in --format {plain[-1].format}=FILE.")
    to_files = [target for target in targets if target.file is not None]
    where = None if output == "-" else output
    found = [*(target._replace(file=where) for target in plain or [Target(default)]), *to_files]
    _refuse_one_file_for_two(found)
    return found


def _refuse_one_file_for_two(targets: Sequence[Target]) -> None:
    taken: dict[str, str] = {}
    for target in targets:
        if target.file is not None:
            place = os.path.realpath(target.file)
            if place in taken:
                raise CannotRun(f"{taken[place]} and {target.format} can't both go to {target.file}; nothing was written.")
            taken[place] = target.format


def deliver_all(targets: Sequence[Target], render: Callable[[Target], str]) -> None:
    """Write every result where it goes, files first: all of them are made before the first one is written."""
    results = [(target, render(target)) for target in targets]
    for target, result in sorted(results, key=lambda one: one[0].file is None):
        deliver(result, target.file, commands=target.format == "github")


def is_file_of(targets: Sequence[Target], path: str | Path) -> bool:
    """Tell whether a file is one that a result goes to."""
    return any(target.file is not None and os.path.realpath(target.file) == os.path.realpath(path) for target in targets)
