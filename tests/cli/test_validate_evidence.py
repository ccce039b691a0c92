"""`validate --with evidence`: the deals are asked too, and only then."""

import json
from pathlib import Path

import pytest

from processengine.check import cores
from tests.cli.test_startup import imported
from tests.conftest import Command
from tests.git.scratch import Scratch

PROCESS = """\
process: new-business
from_anywhere: [lost, stayed-put]
stages:
  trouble-named: {buyer: They say what is wrong, next: [board-decides]}
  board-decides: {buyer: They decide, next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
"""
LIBRARY = "library: acme\nevidence: {source: data/history.csv, min_deals: 3}\n"
HEAD = "deal_id,stage,entered_at\n"


def ways(number: int, *stages: str, first: int = 1, column: str = "") -> str:
    """Rows of some deals that went the same way, a week a stage; `column` stands behind each."""
    rows = ((deal, stage, f"2026-{place + 1:02}-{deal % 27 + 1:02}") for deal in range(first, first + number) for place, stage in enumerate(stages))
    return "".join(f"d{deal},{stage},{day}{column}\n" for deal, stage, day in rows)


USUAL = ways(5, "trouble-named", "board-decides", "won") + ways(4, "trouble-named", "lost", first=20) + ways(1, "trouble-named", "stayed-put", first=30)
STRAIGHT = ways(4, "trouble-named", "won", first=40)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one process, whose deals now and then are won straight away."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/history.csv").write_text(HEAD + USUAL + STRAIGHT)
    (tmp_path / "library.yaml").write_text(LIBRARY)
    (tmp_path / "new-business.yaml").write_text(PROCESS)
    return tmp_path


def found(command: Command, *arguments: str, stdin: str = "") -> list[tuple[str, str, str]]:
    """What is found: rule, severity and path; the exit status fits it."""
    result = command("validate", *arguments, "--format", "json", stdin=stdin)
    assert result.err == ""
    listed = json.loads(result.out)["diagnostics"]
    assert result.code == int(any(one["severity"] != "note" for one in listed))
    return [(one["rule"], one["severity"], one["path"]) for one in listed]


HABIT = ("unmodelled-move", "note", "stages.trouble-named")


@pytest.mark.usefixtures("library")
def test_deals_are_asked_only_where_somebody_wants_it(command: Command) -> None:
    """Otherwise the rules about them rest."""
    assert found(command) == []
    assert found(command, "--with", "evidence") == [HABIT]
    assert found(command, "--set", "all", "--select", "unmodelled-move") == []


def test_without_it_no_engine_is_imported() -> None:
    """Not even what would open one."""
    modules = imported("validate", "-", "--today", "2026-11-20", stdin=PROCESS)
    assert not modules & {"duckdb", "processengine.deals", "processengine.warehouse", "processengine.evidence"}
    assert not any(name.startswith("processengine.rules.evidence") for name in modules)


@pytest.mark.usefixtures("library")
def test_the_report_says_which_deals_were_asked(command: Command) -> None:
    """The source, a digest of its data, and what of it doesn't count."""
    with Path("data/history.csv").open("a") as file:
        file.write("d99,won,some day\n")
    out = command("validate", "--with", "evidence").out
    assert '4 of 14 deals at "Trouble named" (29 %) went to "Won", which the process doesn\'t allow.' in out
    assert "Asked the deals of data/history.csv (data " in out
    assert "1 of 34 rows can't be used" in out


