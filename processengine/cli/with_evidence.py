"""`--with evidence`: a command that asks the deals as well."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from processengine.cli.options import F
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.deals.asked import Asked
    from processengine.deals.recorded import RecordedDeals


def with_option(command: F) -> F:
    """Add the option `--with`; it arrives as `with_`."""
    return click.option("--with", "with_", type=click.Choice(["evidence"]), help="Ask the deals too: what their history says.")(command)


def asked(with_: str | None, source: str | None, columns: tuple[str, ...], where: tuple[str, ...], as_of: date | None) -> "Asked | None":
    """Return what is asked of the deals, None where they aren't; raise CannotRun for a source that nobody would read."""
    if with_ is not None:
        from processengine.deals.asked import Asked

        return Asked(source, columns, where, as_of)  # nobody watches: the command shows what it is at itself
    given = [name for name, value in (("--source", source), ("--column", columns), ("--where", where), ("--as-of", as_of)) if value]
    if given:
        raise CannotRun(f"{given[0]} says how to read the deals, and nobody asks them; add --with evidence.")
    return None


@contextmanager
def recorded(asked_of_deals: "Asked | None") -> Iterator["RecordedDeals | None"]:
    """Yield what asks the deals, where they are asked at all; what was opened is closed at the end."""
    if asked_of_deals is None:
        yield None
        return
    from processengine.deals.recorded import recorded_deals

    with recorded_deals(asked_of_deals) as deals:
        yield deals
