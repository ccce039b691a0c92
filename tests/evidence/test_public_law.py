"""In public no small group is told of, nor can be worked out: of every output, over random small histories."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.evidence.public import LAW, Cell, Sum, hidden, kept, kept_rows
from tests.conftest import Command
from tests.evidence import public_law
from tests.evidence.by_hand import seeded
from tests.evidence.public_law import FEW, Family, broken

PROCESS = """process: p
from_anywhere: [lost, mistake]
stages:
  heard: {max_days: 2, next: [agreed]}
  agreed: {max_days: 5, next: [board, heard]}
  board: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
  mistake: {outcome: admin}
measures:
  win-rate: {share: {outcome: won}, among: {reached: heard}, by: region, each: month}
"""
WAYS = ("heard agreed board won", "heard agreed board lost", "heard lost", "heard agreed", "heard agreed heard agreed board", "heard", "agreed board won", "heard Legal board won",
        "heard board won", "Legal won", "heard mistake", "heard agreed board won heard", "agreed heard lost")
ASKED: tuple[tuple[str, Callable[[Any], Iterable[Family]], tuple[str, ...]], ...] = (
    ("summary", public_law.summary, ()), ("replay", public_law.replay, ("p.yaml",)), ("funnel", public_law.funnel, ("p.yaml",)),
    ("funnel", public_law.funnel, ("p.yaml", "--by", "region")), ("paths", public_law.paths, ("p.yaml",)), ("paths", public_law.paths, ("p.yaml", "--top", "3")),
    ("drift", public_law.drift, ("p.yaml",)), ("measure", public_law.measure, ("p.yaml",)),
)

SEEDS = 8 if os.environ.get("CI") == "true" else 2
"""How many histories each question is asked about."""


def history(random: Random) -> str:
    """Return a history of a few dozen deals on a handful of ways, some common and some rare, in some regions."""
    ways = random.sample(WAYS, random.randint(1, 7))
    weights = [random.choice((1, 1, 2, 4, 12, 30)) for _ in ways]
    rows = ["deal_id,stage,entered_at,region"]
    for deal in range(random.randint(12, 70)):
        day, region = random.randint(1, 50), random.choice("nnnnwwwsse")
        for stage in random.choices(ways, weights)[0].split():
            rows.append(f"{deal},{stage},2026-{1 + day // 28:02}-{1 + day % 28:02},{region}")
            day += random.choice((0, 1, 1, 2, 9))
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("place", range(len(ASKED)))
def test_what_is_told_in_public_tells_of_no_few(command: Command, place: int, seed: int) -> None:
    """No number of one to four, nor such a difference of a whole and its parts, nor a single hidden part; what is told is true."""
    question, families, more = ASKED[place]
    Path("p.yaml").write_text(PROCESS, encoding="utf-8")
    Path("library.yaml").write_text("library: small\nevidence: {min_deals: 1}\n", encoding="utf-8")
    Path("data.csv").write_text(history(seeded(100 * seed + place)), encoding="utf-8")
    public, untouched = (command("evidence", question, *more, "--source", "data.csv", "-f", "json", *asked) for asked in (("--public",), ()))
    assert public.code == 0, public.err
    assert broken(families(json.loads(public.out)), families(json.loads(untouched.out))) == []


@given(st.lists(st.integers(0, 12), max_size=8))
def test_hidden_parts_are_five_together_and_two_at_least(counts: list[int]) -> None:
    """Where there are five in all; parts of none are told, and nothing is hidden without need."""
    told = kept(counts)
    lacking = [count for count, is_told in zip(counts, told, strict=True) if not is_told]
    assert not any(count in FEW for count, is_told in zip(counts, told, strict=True) if is_told)
    assert 0 not in lacking
    if sum(counts) >= 5:
        assert not lacking or (sum(lacking) >= 5 and len(lacking) > 1)
    assert any(count in FEW for count in counts) or all(told)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=7))
def test_rows_are_hidden_until_no_column_tells_of_few(rows: list[tuple[int, int]]) -> None:
    """Or until nothing is left to hide."""
    told = kept_rows(rows)
    lacking = [row for row, is_told in zip(rows, told, strict=True) if not is_told]
    assert not any(number in FEW for row, is_told in zip(rows, told, strict=True) if is_told for number in row)
    if any(is_told and any(row) for row, is_told in zip(rows, told, strict=True)):
        assert not lacking or (len(lacking) > 1 and not any(sum(column) in FEW for column in zip(*lacking, strict=True)))


def test_what_is_hidden_in_one_sum_is_hidden_in_the_next() -> None:
    """A part of a part: closed and open hide each other, and so do the outcomes of those closed."""
    values: dict[Cell, int] = {("deals",): 45, ("closed",): 41, ("open",): 4, ("won",): 30, ("lost",): 11}
    sums = (Sum(("deals",), (("closed",), ("open",)), is_all=True), Sum(("closed",), (("won",), ("lost",)), is_all=True))
    assert hidden(values, sums, fixed=(("deals",),)) == {("closed",), ("open",), ("lost",)}


@pytest.mark.parametrize("question", ["check", "summary", "replay", "funnel", "paths", "drift", "measure"])
def test_of_fewer_than_five_deals_the_public_hears_nothing_whatever_is_asked(command: Command, question: str) -> None:
    """The command can't run, and says why in the same line."""
    Path("p.yaml").write_text(PROCESS, encoding="utf-8")
    Path("data.csv").write_text("deal_id,stage,entered_at,region\n" + "".join(f"{deal},heard,2026-01-01,n\n" for deal in range(4)), encoding="utf-8")
    result = command("evidence", question, *(() if question == "summary" else ("p.yaml",)), "--source", "data.csv", "--public")
    assert (result.code, result.out) == (2, "")
    assert result.err == "processengine: There are fewer than 5 deals: nothing can be said about them in public.\n"


def test_the_law_is_said_with_what_is_hidden(command: Command) -> None:
    """In one sentence, the same everywhere."""
    Path("p.yaml").write_text(PROCESS, encoding="utf-8")
    Path("data.csv").write_text(history(seeded(3)), encoding="utf-8")
    for question in ("summary", "replay", "funnel", "paths"):
        text = command("evidence", question, *(() if question == "summary" else ("p.yaml",)), "--source", "data.csv", "--public").out
        assert LAW in text, question
        assert "too few" not in text
