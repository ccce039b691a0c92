"""`release`: write versions and changelog, commit, and tag."""

from datetime import date

import click

from processengine.cli.options import today_option, today_or_clock

NOON = "12:00:00 +0000"


@click.command("release")
@click.argument("path", required=False, metavar="[LIBRARY]")
@click.option("--dry-run", is_flag=True, help="Only say what would be released and written.")
@click.option("--any-branch", is_flag=True, help="Release also from a branch that is not the default one.")
@today_option
def command(path: str | None, dry_run: bool, any_branch: bool, today: date | None) -> int:
    """Release what has changed: version, changelog, commit and tags.

    Each process that changed since its last release gets the version that its changes call for: major where open deals
    are touched, minor where people work otherwise, patch where only words changed. LIBRARY is a library's folder;
    without it the one around this folder is released. A release that was interrupted is finished by running it again.
    """
    from processengine.release import Options, release
    from processengine.report import release_text, validate_text

    day = today_or_clock(today)
    outcome = release(Options(path, day, f"{day.isoformat()} {NOON}" if today else "", any_branch, is_preview=dry_run))
    if outcome.errors:
        for error in outcome.errors:
            click.echo(f"{error.file}:{error.span.line}:{error.span.column} error: {error.rule}\n  {validate_text.plain(error.message, '')}")
        click.echo("Nothing was released: mend the errors first.")
        return 1
    entries, tags = [one.entry for one in outcome.plan.releases], [one.tag for one in outcome.plan.releases]
    if dry_run:
        click.echo(release_text.previewed(entries, sorted(outcome.plan.files), tags, outcome.here.branch), nl=False)
    else:
        click.echo(release_text.done(entries, tags, outcome.here.branch, outcome.finished), nl=False)
    return 0
