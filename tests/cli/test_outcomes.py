"""`outcomes`, as a leader and as CI meet it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.outcomes.history import LIBRARY, PROCESS, PROPOSAL, deals, library
from tests.report.closed import faults

HELD, SLOWER = deals((20, 100), (45, 100)), deals((60, 100), (75, 100), days_after=40)
NAME = "processes/proposals/equip-the-champion.yaml"


@pytest.fixture
def here(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a repository whose library commands run in, once it is made."""
    del command
    root = tmp_path / "repository"
    (root / "processes").mkdir(parents=True)
    monkeypatch.chdir(root / "processes")
    for name, value in (("NAME", "Lee"), ("EMAIL", "lee@example.com")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    return root


def told(command: Command, *arguments: str, today: str = "2026-07-20") -> Any:
    """Return what it says as JSON, which fits its schema."""
    result = command("outcomes", "-f", "json", "--today", today, *arguments)
    assert result.code == 0, result.err
    data = json.loads(result.out)
    assert faults("outcomes", data) == []
    return data


def one(data: Any) -> Any:
    """Return the only expectation."""
    ((found,),) = (proposal["expectations"] for proposal in data["proposals"])
    return found


def test_before_its_day_it_is_watched_and_the_numbers_are_no_verdict(here: Path, command: Command) -> None:
    """`watching`, with how it looks so far, in words that nobody takes for the verdict."""
    library(here, HELD)
    found = one(told(command, today="2026-05-01"))
    assert (found["standing"], found["verdict"], found["so_far"], found["value"], found["n"]) == ("watching", None, "held", 0.45, 100)
    text = command("outcomes", "--today", "2026-05-01").out
    assert "Win rate from 20 % to 40 % by 2026-06-30: watching\n" in text
    assert "which is no verdict: 45 % (37.1 % to 53.2 %, n 100)" in text


def test_on_its_day_it_is_judged_on_deals_after_the_release(here: Path, command: Command) -> None:
    """The hundred before don't count: with them it would be 32.5 %."""
    library(here, HELD)
    found = one(told(command, today="2026-06-30"))
    assert (found["standing"], found["verdict"], found["value"], found["n"], found["as_of"], found["confidence"]) == ("due", "held", 0.45, 100, "2026-06-30", 0.9)


def test_a_guard_that_got_worse_ends_it(here: Path, command: Command) -> None:
    """It reached `to`, and deals take twice as long as before the release."""
    library(here, SLOWER)
    found = one(told(command))
    assert found["verdict"] == "not-held"
    assert found["why"] == "The guard “Time to win” got higher: 40 days (40 days to 40 days, n 100), and was 20 days before."


def test_deals_that_don_t_reach_the_day_judge_nothing(here: Path, command: Command) -> None:
    """It is overdue, and said why; nothing is recorded."""
    library(here, deals((20, 100), (45, 100), last="2026-06-01"))
    data = told(command, "--record")
    assert (one(data)["standing"], one(data)["verdict"], one(data)["is_overdue"], data["recorded"]) == ("waiting", None, True, [])
    assert one(data)["why"] == "The deals are told up to 2026-06-01, and not yet to 2026-06-30."
    assert data["tally"]["all"] == {"held": 0, "not_held": 0, "inconclusive": 0, "watching": 0, "overdue": 1}
    assert one(told(command, "--as-of", "2026-06-30"))["standing"] == "due"


def test_deals_after_the_day_judge_nothing(here: Path, command: Command) -> None:
    """Of a hundred that were won in July none counts."""
    late = "".join(f"late{place},board-decides,2026-07-0{place % 8 + 1}\nlate{place},won,2026-07-10\n" for place in range(100))
    library(here, deals((20, 100), (20, 100)) + late)
    found = one(told(command))
    assert (found["verdict"], found["n"]) == ("not-held", 100)


def test_the_measure_judges_as_it_stood_at_the_release(here: Path, command: Command) -> None:
    """Whatever the file says now of the measure, the least number of deals or what was expected."""
    scratch = library(here, HELD)
    scratch.write(
        processes__new_business=PROCESS.replace("win-rate: {share: {outcome: won}", "win-rate: {share: {outcome: lost}"),
        processes__library="library: acme\nevidence: {source: deals.csv, min_deals: 900}\n",
        processes__proposals__equip_the_champion=PROPOSAL.replace("to: 0.4, by: 2026-06-30", "to: 0.2, by: 2027-06-30"),
    )
    scratch.commit()
    data = told(command)
    assert (one(data)["verdict"], one(data)["value"], one(data)["to"]) == ("held", 0.45, 0.4)
    assert data["proposals"][0]["remarks"] == ["What its file expects now is not what was stated when it was released; what was stated judges."]


def test_only_the_source_s_place_is_as_now(here: Path, command: Command) -> None:
    """The file was moved, and is found."""
    scratch = library(here, HELD)
    scratch.git("mv", "processes/deals.csv", "processes/history.csv")
    scratch.write(processes__library="library: acme\nevidence: {source: history.csv}\n")
    scratch.commit()
    assert one(told(command))["verdict"] == "held"


def test_a_renamed_process_and_a_renamed_stage_are_still_the_same(here: Path, command: Command) -> None:
    """Deals that are recorded under the new name count too."""
    history = HELD.replace(",won,2026", ",signed,2026")
    scratch = library(here, history)
    scratch.write(processes__new_business=PROCESS.replace("process: new-business", "process: new-deals\nwas: [new-business]")
                  .replace("next: [won]", "next: [signed]").replace("  won: {outcome: won}", "  signed: {was: [won], outcome: won}"))
    scratch.commit()
    data = told(command)
    assert (data["proposals"][0]["process"], one(data)["value"]) == ("new-deals", 0.45)


def test_what_can_t_be_computed_is_inconclusive_with_the_reason(here: Path, command: Command) -> None:
    """A measure that the release's process didn't have."""
    library(here, HELD, proposal=PROPOSAL.replace("win-rate: {", "close-rate: {"))
    found = one(told(command))
    assert (found["verdict"], found["value"], found["unit"]) == ("inconclusive", None, None)
    assert found["why"].startswith("new-business has no measure `close-rate`.")


def test_without_a_source_nothing_is_judged_and_what_is_recorded_is_told(here: Path, command: Command) -> None:
    """No source is no verdict, and a run at night that was to record one says so: 2, and 0 where nothing is due."""
    library(here, HELD, settings="library: acme\n")
    found = one(told(command))
    assert (found["standing"], found["why"][:29]) == ("waiting", "No source of deals is named: ")
    result = command("outcomes", "--record", "--today", "2026-07-20")
    assert (result.code, result.err[:46]) == (2, "processengine: No source of deals is named: ad")
    assert "overdue, not judged yet" in result.out
    assert told(command, "--record", today="2026-06-01")["recorded"] == []


def test_a_missing_start_is_what_the_deals_said_before_the_release(here: Path, command: Command) -> None:
    """Twenty of a hundred."""
    library(here, HELD, proposal=PROPOSAL.replace("from: 0.2, ", ""))
    found = one(told(command))
    assert (found["from"], found["verdict"]) == (0.2, "held")


def test_record_writes_the_verdict_in_one_commit_and_nothing_else(here: Path, command: Command) -> None:
    """The rest of the file stays byte for byte, the files on the disk follow, and the branch has one commit more."""
    scratch = library(here, HELD)
    head = scratch.git("rev-parse", "HEAD")
    result = command("outcomes", "--record", "--today", "2026-07-20")
    assert result.code == 0
    assert result.out.endswith("Recorded: equip-the-champion.\n")
    recorded = PROPOSAL.replace("version: 0.1.0}", 'version: 0.1.0, judged: 2026-07-20, verdicts: {win-rate: {verdict: held, value: 0.45, "n": 100}}}')
    assert (here / NAME).read_text(encoding="utf-8") == recorded
    assert scratch.git("rev-parse", "HEAD^") == head
    assert scratch.git("diff", "--name-only", head, "HEAD") == NAME
    assert scratch.git("status", "--porcelain") == ""
    assert command("validate", "--select", "overdue-review", "--today", "2026-07-20").code == 0


def test_what_is_judged_is_never_judged_again(here: Path, command: Command) -> None:
    """Whatever the deals say later."""
    scratch = library(here, HELD)
    told(command, "--record")
    head = scratch.git("rev-parse", "HEAD")
    (here / "processes/deals.csv").write_text(deals((20, 100), (1, 100)), encoding="utf-8")
    scratch.commit("other deals")
    data = told(command, "--record", today="2026-12-01")
    assert (one(data)["verdict"], one(data)["value"], data["recorded"]) == ("held", 0.45, [])
    assert scratch.git("rev-parse", "HEAD^") == head
    assert data["tally"]["by_quarter"] == [{"quarter": "2026-Q2", "held": 1, "not_held": 0, "inconclusive": 0, "watching": 0, "overdue": 0}]
    text = command("outcomes", "--today", "2026-12-01").out
    assert text.startswith("How often we were right: 1 held.\nBy process:\n  new-business  1 held\nBy the quarter of its day:\n  2026-Q2  1 held\n")
    assert "ana" not in text


@pytest.mark.parametrize("others", [("--source", "x.csv"), ("--column", "stage_history.stage=x"), ("--where", "stage_history.stage=won"), ("--as-of", "2026-06-30")])
def test_verdicts_are_recorded_by_the_library_s_own_deals_only(here: Path, command: Command, others: tuple[str, ...]) -> None:
    """Whoever may choose the deals is always right; with them it can be looked at."""
    library(here, HELD)
    refused = command("outcomes", "--record", *others)
    assert refused.code == 2
    assert refused.err.endswith("leave out --source (unless library.yaml names none), --column, --where and --as-of, or --record to look only.\n")


@pytest.mark.parametrize("empty", ["verdicts: {}", "verdicts: "])
def test_an_empty_list_of_verdicts_gets_them(here: Path, command: Command, empty: str) -> None:
    """Somebody left it for later."""
    library(here, HELD, proposal=PROPOSAL.replace("version: 0.1.0}", f"version: 0.1.0, {empty}}}"))
    assert told(command, "--record")["recorded"] == ["equip-the-champion"]
    assert 'verdicts: {win-rate: {verdict: held, value: 0.45, "n": 100}}' in (here / NAME).read_text(encoding="utf-8")


def test_each_expectation_has_its_own_day(here: Path, command: Command) -> None:
    """The first is recorded on its day, the second later; the proposal is watched until both are."""
    proposal = PROPOSAL.replace("expects:\n", "expects:\n  time-to-win: {from: 20, to: 10, by: 2026-07-10}\n").replace("from: 0.2, to: 0.4", "from: 0.6, to: 0.7")
    scratch = library(here, deals((60, 100), (75, 100), 10, last="2026-07-01"), proposal=proposal)
    first = told(command, "--record", today="2026-07-01")
    assert [each["standing"] for each in first["proposals"][0]["expectations"]] == ["watching", "judged"]
    assert (first["proposals"][0]["state"], first["proposals"][0]["judged"]) == ("watching", "2026-07-01")
    scratch.write_at("processes/deals.csv", deals((60, 100), (75, 100), 10, last="2026-07-11"))
    scratch.commit("later deals")
    second = told(command, "--record", today="2026-07-12")
    assert [each["standing"] for each in second["proposals"][0]["expectations"]] == ["judged", "judged"]
    assert (second["proposals"][0]["state"], second["proposals"][0]["judged"]) == ("held", "2026-07-12")


def test_verdicts_are_recorded_on_the_default_branch_only(here: Path, command: Command) -> None:
    """Elsewhere they can be looked at, as that has them."""
    scratch = library(here, HELD)
    scratch.git("switch", "-q", "-c", "proposals/other")
    scratch.write(processes__proposals__equip_the_champion="proposal: equip-the-champion\n")
    scratch.commit()
    assert one(told(command))["verdict"] == "held"
    refused = command("outcomes", "--record", "--today", "2026-07-20")
    assert (refused.code, refused.err) == (2, "processengine: Verdicts are recorded on main, and you are on proposals/other. Switch to it: git switch main\n")


def test_a_file_with_uncommitted_edits_is_left_alone(here: Path, command: Command) -> None:
    """Nothing is recorded, and the edit stays."""
    scratch = library(here, HELD)
    head = scratch.git("rev-parse", "HEAD")
    (here / NAME).write_text(PROPOSAL + "# mine\n", encoding="utf-8")
    refused = command("outcomes", "--record", "--today", "2026-07-20")
    assert refused.code == 2
    assert "not committed as it is on the disk" in refused.err
    assert scratch.git("rev-parse", "HEAD") == head
    assert (here / NAME).read_text(encoding="utf-8").endswith("# mine\n")


def test_a_recording_that_was_stopped_is_finished_by_the_next(here: Path, command: Command) -> None:
    """The branch had moved and the files had not: they follow, and nothing is judged twice."""
    scratch = library(here, HELD)
    told(command, "--record")
    recorded, head = (here / NAME).read_text(encoding="utf-8"), scratch.git("rev-parse", "HEAD")
    scratch.git("restore", "--source=HEAD^", "--staged", "--worktree", ".")
    assert told(command, "--record")["recorded"] == []
    assert (here / NAME).read_text(encoding="utf-8") == recorded
    assert scratch.git("rev-parse", "HEAD") == head
    assert scratch.git("status", "--porcelain") == ""


@pytest.mark.parametrize(("record", "said"), [
    ("record: {ruling: rejected, by: lee, at: 2026-02-28, why: Too early}\n", "equip-the-champion was rejected on 2026-02-28, so there is nothing to judge."),
    ("record: {ruling: accepted, by: lee, at: 2026-02-28}\n", "equip-the-champion is not released yet; what it expects is judged for deals after its release."),
    ("status: withdrawn\n", "equip-the-champion was withdrawn, so there is nothing to judge."),
    ("", "Nobody has ruled on equip-the-champion yet."),
])
def test_what_was_not_released_is_said_where_it_is_asked_for(here: Path, command: Command, record: str, said: str) -> None:
    """And counts nowhere."""
    library(here, HELD, proposal=PROPOSAL[: PROPOSAL.index("record:")] + record)
    data = told(command, "equip-the-champion")
    assert (data["proposals"], data["unreleased"]) == ([], [said])
    assert command("outcomes").out == "No proposal that expects something has been released yet.\n"


def test_one_that_was_withdrawn_or_taken_back_later_is_judged_all_the_same(here: Path, command: Command) -> None:
    """Nobody gets out of what was stated."""
    scratch = library(here, HELD)
    revert = PROPOSAL.replace("proposal: equip", "proposal: revert-equip").replace("version: 0.1.0", "version: 0.2.0")
    scratch.write(processes__proposals__equip_the_champion=PROPOSAL + "status: withdrawn\n", processes__proposals__back=revert[: revert.index("expects")] + revert[revert.index("record"):])
    scratch.commit()
    data = told(command)
    assert one(data)["verdict"] == "held"
    assert data["proposals"][0]["remarks"] == [
        "revert-equip-the-champion has taken it back, so that deals after that ran without it; it is judged all the same, as it was stated.",
        "Its author has withdrawn it since its release; it is judged all the same.",
    ]


def test_a_release_that_isn_t_here_is_said(here: Path, command: Command) -> None:
    """Without its tag nobody knows by what to judge it, and nothing is recorded."""
    library(here, HELD).git("tag", "-d", "new-business/0.1.0")
    data = told(command, "--record")
    assert (one(data)["standing"], data["recorded"]) == ("waiting", [])
    assert one(data)["why"] == "There is no release 0.1.0 of new-business here that can be read: `git fetch --tags` brings the tags."


def test_an_unknown_proposal_can_t_be_asked_for(here: Path, command: Command) -> None:
    """With the one that was meant."""
    library(here, HELD)
    refused = command("outcomes", "equip-the-champions")
    assert (refused.code, refused.err) == (2, "processengine: The default branch has no proposal `equip-the-champions`. Did you mean `equip-the-champion`?\n")


def test_hostile_titles_are_data(here: Path, command: Command) -> None:
    """No control character reaches the terminal."""
    library(here, HELD, proposal=PROPOSAL.replace("title: Equip the champion", 'title: "\\e[31mred\\u202e"'))
    text = command("outcomes", "--today", "2026-07-20").out
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_settings_of_the_release_count(here: Path, command: Command) -> None:
    """`min_deals` as it was: a hundred deals were too few then, and so they are."""
    scratch = library(here, HELD, settings="library: acme\nevidence: {source: deals.csv, min_deals: 150}\n")
    scratch.write(processes__library=LIBRARY)
    scratch.commit()
    found = one(told(command))
    assert (found["verdict"], found["enough"]) == ("inconclusive", 150)


def test_a_proposal_that_names_no_process_is_judged_by_the_one_that_has_the_measure(here: Path, command: Command) -> None:
    """Though another process was released as the same version."""
    scratch = library(here, HELD, proposal=PROPOSAL.replace("process: new-business\n", ""))
    scratch.write(processes__care=PROCESS[: PROCESS.index("measures")].replace("new-business", "care"))
    scratch.commit()
    scratch.tag("care/0.1.0", "acme/care 0.1.0", "2026-03-01T09:00:00Z")
    data = told(command)
    assert (data["proposals"][0]["process"], one(data)["verdict"]) == ("new-business", "held")
