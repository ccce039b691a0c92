"""Guessed renames on the command line: saying that they can be written down, and writing them down."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.change import Changeset
    from processengine.diff.revision import Revision
    from processengine.sides import BothSides


def after_report(read: "BothSides", changesets: Iterable["Changeset"], *, write: bool, say: bool) -> None:
    """Write the guesses of a comparison into the files of its second side, or say on the standard error how to.

    `write` asks for the first, `say` allows the second.
    """
    if write:
        _write(read, changesets)
    elif say:
        _hint(read, changesets)


def refuse_unwritable(read: "BothSides") -> None:
    """Raise CannotRun where the second side is a revision, which nobody can write."""
    if not read.after_is_on_disk:
        raise CannotRun(f"{read.after} is no file on the disk, so no `was` can be written there. Compare with the files as they are now.")


def _hint(read: "BothSides", changesets: Iterable["Changeset"]) -> None:
    from processengine.diff.matching.remember import guesses_in

    count = sum(len(guesses_in(changeset.atoms)) for changeset in changesets)
    if count and read.after_is_on_disk:
        one = count == 1
        click.echo(
            f"{'A rename is a guess' if one else f'{count} renames are guesses'}. If {'it is' if one else 'they are'} right, run this again with "
            "--write-was: deals and history then follow the new id.", err=True)


def _write(read: "BothSides", changesets: Iterable["Changeset"]) -> None:
    before = {one.file: one for one in read.old}
    after = {one.file: one for one in read.new}
    written = False
    for changeset in changesets:
        if changeset.before_file is not None and changeset.after_file is not None:
            written |= _write_one(changeset, before[changeset.before_file], after[changeset.after_file])
    if not written:
        click.echo("No rename was guessed, so nothing is written.", err=True)


def _write_one(changeset: "Changeset", old: "Revision", new: "Revision") -> bool:
    """Write what was guessed in one document; return whether anything was."""
    from processengine import store
    from processengine.diff.matching.remember import guesses_in, remembered
    from processengine.report.safe import visible
    from processengine.syntax.edit import EditError, apply

    operations = remembered(changeset.atoms, old.content, new.content)
    if not operations:
        return False
    source = store.read(Path(new.file))
    text = source.data.decode(errors="replace")
    if new.document is None or text.removeprefix("\ufeff") != new.document.text:
        raise CannotRun(f"{new.file} was changed by somebody else meanwhile; nothing was written. Run the command again.")
    try:
        edited = apply(text, operations)
    except EditError as error:
        raise CannotRun(f"{new.file}: {error}") from None
    store.write_if_unchanged(source, edited.encode())
    said = ", ".join(f"`{change.after}` was `{change.before}`" for change in guesses_in(changeset.atoms))
    click.echo(visible(f"{new.file} now says that {said}."), err=True)
    return True
