"""`draw`: a process, or what changed in it, as a picture."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from processengine.cli import with_evidence
from processengine.cli.evidence.options import public_option, source_options
from processengine.cli.options import deliver, format_option, output_option
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.deals.recorded import RecordedDeals
    from processengine.draw.picture import Picture
    from processengine.model.journey import Journey
    from processengine.model.process import Process
    from processengine.store import Shelf

FORMATS: Mapping[str, tuple[str, ...]] = {
    "svg": (".svg",), "png": (".png",), "pdf": (".pdf",), "dot": (".dot", ".gv"), "mermaid": (".mmd", ".mermaid"),
    "html": (".html", ".htm"), "text": (".txt",),
}
"""Each format's suffixes; the first is the one that we write."""


@click.command("draw")
@click.argument("process", required=False, metavar="PROCESS")
@format_option(*FORMATS, default=None)
@output_option
@click.option("--diff", "old", metavar="OLD", help="Draw what changed since OLD: a file, a revision, or REV:path.")
@click.option("--all", "every", is_flag=True, help="Draw every process of the library into the folder that -o names.")
@with_evidence.with_option
@source_options
@public_option
def command(
    process: str | None, format_: str | None, output: str | None, old: str | None, every: bool, with_: str | None, public: bool, **of_source: Any,
) -> None:
    """Draw a process, or what changed in it.

    PROCESS is a process's id, or a file; with --all it may be a folder. Without -f the output file's suffix tells the
    format; without a file the result is an SVG, or text on a terminal. With evidence it shows what deals did: how many went
    each way, how long they stayed, and where they went without the process.
    """
    asked_of_deals = with_evidence.asked(with_, **of_source)
    if every and old is not None:
        raise CannotRun("--all draws every process as it is; leave --diff out.")
    if asked_of_deals is not None and old is not None:
        raise CannotRun("--with evidence draws what deals did with a process as it is; leave --diff out.")
    if asked_of_deals is None and public:
        raise CannotRun("--public is about deals, and none are drawn; add --with evidence.")
    with with_evidence.recorded(asked_of_deals) as deals:
        drawing = _Drawing(deals, is_public=public)
        if every:
            _draw_all(process, format_ or "svg", output, drawing)
        else:
            _draw_one(process, format_, output, old, drawing)


def _draw_one(process: str | None, format_: str | None, output: str | None, old: str | None, drawing: "_Drawing") -> None:
    if process is None:
        raise CannotRun("Name a process, or draw all of them with --all -o DIR.")
    from processengine.cli.replacing import refuse_replacing
    from processengine.store import find_process

    chosen = format_ or _format_of(output)
    path = find_process(process)
    refuse_replacing([output], [path] if old is None else [path, old])
    one = _read(path)
    deliver(_render(drawing.picture(one) if old is None else one.difference(old), chosen), output)


def _format_of(output: str | None) -> str:
    if output is None or output == "-":
        return "text" if sys.stdout.isatty() else "svg"
    suffix = Path(output).suffix.lower()
    found = next((name for name, suffixes in FORMATS.items() if suffix in suffixes), None)
    if found is None:
        raise CannotRun(f"The name {output} doesn't tell a format; end it in .svg or the like, or add -f.")
    return found


def _draw_all(folder: str | None, format_: str, output: str | None, drawing: "_Drawing") -> None:
    """Draw every process of the library here, or of a folder, into one file each, named after its id."""
    from processengine import store
    from processengine.model.base import is_id
    from processengine.syntax.peek import peek

    if output is None or output == "-":
        raise CannotRun("--all writes a file for each process: name a folder with -o DIR.")
    if Path(output).exists() and not Path(output).is_dir():
        raise CannotRun(f"{output} is a file; --all needs a folder.")
    files: dict[str, Path] = {}
    for found in store.find([] if folder is None else [folder]):
        kind, name = peek(store.read(found.path).data)
        if kind == "process" and not is_id(name):
            raise CannotRun(f"{found.path} has no id that a file may be named after; `validate` says more.")
        if kind == "process" and name in files:
            raise CannotRun(f"{files[name]} and {found.path} have one id, {name}; draw a folder that holds one of them.")
        if kind == "process":
            files[name] = found.path
    if not files:
        raise CannotRun("There is no process here to draw.")
    results = {f"{name}{FORMATS[format_][0]}": _render(drawing.picture(_read(path)), format_) for name, path in files.items()}
    _write(Path(output), results)


