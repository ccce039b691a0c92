"""Validates files as they lie on the disk, each in its library."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from processengine.collector import collector_paused
from processengine.errors import CannotRun
from processengine.model.process import Process
from processengine.report.diagnostics import Validation
from processengine.report.standing import libraries_listed, standing
from processengine.rules.offer import offer
from processengine.store import LIBRARY_FILE, Found, Shelf, Shelves, find, library_folder, read
from processengine.syntax.document import Document
from processengine.validate import Settings, Verdict, validate

if TYPE_CHECKING:
    from processengine.since import Bases

STDIN_NAME = "<stdin>"


def check(paths: Sequence[str], stdin: bytes | None, settings: Settings, since: "Bases | None" = None) -> Validation:
    """Validate what the arguments mean, and `stdin` where it is given; `since` knows what files are held against.

    Raise CannotRun where an argument is not there or can't be read, or nothing is found.
    """
    found = [] if stdin is not None and not paths else find(list(paths))
    validation = _validation(found, stdin, settings, since)
    if not validation.files:
        raise CannotRun(f"{', '.join(paths) or 'The library here'} holds no process files: all that is there is empty or of another kind.")
    return validation


def _validation(found: Sequence[Found], stdin: bytes | None, settings: Settings, since: "Bases | None" = None) -> Validation:
    tally = _Tally()
    shelves, overridden = Shelves(), dict[Shelf | None, Settings]()
    with collector_paused():
        if stdin is not None:
            tally.add(validate(stdin, STDIN_NAME, settings))
        for one in found:
            shelf = shelves.around(one.path)
            if shelf not in overridden:
                overridden[shelf] = with_overrides(settings, shelf)
            tally.add(_verdict(one, overridden[shelf], shelf, since))
    return tally.validation()


def _verdict(one: Found, settings: Settings, shelf: Shelf | None, since: "Bases | None") -> Verdict | None:
    """Validate one file; return None for one that was found in a folder and is none of ours."""
    source = read(one.path)
    base = None if since is None else since.base_of(one.path)
    verdict = validate(source.data, source.name, settings, shelf, base)
    is_ours = one.is_named or _is_meant(verdict.document, source.data, in_library=shelf is not None)
    return verdict if is_ours else None


class _Tally:
    """What came of the files so far.

    A file without a finding is let go before the next one is read: a thousand take no more memory than one, and the
    same memory serves each.
    """

    def __init__(self) -> None:
        self.kept: list[Verdict] = []
        self.files = 0
        self.offer = ""

    def add(self, verdict: Verdict | None) -> None:
        """Count a file's verdict, and keep it where it has something to say."""
        if verdict is None:
            return
        self.files += 1
        if verdict.diagnostics or verdict.suppressed:
            self.kept.append(verdict)
        elif self.files == 1 and isinstance(verdict.value, Process):
            self.offer = offer(verdict.value)

    def validation(self) -> Validation:
        """Return all of it, the diagnostics in order."""
        diagnostics = [diagnostic for verdict in self.kept for diagnostic in verdict.diagnostics]
        return Validation(
            self.files,
            sorted(diagnostics, key=lambda one: (one.file, one.span.line, one.span.column, one.rule)),
            sum(verdict.suppressed for verdict in self.kept),
            {verdict.diagnostics[0].file: verdict.document.lines for verdict in self.kept if verdict.diagnostics},
            self.offer if self.files == 1 else "",
        )


def survey(settings: Settings) -> str | None:
    """Say how the library here stands and one thing to do next; None where there is no library."""
    try:
        found = find([])
    except CannotRun:
        return None
    folders = list(dict.fromkeys(one.path.parent for one in found if one.path.name == LIBRARY_FILE))
    if len(folders) > 1:
        found = [one for one in found if library_folder(one.path) == folders[0].resolve()]
    validation = _validation(found, None, settings)
    shelf = Shelves().around(found[0].path)
    known = {} if shelf is None else shelf.processes
    processes = [process for name in known if (process := known.get(name)) is not None]
    said = standing(shelf.library.id if shelf and shelf.library else "here", processes, validation)
    return said if len(folders) < 2 else f"{libraries_listed([folder.as_posix() for folder in folders])}\n\n{said}"


def with_overrides(settings: Settings, shelf: Shelf | None) -> Settings:
    """Return settings with the severities that a library has chosen for its rules."""
    if shelf is None or shelf.library is None or not shelf.library.rules:
        return settings
    from processengine.diagnostic import Severity

    severities = {name: None if word == "none" else Severity(word) for name, word in shelf.library.rules.items()}
    return replace(settings, severities=severities)


def _is_meant(document: Document, data: bytes, *, in_library: bool) -> bool:
    """Tell whether a file found in a folder is one of ours, or was meant to be.

    One that can't be read is always told in a library; an empty one, or one of another kind, is passed over.
    """
    if document.kind is not None:
        return True
    if document.root is not None:
        from processengine.syntax.document import KINDS

        return any(entry.key.value in KINDS for entry in document.root.entries)
    return in_library and not _is_blank(data)


def _is_blank(data: bytes) -> bool:
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    return all(not line or line.startswith("#") or line in ("---", "...") for line in lines)
