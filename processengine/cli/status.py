"""`processengine` alone: how the library stands, and one thing to do next."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

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
    proposal = _proposal()
    if proposal:
        click.echo(f"{proposal}\n")
    standing = survey(Settings(today), is_edited=_has_edits())
    click.echo(_WITHOUT_LIBRARY if standing is None else standing)
    for line in _waiting(today) if standing is not None else ():
        click.echo(line)
    return 0


def _waiting(today: date) -> Sequence[str]:
    """Return how many proposals wait for the user, and that nobody is named where nobody is; nothing where git can't tell."""
    if not any((folder / ".git").exists() for folder in (Path.cwd(), *Path.cwd().parents)):
        return ()
    from processengine.cli.progress import progress
    from processengine.cli.proposals import looking
    from processengine.proposals.ruled import NAME_THEM
    from processengine.report.proposals_text import waiting

    try:
        with progress("Reading proposals"):
            found = looking("", today, {}, None, with_all=False)
            return [line for line in (waiting(found.waiting()), NAME_THEM if found.names_nobody else "") if line]
    except CannotRun:
        return ()


def _has_edits() -> bool:
    """Tell whether a process or another document of the library is edited and not proposed, and can be."""
    if not any((folder / ".git").exists() for folder in (Path.cwd(), *Path.cwd().parents)):
        return False
    from processengine.git import Repository
    from processengine.propose.edited import edited
    from processengine.sides.place import from_top
    from processengine.store import LIBRARY_FILE, library_folder

    try:
        repository = Repository.around(Path())
        return repository.find("HEAD") is not None and bool(edited(repository, from_top(repository, library_folder(Path.cwd() / LIBRARY_FILE) or Path())).contents)
    except CannotRun:
        return False


def _proposal() -> str:
    """Return which proposal's branch the user is on; empty for another branch, and where git can't tell."""
    from processengine.git import Repository
    from processengine.git.refs import current
    from processengine.model.base import words
    from processengine.report.standing import on_proposal

    if not any((folder / ".git").exists() for folder in (Path.cwd(), *Path.cwd().parents)):
        return ""
    from processengine.review.range import FOLDER

    try:
        branch = current(Repository.around(Path()).root)
    except CannotRun:
        return ""
    if not branch.startswith(FOLDER):
        return ""
    name = branch.removeprefix(FOLDER)
    title, status = _title_and_status(name)
    return on_proposal(title or words(name), status)


def _title_and_status(name: str) -> tuple[str, str]:
    """Return what the file of a proposal in the libraries here says; empty where there is none that can be read."""
    from processengine.model.proposal import Proposal
    from processengine.store import find, read
    from processengine.syntax.load import load
    from processengine.syntax.parse import parse_bytes
    from processengine.syntax.peek import peek

    try:
        contents = [read(found.path).data for found in find([])]
    except CannotRun:
        return "", ""
    data = next((one for one in contents if peek(one) == ("proposal", name)), None)
    value = None if data is None else load(parse_bytes(data)[0]).value
    return (value.title, value.status) if isinstance(value, Proposal) else ("", "")