@pytest.mark.parametrize(
    ("settings", "arguments", "says"),
    [
        (LIBRARY.replace("history.csv", "gone.csv"), ("--with", "evidence"), "gone.csv"),
        ("library: acme\n", ("--with", "evidence"), "No source of deals is named: add --source FILE, or `evidence: {source: ...}` to library.yaml."),
        ("library: [", ("--with", "evidence"), "library.yaml can't be read at line 2: What opens here is not closed."),
        (LIBRARY, ("--with", "evidnce"), "'evidnce' is not 'evidence'"),
        (LIBRARY, ("--source", "data/history.csv"), "--source says how to read the deals, and nobody asks them; add --with evidence."),
        (LIBRARY, ("--as-of", "2026-01-01"), "--as-of says how to read"),
        (LIBRARY, ("--with", "evidence", "--column", "stage_history.deal=x"), "has no column `deal`"),
    ],
)
def test_what_cannot_be_asked_is_one_line(library: Path, command: Command, settings: str, arguments: tuple[str, ...], says: str) -> None:
    """Exit status 2, and one line that says what to do."""
    (library / "library.yaml").write_text(settings)
    result = command("validate", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert says in result.err


def test_nobody_minds_a_source_that_is_gone_unless_it_is_asked(library: Path, command: Command) -> None:
    """As on a machine of CI that has no deals."""
    (library / "data/history.csv").unlink()
    assert found(command) == []


def test_a_source_may_be_named_and_explained_on_the_command_line(library: Path, command: Command) -> None:
    """Its columns, which rows count, and up to which day."""
    (library / "library.yaml").write_text("library: acme\nevidence: {min_deals: 3}\n")
    rows = USUAL.replace("\n", ",live\n") + ways(9, "trouble-named", "won", first=60, column=",test")
    (library / "other.csv").write_text("case,what,when,kind\n" + rows)
    columns = ("deal_id=case", "stage=what", "entered_at=when")
    asked = ["--with", "evidence", "--source", "other.csv", *(part for column in columns for part in ("--column", f"stage_history.{column}"))]
    assert found(command, *asked) == [HABIT]
    assert found(command, *asked, "--where", "stage_history.kind=live") == []
    assert [rule for rule, _, _ in found(command, *asked, "--as-of", "2026-01-31") if rule == "thin-evidence"] == ["thin-evidence"]


def test_a_file_alone_and_the_standard_input_may_be_asked_about(library: Path, command: Command) -> None:
    """Without a library there are thirty deals to be had before anything is concluded."""
    (library / "library.yaml").unlink()
    alone = [("thin-evidence", "note", "process")]
    assert found(command, "new-business.yaml", "--with", "evidence", "--source", "data/history.csv") == alone
    assert found(command, "-", "--with", "evidence", "--source", "data/history.csv", stdin=PROCESS) == alone


def test_an_allowance_counts_and_is_idle_only_where_the_deals_were_asked(library: Path, command: Command) -> None:
    """Without them nobody knows what it is for."""
    said = "  # processengine: allow[unmodelled-move] small orders need no board\n"
    (library / "new-business.yaml").write_text(PROCESS.replace("next: [board-decides]}\n", f"next: [board-decides]}}{said}"))
    assert found(command, "--with", "evidence") == []
    assert found(command, "--with", "evidence", "--no-suppressions") == [HABIT]
    (library / "data/history.csv").write_text(HEAD + USUAL)
    assert found(command) == []
    assert [rule for rule, _, _ in found(command, "--with", "evidence")] == ["unused-suppression"]


def test_a_library_chooses_how_serious_it_is(library: Path, command: Command) -> None:
    """As of any other rule."""
    (library / "library.yaml").write_text(LIBRARY + "rules: {unmodelled-move: error}\n")
    assert found(command, "--with", "evidence") == [("unmodelled-move", "error", "stages.trouble-named")]
    (library / "library.yaml").write_text(LIBRARY + "rules: {unmodelled-move: none}\n")
    assert found(command, "--with", "evidence") == []


def test_a_baseline_lasts_while_deals_come(library: Path, command: Command) -> None:
    """More deals do the same; and a run that asks none says nothing of what the deals did."""
    (library / "library.yaml").write_text(LIBRARY + "rules: {unmodelled-move: warning}\n")
    assert command("validate", "--with", "evidence", "--write-baseline", "accepted.json").code == 0
    with (library / "data/history.csv").open("a") as file:
        file.write(ways(7, "trouble-named", "won", first=80))
    assert found(command, "--with", "evidence", "--baseline", "accepted.json") == []
    assert "gone since" not in command("validate", "--baseline", "accepted.json").out
    (library / "data/history.csv").write_text(HEAD + USUAL)
    assert "gone since: unmodelled-move" in command("validate", "--with", "evidence", "--baseline", "accepted.json").out


def test_fixes_go_their_way(library: Path, command: Command) -> None:
    """What can be fixed is, and the deals are asked about the result."""
    (library / "new-business.yaml").write_text(PROCESS.replace("next: [board-decides]", "next: [board-decide]"))
    result = command("validate", "--with", "evidence", "--fix")
    assert "Fixed 1." in result.err
    assert "unmodelled-move" in result.out
    assert (library / "new-business.yaml").read_text() == PROCESS


def test_many_files_ask_the_same_deals(library: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after another, however many cores there are."""
    monkeypatch.setattr(cores, "ENOUGH", 2)
    for number in range(5):
        (library / f"more-{number}.yaml").write_text(PROCESS.replace("new-business", f"more-{number}"))
    assert found(command, "--with", "evidence") == [HABIT] * 6


def test_two_libraries_ask_two_sources(library: Path, command: Command) -> None:
    """Each its own; one without a source can't be asked."""
    (library / "below/data").mkdir(parents=True)
    (library / "below/data/history.csv").write_text(HEAD + USUAL)
    (library / "below/library.yaml").write_text(LIBRARY.replace("acme", "below"))
    (library / "below/new-business.yaml").write_text(PROCESS)
    assert found(command, "--with", "evidence") == [HABIT]
    (library / "below/library.yaml").write_text("library: below\n")
    assert command("validate", "--with", "evidence").code == 2


def test_a_proposals_claims_are_recomputed(library: Path, command: Command) -> None:
    """Against the process that it names; the fingerprint is the claim's, whatever the figures."""
    (library / "proposals").mkdir()
    (library / "proposals/p.yaml").write_text(
        "proposal: p\nprocess: new-business\nclaims:\n  rare: {says: Few deals are won, share: {outcome: won}, among: {reached: trouble-named}, at_most: 0.2}\n"
    )
    assert ("contradicted-claim", "warning", "claims.rare") in found(command, "--with", "evidence")


@pytest.fixture
def scratch(library: Path) -> Scratch:
    """The library under version control, and a branch from main on which we are."""
    scratch = Scratch(library)
    scratch.commit("Our process")
    scratch.git("switch", "-q", "-c", "mine")
    return scratch


def test_a_change_answers_for_the_deals_that_it_leaves_outside(scratch: Scratch, command: Command) -> None:
    """What deals did before and the file never allowed is older; what it allowed until now is the change's."""
    scratch.write(new_business=PROCESS.replace("They decide", "They make up their minds"))
    assert found(command, "--with", "evidence", "--since", "main") == []
    scratch.write(new_business=PROCESS.replace("[lost, stayed-put]", "[lost]").replace("  stayed-put: {outcome: no-decision}\n", ""))
    (scratch.root / "data/history.csv").write_text(HEAD + USUAL + ways(6, "trouble-named", "stayed-put", first=90))
    told = found(command, "--with", "evidence", "--since", "main", "--select", "unmodelled-move")
    assert told == [HABIT]


def test_the_bases_word_counts_on_where_the_deals_are(scratch: Scratch, command: Command) -> None:
    """A change can't choose the deals that it is judged by, nor how many it takes to conclude anything; the report says so."""
    scratch.write(library=LIBRARY.replace("min_deals: 3", "min_deals: 300").replace("history", "another"))
    scratch.write(new_business=PROCESS.replace("They say what is wrong", "They say it").replace("trouble-named: {", "trouble-named: {max_days: 3, "))
    arguments = ("--with", "evidence", "--since", "main", "--select", "unmodelled-move")
    assert found(command, *arguments) == [HABIT]
    out = command("validate", *arguments).out
    assert "Asked the deals of data/history.csv" in out
    assert "library.yaml here says otherwise where the deals are or what their names mean; what counts is what the base says." in out


@pytest.mark.parametrize("format_", ["text", "sarif"])
def test_no_message_holds_a_deal_even_where_its_id_is_the_name_of_a_stage(command: Command, library: Path, format_: str) -> None:
    """Nor does a picture: an id that looks like a stage is read as an id alone."""
    rows = HEAD + USUAL + STRAIGHT + ways(4, "trouble-named", "Legal", "won", first=50) + "Secret Board,trouble-named,2026-01-01\nSecret Board,won,2026-02-01\nSecret Board,won,soon\n"
    (library / "data" / "history.csv").write_text(rows, encoding="utf-8")
    said = command("validate", "--with", "evidence", "--set", "all", "-f", format_)
    drawn = command("draw", "new-business", "--with", "evidence", "-f", "dot")
    assert said.code in (0, 1), said.err
    assert drawn.code == 0, drawn.err
    assert "Legal" in said.out
    assert "Secret" not in said.out + said.err + drawn.out + drawn.err
