"""`rule` and `release` in a server's own repository: nothing without its log, and the log's word in the same step."""

import json
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from processengine.approving.chain import log
from processengine.git import Repository
from tests.conftest import Command, Outcome
from tests.git.team import Clone, Team
from tests.ruling.prepared import ran

NAME = "six-weeks"
Do = Callable[..., Outcome]


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team that shares a repository."""
    return Team(tmp_path / "team")


@pytest.fixture
def do(team: Team, command: Command, monkeypatch: pytest.MonkeyPatch) -> Do:
    """Run a command with the server's repository, which is set up as one; Ana has pushed a proposal."""
    assert command("git", "install", "--server", team.hub).code == 0
    ana = team.clone("Ana")
    monkeypatch.chdir(ana.root)
    edit = ("propose", "new-business", "--edit", "max-days board-decides 45", "--id", NAME, "--title", "Six weeks", "--why", "They meet then.", "--push")
    assert command(*edit).code == 0
    return lambda *arguments: command(*arguments, "--server", team.hub)


def approve(do: Do, person: str = "mia") -> Outcome:
    """Approve Ana's proposal."""
    return do("review", NAME, "--as", person, "--approve")


def shown(team: Team, what: str) -> str:
    """Return what git shows of the server's repository."""
    return subprocess.run(["git", "--git-dir", str(team.hub), *what.split()], capture_output=True, text=True, check=True).stdout.strip()


def test_an_approved_proposal_is_ruled_on_and_released(team: Team, do: Do) -> None:
    """Main moves with the log: the entry names who ruled, on which commit, under which key."""
    assert approve(do).code == 0
    tip = shown(team, f"rev-parse refs/heads/proposals/{NAME}")
    result = do("rule", NAME, "--accept", "--as", "lee")
    assert (result.code, result.err) == (0, "")
    assert "“Six weeks” is accepted and merged into main. Agreed by mia.\n" in result.out
    assert "git push" not in result.out
    assert shown(team, "show -s --format=%an main") == "lee"
    last = log(Repository.bare(team.hub)).entries[-1]
    assert (last.kind, last.proposal, last.person, last.commit) == ("ruled", NAME, "lee", tip)
    assert last.note == f"accepted as {shown(team, 'rev-parse main')}"
    assert f"Key: {last.key}" in shown(team, "show -s --format=%B main")
    assert do("release", "--as", "mia").code == 0
    assert shown(team, "tag") == "new-business/1.2.0"
    last = log(Repository.bare(team.hub)).entries[-1]
    assert (last.kind, last.person, last.commit) == ("released", "mia", shown(team, "rev-parse main"))
    assert do("release", "--as", "mia").out.startswith("Nothing has changed since the last release.\n")


def test_nothing_is_ruled_in_favour_without_approvals(team: Team, do: Do) -> None:
    """Whoever rules approves nothing by that; neither main nor the log goes on."""
    before = shown(team, "for-each-ref")
    result = do("rule", NAME, "--accept", "--as", "mia")
    assert (result.code, "It lacks 1 manager's approval." in result.out) == (1, True)
    assert shown(team, "for-each-ref") == before


def test_what_was_pushed_after_the_approval_is_not_merged_on_it(team: Team, do: Do, command: Command) -> None:
    """The key is another one."""
    approve(do)
    assert command("propose", "new-business", "--edit", "max-days board-decides 90", "--push").code == 0
    before = shown(team, "rev-parse main")
    assert do("rule", NAME, "--accept", "--as", "mia").code == 1
    assert shown(team, "rev-parse main") == before


def test_a_role_that_was_lost_before_the_ruling_counts(team: Team, do: Do) -> None:
    """The policy and the people are those of main as it is when it is ruled on."""
    approve(do)
    lee = team.clone("Lee")
    lee.change("mia: {email: mia@example.com, roles: [manager]}", "mia: {email: mia@example.com, roles: [rep]}", "processes/library.yaml")
    new = lee.commit("Mia sells again")
    subprocess.run(["git", "--git-dir", str(team.hub), "fetch", "-q", str(lee.root), "main"], check=True, capture_output=True)
    shown(team, f"update-ref refs/heads/main {new}")
    assert do("rule", NAME, "--accept", "--as", "lee").code == 1


