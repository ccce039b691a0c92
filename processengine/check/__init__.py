"""Validates files as they lie on the disk, each in its library."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from processengine.check.by_library import SettingsByLibrary
from processengine.check.one import STDIN_NAME, Checked, check_file, check_text
from processengine.check.tally import Tally
from processengine.collector import collector_paused
from processengine.errors import CannotRun
from processengine.report.diagnostics import Validation
from processengine.report.standing import libraries_listed, standing
from processengine.store import LIBRARY_FILE, Found, Shelves, find, library_folder
from processengine.validate import Settings

if TYPE_CHECKING:
    from processengine.deals.recorded import RecordedDeals
    from processengine.since import Bases

__all__ = ["STDIN_NAME", "Checked", "SettingsByLibrary", "Told", "check", "check_file", "survey"]

Told = Callable[[int, int], None]
"""Is told after each file how many are done, and of how many."""


def _told_nobody(done: int, total: int) -> None:
    del done, total


def check(
    paths: Sequence[str], stdin: bytes | None, settings: Settings | SettingsByLibrary, since: "Bases | None" = None,
    told: Told = _told_nobody, deals: "RecordedDeals | None" = None,
) -> Validation:
    """Validate what the arguments mean, and `stdin` where it is given; `since` knows what files are held against.

    `deals` knows what the deals say; without it the rules about them rest. Raise CannotRun where an argument is not there
    or can't be read, nothing is found, or the deals of a library can't be asked.
    """
    found = [] if stdin is not None and not paths else find(list(paths))
    by_library = settings if isinstance(settings, SettingsByLibrary) else SettingsByLibrary(settings)
    validation = _validation(found, stdin, by_library, since, told, deals)
    if not validation.files:
        raise CannotRun(f"{', '.join(paths) or 'The library here'} holds no process files: all that is there is empty or of another kind.")
    return validation


def _validation(
    found: Sequence[Found], stdin: bytes | None, settings: SettingsByLibrary, since: "Bases | None" = None, told: Told = _told_nobody,
    deals: "RecordedDeals | None" = None,
) -> Validation:
    tally = Tally()
    if stdin is not None:
        tally.add(check_text(stdin, settings.settings, None if deals is None else deals.of(None)))
    for done, checked in enumerate(_each(found, settings, since, deals, tally), 1):
        tally.add(checked)
        told(done, len(found))
    return tally.validation()


def _each(
    found: Sequence[Found], settings: SettingsByLibrary, since: "Bases | None", deals: "RecordedDeals | None", tally: Tally
) -> Iterator[Checked | None]:
    """Validate files one after another, or on several cores where they are many and need nothing that only this process knows."""
    if len(found) > 1 and since is None and deals is None and settings.is_plain:
        from processengine.check.cores import check_on_cores, workers_for

        workers = workers_for(len(found))
        if workers > 1:
            yield from check_on_cores(found, settings.settings, workers)
            return
    with collector_paused():
        for one in found:
            own, shelf = settings.at(one.path)
            base = None if since is None else since.base_of(one.path)
            recorded_of = None if deals is None else deals.of(one.path, shelf, None if shelf is None else settings.library_of(shelf))
            yield check_file(one, own, shelf, base, recorded_of, offers=not tally.ran)


def survey(settings: Settings, *, is_edited: bool = False) -> str | None:
    """Say how the library here stands and one thing to do next; None where there is no library. `is_edited` tells that an edit waits to be proposed."""
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
    said = standing(shelf.library.id if shelf and shelf.library else "here", processes, validation, is_edited=is_edited)
    return said if len(folders) < 2 else f"{libraries_listed([folder.as_posix() for folder in folders])}\n\n{said}"
