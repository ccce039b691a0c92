"""`diff`, as people and programs use it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.git.scratch import FIRST, LIBRARY, SECOND, THIRD, Scratch

SENTENCE = "The limit in “Trouble named” rises from {1} to {0} days."


@pytest.fixture
def scratch(command: Command) -> Scratch:
    """Return a repository in the current folder: a library with one process, at two commits."""
    del command
    made = Scratch(Path.cwd())
    made.write(library=LIBRARY, new_business=FIRST)
    made.commit("first")
    made.write(new_business=SECOND)
    made.commit("second")
    return made


def write(name: str, text: str) -> None:
    """Write a file below the current folder."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def sentences(out: str) -> list[str]:
    """Return the sentences of a text report, without their places."""
    return [line.split("  ", 2)[-1].strip().rpartition(" [")[0] for line in out.splitlines() if line.startswith(("  breaking", "  behavioural", "  editorial"))]


def processes(out: str) -> list[dict[str, Any]]:
    """Return the processes of a JSON report."""
    data = json.loads(out)
    assert data["schema"] == "processengine/diff/1"
    found: list[dict[str, Any]] = data["processes"]
    return found


def test_two_files(command: Command) -> None:
    """The difference is told in sentences, and a difference alone is no failure."""
    write("a.yaml", FIRST)
    write("b.yaml", SECOND)
    result = command("diff", "a.yaml", "b.yaml")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "New business (new-business), from a.yaml to b.yaml\n"
        "1 behavioural: calls for a minor version.\n"
        "\n"
        "“Trouble named”\n"
        "  behavioural  The limit in “Trouble named” rises from 30 to 45 days. [line 5, was 5]\n"
    )


def test_no_difference(command: Command) -> None:
    """It is said in a line."""
    write("a.yaml", FIRST)
    write("b.yaml", f"# a comment\n{FIRST}")
    result = command("diff", "a.yaml", "b.yaml", "--exit-code")
    assert (result.code, result.out) == (0, "No difference from a.yaml to b.yaml.\n")


def test_why_something_is_breaking_is_said_once(command: Command) -> None:
    """The reason stands where it is true for the first time."""
    write("a.yaml", FIRST)
    write("b.yaml", FIRST.replace("[lost, stayed-put]", "[]").replace("    next: [board-decides]\n", "    next: [board-decides, lost, stayed-put]\n"))
    lines = command("diff", "a.yaml", "b.yaml").out.splitlines()
    assert [line.strip() for line in lines if "Why:" in line] == ["Why: Open deals may be about to go that way."]


@pytest.mark.parametrize(("limit", "code"), [("editorial", 1), ("behavioural", 1), ("breaking", 0)])
def test_fail_on_an_impact(command: Command, limit: str, code: int) -> None:
    """A difference of that impact or a more serious one is exit status 1."""
    write("a.yaml", FIRST)
    write("b.yaml", SECOND)
    assert command("diff", "a.yaml", "b.yaml", "--fail-on", limit).code == code
    assert command("diff", "a.yaml", "a.yaml", "--fail-on", limit, "--exit-code").code == 0
    assert command("diff", "a.yaml", "b.yaml", "--exit-code").code == 1


def test_json(command: Command) -> None:
    """Keys, values, spans on both sides and a fingerprint."""
    write("a.yaml", FIRST)
    write("b.yaml", SECOND)
    (process,) = processes(command("diff", "a.yaml", "b.yaml", "-f", "json").out)
    (change,) = process.pop("changes")
    assert process.pop("atoms") == [change]
    assert process == {
        "process": "new-business", "document": "process", "title": "New business", "from": "a.yaml", "to": "b.yaml",
        "from_file": "a.yaml", "to_file": "b.yaml", "impact": "behavioural", "required_bump": "minor", "headline": None,
    }
    assert len(change.pop("fingerprint")) == 16
    span = {"line": 5, "column": 5, "end_line": 5, "end_column": 13}
    assert change == {
        "kind": "stage-changed", "impact": "behavioural", "reason": "A limit or a number changes that people work by.",
        "path": "stages.trouble-named.max_days", "before": 30, "after": 45, "message": SENTENCE.format(45, 30),
        "before_span": span, "after_span": span, "confidence": None, "parts": None,
    }


def test_json_of_no_difference(command: Command) -> None:
    """The process is there, with no impact and nothing to bump."""
    write("a.yaml", FIRST)
    (process,) = processes(command("diff", "a.yaml", "a.yaml", "-f", "json").out)
    assert (process["impact"], process["required_bump"], process["changes"], process["atoms"]) == (None, "none", [], [])


