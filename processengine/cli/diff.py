"""`diff`: what changed between two revisions, in sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from processengine.cli.options import deliver, format_option, output_option, painter

if TYPE_CHECKING:
    from processengine.report.comparison import Comparison


@click.command("diff")
@click.argument("sides", nargs=-1, metavar="[A [B]]")
@format_option("text", "json", default="text")
@output_option
@click.option("--exit-code", is_flag=True, help="Exit with status 1 where there is a difference.")
@click.option("--fail-on", type=click.Choice(["editorial", "behavioural", "breaking"]),
              help="Exit with status 1 where there is a difference of this impact or a more serious one.")
def command(sides: tuple[str, ...], format_: str, output: str | None, exit_code: bool, fail_on: str | None) -> int:
    """Say what changed between two revisions, in sentences.

    A and B are files, folders, revisions, or REV:path; a path that exists wins over a revision. BASE..HEAD compares
    two revisions, BASE...HEAD the second with where it left the first. One revision is compared with the files as
    they are now; without A and B, now is compared with where HEAD left the default branch.
    """
    from processengine.change import Impact
    from processengine.report import diff_json, diff_text

    comparison = _compared(sides)
    if format_ == "json":
        deliver(diff_json.render(comparison), output)
    else:
        deliver(diff_text.render(comparison, diff_text.plain if output else painter()), output)
    if comparison.impact is None:
        return 0
    return int(exit_code or (fail_on is not None and comparison.impact.rank <= Impact(fail_on).rank))


def _compared(arguments: Sequence[str]) -> "Comparison":
    from processengine.collector import collector_paused
    from processengine.diff.changeset import changesets
    from processengine.report.comparison import Comparison
    from processengine.sides import places, read_sides

    with collector_paused():
        read = read_sides(places(arguments))
        for note in read.notes:
            click.echo(f"processengine: {note}", err=True)
        return Comparison(read.before, read.after, changesets(read.old, read.new, same=read.are_files))
