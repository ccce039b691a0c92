"""`git`: set git up to merge and compare by meaning, and say what is missing."""

from typing import TYPE_CHECKING

import click

from processengine.cli.options import deliver, format_option, output_option, painter

if TYPE_CHECKING:
    from processengine.git.configuration import Scope


@click.group("git")
def command() -> None:
    """Set git up to merge and compare by meaning, and say what is missing."""


@command.command("install")
@click.option("--local", "scope", flag_value="local", default="local", help="For this repository (the default).")
@click.option("--global", "scope", flag_value="global", help="For all your repositories.")
def install_command(scope: "Scope") -> int:
    """Set up the drivers, and name in .gitattributes the files that they are for.

    Git then merges and compares the files of each library by what they mean. The settings are yours alone:
    everybody runs this once in their clone. The .gitattributes is to be committed.
    """
    from processengine.install.installing import install

    for line in install(scope).said:
        click.echo(line)
    return 0


@command.command("doctor")
@format_option("text", "json", default="text")
@output_option
def doctor_command(format_: str, output: str | None) -> int:
    """Say what is missing for git to merge and compare by meaning here.

    Exit status 0 where all is fine, 1 where something is missing, 2 outside of a repository.
    """
    from processengine.install.doctor import examine
    from processengine.report import git_doctor

    checks = examine()
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


def _plain(text: str, colour: str) -> str:
    del colour
    return text
