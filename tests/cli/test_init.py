"""`init`, `processengine` alone, `rules` and `explain`."""

import json
from pathlib import Path

import pytest

from processengine.cli.main import COMMANDS, cli
from processengine.rules.index import INDEX
from tests.conftest import ROOT, Command
from tests.git.scratch import Scratch


def test_init_writes_a_library_that_is_fine(command: Command) -> None:
    """The new library validates without a finding, and alone the command says how it stands."""
    assert command("init", "sales").code == 0
    assert {path.name for path in Path("sales").iterdir()} == {"library.yaml", "new-business.yaml", "README.md"}
    result = command("validate", "sales")
    assert result.code == 0
    assert "2 files: no findings." in result.out


def test_alone_the_command_says_how_the_library_stands(command: Command) -> None:
    """Inside a library: its processes, its findings, and one thing to do next."""
    command("init")
    lines = command().out.splitlines()
    assert lines[1].split() == ["new-business", "0.1.0", "3", "stages", "New", "business"]
    assert lines[2] == "Findings: 0 errors, 0 warnings, 0 notes."
    assert lines[-1].startswith("Next, in new-business: add `journey: buying-decision`")


PROPOSAL = "proposal: more-time\ntitle: More time to <say>\nprocess: new-business\nstatus: draft\nwhy: It takes longer.\n"


@pytest.mark.parametrize(
    ("branch", "said"),
    [
        ("proposals/more-time", "You are on the proposal “More time to <say>” (draft): `processengine review` shows it."),
        ("proposals/less-time", "You are on the proposal “Less time”: `processengine review` shows it."),
        ("more-time", ""),
    ],
)
def test_alone_on_a_proposal_the_command_says_which(command: Command, branch: str, said: str) -> None:
    """By its title, where its file is there, and how to see it; the rest follows as ever."""
    command("init")
    plain = command().out
    scratch = Scratch(Path.cwd())
    scratch.write(proposals__more_time=PROPOSAL)
    scratch.commit()
    scratch.git("switch", "-q", "-c", branch)
    result = command()
    assert (result.code, result.err) == (0, "")
    assert result.out == (f"{said}\n\n" if said else "") + plain


def test_alone_on_a_proposal_a_title_is_data(command: Command) -> None:
    """It can't colour the terminal."""
    command("init")
    scratch = Scratch(Path.cwd())
    scratch.write(proposals__x='proposal: x\ntitle: "\\e[31mRed"\nprocess: new-business\nwhy: So.\n')
    scratch.commit()
    scratch.git("switch", "-q", "-c", "proposals/x")
    assert "“<U+001B>[31mRed”" in command().out


def test_alone_without_a_library_the_command_says_how_to_start(command: Command) -> None:
    """Outside a library one learns of `init`."""
    result = command()
    assert result.code == 0
    assert "Next: `processengine init` starts one" in result.out


def test_alone_a_broken_library_is_told_what_to_mend_first(command: Command) -> None:
    """The first error is the one thing to do next."""
    command("init")
    Path("new-business.yaml").write_text("process: p\nstages: {a: {next: [won]}, won: {outcome: wonn}}\n", encoding="utf-8")
    assert "Next: mend new-business.yaml:2: `wonn` is no kind of outcome." in command().out


def test_init_writes_over_nothing(command: Command) -> None:
    """A second `init` in one folder refuses and leaves everything as it was."""
    command("init")
    Path("new-business.yaml").write_text("mine", encoding="utf-8")
    assert command("init").code == 2
    assert Path("new-business.yaml").read_text(encoding="utf-8") == "mine"


def test_rules_lists_each_rule_with_its_keys(command: Command) -> None:
    """The JSON list holds every rule of the index, in its order."""
    listed = json.loads(command("rules", "--format", "json").out)
    assert listed["schema"] == "processengine/rules/1"
    assert [one["rule"] for one in listed["rules"]] == [one.name for one in INDEX]
    assert all(set(one) == {"rule", "family", "severity", "set", "summary"} and one["summary"] for one in listed["rules"])


