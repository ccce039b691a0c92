"""A review asks the deals: on the process as the base has it, with the base's settings, and says what it couldn't ask."""

import json
from datetime import date
from pathlib import Path

import pytest

from processengine.deals.asked import Asked
from processengine.git import Repository
from processengine.review.facts import facts
from processengine.review.gather import Gathering
from processengine.review.range import reviewed
from tests.cli.review.deals import EVIDENCE, FILES, HISTORY, STATED, history, made, propose
from tests.cli.review.team import data
from tests.conftest import Command
from tests.git.team import Clone, Team
from tests.report.closed import faults

TODAY = ("--today", "2026-11-20")
_DAY = date(2026, 11, 20)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team whose library has deals."""
    return made(tmp_path / "team")


def test_a_contradicted_claim_stands_first(rep: Clone, leader: Clone, command: Command) -> None:
    """On the first screen, before who must agree; the other one stands below, and the expectation with how it will be judged."""
    propose(rep)
    leader.git("fetch", "-q")
    lines = command("review", "shorter", *TODAY).out.splitlines()
    first, out = lines[:24], " ".join(" ".join(lines).split())
    assert len(lines) <= 60
    assert first.index("The deals contradict") < first.index("Must agree")
    assert "  ! “Most deals that reach the board end there undecided”: 10 of 40 deals that" in first
    assert "CONTRADICTED: “Most deals that reach the board end there undecided” 10 of 40 deals" in out
    assert out.index("CONTRADICTED") < out.index("SUPPORTED: “At least one deal in ten that reaches the board is won” 10 of 40 deals")
    assert "The deals say 25 % today (40 deals, likely 16 % to 38 %), which is not what the author starts from." in out
    assert ("Judged on 2027-06-30 by the deals that come after its release: held if win rate reaches 70 % or more and is clearly above 60 %; "
            "not held if it stays clearly below 70 %; else inconclusive.") in out
    assert "5 deals in flight: 5 stay." in out


def test_the_data_tell_claims_expectations_and_deals_in_flight(rep: Clone, leader: Clone, command: Command) -> None:
    """With the source and the digest of the data; all of it is in the schema."""
    propose(rep)
    leader.git("fetch", "-q")
    found = data(command, "shorter", *TODAY)
    assert faults("review", found) == []
    assert [(one["id"], one["verdict"], one["standing"], one["value"], one["n"]) for one in found["claims"]] == [
        ("undecided", "contradicts", "judged", 0.25, 40), ("some-are-won", "supports", "judged", 0.25, 40)]
    (expected,) = found["expectations"]
    assert (expected["from"], expected["to"], expected["now"]["value"], expected["now"]["confidence"]) == (0.6, 0.7, 0.25, 0.9)
    assert (found["in_flight"]["deals"], found["in_flight"]["stay"], found["in_flight"]["need_a_person"]) == (5, 5, 0)
    assert found["evidence"]["source"].endswith("data")
    assert found["evidence"]["digest"]
    assert found["evidence"]["why_not"] is None
    assert (found["verdict"], found["blockers"]) == ("waiting", [])
    assert found["approvals"]["missing"] == [{"asked": "manager", "role": "manager", "people": ["mia"], "open": False}]


def test_claims_are_about_the_process_as_the_base_has_it(rep: Clone, leader: Clone, command: Command) -> None:
    """A branch that renames the board's stage, without saying so, can't make the same words mean other deals."""
    propose(rep, "board-decides", "the-board-meets")
    leader.git("fetch", "-q")
    assert [(one["id"], one["n"]) for one in data(command, "shorter", *TODAY)["claims"]] == [("undecided", 40), ("some-are-won", 40)]


def test_a_proposal_does_not_choose_what_judges_it(rep: Clone, leader: Clone, command: Command) -> None:
    """Neither its own source, nor how many deals it takes, nor where the deals' names lead to."""
    propose(rep)
    rep.write_at("processes/elsewhere/stage_history.csv", history().replace("lost", "stayed-put"))
    rep.change(EVIDENCE, "evidence: {source: elsewhere/, min_deals: 400}\n", "processes/library.yaml")
    rep.commit("Other deals")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    leader.git("switch", "-q", "proposals/shorter")
    found = data(command, "shorter", *TODAY)
    assert [(one["id"], one["verdict"]) for one in found["claims"]] == [("undecided", "contradicts"), ("some-are-won", "supports")]
    assert found["evidence"]["source"].endswith("data")
    assert found["settings_changed"]


