"""`init`: a library to start from."""

from importlib.resources import files
from pathlib import Path

import click

_FILES = ("new-business.yaml", "library.yaml", "README.md")
# Under its own name the template would make a library of the folder that it lies in.
_KEPT_AS = {"library.yaml": "library.template"}


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".")
def command(folder: str) -> None:
    """Start a library: the first file, its settings, and a page for reps.

    DIR is this folder where none is named. Nothing that is there already is written over.
    """
    from processengine.errors import CannotRun
    from processengine.model.base import slug
    from processengine.store import write
    from processengine.syntax.scalars import is_ambiguous

    target = Path(folder)
    there = next((name for name in _FILES if (target / name).exists()), None)
    if there is not None:
        raise CannotRun(f"{target / there} is there already; nothing was written. Name another folder: processengine init processes")
    if target.exists() and not target.is_dir():
        raise CannotRun(f"{target} is a file; name a folder.")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(f"{target} can't be made: {error.strerror}.") from None
    name = slug(target.resolve().name)
    if is_ambiguous(name):
        name = f"library-{name}"
    for file in _FILES:
        text = files("processengine.starter").joinpath(_KEPT_AS.get(file, file)).read_text(encoding="utf-8")
        write(target / file, text.replace("library: LIBRARY", f"library: {name}").encode())
    shown = "" if folder == "." else f" {folder}"
    click.echo(
        f"Wrote {', '.join(_FILES)} in {target.resolve().name}.\n"
        f"Next: processengine validate{shown}, then processengine draw {(target / _FILES[0]).as_posix()} -o new-business.svg"
    )
