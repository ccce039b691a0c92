"""What `propose` asks on a terminal: what isn't said yet, each with what an empty answer means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from processengine.change import Changeset
    from processengine.propose.edited import Edited
    from processengine.propose.making import Wish


def asked(edited: "Edited", wish: "Wish", changes: "Sequence[Changeset]") -> "Wish":
    """Return what is wished, with the answers to what was not said."""
    from processengine.propose.making import gone, suggested
    from processengine.propose.moves import stages
    from processengine.report.safe import visible

    title = wish.title or _answer(f"What do you propose, in a line? [{visible(suggested(changes))}]")
    why = wish.why or _answer("Why? What have you seen at buyers? [you write it into the proposal later]")
    there = {name: called for one in changes if one.kind == "process" for name, called in stages(edited.now, one.id).items()}
    moves = dict(wish.moves)
    open_ = {name: called for name, called in gone(changes).items() if name not in moves}
    if open_:
        click.echo(f"Stages that there will be: {', '.join(there)}")
    for name, called in open_.items():
        question = f"“{visible(called)}” goes away. In which stage do deals go on that stand there? [you say it later]"
        moves[name] = _answer(question, _one_of(there))
    return replace(wish, title=title, why=why, moves={old: new for old, new in moves.items() if new})


def _answer(question: str, check: "Callable[[str], str]" = str.strip) -> str:
    """Return the answer to a question; what stands in its brackets is what an empty one means."""
    said: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ", value_proc=check)
    return said


def _one_of(there: Mapping[str, str]) -> "Callable[[str], str]":
    def check(answer: str) -> str:
        from processengine.propose.moves import no_stage

        name = answer.strip()
        if name and name not in there:
            raise click.UsageError(no_stage(name, there))
        return name

    return check
