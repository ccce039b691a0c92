"""`edit`: the edit operations for people who would rather not touch YAML."""

from datetime import date

import click

from processengine.cli.edit import parts, paths, stages, transitions
from processengine.cli.options import today_option, today_or_clock
from processengine.errors import CannotRun

EXAMPLES = """\b
Examples:
  processengine edit new-business add-play team-assembled "Ask who else must agree"
  processengine edit new-business add-transition own-fix-tried waiting --when "Next year" --dry-run
"""


class Operations(click.Group):
    """The operations, in the order in which they are defined, with the nearest name for one that isn't there."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the operations in their order here."""
        del ctx
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let `edit add-play --help` do without a process, which everything else needs."""
        if args and args[0] in self.commands:
            if "--help" not in args and "-h" not in args:
                raise CannotRun(f"Name the process first: processengine edit PROCESS {args[0]} ...")
            args = ["PROCESS", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each operation with its first sentence, whole."""
        del ctx
        with formatter.section("Operations"):
            formatter.write_dl([(name, (one.help or "").split("\n", 1)[0]) for name, one in self.commands.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the operation, or name the nearest."""
        if args[0] not in self.commands:
            from processengine.model.nearest import did_you_mean

            known = did_you_mean(args[0], self.commands) or f" There are {', '.join(self.commands)}."
            raise CannotRun(f"There is no operation `{args[0]}`.{known} See `processengine edit --help`.")
        return super().resolve_command(ctx, args)


@click.group("edit", cls=Operations, subcommand_metavar="OPERATION [ARGUMENT]...", epilog=EXAMPLES)
@click.argument("process")
@today_option
@click.pass_context
def command(ctx: click.Context, process: str, today: date | None) -> None:
    """Change a process without touching YAML.

    PROCESS is a process's id, or a file. Everything that the operation is not about stays as it is, byte for byte:
    comments, order and layout. The result is checked, and errors that it brings are told; nothing but damage to the
    text is refused. `processengine edit OPERATION --help` tells more of an operation.
    """
    ctx.obj = (process, today_or_clock(today))


for _operation in (*stages.OPERATIONS, *transitions.OPERATIONS, *parts.OPERATIONS, *paths.OPERATIONS):
    command.add_command(_operation)
