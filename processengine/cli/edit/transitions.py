"""The operations on transitions."""

from typing import TYPE_CHECKING

import click

from processengine.cli.edit.operation import operation

if TYPE_CHECKING:
    from processengine.cli.edit.doing import Make


@operation("add-transition")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--when", default="", metavar="TEXT", help="The condition under which deals go this way.")
def add_transition(source: str, target: str, when: str) -> "Make":
    """Lead from a stage to another; FROM may be `anywhere`, TO may be `process/stage`.

    Example: edit new-business add-transition own-fix-tried waiting --when "They wait for the year's end"
    """
    from processengine.syntax.edit.named import transitions

    return lambda document: transitions.add_transition(document, source, target, when)


@operation("remove-transition")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def remove_transition(source: str, target: str) -> "Make":
    """Take a transition away; FROM may be `anywhere`.

    Example: edit new-business remove-transition own-fix-tried waiting
    """
    from processengine.syntax.edit.named import transitions

    return lambda document: transitions.remove_transition(document, source, target)


@operation("when")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.argument("text")
def when(source: str, target: str, text: str) -> "Make":
    """Say under which condition deals go from FROM to TO; an empty TEXT takes the condition away.

    Example: edit new-business when own-fix-tried waiting "They wait for the year's end"
    """
    from processengine.syntax.edit.named import transitions

    return lambda document: transitions.set_when(document, source, target, text)


OPERATIONS = (add_transition, remove_transition, when)
