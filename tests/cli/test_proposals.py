"""`proposals`: the list as people and programs read it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.git.team import Clone, Team
from tests.listing.test_listing import BOARD, FIRST, agreed, propose
from tests.report.closed import faults

TODAY = ("--today", "2026-11-20")


@pytest.fixture
def ana(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return Ana's clone with two proposals that collide, a rejected one, and one whose outcome is due; the user stands in it."""
    clone = Team(tmp_path / "team").clone("Ana")
    propose(clone, "six-weeks", BOARD, BOARD.replace("30", "45"))
    propose(clone, "two-months", BOARD, BOARD.replace("30", "60"))
    agreed(clone, "not-now", "{ruling: rejected, by: lee, at: 2026-11-10, why: They meet monthly.}")
    agreed(clone, "met", '{ruling: accepted, by: lee, at: 2026-11-10, version: "1.3.0"}', "expects:\n  won: {to: 0.3, by: 2026-11-19}\n", "mia")
    monkeypatch.chdir(clone.root / "processes")
    return clone


def test_a_manager_s_turn_stands_first(command: Command, ana: Clone) -> None:
    """What to do and why, then the open ones, each conflict once with where; no line is wider than a terminal."""
    result = command("proposals", "--as", "mia", *TODAY)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Your turn (3)\n")
    assert "    → rule: Your own approval is enough, so that you may rule.\n" in result.out
    assert "    → judge: The day of won has come: judge whether it held.\n" in result.out
    assert result.out.count("! Collides with") == 2
    assert " ".join(result.out.split()).count("collide at") == 1
    assert "They meet monthly" not in result.out
    assert "Of 1 released proposal 0 began at the front (0 %). 2026-Q4: 0 of 1.\n" in result.out
    assert max(map(len, result.out.splitlines())) <= 80
    assert ana.status() == []


def test_whoever_git_knows_looks(command: Command, ana: Clone) -> None:
    """Ana's address is in library.yaml; she made both, and nothing waits for her."""
    assert command("proposals", *TODAY).out.startswith("Nothing waits for you.\n\nOpen (2)\n")
    ana.git("config", "user.email", "zoe@example.com")
    found = command("proposals", *TODAY).out
    assert found.startswith("Open (2)\n")
    assert "library.yaml doesn't know you" in found


def test_all_tells_what_was_rejected_and_why(command: Command, ana: Clone) -> None:
    """The reason stays readable."""
    del ana
    found = command("proposals", "--all", *TODAY).out
    assert "Ended (1)\n" in found
    assert "Rejected by lee on 2026-11-10: They meet monthly." in found


def test_json_fits_its_schema(command: Command, ana: Clone) -> None:
    """With a turn, a record, a conflict and the share in it."""
    del ana
    data = json.loads(command("proposals", "-f", "json", "--all", "--as", "mia", *TODAY).out)
    assert faults("proposals", data) == []
    assert sorted(data["your_turn"]) == ["met", "six-weeks", "two-months"]
    assert {one["id"]: one["state"] for one in data["proposals"]} == {"six-weeks": "open", "two-months": "open", "not-now": "ruled", "met": "watching"}
    assert [one["between"] for one in data["conflicts"]] == [["six-weeks", "two-months"]]
    assert data["began_at_the_front"]["share"] == 0


def test_a_forge_s_approvals_are_told_by_proposal(command: Command, ana: Clone) -> None:
    """What approves of one proposal says nothing of another one."""
    tip = ana.git("rev-parse", "proposals/six-weeks")
    library = ana.read("processes/library.yaml").replace("mia: {email", "mia: {github: mia-m, email")
    ana.write_at("processes/library.yaml", library)
    ana.commit("Mia's login")
    review = {"id": 1, "user": {"login": "mia-m", "id": 7, "type": "User"}, "state": "APPROVED", "commit_id": tip, "submitted_at": "2026-11-19T09:00:00Z", "body": ""}
    Path("../reviews.json").write_text(json.dumps([review]), encoding="utf-8")
    result = command("proposals", "-f", "json", "--approvals", "six-weeks=../reviews.json", *TODAY)
    assert result.code == 0, result.err
    found = {one["id"]: one for one in json.loads(result.out)["proposals"]}
    assert (found["six-weeks"]["state"], found["six-weeks"]["approved_by"]) == ("approved", ["mia"])
    assert (found["two-months"]["state"], found["two-months"]["approvals_known"]) == ("open", False)


@pytest.mark.parametrize(("arguments", "said"), [
    (("--approvals", "reviews.json"), "names no proposal"),
    (("--approvals", "nothing=../team/first/README"), "There is no proposal `nothing`"),
    (("--as", "mya"), "library.yaml knows no `mya`. Did you mean `mia`?"),
])
def test_what_can_t_be_meant_is_refused(command: Command, ana: Clone, arguments: tuple[str, ...], said: str) -> None:
    """In one line, with exit status 2."""
    del ana
    result = command("proposals", *arguments, *TODAY)
    assert result.code == 2
    assert said in result.err


def test_where_nothing_is_proposed_it_says_how_to_begin(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And in no repository that there is none."""
    monkeypatch.chdir(Team(tmp_path / "team").clone("Ana").root)
    assert command("proposals", *TODAY).out == "No proposal is open for main. `processengine propose` makes one of your edits.\n"
    monkeypatch.chdir(tmp_path)
    assert command("proposals", *TODAY).code == 2


def test_control_characters_of_a_title_are_shown(command: Command, ana: Clone) -> None:
    """Nothing that a proposer writes is obeyed by a terminal."""
    ana.git("switch", "-q", "-c", "proposals/hostile", "main")
    ana.change(FIRST, FIRST.replace("30", "5"))
    ana.write_at("processes/proposals/hostile.yaml", 'proposal: hostile\ntitle: "a\\e[2Jb"\nprocess: new-business\nauthor: ana\nwhy: |\n  So.\n')
    ana.commit("hostile")
    found = command("proposals", *TODAY).out
    assert "\x1b" not in found
    assert "a<U+001B>[2Jb" in found


def test_processengine_alone_says_what_waits(command: Command, ana: Clone) -> None:
    """In one line, for whoever git knows; nothing where nothing waits."""
    assert "for you" not in command().out
    ana.git("config", "user.email", "mia@example.com")
    assert command().out.splitlines()[-1] == "3 proposals wait for you: processengine proposals"


def test_processengine_alone_says_what_to_do_with_an_edit(command: Command, ana: Clone) -> None:
    """To propose it; first what is wrong is mended. A library with proposals that names nobody is told to, once."""
    ana.git("rm", "-q", "processes/proposals/met.yaml")
    ana.commit("Without a proposal that brings an error")
    ana.change(BOARD, BOARD.replace("30", "40"))
    said = command().out
    assert "Next: propose what you have edited: `processengine propose`." in said
    ana.change("next: [won]", "next: [wonn]")
    assert "Next: mend " in command().out
    assert "Name your people" not in said
    ana.git("restore", ".")
    ana.write_at("processes/library.yaml", "library: acme\n")
    ana.commit("Nobody")
    assert command().out.count("Name your people in library.yaml") == 1
