"""A source without a history of stages: every question that needs one says so in one line."""

from pathlib import Path

import pytest

from tests.conftest import Command

PROCESS = """process: sale
stages:
  first: {next: [won]}
  won: {outcome: won}
measures:
  win-rate: {share: {outcome: won}}
  dials: {count: {activity: dial}}
"""
PROPOSAL = """proposal: p
process: sale
title: x
author: ana
status: open
why: |
  x
claims:
  c: {says: a, compare: win-rate, where: {reached: first}}
"""


@pytest.fixture(autouse=True)
def _library(command: Command) -> None:
    del command  # which moves to an empty folder first
    Path("library.yaml").write_text("library: acme\nevidence: {source: deals.csv}\n", encoding="utf-8")
    Path("deals.csv").write_text("deal_id,opened_at,closed_at,outcome\n1,2026-01-01,2026-01-09,won\n", encoding="utf-8")
    Path("sale.yaml").write_text(PROCESS, encoding="utf-8")
    Path("p.yaml").write_text(PROPOSAL, encoding="utf-8")


@pytest.mark.parametrize("question", [
    ("summary",), ("replay", "sale.yaml"), ("funnel", "sale.yaml"), ("paths", "sale.yaml"), ("drift", "sale.yaml"),
    ("measure", "sale.yaml", "win-rate"), ("claim", "p.yaml"),
])
def test_it_is_no_answer(command: Command, question: tuple[str, ...]) -> None:
    """No deals is not the same as nobody knows."""
    result = command("evidence", *question)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("deals.csv has no stage history; `processengine evidence check` says what it holds.\n")


def test_measures_that_need_none_are_computed(command: Command) -> None:
    """Beside them those that do say why they have no value."""
    result = command("evidence", "measure", "sale.yaml")
    assert result.code == 0
    assert "win-rate: no value. The source has no table `stage_history`." in result.out