def _write(folder: Path, results: Mapping[str, str | bytes]) -> None:
    from processengine import store

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(f"{folder} can't be made: {error.strerror}.") from None
    for name, result in results.items():
        store.write(folder / name, result.encode() if isinstance(result, str) else result)
        click.echo(folder / name)


@dataclass(frozen=True)
class _Readable:
    """A process that can be drawn, and what stands around it."""

    path: Path
    process: "Process"
    journey: "Journey | None"
    others: "Mapping[str, Process]"
    shelf: "Shelf | None" = None

    def picture(self) -> "Picture":
        from processengine.draw.compose import compose

        return compose(self.process, self.journey, self.others)

    def difference(self, old: str) -> "Picture":
        from processengine.diff.matching.documents import with_guesses
        from processengine.diff.renames import renames_in
        from processengine.draw.overlay import overlay

        before = _before(old, self)
        sides = [(before, self.process)]
        return overlay(before, self.process, self.journey, self.others, with_guesses(sides, renames_in(sides)))


@dataclass(frozen=True)
class _Drawing:
    """How processes are drawn as they are: with what the deals did, where they are asked."""

    deals: "RecordedDeals | None"
    is_public: bool

    def picture(self, one: _Readable) -> "Picture":
        """Return the picture of a process; raise CannotRun where it is to be public and there are too few deals for that."""
        if self.deals is None:
            return one.picture()
        from processengine.deals.summary import refuse_few
        from processengine.draw.traffic import with_deals

        told = self.deals.library(one.shelf).told(one.path, one.process)
        if self.is_public:
            refuse_few(told.replay.deals)
        return with_deals(one.picture(), told.replay, told.about, is_public=self.is_public)


def _read(path: Path) -> _Readable:
    """Read a process; say on the standard error what is wrong with it, raise CannotRun where nothing can be drawn."""
    from processengine import store
    from processengine.model.process import Process
    from processengine.rules.listing import RuleSet
    from processengine.rules.subject import Alone, Subject
    from processengine.validate import Settings, validate

    source, shelf = store.read(path), store.Shelves().around(path)
    # What can't be right can't be right on any day.
    verdict = validate(source.data, source.name, Settings(date.min, RuleSet.CORRECTNESS), shelf)
    errors = [one for one in verdict.diagnostics if one.severity.value == "error"]
    if not isinstance(verdict.value, Process):
        kind = verdict.document.kind
        why = f"{source.name}:{errors[0].span.line}: {errors[0].message}" if errors else f"{source.name} is a {kind}, no process."
        raise CannotRun(f"{why} So it can't be drawn.")
    if errors:
        counted = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        click.echo(f"processengine: {source.name} has {counted}, and is drawn as far as it goes; `validate` says more.", err=True)
    subject = Subject(verdict.document, verdict.value, date.min, source.name, shelf or Alone())
    return _Readable(path, verdict.value, subject.journey, {} if shelf is None else shelf.processes, shelf)


def _before(old: str, now: _Readable) -> "Process":
    """Return the earlier revision of a process."""
    from processengine.model.process import Process
    from processengine.sides import places, read_sides

    read = read_sides(places([old, str(now.path)]))
    for note in read.notes:
        if not note.startswith(f"{now.path.as_posix()}:"):  # of which something was said already
            click.echo(f"processengine: {note}", err=True)
    found = [one.content for one in read.old if isinstance(one.content, Process)]
    same = [process for process in found if process.id == now.process.id] or found
    if len(same) != 1:
        raise CannotRun(f"{old} holds no earlier revision of {now.process.id}.")
    return same[0]


def _render(picture: "Picture", format_: str) -> str | bytes:
    from processengine.draw import dot, mermaid, outline, page

    if format_ == "text":
        return outline.render(picture)
    if format_ == "mermaid":
        return mermaid.render(picture)
    source = dot.render(picture)
    if format_ == "dot":
        return source
    from processengine import graphviz

    graphviz.refuse_too_large(picture)
    if format_ == "png":
        return graphviz.to_png(source, picture.title)
    if format_ == "pdf":
        return graphviz.to_pdf(source)
    svg = graphviz.to_svg(source, picture.title)
    return page.render(picture, svg) if format_ == "html" else svg
