"""A team whose library has deals: forty that came to the board, most of them decided, and five that are in flight."""

from datetime import date, timedelta
from pathlib import Path

from tests.git.team import FILE, LIBRARY, PROCESS, Clone, Team

HISTORY = "processes/data/stage_history.csv"
EVIDENCE = "evidence: {source: data/, min_deals: 10}\n"
MEASURED = PROCESS + "measures:\n  win-rate: {share: {outcome: won}, among: {reached: board-decides}}\n"
PROPOSAL = "processes/proposals/shorter.yaml"
STATED = """proposal: shorter
title: Shorten the way to the board
process: new-business
author: ana
opened: 2026-11-02
why: |
  Boards meet often now.
claims:
  some-are-won:
    says: At least one deal in ten that reaches the board is won
    share: {outcome: won}
    among: {reached: board-decides}
    at_least: 0.1
  undecided:
    says: Most deals that reach the board end there undecided
    share: {outcome: no-decision}
    among: {reached: board-decides}
    at_least: 0.5
expects:
  win-rate: {from: 0.6, to: 0.7, by: 2027-06-30}
"""
_ENDS = ("won", "lost", "lost", "stayed-put")


def history() -> str:
    """Return the deals as CSV."""
    rows = ["deal_id,stage,entered_at"]
    for number in range(45):
        stages = ("trouble-named", "team-assembled", "board-decides", _ENDS[number % 4]) if number < 40 else ("trouble-named", "team-assembled")
        rows += [f"d{number},{stage},{date(2026, 1, 1) + timedelta(days=number + 20 * place)}" for place, stage in enumerate(stages)]
    return "\n".join(rows) + "\n"


FILES = {"processes/library.yaml": LIBRARY + EVIDENCE, FILE: MEASURED, HISTORY: history()}
"""The library's files."""


def made(folder: Path, evidence: str = EVIDENCE) -> Team:
    """Return a team with such a library."""
    return Team(folder, {**FILES, "processes/library.yaml": LIBRARY + evidence})


def propose(rep: Clone, old: str = "max_days: 30", new: str = "max_days: 20", stated: str = STATED) -> None:
    """Push a proposal that edits the process, with claims and an expectation."""
    rep.git("switch", "-q", "-c", "proposals/shorter", "main")
    text = rep.read(FILE)
    assert old in text
    rep.write_at(FILE, text.replace(old, new))
    rep.write_at(PROPOSAL, stated)
    rep.commit("Shorten the way to the board")
    rep.git("push", "-q", "origin", "HEAD")
