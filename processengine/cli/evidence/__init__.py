"""`evidence`: what the deals say."""

import importlib

import click

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("check", "Say what the source holds, and what can be computed from it."),
    ("summary", "Count deals, moves and ways, without any process."),
    ("replay", "Run the deals' history through a process."),
    ("funnel", "Say how many deals go on from each stage."),
    ("paths", "Show the ways that deals go, and how often each wins."),
    ("measure", "Compute the measures of a process."),
    ("claim", "Recompute the claims of a proposal."),
    ("drift", "Say where the process and life differ."),
)
"""Each question's name and its line in the help; its file is opened when it is asked."""


class Questions(click.Group):
    """The group of questions, of which only the one that is asked is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are mostly asked."""
        del ctx
        return [name for name, _ in QUESTIONS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a question, its file opened."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"processengine.cli.evidence.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of questions without opening their files."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(QUESTIONS)


@click.group("evidence", cls=Questions)
def command() -> None:
    """Say what the deals say: how they went, and what that means for a process."""
