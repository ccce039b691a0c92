"""`validate --fix` and `--diff`: what is written, what is shown, and how the run ends."""

import contextlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from processengine.cli.main import run
from tests.conftest import Command
from tests.first_file import FIRST_FILE

BROKEN = FIRST_FILE.replace("next: [team-assembled]", "next: [team-asembled]  # who?")
FINE = FIRST_FILE.replace("next: [team-assembled]", "next: [team-assembled]  # who?")
GUESSED = BROKEN.replace("process: new-business\n", "process: new-business\nversion: 2.1\n")


def put(text: str, name: str = "p.yaml") -> Path:
    """Write a file as it is."""
    path = Path(name)
    path.write_bytes(text.encode())
    return path


def test_fix_writes_the_file_and_reports_what_remains(command: Command) -> None:
    """With nothing left the run is fine; how much was fixed is said beside the report."""
    path = put(BROKEN)
    result = command("validate", "p.yaml", "--fix")
    assert (result.code, path.read_text()) == (0, FINE)
    assert result.err == "Fixed 1.\n"
    assert result.out.startswith("1 file: no findings.")


def test_fix_leaves_the_unsafe_ones_and_says_that_there_are_some(command: Command) -> None:
    """They decide the exit status, as everything does that remains."""
    path = put(GUESSED)
    result = command("validate", "p.yaml", "--fix")
    assert result.code == 1
    assert "team-assembled]" in path.read_text()
    assert "  fix: Write 2.1.0 (--fix --unsafe)" in result.out
    assert result.out.splitlines()[-1] == "1 fixable with --fix --unsafe; --diff --unsafe shows how."


def test_unsafe_fixes_are_done_where_they_are_asked_for(command: Command) -> None:
    """Together with the safe ones."""
    path = put(GUESSED)
    result = command("validate", "p.yaml", "--fix", "--unsafe")
    assert (result.code, result.err) == (0, "Fixed 2.\n")
    assert path.read_text() == FINE.replace("process: new-business\n", 'process: new-business\nversion: "2.1.0"\n')


def test_unsafe_alone_is_a_mistake(command: Command) -> None:
    """It could mean to write or to show; nothing is done."""
    path = put(BROKEN)
    result = command("validate", "p.yaml", "--unsafe")
    assert (result.code, path.read_text()) == (2, BROKEN)
    assert result.err == "processengine: --unsafe goes with --fix, which writes, or with --diff, which only shows.\n"


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_a_run_that_accepts_everything_fixes_nothing(command: Command, option: str) -> None:
    """So the two don't go together, and nothing is written."""
    path = put(BROKEN)
    result = command("validate", "p.yaml", option, "--write-baseline", "base.json")
    assert (result.code, path.read_text(), Path("base.json").exists()) == (2, BROKEN, False)
    assert "fix first, then accept what remains" in result.err


def test_only_what_a_baseline_does_not_accept_is_fixed(command: Command) -> None:
    """What is new is mended, what was accepted stays."""
    path = put(BROKEN)
    command("validate", "p.yaml", "--write-baseline", "base.json")
    put(BROKEN.replace("[board-decides]", "[board-decide]"))
    result = command("validate", "p.yaml", "--baseline", "base.json", "--fix")
    assert (result.err, path.read_text()) == ("Fixed 1.\n", BROKEN)


def test_the_report_says_what_could_be_fixed(command: Command) -> None:
    """Each finding how, the last line how many."""
    put(GUESSED)
    lines = command("validate", "p.yaml").out.splitlines()
    assert "  fix: Write `team-assembled` (--fix)" in lines
    assert lines[-1] == "1 fixable with --fix, 1 more with --fix --unsafe; --diff shows how."


def test_what_would_get_the_same_name_counts_as_one_fix(command: Command) -> None:
    """The second could not have it any more; --fix does as many as the report says."""
    put(FINE.replace("[lost,", "[lsot, lots,"))
    assert command("validate", "p.yaml").out.splitlines()[-1] == "1 fixable with --fix; --diff shows how."
    assert command("validate", "p.yaml", "--diff").err == "Would fix 1.\n"


def test_diff_shows_what_fix_would_do_and_writes_nothing(command: Command) -> None:
    """Exit status 1 where there would be a change."""
    path = put(BROKEN)
    result = command("validate", "p.yaml", "--diff")
    assert (result.code, path.read_text()) == (1, BROKEN)
    assert result.err == "Would fix 1.\n"
    assert result.out.splitlines()[:2] == ["--- a/p.yaml", "+++ b/p.yaml"]
    changed = [line for line in result.out.splitlines()[3:] if line[:1] in "+-"]
    assert changed == ["-    next: [team-asembled]  # who?", "+    next: [team-assembled]  # who?"]


def test_diff_wins_over_fix(command: Command) -> None:
    """Who asks for both has nothing written."""
    path = put(BROKEN)
    assert command("validate", "p.yaml", "--fix", "--diff").code == 1
    assert path.read_text() == BROKEN


def test_diff_of_what_needs_no_fix_is_empty(command: Command) -> None:
    """Exit status 0, even where a finding has no fix."""
    put(FINE.replace("title", "titel").replace("won: {outcome: won}", "won: {outcome: nothing}"))
    result = command("validate", "p.yaml", "--diff")
    assert (result.code, result.out, result.err) == (0, "", "Nothing to fix.\n")


def test_diff_has_the_unsafe_ones_where_they_are_asked_for(command: Command) -> None:
    """As --fix --unsafe has."""
    put(GUESSED)
    assert '+version: "2.1.0"' in command("validate", "p.yaml", "--diff", "--unsafe").out


