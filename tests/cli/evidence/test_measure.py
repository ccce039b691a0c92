"""`evidence measure`: what it prints."""

import json
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from tests.conftest import Command
from tests.report.closed import faults

PROCESS = """\
process: new-business
from_anywhere: [lost]
stages:
  trouble-named: {next: [board-decides]}
  board-decides: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
measures:
  win-rate: {share: {outcome: won}, among: {reached: board-decides}, target: 0.27}
  time-to-board: {duration: {from: {reached: trouble-named}, to: {reached: board-decides}}, by: rep, target: 4}
  meetings-per-close: {ratio: {of: {activity: meeting}, per: {outcome: won}}, last: 14 days, each: week, target: 3}
  dials: {count: {activity: dial}, by: rep}
  elated: {share: {reached: client-excellence/elated}, among: {outcome: won}, within: 30 days}
"""
HISTORY = ["deal_id,stage,entered_at,owner"]
for number in range(12):
    owner = "ana" if number < 7 else "<b>bo</b>"
    HISTORY += [f"D{number},trouble-named,2026-01-{number + 1:02},{owner}", f"D{number},board-decides,2026-01-{number + 4 + number % 3:02},{owner}"]
    if number < 10:
        HISTORY.append(f"D{number},{'won' if number % 2 else 'lost'},2026-01-{number + 9:02},{owner}")
ACTIVITIES = ["rep,kind,at", *(f"{rep},meeting,2026-01-{day}" for rep, day in (("ana", 8), ("ana", 14), ("<b>bo</b>", 15))), *("ana,dial,2026-01-09",) * 6]


@pytest.fixture(autouse=True)
def _source(command: Command) -> None:
    """A process, and a folder with a history and activities."""
    del command
    Path("sale.yaml").write_text(PROCESS, encoding="utf-8")
    Path("data").mkdir()
    Path("data/stage_history.csv").write_text("\n".join(HISTORY), encoding="utf-8")
    Path("data/activities.csv").write_text("\n".join(ACTIVITIES), encoding="utf-8")


def text_of(command: Command, *arguments: str) -> str:
    """Return the text without the data's digest."""
    result = command("evidence", "measure", "sale.yaml", "--source", "data", *arguments)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("Intervals of"))


def json_of(command: Command, *arguments: str) -> Any:
    """Return what is printed as JSON."""
    result = command("evidence", "measure", "sale.yaml", "--source", "data", "-f", "json", *arguments)
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def test_the_text_reads_well(command: Command) -> None:
    """A value with its interval, its n, its days, and its target; where there is none, why."""
    assert text_of(command) == snapshot("""\
New business: 5 measures from data, up to 2026-01-18.

win-rate: 50 % (24 to 76 %), 10 deals, 2026-01-04 to 2026-01-18; target 27 %
  Left out: 2 still open.
time-to-board: 4 days (3 days or more), 12 deals, 2026-01-01 to 2026-01-18; target 4 days
  <b>bo</b>: 4 days (3 days or more), 5 deals
  ana: 4 days (3 days or more), 7 deals
meetings-per-close: 0.60 meetings for each deal that was won (3 meetings, 5 deals that were won; likely between 0.16 and 2.3), 2026-01-05 to 2026-01-18; target 3
  1 of 4 weeks of 2 reps have no activity at all: they are not tracked, which is not zero.
  2026-W02 1.00, 2026-W03 0.50
dials: 6, 2026-01-09 to 2026-01-18
  1 of 4 weeks of 2 reps have no activity at all: they are not tracked, which is not zero.
  <b>bo</b>: 0
  ana: 6
elated: no value. The library has no process `client-excellence` that can be read.

""")


def test_measures_may_be_named(command: Command) -> None:
    """They come in the order of the process; one that is not there is exit 2."""
    assert [one["measure"] for one in json_of(command, "dials", "win-rate")["measures"]] == ["win-rate", "dials"]
    result = command("evidence", "measure", "sale.yaml", "win-rat", "--source", "data")
    assert (result.code, result.out, result.err) == (2, "", "processengine: new-business has no measure `win-rat`. Did you mean `win-rate`?\n")


def test_a_process_without_measures_has_nothing_to_compute(command: Command) -> None:
    """Which is exit 2."""
    Path("sale.yaml").write_text(PROCESS.partition("measures:")[0], encoding="utf-8")
    result = command("evidence", "measure", "sale.yaml", "--source", "data")
    assert (result.code, result.err) == (2, "processengine: new-business has no measures: add one, such as `measures: {win-rate: {share: {outcome: won}, among: {reached: board-decides}}}`.\n")


def test_the_json_fits_its_schema(command: Command) -> None:
    """With n, days, interval and digest of each; what nothing bounds is null."""
    assert faults("evidence-measure", json_of(command)) == []
    assert faults("evidence-measure", json_of(command, "--public")) == []
    data = json_of(command)
    share = next(one for one in data["measures"] if one["measure"] == "win-rate")
    assert (share["value"], share["n"], share["seen"], share["left_out"], share["digest"]) == (0.5, 10, 5, {"open": 2}, data["digest"])
    assert (share["first"], share["last"], share["target"], share["confidence"]) == ("2026-01-04", "2026-01-18", 0.27, 0.95)


def test_as_of_ends_the_days(command: Command) -> None:
    """What came later is not known yet."""
    data = json_of(command, "win-rate", "--as-of", "2026-01-12")
    assert (data["as_of"], data["measures"][0]["n"], data["measures"][0]["last"]) == ("2026-01-12", 4, "2026-01-12")


def test_in_public_no_group_of_few_is_named(command: Command) -> None:
    """Nor is anything said of fewer than five."""
    assert text_of(command, "--public") == snapshot("""\
New business: 5 measures from data, up to 2026-01-18.

win-rate: 50 % (24 to 76 %), 10 deals, 2026-01-04 to 2026-01-18; target 27 %
time-to-board: 4 days (3 days or more), 12 deals, 2026-01-01 to 2026-01-18; target 4 days
  <b>bo</b>: 4 days (3 days or more), 5 deals
  ana: 4 days (3 days or more), 7 deals
meetings-per-close: no value; target 3. Not shown: fewer than 5 stand behind it or a part of it, or could be worked out from it.
  1 of 4 weeks of 2 reps have no activity at all: they are not tracked, which is not zero.
  2026-W02 –, 2026-W03 –
dials: 6, 2026-01-09 to 2026-01-18
  1 of 4 weeks of 2 reps have no activity at all: they are not tracked, which is not zero.
  <b>bo</b>: 0
  ana: 6
elated: no value. The library has no process `client-excellence` that can be read.

""")


def test_what_stands_in_the_data_is_no_markup(command: Command) -> None:
    """Nor a colour, nor anything else that a terminal would take for a command."""
    Path("data/activities.csv").write_text("rep,kind,at\n\x1b[31mred\x1b[0m,dial,2026-01-09\n", encoding="utf-8")
    assert "\x1b" not in text_of(command, "dials")
