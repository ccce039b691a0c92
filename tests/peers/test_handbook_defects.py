"""Validation finds the natural defects of a real company's published process, each at its line.

A list whose numbers skip two places can't be written in this format, and a stage that was renamed and kept its old
description shows only between two revisions.
"""

from datetime import date
from pathlib import Path

import pytest

from processengine.check import check
from processengine.diagnostic import Diagnostic
from processengine.validate import Settings

HANDBOOK = Path(__file__).parent / "handbook"

DEFECTS = [
    ("two stages in a row are as likely to be won", "a/inbound-self-serve.yaml", 14, "probability-tied"),
    ("the likelihood falls along the list", "a/renewal.yaml", 16, "probability-not-rising"),
    ("a deal made in error counts as lost", "a/new-business.yaml", 32, "admin-counted-as-lost"),
    ("a deal made in error counts as lost there too", "a/inbound-self-serve.yaml", 29, "admin-counted-as-lost"),
    ("only outcomes have a likelihood", "c/new-business.yaml", 106, "partial-probability"),
    ("a stage is named for the meeting we booked", "a/new-business.yaml", 10, "seller-named-stage"),
    ("a stage is named for the demo we gave", "a/new-business.yaml", 13, "seller-named-stage"),
    ("and both still are in the second revision", "b/new-business.yaml", 10, "seller-named-stage"),
    ("where the demo is too", "b/new-business.yaml", 13, "seller-named-stage"),
    ("a renewal is named for the meeting we booked", "c/renewal.yaml", 10, "seller-named-stage"),
]


def found() -> list[Diagnostic]:
    """Validate the three revisions."""
    return list(check([str(HANDBOOK / revision) for revision in "abc"], None, Settings(date(2026, 11, 20))).diagnostics)


@pytest.mark.parametrize(("defect", "file", "line", "rule"), DEFECTS, ids=[defect for defect, *_ in DEFECTS])
def test_a_natural_defect_is_found(defect: str, file: str, line: int, rule: str) -> None:
    """By the rule that is about it, at the line where it stands."""
    assert (file, line, rule) in {(one.file.removeprefix(f"{HANDBOOK}/"), one.span.line, one.rule) for one in found()}, defect


def test_nothing_is_wrong_beyond_the_defects() -> None:
    """No error, and no warning but the company's own: what else is found are notes."""
    serious = {(one.file.removeprefix(f"{HANDBOOK}/"), one.span.line, one.rule) for one in found() if one.severity.value != "note"}
    no_decision = {one for one in serious if one[2] == "missing-no-decision"}
    assert {file for file, *_ in no_decision} >= {f"{revision}/new-business.yaml" for revision in "abc"}, "it knows won and lost alone"
    noted = no_decision | {("a/inbound-self-serve.yaml", line, "seller-named-stage") for line in (10, 13)} | {("b/renewal.yaml", 11, "seller-named-stage")}
    assert serious - noted == {(file, line, rule) for _, file, line, rule in DEFECTS if rule != "probability-tied"}
