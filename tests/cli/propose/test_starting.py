"""`propose` says where an expectation starts from, as far as the deals can tell."""

from tests.cli.propose.rep import edit, proposal, propose
from tests.conftest import Command
from tests.git.team import Clone
from tests.outcomes.history import deals

MEASURES = "measures:\n  win-rate: {share: {outcome: won}, among: {reached: board-decides}}\n"
FILE = "proposal: sooner\ntitle: Sooner\nprocess: new-business\nauthor: ana\nwhy: Because.\nexpects:\n"


def measured(rep: Clone, *, source: str = "evidence: {source: deals.csv}\n") -> None:
    """Let what is agreed have a measure, and deals of which a fourth is won."""
    process = next((rep.root / "processes").glob("*business*.yaml"))
    process.write_text(process.read_text(encoding="utf-8") + MEASURES, encoding="utf-8")
    settings = rep.root / "processes" / "library.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + source, encoding="utf-8")
    (rep.root / "processes" / "deals.csv").write_text(deals((20, 100), (30, 100)), encoding="utf-8")
    rep.git("add", "-A")
    rep.git("commit", "-q", "-m", "measured")


def expecting(rep: Clone, expectation: str) -> None:
    """Let the rep edit, and write down what is expected."""
    edit(rep)
    file = rep.root / "processes" / "proposals" / "sooner.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(FILE + f"  win-rate: {expectation}\n", encoding="utf-8")


def test_a_missing_start_is_filled_in(rep: Clone, command: Command) -> None:
    """With what the deals say today, and it is said."""
    measured(rep)
    expecting(rep, "{to: 0.4, by: 2027-06-30}   # mine")
    result = command("propose")
    assert result.code == 0, result.err
    assert "Win rate starts from 25 %, which the deals say today: written into the proposal." in " ".join(result.out.split())
    assert "  win-rate: {from: 0.25, to: 0.4, by: 2027-06-30}   # mine\n" in rep.read("processes/proposals/sooner.yaml")
    assert proposal(rep, "sooner").expects["win-rate"].from_ == 0.25


def test_a_start_that_the_deals_contradict_is_said_and_left(rep: Clone, command: Command) -> None:
    """It is the author's, and hinders nothing."""
    measured(rep)
    expecting(rep, "{from: 0.1, to: 0.4, by: 2027-06-30}")
    result = command("propose")
    assert result.code == 0
    assert "Win rate: It says that it starts from 10 %; the deals say 25 %" in result.out
    assert proposal(rep, "sooner").expects["win-rate"].from_ == 0.1


def test_without_deals_nothing_is_filled_in(rep: Clone, command: Command) -> None:
    """And nothing fails for that; why is said."""
    measured(rep, source="evidence: {source: gone.csv}\n")
    expecting(rep, "{to: 0.4, by: 2027-06-30}")
    result = command("propose")
    assert result.code == 0
    assert "Where its expectations start from isn't filled in: " in result.out
    assert "gone.csv" in result.out
    assert "starts from" not in result.out
    assert proposal(rep, "sooner").expects["win-rate"].from_ is None


def test_settings_that_are_only_edited_open_no_source(rep: Clone, command: Command) -> None:
    """What is agreed says where the deals are."""
    measured(rep, source="")
    settings = rep.root / "processes" / "library.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "evidence: {source: deals.csv}\n", encoding="utf-8")
    expecting(rep, "{to: 0.4, by: 2027-06-30}")
    assert propose(command).code == 0
    assert proposal(rep, "sooner").expects["win-rate"].from_ is None
