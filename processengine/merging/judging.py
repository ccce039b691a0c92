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
    from processengine.model.library import Library

_NOWHERE = 9


def findings(
    data: str | bytes, path: Path, shelf: Shelf | None, today: date, rules: "Library | None" = None
) -> Sequence[Diagnostic]:
    """Return the errors and warnings of a text in the midst of a library, as serious as `rules`, or else that, takes them."""
    settings = Settings(today)
    if shelf is not None:
        settings = settings.under(rules or shelf.library).at(shelf.place(path))
    verdict = validate(data, shown(path), settings, shelf)
    return [one for one in verdict.diagnostics if one.severity is not Severity.NOTE]


def beyond(found: Iterable[Diagnostic], known: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that are not among others, or less serious there."""
    ranks = {one.fingerprint: one.severity.rank for one in sorted(known, key=lambda one: -one.severity.rank)}
    return [one for one in found if ranks.get(one.fingerprint, _NOWHERE) > one.severity.rank]


def judge_at(place: Path, today: date) -> "Judge":
    """Return what judges a text as if it stood at a place on the disk, whatever stands there."""
    around = Shelves().around(place)

    def judge(text: str) -> Sequence[Diagnostic]:
        shelf = None if around is None else Shelf(around.root, {place: text.encode()})
        return findings(text, place, shelf, today)

    return judge
