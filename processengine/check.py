"""Validates files as they lie on the disk, each in its library."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from processengine.collector import collector_paused
from processengine.diagnostic import Diagnostic
from processengine.errors import CannotRun
from processengine.model.process import Process
from processengine.report.diagnostics import Validation
from processengine.report.standing import libraries_listed, standing
from processengine.rules.offer import offer
from processengine.store import LIBRARY_FILE, Found, Shelf, Shelves, find, library_folder, read
from processengine.syntax.document import Document
from processengine.validate import Settings, Verdict, validate

if TYPE_CHECKING:
    from processengine.model.library import Library
    from processengine.rules.base import Base
    from processengine.since import Bases

STDIN_NAME = "<stdin>"


class Checked(NamedTuple):
    """What came of one file: small, whatever the file's size. `ran` names the rules that looked at it."""

    file: str
    diagnostics: tuple[Diagnostic, ...]
    suppressed: int
    lines: list[str]
    ran: frozenset[str]
    offer: str = ""


LibraryOf = Callable[[Shelf], "Library | None"]
"""Returns the library whose settings count for the files of a folder."""


class SettingsByLibrary:
    """The settings that count for each file: those of the run, under its library's; each library is read once."""

    def __init__(self, settings: Settings, library_of: LibraryOf | None = None) -> None:
        self.settings = settings
        self.shelves = Shelves()
        self._library_of = library_of or (lambda shelf: shelf.library)
        self._under: dict[Shelf, Settings] = {}

    def at(self, path: Path) -> tuple[Settings, Shelf | None]:
        """Return the settings for a file, and the library around it."""
        shelf = self.shelves.around(path)
        if shelf is None:
            return self.settings, None
        if shelf not in self._under:
            self._under[shelf] = self.settings.under(self._library_of(shelf))
        found = self._under[shelf]
        return (found.at(shelf.place(path)) if found.scopes else found), shelf


def check(
    paths: Sequence[str], stdin: bytes | None, settings: Settings | SettingsByLibrary, since: "Bases | None" = None
) -> Validation:
    """Validate what the arguments mean, and `stdin` where it is given; `since` knows what files are held against.

    Raise CannotRun where an argument is not there or can't be read, or nothing is found.
    """
    found = [] if stdin is not None and not paths else find(list(paths))
    by_library = settings if isinstance(settings, SettingsByLibrary) else SettingsByLibrary(settings)
    validation = _validation(found, stdin, by_library, since)
    if not validation.files:
        raise CannotRun(f"{', '.join(paths) or 'The library here'} holds no process files: all that is there is empty or of another kind.")
    return validation


def _validation(
    found: Sequence[Found], stdin: bytes | None, settings: SettingsByLibrary, since: "Bases | None" = None
) -> Validation:
    tally = _Tally()
    with collector_paused():
        if stdin is not None:
            verdict = validate(stdin, STDIN_NAME, settings.settings)
            tally.add(_checked(verdict, STDIN_NAME, settings.settings, offers=True))
        for one in found:
            own, shelf = settings.at(one.path)
            base = None if since is None else since.base_of(one.path)
            tally.add(check_file(one, own, shelf, base, offers=not tally.ran))
    return tally.validation()


def check_file(one: Found, settings: Settings, shelf: Shelf | None, base: "Base | None", *, offers: bool = False) -> Checked | None:
    """Validate one file; return None for one that was found in a folder and is none of ours.

    `offers` asks for the next topic to be offered, where there is nothing else to say.
    """
    source = read(one.path)
    verdict = validate(source.data, source.name, settings, shelf, base)
    is_ours = one.is_named or _is_meant(verdict.document, source.data, in_library=shelf is not None)
    return _checked(verdict, source.name, settings, base, offers=offers) if is_ours else None


def _checked(verdict: Verdict, name: str, settings: Settings, base: "Base | None" = None, *, offers: bool) -> Checked:
    is_fine = not verdict.diagnostics and not verdict.suppressed
    document = verdict.document
    return Checked(
        name, tuple(verdict.diagnostics), verdict.suppressed,
        document.lines if verdict.diagnostics else [],
        frozenset() if verdict.value is None or document.kind is None else settings.looking(document.kind, with_base=base is not None),
        offer(verdict.value) if offers and is_fine and isinstance(verdict.value, Process) else "",
    )


class _Tally:
    """What came of the files so far.

    A file without a finding is let go before the next one is read: a thousand take no more memory than one, and the
    same memory serves each.
    """

    def __init__(self) -> None:
        self.kept: list[Checked] = []
        self.ran: dict[str, frozenset[str]] = {}
        self.offer = ""

    def add(self, checked: Checked | None) -> None:
        """Count a file, and keep it where it has something to say."""
        if checked is None:
            return
        self.offer = "" if self.ran else checked.offer
        self.ran[checked.file] = checked.ran
        if checked.diagnostics or checked.suppressed:
            self.kept.append(checked)

    def validation(self) -> Validation:
        """Return all of it, the diagnostics in order."""
        diagnostics = [diagnostic for checked in self.kept for diagnostic in checked.diagnostics]
        return Validation(
            len(self.ran),
            sorted(diagnostics, key=lambda one: (one.file, one.span.line, one.span.column, one.rule)),
            sum(checked.suppressed for checked in self.kept),
            {checked.file: checked.lines for checked in self.kept if checked.diagnostics},
            self.offer,
            list(self.ran),
            self.ran,
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
    validation = _validation(found, None, SettingsByLibrary(settings))
    shelf = Shelves().around(found[0].path)
    known = {} if shelf is None else shelf.processes
    processes = [process for name in known if (process := known.get(name)) is not None]
    said = standing(shelf.library.id if shelf and shelf.library else "here", processes, validation)
    return said if len(folders) < 2 else f"{libraries_listed([folder.as_posix() for folder in folders])}\n\n{said}"


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
