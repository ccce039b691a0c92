"""The operations on anything, by its path."""

from typing import TYPE_CHECKING

import click

from processengine.cli.edit.operation import operation

if TYPE_CHECKING:
    from processengine.cli.edit.doing import Make


@operation("set")
@click.argument("path")
@click.argument("value")
@click.option("--text", is_flag=True, help="VALUE is text, whatever it looks like.")
def set_(path: str, value: str, text: bool) -> "Make":
    """Give what stands at PATH a value, whether or not it had one.

    PATH goes by ids. VALUE is text, a number, true or false, or a list like [a, b].

    Example: edit new-business set stages.board-decides.closed_door true
    """
    from processengine.syntax.edit.named import anything

    return lambda document: anything.set_value(document, path, value, text=text)


@operation("add")
@click.argument("path")
@click.argument("value", required=False)
@click.option("--before", metavar="SIBLING", help="Stand before this one.")
@click.option("--after", metavar="SIBLING", help="Stand after this one.")
@click.option("--text", is_flag=True, help="VALUE is text, whatever it looks like.")
def add(path: str, value: str | None, before: str | None, after: str | None, text: bool) -> "Make":
    """Add something new at PATH; without VALUE the last name of PATH goes into a list.

    Example: edit new-business add stages.board-decides.involves.champion
    """
    from processengine.syntax.edit.named import anything

    return lambda document: anything.add_value(document, path, value, before=before, after=after, text=text)


@operation("remove")
@click.argument("path")
def remove(path: str) -> "Make":
    """Remove what stands at PATH, with its comments.

    Example: edit new-business remove stages.board-decides.max_days
    """
    from processengine.syntax.edit.named import anything

    return lambda document: anything.remove_value(document, path)


@operation("move")
@click.argument("path")
@click.option("--before", metavar="SIBLING", help="Stand before this one.")
@click.option("--after", metavar="SIBLING", help="Stand after this one.")
def move(path: str, before: str | None, after: str | None) -> "Make":
    """Move what stands at PATH beside one of its siblings, with its comments.

    Example: edit new-business move roles.partner --before seller
    """
    from processengine.syntax.edit.named import anything

    return lambda document: anything.move_value(document, path, before=before, after=after)


OPERATIONS = (set_, add, remove, move)