def test_a_proposal_does_not_bring_its_own_deals(rep: Clone, leader: Clone, command: Command) -> None:
    """Where it is checked out, as in CI, what lies there is the branch's; where main is, main's deals are asked all the same."""
    propose(rep)
    rep.write_at(HISTORY, history().replace("lost", "stayed-put"))
    rep.commit("Better deals")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    assert {one["id"]: one["value"] for one in data(command, "shorter", *TODAY)["claims"]} == {"undecided": 0.25, "some-are-won": 0.25}
    leader.git("switch", "-q", "proposals/shorter")
    found = data(command, "shorter", *TODAY)
    assert {one["standing"] for one in found["claims"]} == {"not-computed"}
    assert "changes the deals themselves (processes/data/stage_history.csv)" in found["evidence"]["why_not"]


def test_a_proposal_does_not_choose_another_library_s_deals(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """By saying why in a library whose deals say what its author likes."""
    other = {one.replace("processes/", "other/"): text for one, text in FILES.items()}
    team = Team(tmp_path / "team", {**FILES, **other, "other/data/stage_history.csv": history().replace("lost", "stayed-put")})
    rep = team.clone("Ana")
    propose(rep)
    rep.git("mv", "processes/proposals", "other/proposals")
    rep.commit("Where the numbers are better")
    monkeypatch.chdir(rep.root)
    found = data(command, "shorter", *TODAY)
    assert {one["standing"] for one in found["claims"]} == {"not-computed"}
    assert found["evidence"]["why_not"].startswith("The proposal lies in another library than what it changes")


def test_a_process_that_only_the_proposal_has_is_asked_about_as_it_has_it(rep: Clone, leader: Clone, command: Command) -> None:
    """A claim about a new process has nothing else to be about; a measure of it is known too."""
    propose(rep, "process: new-business", "process: new-deals", STATED.replace("process: new-business", "process: new-deals"))
    leader.git("fetch", "-q")
    found = data(command, "shorter", *TODAY)
    assert [one["verdict"] for one in found["claims"]] == ["contradicts", "supports"]
    assert found["in_flight"] is None or found["in_flight"]["stages"]


def test_a_source_that_is_not_there_is_said_and_no_failure(rep: Clone, leader: Clone, command: Command) -> None:
    """The rest of the review is worth reading all the same; the claims are not computed, and it says why."""
    propose(rep)
    leader.git("fetch", "-q")
    (leader.root / HISTORY).unlink()
    (leader.root / HISTORY).parent.rmdir()
    result = command("review", "shorter", *TODAY)
    assert result.code == 0, result.err
    out = " ".join(result.out.split())
    assert "NOT COMPUTED: “Most deals that reach the board end there undecided” There is no file or folder" in out
    found = data(command, "shorter", *TODAY)
    assert {one["standing"] for one in found["claims"]} == {"not-computed"}
    assert found["evidence"]["why_not"] == found["claims"][0]["why"] == found["expectations"][0]["why_not"]
    assert faults("review", found) == []


def test_a_source_that_the_command_names_has_to_be_there(rep: Clone, leader: Clone, command: Command) -> None:
    """Whoever names one wants it read; one that is there counts instead of the library's."""
    propose(rep)
    leader.git("fetch", "-q")
    result = command("review", "shorter", "--source", "nowhere.csv")
    assert (result.code, result.out) == (2, "")
    assert "nowhere.csv" in result.err
    leader.write_at("mine.csv", history().replace("lost", "stayed-put"))
    assert {one["id"]: one["value"] for one in data(command, "shorter", "--source", "mine.csv", *TODAY)["claims"]} == {"some-are-won": 0.25, "undecided": 0.75}


def test_the_deals_are_not_asked_where_nobody_wants_it(rep: Clone, leader: Clone, command: Command) -> None:
    """`--no-evidence` says so at each claim; with a source beside it nobody knows what is meant."""
    propose(rep)
    leader.git("fetch", "-q")
    found = data(command, "shorter", "--no-evidence", *TODAY)
    assert {one["why"] for one in found["claims"]} == {"The deals were not asked."}
    assert found["evidence"]["source"] is None
    assert command("review", "shorter", "--no-evidence", "--source", "x.csv").code == 2


def test_a_policy_s_claims_have_to_be_computed(rep: Clone, leader: Clone, command: Command) -> None:
    """Whatever comes out: a contradicted one is enough to go on, one that nobody could compute is not."""
    room = "    buyer: The board decides without us in the room\n"
    propose(rep, room, f"{room}    exit_criteria: {{heard: {{fact: Finance was heard, proof: email, applies: now}}}}\n")
    leader.git("fetch", "-q")
    assert data(command, "shorter", *TODAY)["blockers"] == []
    found = data(command, "shorter", "--no-evidence", *TODAY)
    assert [one["kind"] for one in found["blockers"]] == ["claims"]
    assert found["verdict"] == "blocked"


@pytest.mark.parametrize("stated", [True, False])
def test_without_a_source_only_what_needs_one_says_so(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch, stated: bool) -> None:  # noqa: FBT001
    """A library without evidence hears nothing of it, unless a proposal claims or expects something."""
    team = made(tmp_path / "team", "")
    rep, leader = team.clone("Ana"), team.clone("Lee")
    propose(rep, stated=STATED if stated else STATED.partition("claims:")[0])
    monkeypatch.chdir(leader.root)
    leader.git("fetch", "-q")
    found = data(command, "shorter", *TODAY)
    assert found["evidence"]["why_not"] == ("The library.yaml of origin/main names no source of deals, so nobody could ask them." if stated else None)
    out = command("review", "shorter", *TODAY).out
    assert ("NOT COMPUTED" in out) == stated


def test_a_repository_without_files_has_only_a_source_that_is_named(team: Team, rep: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's own: the library's source lies beside files that it hasn't got. In a clone of it the clone's are read."""
    propose(rep)
    monkeypatch.chdir(tmp_path)
    repository = Repository.bare(team.hub)
    gathering = Gathering(repository, reviewed(repository, "shorter"), "processes", _DAY)
    without, named = facts(gathering, Asked()), facts(gathering, Asked(str(rep.root / "processes" / "data")))
    assert "run it in one (git fetch), or add --source FILE" in without.why_not
    assert [one.id for one in named.contradicted] == ["undecided"]
    monkeypatch.chdir(rep.root)
    in_a_clone = facts(gathering, Asked())
    assert [one.id for one in in_a_clone.contradicted] == ["undecided"]


def test_a_withdrawn_proposal_asks_nothing(rep: Clone, leader: Clone, command: Command) -> None:
    """Nobody has to agree to it, and it is the first thing that is said."""
    propose(rep, stated=STATED + "status: withdrawn\n")
    leader.git("fetch", "-q")
    assert command("review", "shorter", *TODAY).out.startswith("WITHDRAWN: its author has taken it back, so nobody has to agree\n")
    found = data(command, "shorter", *TODAY)
    assert (found["verdict"], found["evidence"]["source"]) == ("blocked", None)





def test_deals_whose_stage_goes_are_told_with_where_they_go(rep: Clone, leader: Clone, command: Command) -> None:
    """Where `moves` says it; else somebody has to look at each of them, and the first screen's neighbour says so."""
    gone = "    next: [team-assembled]\n  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n"
    propose(rep, gone, "    next: [board-decides]\n", STATED + "moves: {team-assembled: trouble-named}\n")
    leader.git("fetch", "-q")
    out = command("review", "shorter", *TODAY).out
    assert "5 deals in flight: 5 move.\n  5 deals in “Team assembled” go on to “Trouble named”.\n" in out
    rep.write_at("processes/proposals/shorter.yaml", STATED)
    rep.commit("Without a plan")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    out = command("review", "shorter", *TODAY).out
    assert "5 deals in flight: 5 need a person.\n  ! 5 deals in “Team assembled” need a person." in out


def test_what_is_approved_on_a_server_is_what_was_read_in_the_clone(team: Team, rep: Clone, leader: Clone, command: Command) -> None:
    """Results of claims are part of the key, and the server's repository has no deals beside it: the clone's are asked for both."""
    propose(rep)
    leader.git("fetch", "-q")
    assert command("git", "install", "--server", str(team.hub)).code == 0
    result = command("review", "shorter", "--server", str(team.hub), "--as", "mia", "--approve", *TODAY)
    assert result.code == 0, result.err
    found = data(command, "shorter", "--server", str(team.hub), *TODAY)
    assert (found["verdict"], found["approvals"]["mode"]) == ("ready", "server")
    assert found["approvals"]["counted"] == [{"asked": "manager", "role": "manager", "by": "mia"}]
    assert found["approvals"]["log_head"]


def test_the_deals_of_a_renamed_process_are_in_flight(rep: Clone, leader: Clone, command: Command) -> None:
    """They stand in the process as the base calls it: a new id, with the one that it had, loses none of them, and `impact` counts the same."""
    propose(rep, "process: new-business\n", "process: mid-market\nwas: [new-business]\n", STATED.partition("claims:")[0].replace("new-business", "mid-market"))
    leader.git("fetch", "-q")
    found = data(command, "shorter", *TODAY)["in_flight"]
    assert (found["deals"], found["stay"]) == (5, 5)
    told = command("impact", "main", "origin/proposals/shorter", "-f", "json")
    assert json.loads(told.out)["deals"] == 5, told
