"""Counts what rules find at first contact, and puts it into tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from processengine.diagnostic import Severity
from processengine.report.validate_text import render
from processengine.rules.index import INDEX
from processengine.rules.listing import Listing
from tests.first_contact.material import Contact

MOST: Final = 0.6
"""A rule that fires on a larger share of strangers' processes than this must be worth it."""


@dataclass
class Tally:
    """Of one rule: its findings by contact, and of the strangers' processes those that it looked at and those it found."""

    listing: Listing
    findings: Counter[str] = field(default_factory=Counter)
    looked_at: set[str] = field(default_factory=set)
    fired_on: set[str] = field(default_factory=set)

    @property
    def share(self) -> float:
        """The share of the strangers' processes on which it fires, of those that it looked at, 0 to 1."""
        return len(self.fired_on) / len(self.looked_at) if self.looked_at else 0.0


def tallies(contacts: Iterable[Contact]) -> dict[str, Tally]:
    """Return the tally of each rule, in the order of the index."""
    found = {listing.name: Tally(listing) for listing in INDEX}
    for contact in contacts:
        for rule, names in contact.looked_at.items():
            found[rule].looked_at.update(names)
        for one in contact.validation.diagnostics:
            found[one.rule].findings[contact.name] += 1
            if contact.looked_at:
                found[one.rule].fired_on.add(one.file)
    return found


def above_the_fold(contact: Contact) -> list[str]:
    """Return the lines of the text report before the first blank one."""
    return render(contact.validation).split("\n\n", maxsplit=1)[0].splitlines()


def by_rule(contacts: Sequence[Contact]) -> str:
    """Return the rules that fire, as a table in markdown, the most widespread first."""
    columns = _columns(contacts)
    rows = [
        [
            f"`{tally.listing.name}`", tally.listing.severity.value,
            *(str(sum(tally.findings[one.name] for one in group)) for group in columns.values()),
            f"{len(tally.fired_on)} of {len(tally.looked_at)}", f"{100 * tally.share:.0f} %",
        ]
        for tally in sorted(tallies(contacts).values(), key=lambda one: (-one.share, one.listing.name))
        if tally.findings.total()
    ]  # fmt: skip
    return _table(["rule", "severity", *columns, "processes", "share"], rows)


def by_contact(contacts: Sequence[Contact]) -> str:
    """Return what is found in each folder as a table in markdown."""
    rows = []
    for contact in contacts:
        counts = contact.validation.counts
        rows.append([contact.name, str(len(contact.processes)), *(str(counts[severity.value]) for severity in Severity), str(len(above_the_fold(contact)))])
    return _table(["folder", "processes", "errors", "warnings", "notes", "lines above the fold"], rows)


def _columns(contacts: Sequence[Contact]) -> dict[str, list[Contact]]:
    found: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        found["organisations" if contact.name.startswith("Organisation") else contact.name].append(contact)
    return found


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])
