"""`impact`: the deals in flight under a change: where each stands, where it moves, and what it lacks."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from processengine.cli.evidence.options import asked, source_options
from processengine.cli.options import columns, deliver, format_option, output_option
from processengine.errors import CannotRun


@click.command("impact")
@click.argument("sides", nargs=-1, metavar="[A [B]]")
@click.option("--deals", is_flag=True, help="Tell each deal too; csv always does.")
@click.option("--update", metavar="FILE", help="Write a file that your CRM loads to move the deals that `moves` of the proposal moves.")
@click.option("--partial", is_flag=True, help="Write that file although other deals need a person.")
@source_options
@format_option("text", "json", "csv", default="text")
@output_option
def command(sides: tuple[str, ...], deals: bool, update: str | None, partial: bool, format_: str, output: str | None, **source: Any) -> int:
    """Say what becomes of the deals in flight under a change: they stay, move, or need a person.

    A and B are what they are for `diff`: files, folders, revisions, REV:path, BASE..HEAD or BASE...HEAD; without both,
    now is compared with where HEAD left the default branch. Where deals go from a stage that is removed, split or
    merged, `moves` says in the proposals of the change; a rename that `was` states keeps them. A deal lacks what an
    exit criterion asks that says `applies: now`; of all others it keeps those under which it entered its stage. Where
    deals are, and what the CRM calls their stages, is read as the first side's library.yaml has it.

    Exit status: 0 fine, 1 where deals need a person, 2 could not run.
    """
    from processengine.cli.impact_asking import flying
    from processengine.cli.impact_writing import deliver_update, rendered, say_held_back, say_written
    from processengine.cli.impact_writing import update as updating
    from processengine.cli.replacing import refuse_replacing

    _refuse_one_file(output, update, partial=partial)
    refuse_replacing([output, update], sides)
    with ExitStack() as until_the_end:
        told, found = flying(sides, asked(**source), until_the_end)
        result = rendered(told, found, format_, each=deals or format_ == "csv", room=None if output else columns())
        is_held_back = update is not None and told.need_a_person > 0 and not partial
        content = updating(found) if update is not None and not is_held_back else None
    if update is not None and content is not None:
        deliver_update(update, content)
    deliver(result, output, is_data=format_ == "csv")
    if update is not None and content is not None:
        say_written(update, content)
    elif update is not None:
        say_held_back(update, told)
    return int(told.need_a_person > 0)


def _refuse_one_file(output: str | None, update: str | None, *, partial: bool) -> None:
    """Raise CannotRun where the update has no file of its own."""
    if update is None and partial:
        raise CannotRun("--partial is about the file for your CRM: name that with --update FILE.")
    if update is None:
        return
    if update.strip() in ("", "-"):
        raise CannotRun("--update needs the name of a file: the standard output has the answer.")
    if output is not None and Path(update).resolve() == Path(output).resolve():
        raise CannotRun(f"{update} can't hold both the answer and the update: name two files.")
