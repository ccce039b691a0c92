"""A library whose change was released in March, and deals before and after it, made by hand: for tests of how it came out."""

from datetime import date, timedelta
from pathlib import Path

from tests.git.scratch import Scratch

PROCESS = """process: new-business
version: 0.1.0
from_anywhere: [lost]
stages:
  trouble-named: {next: [board-decides]}
  board-decides: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
measures:
  win-rate: {share: {outcome: won}, among: {reached: board-decides}}
  time-to-win: {duration: {from: {reached: trouble-named}, to: {outcome: won}}}
"""
LIBRARY = """library: acme
evidence: {source: deals.csv}
"""
PROPOSAL = """proposal: equip-the-champion
title: Equip the champion
process: new-business
author: ana
why: We lose behind a door.
expects:
  win-rate: {from: 0.2, to: 0.4, by: 2026-06-30, guard: {time-to-win: not-higher}}
record: {ruling: accepted, by: lee, at: 2026-02-28, version: 0.1.0}   # by `release`
"""
RELEASE = date(2026, 3, 1)


def deals(before: tuple[int, int], after: tuple[int, int], days_after: int = 20, *, last: str = "2026-07-15") -> str:
    """Return a history: of each side so many deals won of so many; after the release a deal takes `days_after` days, before it 20.

    One more deal was named on the `last` day, so that the source reaches it.
    """
    lines = ["deal_id,stage,entered_at"]
    for side, (won, number), begins, takes in (("b", before, date(2025, 10, 1), 20), ("a", after, RELEASE + timedelta(days=2), days_after)):
        for place in range(number):
            named = begins + timedelta(days=place % 60)
            lines += [f"{side}{place},trouble-named,{named}", f"{side}{place},board-decides,{named + timedelta(days=5)}",
                      f"{side}{place},{'won' if place < won else 'lost'},{named + timedelta(days=takes)}"]
    return "\n".join([*lines, f"last,trouble-named,{last}"]) + "\n"


def library(root: Path, history: str, proposal: str = PROPOSAL, process: str = PROCESS, settings: str = LIBRARY) -> Scratch:
    """Return a repository with the library in `processes/`, released on the first of March at nine."""
    scratch = Scratch(root)
    scratch.write(processes__library=settings, processes__new_business=process, processes__proposals__equip_the_champion=proposal)
    scratch.write_at("processes/deals.csv", history)
    scratch.commit("Release new-business 0.1.0")
    scratch.tag("new-business/0.1.0", "acme/new-business 0.1.0", "2026-03-01T09:00:00Z")
    return scratch
