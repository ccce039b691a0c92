"""`diff`: what changed between two revisions, in sentences."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.cli.guesses import after_report, refuse_unwritable
from processengine.cli.options import columns, deliver, format_option, output_option, painter
from processengine.cli.progress import progress
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.change import Changeset
    from processengine.report.comparison import Comparison
    from processengine.sides import BothSides

FORMATS: Mapping[str, tuple[str, ...]] = {
    "text": (".txt",), "json": (".json",), "markdown": (".md", ".markdown"), "html": (".html", ".htm"), "svg": (".svg",),
}
"""Each format's suffixes."""


@click.command("diff")
@click.argument("sides", nargs=-1, metavar="[A [B]]")
@format_option(*FORMATS, default=None)
@output_option
@click.option("--exit-code", is_flag=True, help="Exit with status 1 where there is a difference.")
@click.option("--fail-on", type=click.Choice(["editorial", "behavioural", "breaking"]),
              help="Exit with status 1 where there is a difference of this impact or a more serious one.")
@click.option("--rename-threshold", metavar="SHARE", type=click.FloatRange(0, 1), default=0.7, show_default=True,
              help="How sure a guessed rename must be, from 0 to 1; at 1 none is guessed.")
@click.option("--write-was", is_flag=True, help="Write the guessed renames into the files of the second side, as `was`.")
def command(
    sides: tuple[str, ...], format_: str | None, output: str | None, exit_code: bool, fail_on: str | None, rename_threshold: float, write_was: bool
) -> int:
    """Say what changed between two revisions, in sentences.

    A and B are files, folders, revisions, or REV:path; a path that exists wins over a revision. BASE..HEAD compares
    two revisions, BASE...HEAD the second with where it left the first. One revision is compared with the files as
    they are now; without A and B, now is compared with where HEAD left the default branch.

    Without -f the output file's suffix tells the format, else it is text. HTML is a page that stands alone, with both
    pictures; SVG is the one picture of the change; markdown is for a pull request.
    """
    from processengine.change import Impact
    from processengine.cli.replacing import refuse_replacing

    refuse_replacing([output], sides)
    chosen = format_ or _format_of(output)
    with progress("Comparing"):
        read = _read(sides)
        if write_was:
            refuse_unwritable(read)
        comparison = _compared(read, rename_threshold)
    with progress("Drawing"):
        result = _rendered(comparison, read, chosen, is_screen=output in (None, "-"))
    deliver(result, output)
    after_report(read, comparison.changesets, write=write_was, say=chosen == "text")
    if comparison.impact is None:
        return 0
    return int(exit_code or (fail_on is not None and comparison.impact.rank <= Impact(fail_on).rank))


def _format_of(output: str | None) -> str:
    suffix = Path(output or "").suffix.lower()
    return next((name for name, suffixes in FORMATS.items() if suffix in suffixes), "text")


def _read(arguments: Sequence[str]) -> "BothSides":
    from processengine.collector import collector_paused
    from processengine.sides import places, read_sides

    with collector_paused():
        read = read_sides(places(arguments))
    for note in read.notes:
        click.echo(f"processengine: {note}", err=True)
    return read


def _compared(read: "BothSides", rename_threshold: float) -> "Comparison":
    from processengine.collector import collector_paused
    from processengine.diff.changeset import changesets
    from processengine.report.comparison import Comparison

    with collector_paused():
        return Comparison(read.before, read.after, changesets(read.old, read.new, same=read.are_files, rename_threshold=rename_threshold))


def _rendered(comparison: "Comparison", read: "BothSides", format_: str, *, is_screen: bool) -> str:
    if format_ == "json":
        from processengine.report import diff_json

        return diff_json.render(comparison)
    if format_ == "markdown":
        from processengine.report import diff_markdown

        return diff_markdown.render(comparison)
    if format_ == "html":
        from processengine.pictures import pictures
        from processengine.report import diff_html

        return diff_html.render(comparison, pictures(comparison.changesets, read.old, read.new))
    if format_ == "svg":
        return _picture(comparison, read)
    from processengine.report import diff_text

    return diff_text.render(comparison, painter() if is_screen else diff_text.plain, columns() if is_screen else None)


def _picture(comparison: "Comparison", read: "BothSides") -> str:
    """Return the one picture of the change; raise CannotRun where there is none to draw, or more than one."""
    from processengine import graphviz
    from processengine.draw import dot
    from processengine.pictures import change_of

    picture = change_of(_only_process(comparison), read.old, read.new)
    graphviz.refuse_too_large(picture)
    return graphviz.to_svg(dot.render(picture), picture.title)


def _only_process(comparison: "Comparison") -> "Changeset":
    """Return the process to draw: the only one that differs, else the only one there is."""
    processes = [one for one in comparison.changesets if one.kind == "process"]
    found = [one for one in processes if one.impact is not None] or processes
    if len(found) == 1:
        return found[0]
    if not found:
        raise CannotRun("There is no process here to draw; a journey has no picture.")
    if found == processes and comparison.impact is None:
        raise CannotRun(f"No process differs from {comparison.before} to {comparison.after}, so there is no change to draw.")
    files = ", ".join(one.after_file or one.before_file or one.id for one in found)
    raise CannotRun(f"{len(found)} processes differ and a picture shows one: name its file. There are {files}. -f html draws all.")
