"""How an operation of `edit` is made of a function."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import click

from processengine.cli.edit.numbers import Operation
from processengine.errors import CannotRun

_UNSAID = ("...", "…")
"""What people write where words are still to be found."""

F = TypeVar("F", bound=Callable[..., Any])


def operation(name: str) -> Callable[[F], click.Command]:
    """Make a command of a function that returns the edit to make, and where others name the thing, their part.

    The function's docstring is the help; its last paragraph is an example.
    """

    def decorate(function: F) -> click.Command:
        @functools.wraps(function)
        def run(*, dry_run: bool, **arguments: Any) -> None:
            from processengine.cli.edit.doing import edit

            if any(str(value).strip() in _UNSAID for value in arguments.values()):
                raise CannotRun("`...` says nothing: write the words that belong there.")
            process, today = click.get_current_context().obj
            made = function(**arguments)
            make, others = made if isinstance(made, tuple) else (made, None)
            edit(process, make, today, dry_run=dry_run, others=others)

        text, example = inspect.cleandoc(function.__doc__ or "").rsplit("\n\nExample: ", 1)
        options = click.option("--dry-run", is_flag=True, help="Print what would change as a unified diff; write nothing.")
        return click.command(name, cls=Operation, help=text, epilog=f"\b\nExample:\n  processengine {example}")(options(run))

    return decorate
