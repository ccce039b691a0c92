"""`validate`, as people and programs use it."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command
from tests.first_file import FIRST_FILE

BROKEN = FIRST_FILE.replace("next: [team-assembled]", "next: [team-asembled]")


def test_the_first_file_is_fine_and_is_offered_the_next_topic(command: Command) -> None:
    """A first file exits 0, and the last line offers the journey."""
    result = command("validate", "-", stdin=FIRST_FILE)
    assert result.code == 0
    assert result.out.splitlines()[0] == "1 file: no findings."
    assert result.out.splitlines()[-1].startswith("Next: add `journey: buying-decision`")


def test_a_finding_shows_the_line_a_caret_and_the_help(command: Command) -> None:
    """The text names file, line and rule, shows the source with carets, and says what to do."""
    Path("p.yaml").write_text(BROKEN, encoding="utf-8")
    result = command("validate", "p.yaml")
    assert result.code == 1
    lines = result.out.splitlines()
    assert lines[0] == "p.yaml:6:12 error: unknown-stage"
    assert lines[2] == "  6 |     next: [team-asembled]"
    assert lines[3] == "    |            ^^^^^^^^^^^^^"
    assert "Did you mean `team-assembled`?" in result.out


def test_json_has_the_fixed_keys(command: Command) -> None:
    """Programs find the keys that they were promised."""
    result = command("validate", "-", "--format", "json", stdin=BROKEN)
    report = json.loads(result.out)
    assert report["schema"] == "processengine/validate/1"
    assert report["files"] == 1
    assert report["suppressed"] == 0
    assert report["counts"] == {"error": 1, "warning": 0, "note": 0}
    (diagnostic,) = report["diagnostics"]
    keys = {"rule", "severity", "message", "file", "path", "line", "column", "end_line", "end_column", "related", "witness"}
    assert keys | {"fix", "fingerprint"} <= diagnostic.keys()
    assert (diagnostic["line"], diagnostic["column"], diagnostic["end_line"], diagnostic["end_column"]) == (6, 12, 6, 25)
    assert diagnostic["path"] == "stages.trouble-named.next.team-asembled"


def test_text_folds_a_rule_after_the_third_finding(command: Command) -> None:
    """Of five findings of one rule three are shown, and the rest are counted."""
    stages = "".join(f"  s{number}: {{next: [won]}}\n" for number in range(5))
    text = f"process: p\nstages:\n  a: {{next: [s0, s1, s2, s3, s4]}}\n{stages}  won: {{outcome: won}}\n  lost: {{outcome: lost}}\n"
    result = command("validate", "-", "--select", "unstated-buyer", "--fail-on", "note", stdin=text)
    assert result.code == 1
    assert result.out.count("note: unstated-buyer") == 3
    assert "3 more of unstated-buyer" in result.out


@pytest.mark.parametrize(("limit", "expected"), [("error", 0), ("warning", 0), ("note", 1)])
def test_fail_on_sets_what_counts_as_a_finding(command: Command, limit: str, expected: int) -> None:
    """A note fails a run only where the user says so."""
    text = FIRST_FILE.replace("    buyer: The board decides without us in the room\n", "")
    assert command("validate", "-", "--fail-on", limit, stdin=text).code == expected


def test_a_rule_can_be_left_out_and_a_misspelt_one_is_named(command: Command) -> None:
    """`--ignore` silences one rule; a name that no rule has is refused with the nearest."""
    assert command("validate", "-", "--ignore", "unknown-stage", stdin=BROKEN).code == 0
    result = command("validate", "-", "--ignore", "unknwon-stage", stdin=BROKEN)
    assert result.code == 2
    assert result.err == (
        "processengine: There is no rule `unknwon-stage`. Did you mean `unknown-stage`? `processengine rules` lists them.\n"
    )


def test_settings_of_the_library_change_a_severity(command: Command) -> None:
    """`rules:` in library.yaml makes a rule a note, or turns it off."""
    Path("p.yaml").write_text(BROKEN, encoding="utf-8")
    Path("library.yaml").write_text("library: acme\nrules: {unknown-stage: note}\n", encoding="utf-8")
    assert command("validate").code == 0
    Path("library.yaml").write_text("library: acme\nrules: {unknown-stage: none}\n", encoding="utf-8")
    assert "no findings" in command("validate").out


def test_a_suppression_with_a_reason_is_kept_and_counted(command: Command) -> None:
    """A finding allowed in place is counted and not reported, unless one asks for all."""
    text = BROKEN.replace("[team-asembled]", "[team-asembled]  # processengine: allow[unknown-stage] it comes next week")
    text = text.replace("  team-assembled:", "  # processengine: allow[unreachable-stage] it comes next week\n  team-assembled:", 1)
    report = json.loads(command("validate", "-", "-f", "json", "--select", "unknown-stage", stdin=text).out)
    assert report["suppressed"] == 1
    assert [one["rule"] for one in report["diagnostics"]] == []
    assert command("validate", "-", "--select", "unknown-stage", "--no-suppressions", stdin=text).code == 1


def test_without_a_path_the_library_around_is_checked(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder inside a library all its files are meant; from above, every library below."""
    library = tmp_path / "sales"
    (library / "kits").mkdir(parents=True)
    (library / "library.yaml").write_text("library: sales\n", encoding="utf-8")
    (library / "p.yaml").write_text(FIRST_FILE, encoding="utf-8")
    (library / "notes.yaml").write_text("shopping: [milk]\n", encoding="utf-8")
    (library / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert command("validate").out.startswith("2 files:")
    monkeypatch.chdir(library / "kits")
    assert command("validate").out.startswith("2 files:")


def test_a_file_that_cannot_be_read_in_a_library_is_always_told(command: Command) -> None:
    """Broken YAML in a library folder is a finding, although nobody can tell what it was meant to be."""
    Path("library.yaml").write_text("library: acme\n", encoding="utf-8")
    Path("broken.yaml").write_text("process: [\n", encoding="utf-8")
    Path("latin.yaml").write_bytes("process: café\n".encode("latin-1"))
    result = command("validate", "-f", "json")
    assert result.code == 1
    assert {(one["file"], one["rule"]) for one in json.loads(result.out)["diagnostics"]} == {
        ("broken.yaml", "syntax-error"), ("latin.yaml", "syntax-error"),
    }


def test_control_characters_of_a_file_are_shown_not_obeyed(command: Command) -> None:
    """An escape sequence in an id doesn't reach the terminal."""
    text = FIRST_FILE.replace("next: [team-assembled]", r'next: ["\e[2Jx"]')
    result = command("validate", "-", stdin=text)
    assert "\x1b" not in result.out
    assert "<U+001B>" in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "gone.yaml"], "gone.yaml is not there."),
        (["validate", "empty"], "empty holds no process files (*.yaml, *.yml)."),
        (["validate"], "There is no library here"),
        (["validate", "--set", "some", "-"], "Invalid value for '--set'"),
        (["validate", "--sett", "all"], "No such option '--sett'"),
        (["validate", "--today", "soon", "-"], "'soon' is no day; write 2026-11-20"),
        (["validate", "-", "-o", "gone/report.txt"], "gone/report.txt can't be written: no such file or directory."),
        (["valdate"], "There is no command `valdate`. Did you mean `validate`?"),
        (["explain", "unreachable"], "There is no rule `unreachable`."),
        (["schema", "deal"], "Invalid value for"),
        (["init", "taken"], "is there already; nothing was written."),
    ],
)
def test_bad_input_gives_one_clear_line_and_status_2(command: Command, arguments: list[str], said: str) -> None:
    """Whatever can't run says so in one line on stderr, and prints no result."""
    Path("empty").mkdir()
    Path("taken").mkdir()
    Path("taken/README.md").write_text("mine", encoding="utf-8")
    result = command(*arguments, stdin=FIRST_FILE)
    assert result.code == 2
    assert result.err.startswith("processengine: ")
    assert result.err.count("\n") == 1
    assert said in result.err
    assert result.out == ""


