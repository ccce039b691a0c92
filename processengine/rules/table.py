"""The table of rules, generated from the rules themselves."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from processengine.rules.index import INDEX
from processengine.rules.listing import Listing

TITLES: Final = {
    "syntax": "syntax: the text",
    "graph": "graph: can a deal live in it",
    "forecast": "forecast: probabilities",
    "buyer": "buyer: does it mirror the buyer's journey",
    "champion": "champion: the closed door",
    "outcome": "outcome: what the client gets",
    "seller": "seller: roles, motions, ratios",
    "practice": "practice: a channel, not a script",
    "change": "change: between two revisions",
    "evidence": "evidence: what the deals say",
}


def table() -> str:
    """Return one markdown table for each family, each under its heading."""
    families = (_family(name, list(rules)) for name, rules in groupby(INDEX, key=lambda listing: listing.family))
    return "\n".join(families).rstrip("\n") + "\n"


def _family(name: str, rules: Iterable[Listing]) -> str:
    rows = (f"| `{one.name}` | {one.severity} | {one.set} | {one.summary} |" for one in rules)
    heading = f"## {TITLES.get(name, name)}"
    return "\n".join([heading, "", "| rule | severity | set | reports |", "|---|---|---|---|", *rows, ""])