@pytest.mark.parametrize("text", [BROKEN, BROKEN.rstrip("\n"), BROKEN.replace("\n", "\r\n"), "\ufeff" + BROKEN])
def test_a_diff_can_be_applied_by_git(command: Command, text: str) -> None:
    """What `git apply` makes of it is what --fix writes: line ends, the byte order mark and a missing last line end included."""
    if shutil.which("git") is None:
        pytest.skip("git is absent")
    put(text)
    put(command("validate", "p.yaml", "--diff").out, "fix.diff")
    subprocess.run(["git", "apply", "--whitespace=nowarn", "fix.diff"], check=True)
    by_git = Path("p.yaml").read_bytes()
    put(text)
    command("validate", "p.yaml", "--fix")
    assert by_git == Path("p.yaml").read_bytes() == text.replace("asembled", "assembled").encode()


@pytest.mark.parametrize("name", ["a b.yaml", "a\tb.yaml", "a\nb.yaml", 'a"b.yaml', "a\\b.yaml", "<stdin>"])
@pytest.mark.parametrize("how", ["{}", "./{}", "{here}/{}", "../{above}/{}"])
def test_a_diff_can_be_applied_whatever_the_file_is_called(command: Command, tmp_path: Path, name: str, how: str) -> None:
    """And however it was named: a file below this folder is named from here."""
    if shutil.which("git") is None or sys.platform == "win32":
        pytest.skip("git is absent, or no file may be called that")
    put(BROKEN, name)
    result = command("validate", how.format(name, here=tmp_path.as_posix(), above=tmp_path.name), "--diff")
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=result.out.encode(), check=True)
    assert Path(name).read_text(encoding="utf-8") == FINE


@pytest.mark.parametrize("format_", ["json", "text", "sarif=o.sarif"])
def test_a_difference_is_no_report(command: Command, format_: str) -> None:
    """So --format doesn't go with it, and nothing is passed over in silence."""
    put(BROKEN)
    result = command("validate", "p.yaml", "--diff", "--format", format_)
    assert (result.code, result.out, Path("o.sarif").exists()) == (2, "", False)
    assert "leave out --format" in result.err


def test_the_standard_input_is_mended_to_the_standard_output(command: Command) -> None:
    """The report stands beside it, and decides the exit status."""
    result = command("validate", "-", "--fix", stdin=BROKEN)
    assert (result.code, result.out) == (0, FINE)
    assert "1 file: no findings." in result.err


def test_the_standard_input_comes_out_as_it_is_where_nothing_can_be_fixed(command: Command) -> None:
    """An editor that takes what comes out loses nothing."""
    text = "process: [\n"
    result = command("validate", "-", "--fix", stdin=text)
    assert (result.code, result.out) == (1, text)
    assert "syntax-error" in result.err


def test_the_standard_input_has_a_diff_too(command: Command) -> None:
    """Under the name that its findings have."""
    result = command("validate", "-", "--diff", stdin=BROKEN)
    assert result.code == 1
    assert result.out.startswith("--- a/<stdin>\n+++ b/<stdin>\n")


def test_json_has_what_remains(command: Command) -> None:
    """And nothing else stands on the standard output."""
    put(GUESSED)
    result = command("validate", "p.yaml", "--fix", "--format", "json")
    (left,) = json.loads(result.out)["diagnostics"]
    assert (left["rule"], left["fix"]["safe"]) == ("bad-version", False)


def test_only_what_is_reported_is_fixed(command: Command) -> None:
    """Rules that were not asked for, and what a comment allows, stay as they are."""
    path = put(BROKEN)
    assert command("validate", "p.yaml", "--fix", "--select", "bad-version").err == "Nothing to fix.\n"
    allowed = BROKEN.replace("# who?", "# processengine: allow[unknown-stage] it comes next week")
    put(allowed)
    command("validate", "p.yaml", "--fix")
    assert path.read_text() == allowed


def test_several_files_are_mended_each_in_its_library(command: Command) -> None:
    """A name of another file of the library is known."""
    put("library: acme\nrules:\n  unstated-buyer: nott\n", "library.yaml")
    put(BROKEN, "a.yaml")
    put(FIRST_FILE.replace("process: new-business", "process: renewal").replace("{outcome: won}", "{outcome: won, continues_in: [new-busines]}"), "b.yaml")
    result = command("validate", "--fix")
    assert result.err == "Fixed 3.\n"
    assert "continues_in: [new-business]" in Path("b.yaml").read_text()
    assert "unstated-buyer: note" in Path("library.yaml").read_text()


def test_a_file_without_anything_to_fix_is_not_touched(command: Command) -> None:
    """Not even written anew."""
    path = put(FINE)
    before = path.stat()
    command("validate", "p.yaml", "--fix")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_diff_in_a_pipe_has_the_text_as_it_is(command: Command) -> None:
    """Else it could not be applied; no terminal reads it."""
    put(BROKEN.replace("# who?", "# \u202ewho?"))
    assert "\u202e" in command("validate", "p.yaml", "--diff").out


class Terminal(io.StringIO):
    """A standard output that a person looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_diff_on_a_terminal_shows_what_is_no_plain_character(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not obeyed; added and removed lines have their colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = tmp_path / "p.yaml"
    path.write_text(BROKEN.replace("# who?", "# \u202ewho?"), encoding="utf-8")
    with contextlib.redirect_stdout(Terminal()) as out, contextlib.redirect_stderr(io.StringIO()):
        assert run(["validate", str(path), "--diff"]) == 1
    assert "<U+202E>who?" in out.getvalue()
    assert "\u202e" not in out.getvalue()
    assert "\x1b[32m+" in out.getvalue()
