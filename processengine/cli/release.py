"""`release`: write versions, records and changelog, commit, and tag."""

from datetime import date
from typing import TYPE_CHECKING

import click

from processengine.cli.approving import answer_option, approval_options
from processengine.cli.options import today_option, today_or_clock
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.release import Judging

NOON = "12:00:00 +0000"


@click.command("release")
@click.argument("path", required=False, metavar="[LIBRARY]")
@click.option("--dry-run", is_flag=True, help="Only say what would be released and written.")
@click.option("--any-branch", is_flag=True, help="Release also from a branch that is not the default one.")
@answer_option
@approval_options
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    path: str | None, dry_run: bool, any_branch: bool, answers: tuple[tuple[str, str], ...], approvals: tuple[str, ...], server: str | None,
    person: str, today: date | None,
) -> int:
    """Release what has changed: version, changelog, records, commit and tags.

    Each process that changed since its last release gets the version that its changes call for: major where open deals
    are touched, minor where people work otherwise, patch where only words changed. Proposals that it brings get their
    record. LIBRARY is a library's folder; without it the one around this folder is released. A release that was
    interrupted is finished by running it again.
    """
    from processengine.cli.review_approving import standing_at
    from processengine.release import Options, release
    from processengine.report import release_text, validate_text

    if bool(person) != bool(server):
        raise CannotRun("On a server somebody releases: say --server REPO and --as PERSON together.")
    standing_at(server)
    day = today_or_clock(today)
    options = Options(path, day, f"{day.isoformat()} {NOON}" if today else "", any_branch, is_preview=dry_run, server=server, person=person)
    outcome = release(options, _judging(approvals, server, dict(answers)))
    if outcome.errors:
        for error in outcome.errors:
            click.echo(f"{error.file}:{error.span.line}:{error.span.column} error: {error.rule}\n  {validate_text.plain(error.message, '')}")
        click.echo("Nothing was released: mend the errors first.")
        return 1
    if outcome.refused:
        click.echo(release_text.refused(outcome.refused), nl=False)
        return 1
    entries, tags = [one.entry for one in outcome.plan.releases], [one.tag for one in outcome.plan.releases]
    if dry_run:
        click.echo(release_text.previewed(entries, sorted(outcome.plan.files), tags, outcome.here.branch), nl=False)
    else:
        click.echo(release_text.done(entries, tags, outcome.here.branch, outcome.finished, () if server else outcome.sends), nl=False)
    for line in standing_at(server):
        click.echo(line)
    return 0


def _judging(approvals: tuple[str, ...], server: str | None, answers: dict[str, str]) -> "Judging":
    from processengine.cli.approving import of_files
    from processengine.deals.asked import Asked
    from processengine.review.facts import informed
    from processengine.ruling.logged import unruled
    from processengine.ruling.releasing import judging

    if approvals and server:
        raise CannotRun("Approvals are on a forge or on a server of your own: give --approvals or --server, not both.")
    return judging(of_files(approvals) if approvals else None, lambda gathering: informed(gathering, Asked()), unruled if server else None, answers)
