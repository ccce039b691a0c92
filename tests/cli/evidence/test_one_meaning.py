"""One meaning for each number, whichever question is asked of the same deals."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command

PROCESS = """\
process: new-business
from_anywhere: [lost, stayed-put, mistake]
stages:
  heard: {next: [agreed, board]}
  agreed: {next: [board]}
  board: {next: [%s, care/start, {to: agreed, when: Somebody was not heard}]}
  %s: {outcome: %s}
  thanked: {outcome: introduced}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
  mistake: {outcome: admin}
measures:
  win-rate: {share: {outcome: won}}
  time-to-agree: {duration: {from: {reached: heard}, to: {reached: agreed}}}
  calls: {count: {activity: dial}}
  paid-back: {share: {criterion: board/case}}
"""


def library(good: str = "won") -> None:
    """Write a library and sixty deals that went every way there is."""
    Path("new-business.yaml").write_text(PROCESS % (good, good, good), encoding="utf-8")
    Path("library.yaml").write_text("library: acme\nevidence: {source: data, min_deals: 1}\n", encoding="utf-8")
    chance, rows = random.Random(7), ["deal_id,stage,entered_at,process"]  # noqa: S311 - no secret
    for deal in range(60):
        stages = ["heard", *chance.sample(["agreed", "board", "Legal", "agreed", "board"], chance.randrange(1, 5))]
        stages += chance.choice([[], [good], [good], ["lost"], ["stayed-put"], ["mistake"], ["thanked"], ["board", "start"]])
        rows += [f"D{deal},{stage},2026-01-{day:02},{'care' if stage == 'start' else ''}" for day, stage in enumerate(stages, 1 + deal % 9)]
    Path("data").mkdir(exist_ok=True)
    Path("data/stage_history.csv").write_text("\n".join([*rows, ",heard,2026-01-01,"]) + "\n", encoding="utf-8")


@pytest.fixture
def said(command: Command) -> Any:
    """What a question answers, as data."""
    library()

    def ask(question: str, *more: str, process: str | None = "new-business") -> Any:
        result = command("evidence", question, *([process] if process else []), *more, "-f", "json")
        assert (result.code, result.err) in ((0, ""), (1, "")), result.err
        return json.loads(result.out)

    return ask


@pytest.mark.parametrize("good", ["won", "realised"])
def test_won_is_the_same_in_the_funnel_and_on_the_ways(said: Any, good: str) -> None:
    """And closed, open and handed over are, too: where nothing is won, all that the process exists for counts."""
    library(good)
    funnel, paths = said("funnel"), said("paths")
    keys = ("deals", "closed", "won", "open", "handed_over", "win_rate", "made_in_error", "counts_as_won")
    assert {key: funnel[key] for key in keys} == {key: paths[key] for key in keys}
    assert funnel["counts_as_won"] == (["won"] if good == "won" else ["realised", "introduced"])
    assert min(funnel[key] for key in ("won", "open", "handed_over", "made_in_error")) > 0


def test_a_measure_s_share_of_deals_won_is_the_win_rate(said: Any) -> None:
    """Of all deals that are closed; to a measure being handed over to another process is an end too, and no win."""
    paths, (measure,) = said("paths"), said("measure", "win-rate")["measures"]
    assert (measure["seen"], measure["n"]) == (paths["won"], paths["closed"] + paths["handed_over"])
    history = Path("data/stage_history.csv")
    history.write_text(history.read_text(encoding="utf-8").replace(",care\n", ",new-business\n"), encoding="utf-8")
    paths, (measure,) = said("paths"), said("measure", "win-rate")["measures"]
    assert (measure["seen"], measure["n"], measure["value"]) == (paths["won"], paths["closed"], pytest.approx(paths["win_rate"]))


def test_the_deals_of_a_replay_are_those_of_the_funnel_and_those_left_aside(said: Any) -> None:
    """So that nobody is missing; and each is closed, open, handed over or made in error."""
    replay, funnel = said("replay"), said("funnel")
    assert replay["deals"] == funnel["deals"] + funnel["made_in_error"]
    assert {key: replay[key] for key in ("closed", "open", "handed_over", "made_in_error")} == {key: funnel[key] for key in ("closed", "open", "handed_over", "made_in_error")}
    assert replay["deals"] == sum(replay[key] for key in ("closed", "open", "handed_over", "made_in_error"))


def test_the_ways_of_a_replay_are_those_of_paths(said: Any) -> None:
    """Its variants tell apart how they ended as well."""
    replay = said("replay")
    assert replay["ways"] == said("paths")["ways"] < replay["variants"]


def test_every_answer_begins_with_its_source_and_its_last_day(said: Any) -> None:
    """And ends with what to mind, which a broken row is."""
    for question in ("check", "summary", "replay", "funnel", "paths", "measure", "drift"):
        data = said(question, process=None if question == "summary" else "new-business")
        assert list(data)[:3] == ["schema", "source", "as_of"]
        assert (Path(data["source"]).name, data["as_of"]) == ("data", "2026-01-14")
        assert question == "check" or any("can't be used: in 1 deal_id is missing" in text for text in data["warnings"]), question


def test_what_check_says_can_be_computed_has_a_value(said: Any) -> None:
    """And nothing else has."""
    (process,) = said("check")["processes"]
    computable = {one["name"]: one["computable"] in (True, "yes") for one in process["measures"]}
    assert computable == {one["measure"]: one["value"] is not None for one in said("measure")["measures"]}


def test_deals_that_closed_after_the_last_day_are_told_by_a_measure(command: Command) -> None:
    """They count as open, and that is said."""
    library()
    Path("data/deals.csv").write_text("deal_id,opened_at,closed_at,outcome\nD1,2026-01-01,2026-01-30,won\n", encoding="utf-8")
    out = command("evidence", "measure", "new-business", "win-rate", "--as-of", "2026-01-20", "-f", "json").out
    assert any("1 deal closed after 2026-01-20 counts as open." in text for text in json.loads(out)["warnings"])


def test_the_picture_has_the_shares_of_the_funnel(command: Command, said: Any) -> None:
    """Of the deals that left a stage, how many went there directly."""
    (group,) = said("funnel")["groups"]
    heard = next(one for one in group["stages"] if one["stage"] == "heard")
    leg = next(one for one in heard["went"] if one["to"] == "agreed")
    text = command("draw", "new-business", "-f", "text", "--with", "evidence").out
    assert f"[{leg['deals']} · {100 * leg['share']:.0f} %]" in text
