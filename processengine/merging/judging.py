"""What judges a text in its place: the recommended rules, with the library around it."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from processengine.diagnostic import Diagnostic, Severity
from processengine.store import Shelf, Shelves, shown
from processengine.validate import Settings, validate

if TYPE_CHECKING:
    from processengine.merge import Judge

_NOWHERE = 9


def findings(data: str | bytes, name: str, shelf: Shelf | None, today: date) -> Sequence[Diagnostic]:
    """Return the errors and warnings of a text in the midst of a library, as serious as that takes them."""
    verdict = validate(data, name, _settings(shelf, today), shelf)
    return [one for one in verdict.diagnostics if one.severity is not Severity.NOTE]


def _settings(shelf: Shelf | None, today: date) -> Settings:
    if shelf is None or shelf.library is None or not shelf.library.rules:
        return Settings(today)
    # It brings reports along, and git waits for the driver.
    from processengine.check import with_overrides

    return with_overrides(Settings(today), shelf)


def beyond(found: Iterable[Diagnostic], known: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that are not among others, or less serious there."""
    ranks = {one.fingerprint: one.severity.rank for one in sorted(known, key=lambda one: -one.severity.rank)}
    return [one for one in found if ranks.get(one.fingerprint, _NOWHERE) > one.severity.rank]


def judge_at(place: Path, today: date) -> "Judge":
    """Return what judges a text as if it stood at a place on the disk, whatever stands there."""
    around = Shelves().around(place)

    def judge(text: str) -> Sequence[Diagnostic]:
        shelf = None if around is None else Shelf(around.root, {place: text.encode()})
        return findings(text, shown(place), shelf, today)

    return judge
