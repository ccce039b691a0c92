"""`validate`: check files and say what is wrong."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from processengine.cli import validate_against, validate_fixing, with_evidence
from processengine.cli.evidence.options import source_options
from processengine.cli.formats import Target, formats_option, planned
from processengine.cli.options import output_option, today_option, today_or_clock
from processengine.cli.validate_reports import FORMATS, report
from processengine.diagnostic import Severity

if TYPE_CHECKING:
    from processengine.fixing import Rewritten

STDIN = "-"


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@formats_option(*FORMATS, default="text")
@output_option
@click.option("--set", "rule_set", type=click.Choice(["correctness", "recommended", "all"]), default="recommended",
              show_default=True, help="Which rules run; under `all` none waits for the file to use its subject.")
@click.option("--select", multiple=True, metavar="RULE", help="Run only this rule; repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave this rule out; repeatable.")
@validate_against.against_options
@click.option("--fail-on", type=click.Choice([severity.value for severity in Severity]), default="warning", show_default=True,
              help="The least severity that gives exit status 1.")
@click.option("--no-suppressions", is_flag=True, help="Report also what `# processengine: allow[...]` suppresses.")
@validate_fixing.fixing_options
@with_evidence.with_option
@source_options
@today_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: tuple[str, ...], formats: tuple[Target, ...], output: str | None, rule_set: str, select: tuple[str, ...], ignore: tuple[str, ...],
    since: str | None, baseline: str | None, write_baseline: str | None, fail_on: str,
    no_suppressions: bool, today: date | None, fix: bool, unsafe: bool, diff: bool, with_: str | None, **of_source: Any,
) -> int:
    """Check process files and say what is wrong, where, and what to do.

    PATH is a file, a folder, or - for the standard input. Without one, the library around this folder is checked,
    else every library below it.
    """
    from processengine.rules.index import known
    from processengine.rules.listing import RuleSet
    from processengine.validate import Settings

    asked_of_deals = with_evidence.asked(with_, **of_source)
    want = validate_fixing.asked(fix=fix, unsafe=unsafe, diff=diff, accepts=write_baseline is not None, has_formats=bool(formats))
    targets = planned(formats, output, "text")
    settings = Settings(
        today_or_clock(today), RuleSet(rule_set), known(select), known(ignore), suppress=not no_suppressions
    )
    stdin = sys.stdin.buffer.read() if STDIN in paths else None
    against = validate_against.asked(since, baseline, write_baseline, has_stdin=stdin is not None)
    files = [path for path in paths if path != STDIN]
    _refuse_replacing(targets, None if stdin is not None and not files else files, against)
    rewritten: Sequence[Rewritten] = ()
    with with_evidence.recorded(asked_of_deals) as deals:
        run = validate_against.Run(files, settings, against, deals)
        validation = run(stdin)
        if want.for_any:
            rewritten = validate_fixing.fixes_of(validation, stdin, run, want)
            if want.diff:
                return validate_fixing.show(rewritten, output)
            rewritten, mended = validate_fixing.apply(rewritten, stdin)
            validation = run(mended)
    limit = Severity(fail_on)
    with validate_fixing.report_beside(stdin, want):
        report(validation, targets, limit)
    validate_fixing.refuse(rewritten, "written")
    return int(any(diagnostic.severity.rank <= limit.rank for diagnostic in validation.diagnostics))


def _refuse_replacing(targets: Sequence[Target], paths: Sequence[str] | None, against: validate_against.Against) -> None:
    """Raise CannotRun where a report would take the place of a file that is validated, or of a baseline; `paths` is None where none is."""
    outputs = [target.file for target in targets]
    if not any(outputs):
        return
    from processengine.cli.replacing import existing, refuse_replacing
    from processengine.store import find

    refuse_replacing(outputs, [name for name in (against.baseline, against.write) if name is not None])
    there = existing(outputs)
    if there and paths is not None:
        refuse_replacing(there, (one.path for one in find(list(paths))))
