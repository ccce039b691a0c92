"""Reads the sales processes of Salesforce organisations: enough for a first look at them, and no importer.

A sales process is spread over files. The order of stages, what is closed and won, and the probabilities stand in the
organisation's one set of values; a business process lists which of them it uses, in the order of the alphabet, with
names percent-encoded. Transitions stand nowhere: a deal is taken to go along the open values in the order of the set,
from the last to what is closed and won, and from anywhere to what is closed and not won. Metadata know no other kinds
of outcome than these two, so the one is `won` and the other `lost`, and they stand behind the open ones.

Processes of leads are left out: a lead is no deal yet. A retired value is kept, as deals may still stand on it.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from tests.first_contact.drafts import Draft, StageDraft, Way, identifier

_NAMESPACE: Final = "{http://soap.sforce.com/2006/04/metadata}"
_ALL: Final = "All values"
"""What an organisation without business processes has: one process of all its values."""


@dataclass(frozen=True)
class Value:
    """A value of the set of stages; the probability in percent, None where it is absent."""

    title: str
    closed: bool
    won: bool
    probability: int | None


AS_SHIPPED: Final[Mapping[str, Value]] = {
    "Closed Won": Value("Closed Won", closed=True, won=True, probability=None),
    "Closed Lost": Value("Closed Lost", closed=True, won=False, probability=None),
}
"""What is known of values where an organisation's set is absent: the two that every organisation starts with."""


@dataclass(frozen=True)
class Organisation:
    """A repository, and its sales processes by their file's name."""

    repository: str
    drafts: dict[str, Draft]


def organisations(folder: Path) -> list[Organisation]:
    """Return the organisations that the index of the folder lists, in its order."""
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        repositories = list(dict.fromkeys(row["repo"] for row in csv.DictReader(index, delimiter="\t")))
    return [Organisation(one, _drafts(folder / "orgs" / one.replace("/", "+"))) for one in repositories]


def _drafts(folder: Path) -> dict[str, Draft]:
    sets = sorted(folder.rglob("OpportunityStage.standardValueSet*"))
    found: dict[str, Draft] = {}
    for path, title, listed in _business_processes(folder):
        values = _nearest(path, sets)
        draft = _draft(title, listed, _values(values) if values else {})
        if draft not in found.values():
            found[identifier(title, found)] = draft
    if not found and sets:
        values_of_all = _values(sets[0])
        found[identifier(_ALL)] = _draft(_ALL, list(values_of_all), values_of_all)
    return found


def _business_processes(folder: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """Yield the file, the title and the names of the values of each sales process."""
    for path in sorted(folder.rglob("Opportunity/businessProcesses/*.businessProcess-meta.xml")):
        yield _business_process(path, _root(path))
    for path in sorted(folder.rglob("Opportunity.object")):
        for element in _root(path).findall(f"{_NAMESPACE}businessProcesses"):
            yield _business_process(path, element)


def _business_process(path: Path, element: Element) -> tuple[Path, str, list[str]]:
    listed = [unquote(_text(value, "fullName")) for value in element.findall(f"{_NAMESPACE}values")]
    return path, unquote(_text(element, "fullName")), listed


def _nearest(path: Path, sets: list[Path]) -> Path | None:
    """Return the set of values that shares most folders with a process, as a repository may hold several organisations."""
    return max(sets, key=lambda one: len(set(one.parents) & set(path.parents)), default=None)


def _values(path: Path) -> dict[str, Value]:
    found = {}
    for element in _root(path).findall(f"{_NAMESPACE}standardValue"):
        name, probability = unquote(_text(element, "fullName")), _text(element, "probability")
        found[name] = Value(
            unquote(_text(element, "label")) or name,
            closed=_text(element, "closed") == "true",
            won=_text(element, "won") == "true",
            probability=int(probability) if probability else None,
        )
    return found


def _draft(title: str, listed: list[str], values: Mapping[str, Value]) -> Draft:
    """Put the listed values in the order of the set, those that it lacks behind them, and join them to a chain."""
    known = [name for name in values if name in listed]
    ordered = {name: values[name] for name in known} | {
        name: AS_SHIPPED.get(name, Value(name, closed=False, won=False, probability=None))
        for name in listed
        if name not in values
    }
    ids: dict[str, Value] = {}
    for value in sorted(ordered.values(), key=lambda one: one.closed):
        ids[identifier(value.title, ids)] = value
    goes_on_to = [name for name, value in ids.items() if not value.closed]
    won = tuple(Way(name) for name, value in ids.items() if value.closed and value.won)
    ways = {one: (Way(following),) for one, following in pairwise(goes_on_to)} | dict.fromkeys(goes_on_to[-1:], won)
    return Draft(
        title,
        {name: StageDraft(value.title, _kind(value), value.probability, ways.get(name, ())) for name, value in ids.items()},
        tuple(name for name, value in ids.items() if value.closed and not value.won),
    )


def _kind(value: Value) -> str:
    return ("won" if value.won else "lost") if value.closed else ""


def _text(element: Element, name: str) -> str:
    return (element.findtext(f"{_NAMESPACE}{name}") or "").strip()


def _root(path: Path) -> Element:
    root = parse(path, forbid_dtd=True).getroot()
    assert root is not None
    return root
