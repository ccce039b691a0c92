"""`merge`: three-way by meaning, for people, for git and for CI."""

from datetime import date

import click

from processengine.cli.options import deliver, format_option, output_option, today_option, today_or_clock


@click.command("merge")
@click.argument("sides", nargs=-1, metavar="[BASE OURS THEIRS]")
@format_option("text", "json", default="text")
@output_option
@click.option("--check", metavar="BASE..HEAD", help="Say what merging HEAD into BASE would give, file by file; nothing is written.")
@click.option("--driver", nargs=4, metavar="%O %A %B %P", help="Be git's merge driver (`git install` sets it up): the result goes into %A.")
@click.option("--labels", nargs=3, default=("", "", ""), metavar="%S %X %Y", help="What git calls the sides, for --driver.")
@click.option("--marker-size", default="", metavar="%L", help="How long the marks of a conflict are, for --driver.")
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    sides: tuple[str, ...], format_: str, output: str | None, check: str | None, driver: tuple[str, str, str, str] | None,
    labels: tuple[str, str, str], marker_size: str, today: date | None,
) -> int:
    """Merge two versions of a file, or two branches, by what they mean.

    What THEIRS changed since BASE goes into OURS, and the result is validated in the place of OURS: two edits that
    are fine alone and wrong together are a conflict too. Each side is a file or REV:path. Exit status 1 where
    there is a conflict: marked in the text, or told on the standard error.
    """
    modes = [bool(sides), check is not None, driver is not None]
    if modes.count(True) != 1 or (sides and len(sides) != 3):
        raise click.UsageError("Name three files, BASE OURS THEIRS; or two branches: --check BASE..HEAD")
    day = today_or_clock(today)
    if driver is not None:
        return _drive(driver, labels, marker_size, day)
    if check is not None or format_ == "json":
        from processengine.cli.replacing import refuse_replacing

        refuse_replacing([output], sides)
    if check is not None:
        return _check(check, format_, output, day)
    return _merge(sides, format_, output, day)


def _merge(sides: tuple[str, ...], format_: str, output: str | None, today: date) -> int:
    from processengine.merging.named import merge_named
    from processengine.report import merge_json, merge_text

    merged = merge_named(sides, today)
    if format_ == "json":
        deliver(merge_json.render(merged), output)
    else:
        # Byte for byte: line ends and a missing last one are the user's.
        _deliver_exactly(merged.text, output)
        for line in merge_text.findings(merged, output or sides[1]):
            click.echo(line, err=True)
    return int(not merged.clean)


def _deliver_exactly(text: str, output: str | None) -> None:
    if output is not None and output != "-":
        deliver(text, output)
    else:
        click.echo(text.encode(), nl=False)


def _drive(files: tuple[str, str, str, str], labels: tuple[str, str, str], marker_size: str, today: date) -> int:
    from processengine.collector import collector_paused

    with collector_paused():
        from pathlib import Path

        from processengine.merging.driver import Call, drive, names_of, size_of

        base, ours, theirs, place = files
        call = Call(Path(base), Path(ours), Path(theirs), place, names_of(*labels), size_of(marker_size))
        driven = drive(call, today)
    for line in driven.said:
        click.echo(f"processengine: {line}" if not line.startswith(" ") else line, err=True)
    return int(not driven.clean)


def _check(revisions: str, format_: str, output: str | None, today: date) -> int:
    from processengine.cli.options import painter
    from processengine.merging.check import check_merge
    from processengine.report import merge_check_json, merge_check_text

    checked = check_merge(revisions, today)
    if format_ == "json":
        deliver(merge_check_json.render(checked), output)
    else:
        deliver(merge_check_text.render(checked, merge_check_text.plain if output else painter()), output)
    return int(not checked.clean)