def test_explain_prints_what_a_rule_is_about(command: Command) -> None:
    """The rule's own document, with its headings and examples."""
    text = command("explain", "unreachable-stage").out
    assert text.startswith("unreachable-stage  (error, set correctness, family graph)")
    for heading in ("What it reports", "Why it matters", "Bad", "Good", "Exceptions"):
        assert f"\n{heading}\n" in text


@pytest.mark.parametrize(
    ("part", "meant"), [("mirror", "Did you mean `unmirrored-stage`?"), ("scalar", "Did you mean `ambiguous-scalar`?"), ("unreachabl-stage", "`unreachable-stage`")],
)
def test_a_part_of_a_name_leads_to_the_rule(command: Command, part: str, meant: str) -> None:
    """Whoever remembers a word of it finds it."""
    result = command("explain", part)
    assert (result.code, result.out) == (2, "")
    assert f"There is no rule `{part}`. " in result.err
    assert meant in result.err


def test_a_rule_about_deals_is_explained_with_the_deals_that_it_is_about(command: Command) -> None:
    """Its examples bring them along."""
    out = command("explain", "unmodelled-move").out
    assert out.startswith("unmodelled-move  (note, set recommended, family evidence)\n")
    assert "    # file: history.csv\n    deal_id,stage,entered_at\n" in out


def test_each_command_has_the_help_line_that_the_list_shows() -> None:
    """The list of commands is written out so that help opens no command's file; it says what they say."""
    context = cli.make_context("processengine", ["--help"], resilient_parsing=True)
    for name, line in COMMANDS:
        found = cli.get_command(context, name)
        assert found is not None
        assert found.help is not None
        assert found.help.splitlines()[0] == line, name


def test_alone_above_several_libraries_the_command_lists_them(command: Command) -> None:
    """Each has a line, ten at most; what is said further is about the first."""
    for number in range(12):
        command("init", f"team-{number:02}")
    lines = command().out.splitlines()
    assert lines[:2] == ["12 libraries lie below this folder:", "  team-00"]
    assert lines[10:12] == ["  team-09", "  and 2 more"]
    assert lines[13] == "Library team-00: 1 process"


def test_the_template_makes_no_library_of_the_package() -> None:
    """Nothing in the package's folder is named like a library's settings."""
    assert not list((ROOT / "processengine").rglob("library.yaml"))


def test_alone_a_library_with_a_broken_file_is_told_what_to_mend(command: Command) -> None:
    """A process that can't be read is no crash, and what `validate` passes over is not counted here either."""
    command("init")
    Path("new-business.yaml").write_text("process: new-business\nstages: [a\n", encoding="utf-8")
    Path("other.yaml").write_text("on: push\n", encoding="utf-8")
    Path("empty.yaml").write_text("", encoding="utf-8")
    result = command()
    assert result.code == 0
    assert "Findings: 1 error, 0 warnings, 0 notes." in result.out
    assert "Next: mend new-business.yaml:2: What opens here is not closed." in result.out


@pytest.mark.parametrize("name", ["no", "010", "null", "On"])
def test_a_folder_whose_name_is_no_id_still_gets_a_library_that_is_fine(command: Command, name: str) -> None:
    """A name that readers of YAML take for something else gets a word before it."""
    assert command("init", name).code == 0
    assert command("validate", name).code == 0


def test_a_folder_that_holds_nothing_of_ours_is_no_success(command: Command) -> None:
    """Where every file is empty or of another kind, nothing was checked, and that is said."""
    Path("empty.yaml").write_text("", encoding="utf-8")
    result = command("validate", ".")
    assert result.code == 2
    assert "holds no process files" in result.err


def test_a_command_without_its_arguments_says_so_in_one_line(command: Command) -> None:
    """The help isn't poured over the terminal."""
    result = command("edit")
    assert (result.code, result.err) == (2, "processengine: Arguments are missing. See `processengine edit --help`.\n")
