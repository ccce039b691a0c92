"""`processengine` alone: how the library stands, and one thing to do next."""

from datetime import date

import click

from processengine.cli.options import TODAY_VARIABLE, today_or_clock
from processengine.errors import CannotRun

_WITHOUT_LIBRARY = """There is no library here yet.

Next: `processengine init` starts one: a first process, its settings, and a page for reps.
`processengine --help` lists the commands."""


def status() -> int:
    """Say how the library around the current folder stands; without one, how to start."""
    import os

    from processengine.check import survey
    from processengine.validate import Settings

    given = os.environ.get(TODAY_VARIABLE)
    try:
        today = today_or_clock(date.fromisoformat(given) if given else None)
    except ValueError:
        raise CannotRun(f"{TODAY_VARIABLE} is `{given}`; write a day, like 2026-11-20.") from None
    standing = survey(Settings(today))
    click.echo(_WITHOUT_LIBRARY if standing is None else standing)
    return 0
