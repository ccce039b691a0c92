"""`validate`: check files and say what is wrong."""

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from processengine.cli.options import deliver, format_option, output_option, painter, today_option, today_or_clock
from processengine.diagnostic import Severity
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.since import Bases

STDIN = "-"


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@format_option("text", "json", default="text")
@output_option
@click.option("--set", "rule_set", type=click.Choice(["correctness", "recommended", "all"]), default="recommended",
              show_default=True, help="Which rules run; under `all` none waits for the file to use its subject.")
@click.option("--select", multiple=True, metavar="RULE", help="Run only this rule; repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave this rule out; repeatable.")
@click.option("--since", metavar="REV", help="Also judge what changed since HEAD left REV: a branch, a tag or a commit.")
@click.option("--fail-on", type=click.Choice([severity.value for severity in Severity]), default="warning", show_default=True,
              help="The least severity that gives exit status 1.")
@click.option("--no-suppressions", is_flag=True, help="Report also what `# processengine: allow[...]` suppresses.")
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: tuple[str, ...], format_: str, output: str | None, rule_set: str, select: tuple[str, ...], ignore: tuple[str, ...],
    since: str | None, fail_on: str, no_suppressions: bool, today: date | None,
) -> int:
    """Check process files and say what is wrong, where, and what to do.

    PATH is a file, a folder, or - for the standard input. Without one, the library around this folder is checked,
    else every library below it.
    """
    from processengine.check import check
    from processengine.report import validate_json, validate_text
    from processengine.rules.index import known
    from processengine.rules.listing import RuleSet
    from processengine.validate import Settings

    settings = Settings(
        today_or_clock(today), RuleSet(rule_set), known(select), known(ignore), suppress=not no_suppressions
    )
    stdin = sys.stdin.buffer.read() if STDIN in paths else None
    validation = check([path for path in paths if path != STDIN], stdin, settings, _bases(since, stdin))
    if format_ == "json":
        deliver(validate_json.render(validation), output)
    else:
        paint = validate_text.plain if output else painter()
        deliver(validate_text.render(validation, paint), output)
    limit = Severity(fail_on).rank
    return int(any(diagnostic.severity.rank <= limit for diagnostic in validation.diagnostics))


def _bases(since: str | None, stdin: bytes | None) -> "Bases | None":
    if since is None:
        return None
    if stdin is not None:
        raise CannotRun("--since compares files with their earlier revisions, and the standard input has none.")
    from processengine.since import SinceRevision

    return SinceRevision.named(since)
