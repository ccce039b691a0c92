"""The operations on what belongs to a stage: criteria, plays and fields."""

from typing import TYPE_CHECKING, Any

import click

from processengine.cli.edit.numbers import Days, Percent
from processengine.cli.edit.operation import operation

if TYPE_CHECKING:
    from processengine.cli.edit.doing import Make


@operation("add-criterion")
@click.argument("stage")
@click.argument("text")
@click.option("--id", "id_", metavar="ID", help="Its id; without one, the text's first words.")
@click.option("--proof", help="What shows it: document, email, meeting, system, signature or quote.")
@click.option("--field", metavar="NAME", help="Where the CRM keeps it.")
@click.option("--settles", multiple=True, metavar="ID", help="Change work that it settles; repeatable.")
@click.option("--when", metavar="TEXT", help="When it is asked for.")
def add_criterion(stage: str, text: str, id_: str | None, **fields: Any) -> "Make":
    """Add an exit criterion: a fact about the buyer that must hold before a deal goes on.

    Example: edit new-business add-criterion team-assembled "The buyer has named who can say no" --proof email
    """
    from processengine.syntax.edit.named import parts

    given = {**fields, "settles": list(fields["settles"])}
    return lambda document: parts.add_criterion(document, stage, text, id_, **given)


@operation("remove-criterion")
@click.argument("stage")
@click.argument("id_", metavar="ID")
def remove_criterion(stage: str, id_: str) -> "Make":
    """Remove an exit criterion.

    Example: edit new-business remove-criterion team-assembled names-written
    """
    from processengine.syntax.edit.named import parts

    return lambda document: parts.remove_part(document, stage, "exit_criteria", "criterion", id_)


@operation("add-play")
@click.argument("stage")
@click.argument("text")
@click.option("--id", "id_", metavar="ID", help="Its id; without one, the text's first words.")
@click.option("--by", metavar="ROLE", help="Who does it; without one, who leads the stage.")
@click.option("--serves", help="What it serves: change, choice, champion or client.")
@click.option("--kit", metavar="KIT", help="What it hands over.")
@click.option("--asks", multiple=True, metavar="QUESTION", help="A question it asks; repeatable.")
def add_play(stage: str, text: str, id_: str | None, **fields: Any) -> "Make":
    """Add a play: what a seller may do to help the buyer through the stage.

    Example: edit new-business add-play team-assembled "Ask who else must agree" --serves change
    """
    from processengine.syntax.edit.named import parts

    given = {**fields, "asks": list(fields["asks"])}
    return lambda document: parts.add_play(document, stage, text, id_, **given)


@operation("remove-play")
@click.argument("stage")
@click.argument("id_", metavar="ID")
def remove_play(stage: str, id_: str) -> "Make":
    """Remove a play.

    Example: edit new-business remove-play team-assembled who-else
    """
    from processengine.syntax.edit.named import parts

    return lambda document: parts.remove_part(document, stage, "plays", "play", id_)


def _field(field: str, value: Any, stage: str) -> "Make":
    from processengine.syntax.edit.named import parts

    return lambda document: parts.set_field(document, stage, field, value)


@operation("title")
@click.argument("stage")
@click.argument("text")
def title(stage: str, text: str) -> "Make":
    """Say how a stage is called; its id stays.

    Example: edit new-business title board-decides "The board has decided"
    """
    return _field("title", text, stage)


@operation("buyer")
@click.argument("stage")
@click.argument("text")
def buyer(stage: str, text: str) -> "Make":
    """Say what the buyer is busy with while a deal stays in a stage.

    Example: edit new-business buyer board-decides "The board decides without us in the room"
    """
    return _field("buyer", text, stage)


@operation("max-days")
@click.argument("stage")
@click.argument("days", type=Days())
def max_days(stage: str, days: int) -> "Make":
    """Say how many days a deal may stay in a stage.

    Example: edit new-business max-days board-decides 30
    """
    return _field("max_days", days, stage)


@operation("probability")
@click.argument("stage")
@click.argument("percent", type=Percent())
def probability(stage: str, percent: float) -> "Make":
    """Say with which probability deals in a stage are won, in percent.

    Example: edit new-business probability board-decides 75
    """
    return _field("probability", percent, stage)


OPERATIONS = (add_criterion, remove_criterion, add_play, remove_play, title, buyer, max_days, probability)