def test_an_unknown_outcome_of_a_write_leaves_the_old_file(command: Command) -> None:
    """A report that can't be written leaves no half of itself behind."""
    Path("folder").mkdir()
    result = command("validate", "-", "-o", "folder", stdin=FIRST_FILE)
    assert result.code == 2
    assert [path.name for path in Path().iterdir()] == ["folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_stops_nobody(command: Command, tmp_path: Path) -> None:
    """In a library it is passed over, also when another file is drawn; named outright it is refused."""
    command("init")
    os.mkfifo(tmp_path / "pipe.yaml")
    assert command("validate").code == 0
    assert command("draw", "new-business", "-f", "text").code == 0
    result = command("validate", "pipe.yaml")
    assert (result.code, result.err) == (2, "processengine: pipe.yaml is a pipe; a file is needed here.\n")


def test_a_merge_conflict_is_one_finding_with_its_lines(command: Command) -> None:
    """Nothing that stands between the marks is blamed."""
    text = (ROOT / "tests/rules/syntax-error/bad-conflict.yaml").read_text(encoding="utf-8")
    result = command("validate", "-", stdin=text)
    assert result.code == 1
    assert "A merge conflict stands in lines 7-13." in result.out
    assert "delete the lines with <<<<<<<, |||||||, ======= and >>>>>>>, then `git add` the file" in result.out
    assert "1 file: 1 error." in result.out


@pytest.mark.parametrize("arguments", ["validate --since main", "review", "git install", "git doctor", "merge --check main..HEAD", "release"])
def test_outside_of_a_repository_the_advice_is_not_that_of_diff(command: Command, arguments: str) -> None:
    """Two files to compare are no way out for them."""
    command("init")
    result = command(*arguments.split())
    assert result.code == 2
    assert "is in no git repository; run this inside of one." in result.err
