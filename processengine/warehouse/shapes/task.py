"""Salesforce's Task records: a row for each thing that a rep did or is to do, such as a call.

Known by OwnerId, WhatId, ActivityDate and Type (or TaskSubtype), in Salesforce's spelling or in that of connectors. Its usual
names are read as the kinds that measures count: a call is a dial, as it says that somebody was rung up, and not that they
spoke. A name that none of the kinds has stays as it is, and counts in no measure.
"""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from collections.abc import Sequence
from typing import Final

from processengine.warehouse.quoting import literal, quoted
from processengine.warehouse.raw import ROW, Raw
from processengine.warehouse.shapes.columns import column, columns, numbered
from processengine.warehouse.shapes.shaped import Counted, Shaped

_NAME = "Salesforce Task"
_READ_AS: Final = {
    "call": "dial", "dial": "dial", "outbound call": "dial", "conversation": "conversation", "appointment": "appointment", "appointment set": "appointment",
    "meeting": "meeting", "event": "meeting", "rejection": "rejection",
}


def shaped(raws: Sequence[Raw]) -> tuple[Shaped, ...]:
    """Return the activities where a table is such an export."""
    found = ((raw, columns(raw, "OwnerId", "WhatId", "ActivityDate"), column(raw, "Type", "TaskSubtype")) for raw in raws)
    return tuple(_activities(raw, held, kind) for raw, held, kind in found if held is not None and kind is not None)


def _activities(raw: Raw, held: tuple[str, ...], kind: str) -> Shaped:
    rep, deal, day = held
    own = f"TRIM(CAST({quoted(kind)} AS VARCHAR))"
    cases = " ".join(f"WHEN LOWER({own}) = {literal(name)} THEN {literal(meant)}" for name, meant in _READ_AS.items())
    shown = ", ".join(f"CASE {cases} ELSE {own} END AS {quoted(kind)}" if name == kind else quoted(name) for name in raw.columns)
    relation = f"(SELECT {shown}, {quoted(ROW)} FROM {numbered(raw)})"
    made = tuple(_read_as(raw, own, name, meant) for name, meant in _READ_AS.items() if name != meant)
    others = f"SELECT COUNT(*) FROM {raw.relation} WHERE LOWER({own}) NOT IN ({', '.join(map(literal, _READ_AS))})"
    unknown = Counted(others, f"row of {raw.file} is of another {kind}, such as an email: no measure counts it.",
                      f"rows of {raw.file} are of another {kind}, such as emails: no measure counts those.")
    columns_of = {"rep": rep, "kind": kind, "at": day, "deal_id": deal}
    return Shaped(_NAME, "activities", Raw(raw.name, raw.file, relation, raw.columns, ROW), columns_of, (raw.name,), (), (*made, unknown))


def _read_as(raw: Raw, own: str, name: str, meant: str) -> Counted:
    sql = f"SELECT COUNT(*) FROM {raw.relation} WHERE LOWER({own}) = {literal(name)}"
    return Counted(sql, f"row of {raw.file} that says “{name}” is read as {_a(meant)}.", f"rows of {raw.file} that say “{name}” are each read as {_a(meant)}.")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
