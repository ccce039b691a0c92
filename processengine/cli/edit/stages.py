"""The operations on stages and outcomes."""

from typing import TYPE_CHECKING, Any

import click

from processengine.cli.edit.numbers import Days
from processengine.cli.edit.operation import operation

if TYPE_CHECKING:
    from processengine.cli.edit.doing import Make, Others
    from processengine.syntax.document import Document
    from processengine.syntax.edit.named.said import Said


@operation("add-stage")
@click.argument("id_", metavar="ID")
@click.option("--after", metavar="STAGE", help="Stand after this stage.")
@click.option("--before", metavar="STAGE", help="Stand before this stage.")
@click.option("--between", nargs=2, metavar="FROM TO", help="Go into this transition: FROM leads to ID, ID to TO.")
@click.option("--title", default="", help="The title; without one, the id in words.")
@click.option("--buyer", default="", help="What the buyer is busy with while the deal stays here.")
@click.option("--mirrors", multiple=True, metavar="STEP", help="A step of the journey; repeatable.")
@click.option("--max-days", type=Days(), help="How long a deal may stay.")
@click.option("--parked", is_flag=True, help="The deal waits here.")
def add_stage(id_: str, after: str | None, before: str | None, between: tuple[str, str] | None, **fields: Any) -> "Make":
    """Add a stage; by default after the last one that deals are worked on in.

    Example: edit new-business add-stage trial-agreed --after team-assembled --buyer "They agree to a trial"
    """
    from processengine.syntax.edit.named import stages

    given = {**fields, "mirrors": list(fields["mirrors"])}
    if between:
        return lambda document: stages.insert_stage(document, id_, given, *between)
    return lambda document: stages.add_stage(document, id_, given, before=before, after=after)


@operation("remove-stage")
@click.argument("stage")
@click.option("--bypass", is_flag=True, help="Stages that led there lead where it led.")
@click.option("--force", is_flag=True, help="The ways to it go too.")
def remove_stage(stage: str, bypass: bool, force: bool) -> "Make":
    """Remove a stage; refused while others lead there.

    Example: edit new-business remove-stage trial-agreed --bypass
    """
    from processengine.syntax.edit import EditError
    from processengine.syntax.edit.named import stages

    def make(document: "Document") -> "Said":
        try:
            return stages.remove_stage(document, stage, bypass=bypass, force=force)
        except stages.StillLedTo as error:
            raise EditError(f"{error} With --bypass its ways on take its place; with --force the ways to it go too.") from None

    return make


@operation("rename-stage")
@click.argument("old")
@click.argument("new")
def rename_stage(old: str, new: str) -> "tuple[Make, Others]":
    """Give a stage another id everywhere: in this file, and in the library's files that name it.

    The old id goes into `was`, so that deals and history are kept. To change only how it reads, use `title`.

    Example: edit new-business rename-stage board-decides board-has-decided
    """
    from processengine.syntax.edit.named import renaming

    return (
        lambda document: renaming.rename_stage(document, old, new),
        lambda document, other: renaming.references(other, document.id, old, new),
    )


@operation("move-stage")
@click.argument("stage")
@click.option("--before", metavar="STAGE", help="Stand before this stage.")
@click.option("--after", metavar="STAGE", help="Stand after this stage.")
def move_stage(stage: str, before: str | None, after: str | None) -> "Make":
    """Move a stage in the list: the order says what leads on and what leads back.

    Example: edit new-business move-stage team-assembled --before trouble-named
    """
    from processengine.syntax.edit.named import stages

    return lambda document: stages.move_stage(document, stage, before=before, after=after)


@operation("add-outcome")
@click.argument("id_", metavar="ID")
@click.argument("kind")
@click.option("--title", default="", help="The title; without one, the id in words.")
@click.option("--from-anywhere", "anywhere", is_flag=True, help="Every stage may leave to it.")
@click.option("--when", default="", metavar="TEXT", help="When deals leave to it from anywhere.")
def add_outcome(id_: str, kind: str, title: str, anywhere: bool, when: str) -> "Make":
    """Add an outcome of a KIND: won, lost, no-decision, disqualified, introduced, realised, unrealised or admin.

    Example: edit new-business add-outcome not-for-us disqualified --from-anywhere
    """
    from processengine.syntax.edit.named import stages

    return lambda document: stages.add_outcome(document, id_, kind, title=title, anywhere=anywhere or bool(when), when=when)


OPERATIONS = (add_stage, remove_stage, rename_stage, move_stage, add_outcome)