def test_two_folders(command: Command) -> None:
    """Files are paired by what they hold; a process of one side alone has nothing on the other."""
    write("old/library.yaml", LIBRARY)
    write("old/a.yaml", FIRST)
    write("old/gone.yaml", FIRST.replace("new-business", "renewal"))
    write("new/deep/b.yaml", SECOND)
    write("new/notes.yaml", "anything: else\n")
    found = processes(command("diff", "old", "new", "--format", "json").out)
    assert [(one["process"], one["from"], one["to"], one["from_file"], one["to_file"]) for one in found] == [
        ("new-business", "old", "new", "old/a.yaml", "new/deep/b.yaml"), ("renewal", "old", None, "old/gone.yaml", None)
    ]


def test_a_revision_against_the_working_tree(command: Command, scratch: Scratch) -> None:
    """The library around the current folder, as it lies there and not as it is staged."""
    scratch.write(new_business=THIRD)
    result = command("diff", "HEAD~1")
    assert sentences(result.out) == [SENTENCE.format(60, 30)]
    assert result.out.splitlines()[0] == "New business (new-business), from HEAD~1 to working tree"


def test_two_revisions(command: Command, scratch: Scratch) -> None:
    """BASE..HEAD and two arguments mean the same; an empty end is HEAD."""
    scratch.write(new_business=THIRD)
    for arguments in (["HEAD~1..HEAD"], ["HEAD~1", "HEAD"], ["HEAD~1.."]):
        result = command("diff", *arguments, "-f", "json")
        (process,) = processes(result.out)
        assert (process["from"], process["to"]) == ("HEAD~1", "HEAD")
        assert (process["from_file"], process["to_file"]) == ("HEAD~1:new-business.yaml", "HEAD:new-business.yaml")
        assert [change["message"] for change in process["changes"]] == [SENTENCE.format(45, 30)]


def test_since_a_branch_left_another(command: Command, scratch: Scratch) -> None:
    """BASE...HEAD leaves out what happened on the base meanwhile, and so does a call without arguments."""
    scratch.git("checkout", "-q", "-b", "proposal")
    scratch.write(new_business=THIRD)
    scratch.commit("on the branch")
    scratch.git("checkout", "-q", "main")
    scratch.write(new_business=SECOND + "x-note: on main\n", other=FIRST.replace("new-business", "other"))
    scratch.commit("on main")
    scratch.git("checkout", "-q", "proposal")
    assert sentences(command("diff", "main...proposal").out) == [SENTENCE.format(60, 45)]
    assert sentences(command("diff").out) == [SENTENCE.format(60, 45)]
    assert sentences(command("diff", "main..proposal").out) == [SENTENCE.format(60, 45), "The process “Other” is gone."]
    scratch.write(new_business=FIRST)
    assert sentences(command("diff").out) == [SENTENCE.format(30, 45).replace("rises", "falls")]


def test_files_of_revisions(command: Command, scratch: Scratch) -> None:
    """REV:path names a file or a folder from the top; alone it is compared with the same path now."""
    scratch.write(new_business=THIRD)
    assert sentences(command("diff", "HEAD~1:new-business.yaml", "HEAD:new-business.yaml").out) == [SENTENCE.format(45, 30)]
    assert sentences(command("diff", "HEAD~1:new-business.yaml", "new-business.yaml").out) == [SENTENCE.format(60, 30)]
    assert sentences(command("diff", "HEAD~1:new-business.yaml").out) == [SENTENCE.format(60, 30)]
    assert sentences(command("diff", "HEAD:").out) == [SENTENCE.format(60, 45)]


def test_a_file_and_a_revision(command: Command, scratch: Scratch) -> None:
    """A revision without a path takes the other side's."""
    scratch.write(new_business=THIRD)
    assert sentences(command("diff", "HEAD~1", "new-business.yaml").out) == [SENTENCE.format(60, 30)]
    assert sentences(command("diff", "new-business.yaml", "HEAD").out) == [SENTENCE.format(45, 60).replace("rises", "falls")]
    assert sentences(command("diff", "new-business.yaml").out) == [SENTENCE.format(60, 45)]


