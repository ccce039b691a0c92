"""Mends files on the disk: the fixes of what a run reported, each file written once, and only if nobody else has."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from processengine.check import STDIN_NAME, SettingsByLibrary
from processengine.diagnostic import Diagnostic
from processengine.errors import CannotRun
from processengine.fixes import Left, Mended, mend, wanted
from processengine.fixes.mend import Look, among
from processengine.report.diagnostics import Validation
from processengine.store import Source, read, write_if_unchanged
from processengine.validate import validate

if TYPE_CHECKING:
    from processengine.since import Bases

LookAt = Callable[[str], Look]
"""Tells how to look at the text of the file with a name, in its library and under its settings."""


@dataclass(frozen=True)
class Rewritten:
    """A file, or the standard input, with its fixes: `source` is None for the latter.

    `refused` says in a sentence why a file can't be mended, where it is no longer what was validated.
    """

    name: str
    before: str
    mended: Mended
    source: Source | None = None
    refused: str = ""

    @property
    def after(self) -> str:
        """The text with its fixes."""
        return self.mended.text

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.after != self.before


def looking(settings: SettingsByLibrary, since: "Bases | None" = None) -> LookAt:
    """Return how to look at a file's text as `check` does: in its library, under its settings, held against its base."""

    def look_at(name: str) -> Look:
        if name == STDIN_NAME:
            return _remembering(lambda text: validate(text, name, settings.settings).diagnostics)
        path = Path(name)
        own, shelf = settings.at(path)
        base = None if since is None else since.base_of(path)
        return _remembering(lambda text: validate(text, name, own, shelf, base).diagnostics)

    return look_at


def _remembering(look: Look) -> Look:
    """Return what looks likewise, and only once at a text that it is asked about twice in a row."""
    return lru_cache(maxsize=1)(look)


def fixed(validation: Validation, stdin: bytes | None, look_at: LookAt, *, unsafe: bool) -> list[Rewritten]:
    """Return the files in which a run reported something that can be fixed, with their fixes; nothing is written.

    Only what is reported is fixed: what a comment or a baseline accepts stays. Each file is judged beside the others
    as they stand on the disk.
    """
    return list(_rewritten(validation, stdin, look_at, unsafe=unsafe))


def _rewritten(validation: Validation, stdin: bytes | None, look_at: LookAt, *, unsafe: bool) -> Iterator[Rewritten]:
    reported: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for one in validation.diagnostics:
        reported[one.file].append(one)
    seen: set[Path] = set()
    for name, diagnostics in reported.items():
        real = Path(name).resolve()
        if real not in seen and any(wanted(one, unsafe=unsafe) for one in diagnostics):
            seen.add(real)  # one file may have come by two names
            try:
                source = None if name == STDIN_NAME else read(Path(name))
                before = ((stdin or b"") if source is None else source.data).decode()
            except CannotRun as error:
                yield _refused(name, str(error))
            except UnicodeDecodeError:
                yield _refused(name, f"{name} was changed by somebody else meanwhile; it is no UTF-8 text now.")
            else:
                look = _reported_only(look_at(name), before, diagnostics)
                yield Rewritten(name, before, mend(before, look, unsafe=unsafe), source)


def _refused(name: str, reason: str) -> Rewritten:
    return Rewritten(name, "", Mended("", 0), refused=reason)


def _reported_only(look: Look, text: str, reported: Iterable[Diagnostic]) -> Look:
    """Return what looks likewise and passes over what the run found and did not report."""
    accepted = {one.fingerprint for one in look(text)} - {one.fingerprint for one in reported}
    return among(accepted, look) if accepted else look


def write(files: Iterable[Rewritten]) -> list[Rewritten]:
    """Write the files that changed; return all, and of those that could not be written why, with nothing done."""
    return [_written(one) for one in files]


def _written(one: Rewritten) -> Rewritten:
    if one.source is not None and one.is_changed:
        try:
            write_if_unchanged(one.source, one.after.encode())
        except CannotRun as error:
            return _refused(one.name, str(error))
    return one


def left_in(files: Iterable[Rewritten]) -> list[Left]:
    """Return the diagnostics whose fixes could not be placed."""
    return [left for one in files for left in one.mended.left]