def test_who_rules_has_to_be_said_and_known(do: Do, command: Command) -> None:
    """A server takes nobody's git identity for an answer."""
    assert "Say who rules: --as PERSON" in do("rule", NAME, "--accept").err
    assert "it needs --server REPO" in command("rule", NAME, "--accept", "--as", "lee").err
    assert "eve may not rule: mia or lee may." in do("rule", NAME, "--accept", "--as", "eve").out


def test_who_may_not_release_does_not(team: Team, do: Do) -> None:
    """Ops release, and where nobody is ops those who rule; a rep is told whom to ask."""
    result = do("release", "--as", "ana")
    assert (result.code, result.err) == (2, "processengine: ana may not release: mia or lee may.\n")
    assert len(log(Repository.bare(team.hub)).entries) == 1


def test_a_rejection_is_in_the_log_too(team: Team, do: Do) -> None:
    """With the commit that it made."""
    assert do("rule", NAME, "--reject", "--why", "No.", "--as", "lee").code == 0
    last = log(Repository.bare(team.hub)).entries[-1]
    assert (last.kind, last.note) == ("ruled", f"rejected as {shown(team, 'rev-parse main')}")
    assert "ruling: rejected" in shown(team, f"show main:processes/proposals/{NAME}.yaml")


def test_nothing_is_released_that_nobody_ruled_on_there(team: Team, do: Do) -> None:
    """Somebody with hands on the server's disk has moved main past it: a proposal merged by hand, and an edit without one."""
    lee = team.clone("Lee")
    merged = by_hand(team, lee, lambda: lee.git("merge", "-q", "--no-ff", "-m", "By hand", f"origin/proposals/{NAME}"))
    result = do("release", "--as", "mia")
    assert result.code == 1
    assert "“Six weeks”: the server's log holds no ruling on it as it is." in result.out
    assert shown(team, "tag") == ""
    assert shown(team, "rev-parse main") == merged


def test_an_edit_without_a_proposal_is_not_released_either(team: Team, do: Do) -> None:
    """Each of main's own commits since the last release has to be a ruling of that log."""
    approve(do)
    do("rule", NAME, "--accept", "--as", "mia")
    assert do("release", "--as", "mia").code == 0
    lee = team.clone("Lee")
    made = by_hand(team, lee, lambda: lee.change("max_days: 45", "max_days: 99"))
    result = do("release", "--as", "mia")
    assert result.code == 1
    assert f"- main holds the commit {made[:12]}, which nobody ruled on here, since new-business was released last." in result.out


def by_hand(team: Team, clone: Clone, edit: Callable[[], object]) -> str:
    """Move the server's main to what somebody has edited in a clone, past everything; return the commit."""
    edit()
    made = clone.commit("By hand")
    subprocess.run(["git", "--git-dir", str(team.hub), "fetch", "-q", str(clone.root), "main"], check=True, capture_output=True)
    shown(team, f"update-ref refs/heads/main {made}")
    return made


def test_of_a_ruling_and_a_push_the_ruling_is_on_what_was_approved(team: Team, do: Do, command: Command) -> None:
    """Whichever is first: main never holds the second revision on the first one's approval."""
    assert approve(do).code == 0
    tip = shown(team, f"rev-parse refs/heads/proposals/{NAME}")
    ana = Path.cwd()
    assert command("propose", "new-business", "--edit", "max-days board-decides 90").code == 0
    with ThreadPoolExecutor(2) as pool:
        ruling = pool.submit(lambda: ran(ana, "rule", NAME, "--accept", "--as", "mia", "--server", str(team.hub)))
        pool.submit(lambda: subprocess.run(["git", "push", "-q"], cwd=ana, capture_output=True, check=False)).result()
    if ruling.result().returncode == 0:
        assert shown(team, "rev-parse main^2") == tip
    assert "max_days: 90" not in shown(team, "show main:processes/new-business.yaml")


def test_json_of_a_review_and_the_ruling_have_one_key(team: Team, do: Do) -> None:
    """What was shown to the reviewers is what is recorded."""
    approve(do)
    key = json.loads(do("review", f"proposals/{NAME}", "-f", "json").out)["key"]
    do("rule", NAME, "--accept", "--as", "lee")
    assert f"key: {key}" in shown(team, f"show main:processes/proposals/{NAME}.yaml").replace('"', "")
