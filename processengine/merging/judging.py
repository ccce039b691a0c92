"""What judges a text in its place: the rules about correctness, with the library around it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from processengine.check import with_overrides
from processengine.diagnostic import Diagnostic, Severity
from processengine.rules.listing import RuleSet
from processengine.store import Shelf, Shelves, shown
from processengine.validate import Settings, validate

if TYPE_CHECKING:
    from processengine.merge import Judge


def errors(data: str | bytes, name: str, shelf: Shelf | None, today: date) -> Sequence[Diagnostic]:
    """Return the errors of a text in the midst of a library, as serious as that takes them."""
    settings = with_overrides(Settings(today, RuleSet.CORRECTNESS), shelf)
    if Severity.ERROR in settings.severities.values():
        settings = with_overrides(Settings(today, RuleSet.RECOMMENDED), shelf)
    verdict = validate(data, name, settings, shelf)
    return [one for one in verdict.diagnostics if one.severity is Severity.ERROR]


def judge_at(place: Path, today: date) -> "Judge":
    """Return what judges a text as if it stood at a place on the disk, whatever stands there."""
    around = Shelves().around(place)

    def judge(text: str) -> Sequence[Diagnostic]:
        shelf = None if around is None else Shelf(around.root, {place: text.encode()})
        return errors(text, shown(place), shelf, today)

    return judge
