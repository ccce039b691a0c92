"""The command line: which commands there are, and the one place where errors become exit codes."""

import gc
import importlib
import os
import sys
from typing import Any, NoReturn

import click

from processengine import __version__
from processengine.errors import CannotRun

COMMANDS: tuple[tuple[str, str], ...] = (
    ("init", "Start a library: the first file, its settings, and a page for reps."),
    ("validate", "Check process files and say what is wrong, where, and what to do."),
    ("explain", "Explain a rule: what, why, a bad and a good example."),
    ("rules", "List the rules."),
    ("diff", "Say what changed between two revisions, in sentences."),
    ("merge", "Merge two versions of a file, or two branches, by what they mean."),
    ("draw", "Draw a process, or what changed in it."),
    ("fmt", "Put the keys of process files in order, and set blank lines."),
    ("edit", "Change a process without touching YAML."),
    ("propose", "Make a proposal of your edits: a branch that says what changes and why."),
    ("review", "Say what a branch proposes, whether it can go on, who must agree, and what the deals say."),
    ("rule", "Accept a proposal, which merges it, or reject it with a reason."),
    ("impact", "Say what becomes of the deals in flight under a change: they stay, move, or need a person."),
    ("proposals", "List the proposals: which wait for you, where each stands, and what it collides with."),
    ("evidence", "Say what the deals say: how they went, and what that means for a process."),
    ("release", "Release what has changed: version, changelog, records, commit and tags."),
    ("outcomes", "Say whether what released proposals expected came about, and how often we were right."),
    ("git", "Set git up to merge and compare by meaning, and say what is missing."),
    ("schema", "Print the JSON Schema of a kind of document."),
)
"""Each command's name and its line in the help; its file is opened when it runs."""

CANNOT_RUN = 2

ON_GITHUB = "GITHUB_ACTIONS"
"""The variable that is `true` where a step of GitHub Actions runs us and reads what we print."""


class Commands(click.Group):
    """The group of commands, of which only the one that runs is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a day's work."""
        del ctx
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its file opened."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"processengine.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without opening their files."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(COMMANDS)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest."""
        name = args[0]
        if name not in self.list_commands(ctx) and not name.startswith("-"):
            from processengine.model.nearest import did_you_mean

            raise CannotRun(f"There is no command `{name}`.{did_you_mean(name, self.list_commands(ctx))} See --help.")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 fine, 1 findings, or differences where you asked for it (--exit-code), 2 could not run.",
)
@click.version_option(__version__, "-V", "--version", prog_name="processengine")
@click.pass_context
def cli(ctx: click.Context) -> int | None:
    """Pull requests for sales processes.

    A process is a text file: a graph of stages, each mirroring a step of the buyer's journey. Alone, inside a
    library, the command says how the library stands and one thing to do next.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from processengine.cli.status import status

    return status()


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    # pydantic would read the metadata of every package installed, to find plug-ins that might watch our models.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from processengine.cli.closed import stand_in

        stand_in()
    _speak_utf8()
    try:
        code = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CANNOT_RUN
    except OSError as error:
        code = _say(f"The output can't be written: {error.strerror or error}.")
    except Exception as error:
        if os.environ.get("PROCESSENGINE_TRACEBACK"):
            raise
        code = _say(f"This is a mistake in processengine, not in your files: {type(error).__name__}: {error}. "
                    "Please report it with what PROCESSENGINE_TRACEBACK=1 prints.")
    # DuckDB's binding takes what it can't take back at the exit for leaks, and writes pages about them.
    if "duckdb" not in sys.modules:
        gc.freeze()
    sys.exit(code)


def run(arguments: list[str] | None) -> int:
    """Run the command line and return the exit status; in the log of GitHub Actions nothing printed is a command."""
    if os.environ.get(ON_GITHUB) != "true":
        return _run(arguments)
    from processengine.cli.log import no_commands

    with no_commands():
        return _run(arguments)


def _run(arguments: list[str] | None) -> int:
    try:
        code: Any = cli.main(arguments, prog_name="processengine", standalone_mode=False)
    except CannotRun as error:
        return _say(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        path = error.ctx.command_path if error.ctx else "processengine"
        return _say(f"Arguments are missing. See `{path} --help`.")
    except click.ClickException as error:
        where = getattr(error, "ctx", None)
        advice = f" See `{where.command_path} --help`." if where else ""
        return _say(f"{error.format_message().rstrip('.')}.{advice}")
    except (click.Abort, KeyboardInterrupt):
        return _say("stopped.")
    return code if isinstance(code, int) else 0


def _say(message: str) -> int:
    from processengine.report.safe import unread, visible

    # This is the last that is said, maybe after the log has been left.
    line = f"processengine: {visible(' '.join(message.split()))}\n"
    click.echo(unread(line) if os.environ.get(ON_GITHUB) == "true" and not sys.stderr.isatty() else line, nl=False, err=True)
    return CANNOT_RUN


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
