"""`init`: a library to start from."""

from importlib.resources import files
from pathlib import Path

import click

_FILES = ("new-business.yaml", "library.yaml", "README.md")
_WORKFLOWS = ("processengine.yml", "processengine-comment.yml")
# Under its own name the template would make a library of the folder that it lies in.
_KEPT_AS = {"library.yaml": "library.template"}


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--github", is_flag=True, help="Write workflows for GitHub, which check and review each pull request; into a library that is there too.")
def command(folder: str, github: bool) -> None:
    """Start a library: the first file, its settings, and a page for reps.

    DIR is this folder where none is named. Nothing that is there already is written over.
    """
    from processengine.errors import CannotRun
    from processengine.model.base import slug
    from processengine.store import write
    from processengine.syntax.scalars import is_ambiguous

    target = Path(folder)
    if github and (target / "library.yaml").is_file():
        _for_github(target)
        return
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
    if github:
        _for_github(target)
    shown = "" if folder == "." else f" {folder}"
    click.echo(
        f"Wrote {', '.join(_FILES)} in {target.resolve().name}.\n"
        f"Next: processengine validate{shown}, then processengine draw {(target / _FILES[0]).as_posix()} -o new-business.svg"
    )


def _for_github(folder: Path) -> None:
    """Write the workflows to where GitHub looks for them: the top of the repository around a folder, else the folder."""
    from processengine import __version__
    from processengine.errors import CannotRun
    from processengine.store import write

    top = next((one for one in (folder.resolve(), *folder.resolve().parents) if (one / ".git").exists()), folder.resolve())
    place = top / ".github" / "workflows"
    there = next((name for name in _WORKFLOWS if (place / name).exists()), None)
    if there is not None:
        raise CannotRun(f"{place / there} is there already; no workflow was written.")
    place.mkdir(parents=True, exist_ok=True)
    for name in _WORKFLOWS:
        text = files("processengine.starter").joinpath("github", name).read_text(encoding="utf-8")
        write(place / name, text.replace("==VERSION", f"=={__version__}").encode())
    click.echo(f"Wrote {' and '.join(_WORKFLOWS)} in {place}.\nThey work once they are on the default branch.")
