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
@click.option("--gitlab", is_flag=True, help="Write a job for GitLab, which checks each merge request; into a library that is there too.")
@click.option("--editor", is_flag=True, help="Help editors complete keys and mark mistakes, as `schema --wire` does; in a library that is there too.")
def command(folder: str, github: bool, gitlab: bool, editor: bool) -> None:
    """Start a library: the first file, its settings, and a page for reps.

    DIR is this folder where none is named. Nothing that is there already is written over.
    """
    target = Path(folder)
    if not ((github or gitlab or editor) and (target / "library.yaml").is_file()):
        _start(target, folder)
    if github:
        _for_github(target)
    if gitlab:
        _for_gitlab(target)
    if editor:
        from processengine.cli import wiring

        click.echo(wiring.told(wiring.wire(target)))


def _start(target: Path, folder: str) -> None:
    """Write the first files of a library; raise CannotRun where one is there."""
    from processengine.errors import CannotRun
    from processengine.model.base import slug
    from processengine.store import write
    from processengine.syntax.scalars import is_ambiguous

    there = next((name for name in _FILES if (target / name).exists()), None)
    if there is not None:
        raise CannotRun(f"{target / there} is there already; nothing was written. Name another folder: processengine init processes")
    if target.exists() and not target.is_dir():
        raise CannotRun(f"{target} is a file; name a folder.")
    _make(target)
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


def _for_github(folder: Path) -> None:
    """Write the workflows to where GitHub looks for them: the top of the repository around a folder, else the folder."""
    from processengine.errors import CannotRun
    from processengine.store import write

    place = _top(folder) / ".github" / "workflows"
    there = next((name for name in _WORKFLOWS if (place / name).exists()), None)
    if there is not None:
        raise CannotRun(f"{place / there} is there already; no workflow was written.")
    _make(place)
    for name in _WORKFLOWS:
        write(place / name, _template("github", name))
    click.echo(f"Wrote {' and '.join(_WORKFLOWS)} in {place}.\nThey work once they are on the default branch.")


def _for_gitlab(folder: Path) -> None:
    """Write the job at the top of the repository around a folder, and what includes it, unless there is a pipeline that must."""
    from processengine.errors import CannotRun
    from processengine.store import write

    top = _top(folder)
    job, pipeline = top / ".gitlab" / "processengine.yml", top / ".gitlab-ci.yml"
    if job.exists():
        raise CannotRun(f"{job} is there already; no job was written.")
    _make(job.parent)
    write(job, _template("gitlab", "processengine.yml"))
    if pipeline.exists():
        click.echo(f"Wrote {job}.\nName it in .gitlab-ci.yml: include: [{{local: .gitlab/processengine.yml}}]")
        return
    write(pipeline, _template("gitlab", "gitlab-ci.yml"))
    click.echo(f"Wrote {job}, and {pipeline.name}, which includes it.")


def _template(forge: str, name: str) -> bytes:
    """Return a template of the starter, with the version that writes it."""
    from processengine import __version__

    text = files("processengine.starter").joinpath(forge, name).read_text(encoding="utf-8")
    return text.replace("==VERSION", f"=={__version__}").encode()


def _top(folder: Path) -> Path:
    """Return the top of the repository around a folder, else the folder itself."""
    return next((one for one in (folder.resolve(), *folder.resolve().parents) if (one / ".git").exists()), folder.resolve())


def _make(folder: Path) -> None:
    from processengine.errors import CannotRun

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(f"{folder} can't be made: {error.strerror}.") from None
