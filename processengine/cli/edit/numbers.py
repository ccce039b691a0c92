"""Numbers on the command line of `edit`, refused in words that say what to write."""

import math
import re
from typing import Any

import click

_NEGATIVE = re.compile(r"-\.?\d.*")


class Days(click.ParamType):  # type: ignore[type-arg]  # only newer releases of click have it generic
    """A number of days, 1 or more."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that a text names."""
        try:
            days = int(value)
        except ValueError:
            days = 0
        if days < 1:
            self.fail(f"`{value}` is no number of days; write 1 or more", param, ctx)
        return days


class Percent(click.ParamType):  # type: ignore[type-arg]  # see Days
    """A number of percent, 0 to 100."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number that a text names, with or without the sign for percent."""
        try:
            percent = float(str(value).removesuffix("%"))
        except ValueError:
            percent = math.nan
        if not 0 <= percent <= 100:
            self.fail(f"`{value}` is no percentage; write a number from 0 to 100", param, ctx)
        return percent


class Operation(click.Command):
    """A command that takes -3 for a number, not for options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let what begins like a negative number pass, to be judged like any other value."""
        ctx.ignore_unknown_options = any(_NEGATIVE.fullmatch(one) for one in args)
        return super().parse_args(ctx, args)
