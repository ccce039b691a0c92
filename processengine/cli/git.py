"""`git`: set git up to merge and compare by meaning, and say what is missing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.cli.options import deliver, format_option, output_option, painter

if TYPE_CHECKING:
    from processengine.git.configuration import Scope
    from processengine.report.git_doctor import Check


@click.group("git")
def command() -> None:
    """Set git up to merge and compare by meaning, and say what is missing."""


@command.command("install")
@click.option("--local", "scope", flag_value="local", default="local", help="For this repository (the default).")
@click.option("--global", "scope", flag_value="global", help="For all your repositories.")
@click.option("--server", metavar="REPO", help="Set up a server's own repository (bare), which keeps approvals, instead.")
def install_command(scope: "Scope", server: str | None) -> int:
    """Set up the drivers, and name in .gitattributes the files that they are for.

    Git then merges and compares the files of each library by what they mean. The settings are yours alone:
    everybody runs this once in their clone. The .gitattributes is to be committed.

    With --server no push moves the default branch, tags, closed proposals or the log of approvals any more, and the
    server gets a key to sign that log with.
    """
    from processengine.install.installing import install

    if server is not None:
        from processengine.install.serving import install_server

        done = install_server(Path(server))
    else:
        done = install(scope)
    for line in done.said:
        click.echo(line)
    return 0


@command.command("doctor")
@click.option("--server", metavar="REPO", help="Look at a server's own repository instead: its settings, its key and its log.")
@format_option("text", "json", default="text")
@output_option
def doctor_command(server: str | None, format_: str, output: str | None) -> int:
    """Say what is missing for git to merge and compare by meaning here.

    Exit status 0 where all is fine, 1 where something is missing, 2 outside of a repository.
    """
    from processengine.report import git_doctor

    checks = _examined(server)
    if format_ == "json":
        deliver(git_doctor.as_json(checks), output)
    else:
        deliver(git_doctor.text(checks, _plain if output else painter()), output)
    return int(any(check.state == "missing" for check in checks))


@command.command("diff-driver", hidden=True)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def diff_driver_command(arguments: tuple[str, ...]) -> int:
    """Be git's diff driver: what changed in sentences, then the lines."""
    from processengine.install.diff_driver import shown

    click.echo(shown(list(arguments)), nl=False)
    return 0


def _examined(server: str | None) -> "list[Check]":
    if server is not None:
        from processengine.install.serving import examine_server

        return examine_server(Path(server))
    from processengine.install.doctor import examine

    return examine()


def _plain(text: str, colour: str) -> str:
    del colour
    return text
