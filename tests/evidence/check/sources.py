"""Small sources in memory, held against a small process."""

from collections.abc import Mapping
from typing import Any

from processengine.evidence.check.holding import History, Holding, NameSeen
from processengine.evidence.check.told import Told, told
from processengine.evidence.measures.known import Known, Other
from processengine.evidence.measures.recorded import Kind
from processengine.evidence.names import read_names
from processengine.evidence.visits import Elsewhere
from processengine.model.process import Process

PROCESS = Process.model_validate({
    "process": "new-business",
    "from_anywhere": ["lost"],
    "kits": {"paper": {"title": "Paper", "field": "Paper_Sent__c"}},
    "stages": {
        "trouble-named": {"next": ["board-decides"], "plays": {"ask": {"do": "Ask"}},
                          "exit_criteria": {"cost": {"fact": "They know the cost", "field": "Cost__c"}}},
        "board-decides": {"next": ["won"]},
        "won": {"outcome": "won"},
        "lost": {"outcome": "lost"},
    },
})
CLIENT = Process.model_validate({"process": "client", "stages": {"start": {"next": ["elated"]}, "elated": {"outcome": "realised"}}})


def holding(names: Mapping[str, int], **held: Any) -> Holding:
    """Return a source whose rows bear some names, each in a deal of its own."""
    seen = tuple(NameSeen(name, None, rows) for name, rows in names.items())
    total = sum(names.values())
    history = History(total, max(total // 2, 1), 0, 0, 0, 0, 0) if names else None
    tables = frozenset({*({"stage_history"} if names else ()), *(name for name in ("activities", "facts") if held.get(name))})
    return Holding(tables, history, names=seen, **held)


def source(names: Mapping[str, int], kept: Mapping[str, tuple[str, ...]] | None = None, skipped: tuple[str, ...] = (), **held: Any) -> Told:
    """Return what a source with some rows tells the process."""
    codes = {name: code for code, name in enumerate(sorted(names))}
    others = {"client": Other(CLIENT, read_names(CLIENT, codes, {}))}
    known = Known(PROCESS, read_names(PROCESS, codes, kept or {}, skipped), 5, Elsewhere(), others)
    return told(known, holding(names, **held))


ALL = {"Trouble named": 40, "Board decides": 20, "Won": 10, "Lost": 8}
"""Every stage of the process, with rows that enter it."""


def kind(name: str, rows: int = 10, deals: int = 10, id_: str = "") -> Kind:
    """Return a kind of activity or fact."""
    return Kind(name, id_, rows, deals)
