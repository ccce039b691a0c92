"""What library.yaml chooses for rules, and what of it can't be: names, severities and scopes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from processengine.diagnostic import Edit, Finding, Fix, Problem
from processengine.model.nearest import did_you_mean, nearest
from processengine.rules.index import INDEX, find
from processengine.syntax.document import Document

if TYPE_CHECKING:
    from processengine.model.library import RuleSetting, Scope


def names() -> list[str]:
    """Return the names that settings may use: those of all rules."""
    return [listing.name for listing in INDEX]


def reports() -> dict[str, str]:
    """Return what each rule reports, in a sentence, by the names that settings may use; opens every rule's file."""
    return {listing.name: listing.summary for listing in INDEX}


def problems(document: Document, rules: "Mapping[str, RuleSetting]", known: Iterable[Problem]) -> list[Problem]:
    """Return what is wrong with a library's settings of rules, besides what is known from the schema."""
    faulty = {problem.finding.path for problem in known}
    return [problem for name, setting in rules.items() for problem in _of(document, name, setting, faulty)]


def _of(document: Document, name: str, setting: "RuleSetting", faulty: set[str]) -> Iterator[Problem]:
    path, listing = f"rules.{name}", find(name)
    if listing is None:
        yield _unknown(name, path)
    elif listing.is_fixed:
        yield from _softened(document, name, setting)
    elif not any(one.startswith(f"{path}.in.") for one in faulty):
        for place, scope in enumerate(setting.in_):
            yield from _incomplete(scope, f"{path}.in.{place}")


def _unknown(name: str, path: str) -> Problem:
    near = nearest(name, names())
    fix = Fix(f"Write `{near[0]}`", (Edit("rename", path, near[0]),)) if len(near) == 1 else None
    advice = did_you_mean(name, names()).strip() or "`processengine rules` lists them."
    return Problem("unknown-key", Finding(f"There is no rule `{name}`.", path, values=(name,), fix=fix, help=advice))


def _softened(document: Document, name: str, setting: "RuleSetting") -> Iterator[Problem]:
    """Say that an error of the text stays one: a file that nobody can read would pass."""
    path = f"rules.{name}"
    advice = "Delete this setting and mend the text that the rule reports."
    if setting.severity not in (None, "error"):
        written = f"{path}.severity"
        at = written if document.at(written) else path
        message = f"`{name}` is about the text itself and stays an error."
        yield Problem("wrong-type", Finding(message, at, "value", help=advice, values=(setting.severity,)))
    if setting.in_:
        message = f"`{name}` is about the text itself and stays an error everywhere."
        yield Problem("wrong-type", Finding(message, f"{path}.in", help=advice))


def _incomplete(scope: "Scope", path: str) -> Iterator[Problem]:
    if scope.severity is None:
        message = "This scope has no `severity`."
        yield Problem("missing-key", Finding(message, path, values=("severity",), help="Add one of error, warning, note, none."))
    if not (scope.file or scope.process or scope.path):
        message = "This scope names no place."
        yield Problem("missing-key", Finding(message, path, values=("file",), help="Add `file`, `process` or `path`."))
