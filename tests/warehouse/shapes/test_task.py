"""Salesforce's Task records: what their usual names are read as."""

from pathlib import Path

from processengine.warehouse.shapes import shaped
from tests.warehouse.shapes.reading import export, rows, said

COLUMNS = "Id,OwnerId,WhatId,ActivityDate,Type"


def test_a_call_is_a_dial_and_what_was_read_as_what_is_said(tmp_path: Path) -> None:
    """Whatever its case; what no measure counts is counted, and stays what it is."""
    lines = [f"t{number},ana,006a,2026-01-0{number + 1},{kind}" for number, kind in enumerate(("Call", " CALL", "Meeting", "Email", "Appointment set"))]
    raw = export(tmp_path, "Task", COLUMNS, *lines)
    found = shaped([raw])["activities"]
    assert rows(found, "rep", "kind") == [("ana", "dial"), ("ana", "dial"), ("ana", "meeting"), ("ana", "Email"), ("ana", "appointment")]
    assert said(found) == [
        "2 rows of Task.csv that say “call” are each read as a dial.",
        "1 row of Task.csv that says “appointment set” is read as an appointment.",
        "1 row of Task.csv is of another Type, such as an email: no measure counts it.",
    ]


def test_other_tables_with_a_type_are_none(tmp_path: Path) -> None:
    """The shape is known by whose it is, what it is about, and its day."""
    assert "activities" not in shaped([export(tmp_path, "log", "OwnerId,Type,ActivityDate", "ana,Call,2026-01-01")])