def test_an_existing_path_wins_over_a_revision(command: Command, scratch: Scratch) -> None:
    """A folder named like the branch is the folder; with a colon it is the branch."""
    scratch.write_at("main/p.yaml", THIRD)
    assert sentences(command("diff", "main", "new-business.yaml").out) == [SENTENCE.format(45, 60).replace("rises", "falls")]
    assert "No difference from" in command("diff", "main:new-business.yaml", "new-business.yaml").out


def test_a_folder_below_the_top(command: Command, scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a folder of the library the whole library is meant; paths with a dot start where one stands."""
    scratch.write_at("journeys/j.yaml", "journey: j\nsteps:\n  a: {phase: change}\n")
    scratch.commit()
    scratch.write(new_business=THIRD)
    monkeypatch.chdir(scratch.root / "journeys")
    assert sentences(command("diff", "HEAD").out) == [SENTENCE.format(60, 45)]
    assert "No difference from" in command("diff", "HEAD:./j.yaml", "j.yaml").out


def test_outside_a_library_every_library_below_is_meant(command: Command) -> None:
    """A process file in no library is none of them, and what git ignores is no library."""
    scratch = Scratch(Path.cwd())
    for library in ("one", "two"):
        scratch.write_at(f"{library}/library.yaml", f"library: {library}\n")
        scratch.write_at(f"{library}/p.yaml", FIRST)
    scratch.write_at("loose.yaml", FIRST)
    scratch.write_at(".gitignore", "venv/\n")
    scratch.commit()
    scratch.write_at("one/p.yaml", SECOND)
    scratch.write_at("loose.yaml", THIRD)
    scratch.write_at("venv/library.yaml", LIBRARY)
    scratch.write_at("venv/p.yaml", FIRST)
    assert sentences(command("diff", "HEAD").out) == [SENTENCE.format(45, 30)]
    assert len(processes(command("diff", "HEAD", "-f", "json").out)) == 2


def test_a_library_that_is_new_or_gone(command: Command, scratch: Scratch) -> None:
    """A file that is not there on one side is a process that came or went."""
    (scratch.root / "new-business.yaml").unlink()
    assert sentences(command("diff", "HEAD").out) == ["The process “New business” is gone."]
    assert sentences(command("diff", "HEAD:new-business.yaml").out) == ["The process “New business” is gone."]
    scratch.write_at("renewal.yaml", FIRST.replace("new-business", "renewal"))
    assert sentences(command("diff", "HEAD").out) == ["The process “Renewal” is new.", "The process “New business” is gone."]


def test_what_can_not_be_read_in_part_is_said(command: Command) -> None:
    """A typo in an old revision doesn't stop the comparison; what it hides is named on the other stream."""
    write("a.yaml", FIRST.replace("max_days: 30", "max_dys: 30"))
    write("b.yaml", SECOND)
    result = command("diff", "a.yaml", "b.yaml")
    assert result.code == 0
    assert sentences(result.out) == ["Deals may now stay in “Trouble named” for 45 days at most; there was no limit."]
    assert result.err.startswith("processengine: a.yaml:5: ")
    assert len(result.err.splitlines()) == 1


def test_the_result_goes_to_a_file(command: Command) -> None:
    """Whole, and without a word on the screen."""
    write("a.yaml", FIRST)
    write("b.yaml", SECOND)
    result = command("diff", "a.yaml", "b.yaml", "-f", "json", "-o", "out.json")
    assert (result.code, result.out) == (0, "")
    assert processes(Path("out.json").read_text(encoding="utf-8"))


def test_user_text_is_not_obeyed_by_the_terminal(command: Command) -> None:
    """Control characters in a title are shown as their code points, in the heading too."""
    write("a.yaml", FIRST)
    write("b.yaml", FIRST.replace("    max_days: 30", '    max_days: 30\n    title: "a\\e[31mb"'))
    assert "\x1b" not in command("diff", "a.yaml", "b.yaml").out


BROKEN = FIRST.replace("    next: [won]", "   next: [won")

REFUSED = {
    "a file that is not there": (["a.yaml", "nope.yaml"], "nope.yaml is not there"),
    "a revision that is not there": (["nope"], "There is no revision `nope` here."),
    "a range with a side that is not there": (["nope..HEAD"], "There is no revision `nope` here."),
    "a path that a revision doesn't have": (["HEAD:nope.yaml"], "HEAD:nope.yaml is not there"),
    "a name like an option": (["--", "-h", "a.yaml"], "There is no revision `-h` here."),
    "a folder without process files": (["a.yaml", "empty"], "empty holds no process files"),
    "a broken file": (["a.yaml", "broken.yaml"], "broken.yaml:8: "),
    "a broken file in a revision": (["bad:broken.yaml", "a.yaml"], "bad:broken.yaml:8: "),
    "a file of another kind": (["a.yaml", "library.yaml"], "library.yaml is a library; diff compares processes and journeys."),
    "a file that is no document": (["a.yaml", "other.yaml"], "other.yaml:1: "),
    "an empty file": (["a.yaml", "blank.yaml"], "blank.yaml:1: "),
    "folders without a process": (["settings", "settings"], "Neither settings nor settings holds a process or a journey."),
    "a path outside the repository": (["HEAD", "/"], "lies outside the repository"),
    "an output that can't be written": (["a.yaml", "b.yaml", "-o", "nowhere/out.txt"], "nowhere/out.txt can't be written"),
    "a third side": (["a.yaml", "b.yaml", "a.yaml"], "diff compares two sides"),
    "an unknown format": (["a.yaml", "b.yaml", "-f", "png"], "'png' is not one of"),
    "an unknown option": (["a.yaml", "b.yaml", "--nope"], "No such option"),
    "an unknown impact": (["a.yaml", "b.yaml", "--fail-on", "grave"], "'grave' is not one of"),
    "a path out of the repository": (["HEAD:../x.yaml", "a.yaml"], "lies outside the repository"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_run_is_one_line(command: Command, scratch: Scratch, case: str) -> None:
    """One line on the error stream, exit status 2, nothing else printed."""
    for name, text in (("a", FIRST), ("b", SECOND), ("broken", BROKEN), ("other", "anything: else\n")):
        scratch.write_at(f"{name}.yaml", text)
    for name, text in (("settings/library", LIBRARY), ("settings/blank", "# nothing\n"), ("library/library", LIBRARY), ("library/p", BROKEN)):
        scratch.write_at(f"{name}.yaml", text)
    scratch.write_at("blank.yaml", "")
    Path("empty").mkdir()
    scratch.commit("with a broken file")
    scratch.git("tag", "bad")
    arguments, message = REFUSED[case]
    result = command("diff", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("processengine: ")


def test_without_git_only_what_is_there_can_be_compared(command: Command) -> None:
    """Two files need no repository; a revision does."""
    write("a.yaml", FIRST)
    write("b.yaml", SECOND)
    assert command("diff", "a.yaml", "b.yaml").code == 0
    for arguments in (["HEAD"], [], ["a.yaml"], ["HEAD..main"], ["a.yaml", "HEAD"]):
        result = command("diff", *arguments)
        assert result.code == 2
        assert "is in no git repository" in result.err
        assert len(result.err.splitlines()) == 1


def test_without_a_library_there_is_nothing_to_compare(command: Command) -> None:
    """Files named outright need no library; a revision alone does."""
    scratch = Scratch(Path.cwd())
    scratch.write_at("loose.yaml", FIRST)
    scratch.commit()
    result = command("diff", "HEAD")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "There is no library here" in result.err


def test_a_file_named_like_a_command_is_a_file(command: Command, scratch: Scratch) -> None:
    """A name is never run."""
    scratch.write_at("$(touch canary).yaml", FIRST)
    scratch.commit()
    scratch.write_at("$(touch canary).yaml", SECOND)
    assert sentences(command("diff", "HEAD", "$(touch canary).yaml").out) == [SENTENCE.format(45, 30)]
    assert sentences(command("diff", "HEAD:$(touch canary).yaml").out) == [SENTENCE.format(45, 30)]
    assert not Path("canary").exists()


def test_a_broken_file_that_is_the_same_on_both_sides_is_no_difference(command: Command) -> None:
    """Only one that differs keeps a comparison from running, and then it is named."""
    for side in ("before", "after"):
        Path(side).mkdir()
        Path(side, "library.yaml").write_text("library: acme\n", encoding="utf-8")
        Path(side, "p.yaml").write_text("process: p\nstages: {a: {next: [won]}, won: {outcome: won}}\n", encoding="utf-8")
        Path(side, "broken.yaml").write_text("process: q\nstages: [b\n", encoding="utf-8")
    assert command("diff", "before", "after").code == 0
    Path("after", "broken.yaml").write_text("process: q\nstages: [a\n", encoding="utf-8")
    result = command("diff", "before", "after")
    assert result.code == 2
    assert "broken.yaml:2: What opens here is not closed." in result.err
