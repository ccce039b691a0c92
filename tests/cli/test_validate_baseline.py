"""`--baseline` and `--write-baseline`: what was accepted is not reported, what is new is, and what has gone is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from processengine.baseline import Entry
from tests.conftest import Command
from tests.git.scratch import Scratch

PROCESS = """\
process: {name}
from_anywhere: [lost, asleep]
stages:
  asked: {{buyer: They say so, next: [{{to: won, when: Signed}}, {{to: asked, when: Not yet}}]}}
  asleep: {{parked: true}}
  won: {{outcome: won}}
  lost: {{outcome: lost}}
"""
HUNTING, FARMING = PROCESS.format(name="hunting"), PROCESS.format(name="farming")
RULES = ("--select", "self-transition", "--select", "unbounded-parking")
FILE = "baseline.json"


@pytest.fixture(autouse=True)
def library(command: Command) -> None:
    """Two processes, with two findings each."""
    del command
    for name, text in {"library.yaml": "library: acme\n", "hunting.yaml": HUNTING, "old/farming.yaml": FARMING}.items():
        write(name, text)


def write(name: str, text: str) -> None:
    """Write a file."""
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def report(command: Command, *arguments: str) -> Any:
    """What a run says as JSON."""
    return json.loads(command("validate", *arguments, "-f", "json").out)


def accepted(file: str = FILE) -> list[tuple[str, str, int]]:
    """What a baseline accepts: file, rule, count."""
    return [(one["file"], one["rule"], one["count"]) for one in json.loads(Path(file).read_text(encoding="utf-8"))["accepted"]]


def new(command: Command, *arguments: str) -> list[tuple[str, str]]:
    """What is new against the baseline: file and rule."""
    return [(one["file"], one["rule"]) for one in report(command, "--baseline", FILE, *arguments)["diagnostics"]]


def gone(command: Command, *arguments: str) -> list[tuple[str, str]]:
    """What of the baseline has gone: file and rule."""
    return [(one["file"], one["rule"]) for one in report(command, "--baseline", FILE, *arguments)["baseline"]["gone"]]


def test_what_was_accepted_is_not_reported(command: Command) -> None:
    """Written by an explicit act, which says what it did; then the run is fine, and says how much is accepted."""
    result = command("validate", *RULES, "--write-baseline", FILE)
    assert result.code == 0
    assert f"Wrote {FILE}: 4 accepted, 4 of them anew; 0 dropped." in result.out
    result = command("validate", *RULES, "--baseline", FILE)
    assert result.code == 0
    assert f"4 accepted by {FILE}." in result.out
    told = report(command, *RULES, "--baseline", FILE)
    assert (told["diagnostics"], told["baseline"]) == ([], {"file": FILE, "known": 4, "gone": []})
    assert report(command, *RULES)["baseline"] is None


def test_the_file_is_one_entry_a_line_in_a_fixed_order(command: Command) -> None:
    """So that git shows and merges it; files are named from its own folder, with forward slashes."""
    command("validate", *RULES, "--write-baseline", FILE)
    lines = Path(FILE).read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["{", '  "schema": "processengine/baseline/1",', '  "accepted": [']
    assert lines[-2:] == ["  ]", "}"]
    entries = [json.loads(line.strip().rstrip(",")) for line in lines[3:-2]]
    assert [list(one) for one in entries] == [["rule", "file", "path", "fingerprint", "count"]] * 4
    assert [one["file"] for one in entries] == ["hunting.yaml", "hunting.yaml", "old/farming.yaml", "old/farming.yaml"]
    before = Path(FILE).read_bytes()
    command("validate", *RULES, "--write-baseline", FILE)
    assert Path(FILE).read_bytes() == before


def test_what_is_new_is_reported(command: Command) -> None:
    """Beside what was accepted, of the same rule and in the same file; lines and wording don't count."""
    command("validate", *RULES, "--write-baseline", FILE)
    write("hunting.yaml", "# A comment that moves every line.\n" + HUNTING.replace("  won:", "  dozing: {parked: true, next: [won]}\n  won:"))
    assert new(command, *RULES) == [("hunting.yaml", "unbounded-parking")]
    assert command("validate", *RULES, "--baseline", FILE).code == 1


def test_what_has_gone_is_said_and_dropped_by_the_next_writing(command: Command) -> None:
    """In one line, with what to do."""
    command("validate", *RULES, "--write-baseline", FILE)
    write("hunting.yaml", HUNTING.replace("{parked: true}", "{parked: true, max_days: 30}"))
    assert gone(command, *RULES) == [("hunting.yaml", "unbounded-parking")]
    result = command("validate", *RULES, "--baseline", FILE)
    assert result.code == 0
    assert f"3 accepted by {FILE}; gone since: unbounded-parking at stages.asleep in hunting.yaml." in result.out
    assert "3 accepted, 0 of them anew; 1 dropped." in command("validate", *RULES, "--write-baseline", FILE).out
    assert gone(command, *RULES) == []


def test_gone_is_only_said_of_what_this_run_looked_at(command: Command) -> None:
    """Another file, another rule or another set says nothing of it, and writing keeps it."""
    command("validate", *RULES, "--write-baseline", FILE)
    write("hunting.yaml", HUNTING.replace("{parked: true}", "{parked: true, max_days: 30}").replace(", {to: asked, when: Not yet}", ""))
    write("old/farming.yaml", FARMING.replace("{parked: true}", "{parked: true, max_days: 30}"))
    assert gone(command, "hunting.yaml", *RULES) == [("hunting.yaml", "self-transition"), ("hunting.yaml", "unbounded-parking")]
    assert gone(command, "--select", "self-transition") == [("hunting.yaml", "self-transition")]
    assert gone(command, "--set", "correctness") == []
    command("validate", "--set", "correctness", "--write-baseline", FILE)
    assert len(accepted()) == 4
    command("validate", "hunting.yaml", *RULES, "--write-baseline", FILE)
    assert [file for file, *_ in accepted()] == ["old/farming.yaml"] * 2


def test_a_file_that_cannot_be_read_says_nothing_of_what_is_gone(command: Command) -> None:
    """No rule has looked at it; and it is reported, whatever is accepted."""
    command("validate", *RULES, "--write-baseline", FILE)
    write("hunting.yaml", "process: [\n")
    told = report(command, *RULES, "--baseline", FILE)
    assert [one["rule"] for one in told["diagnostics"]] == ["syntax-error"]
    assert told["baseline"]["gone"] == []


def test_a_renamed_file_keeps_what_was_accepted(command: Command) -> None:
    """Its old name is gone, and the same findings show under the new one; also where that one alone is checked."""
    command("validate", *RULES, "--write-baseline", FILE)
    Path("hunting.yaml").rename("old/new-business.yaml")
    assert (new(command, *RULES), gone(command, *RULES)) == ([], [])
    assert new(command, "old/new-business.yaml", *RULES) == []
    assert "4 accepted, 0 of them anew; 0 dropped." in command("validate", *RULES, "--write-baseline", FILE).out
    assert {file for file, *_ in accepted()} == {"old/farming.yaml", "old/new-business.yaml"}


def test_a_copy_is_no_renamed_file(command: Command) -> None:
    """The old one is still there, so what the copy has is new."""
    command("validate", *RULES, "--write-baseline", FILE)
    write("copy.yaml", HUNTING.replace("process: hunting", "process: copy"))
    assert new(command, *RULES) == [("copy.yaml", "self-transition"), ("copy.yaml", "unbounded-parking")]


def test_a_deleted_file_takes_its_findings_along(command: Command) -> None:
    """Where its folder was searched; a run over another file says nothing of it."""
    command("validate", *RULES, "--write-baseline", FILE)
    Path("old/farming.yaml").unlink()
    assert gone(command, *RULES) == [("old/farming.yaml", "self-transition"), ("old/farming.yaml", "unbounded-parking")]
    assert gone(command, "hunting.yaml", *RULES) == []
    assert "2 accepted, 0 of them anew; 2 dropped." in command("validate", *RULES, "--write-baseline", FILE).out


def test_a_baseline_in_another_folder_names_files_from_there(command: Command) -> None:
    """And finds them again, wherever the run starts."""
    Path("ci").mkdir()
    command("validate", *RULES, "--write-baseline", "ci/known.json")
    assert accepted("ci/known.json")[0][0] == "../hunting.yaml"
    assert report(command, *RULES, "--baseline", "ci/known.json")["diagnostics"] == []


def test_errors_of_the_text_cannot_be_accepted(command: Command) -> None:
    """They are reported when one is written, and whatever somebody writes into it by hand."""
    write("broken.yaml", "process: [\n")
    result = command("validate", "--write-baseline", FILE)
    assert result.code == 1
    assert "broken.yaml:2:1 error: syntax-error" in result.out
    assert "syntax-error" not in Path(FILE).read_text(encoding="utf-8")
    found = next(one for one in report(command)["diagnostics"] if one["rule"] == "syntax-error")
    entry = {key: found[key] for key in ("rule", "file", "path", "fingerprint")}
    write(FILE, json.dumps({"schema": "processengine/baseline/1", "accepted": [{**entry, "count": 1}]}))
    assert ("broken.yaml", "syntax-error") in new(command)


def test_a_suppressed_finding_is_not_accepted(command: Command) -> None:
    """It is decided in place already."""
    write("hunting.yaml", HUNTING.replace("{parked: true}", "{parked: true}  # processengine: allow[unbounded-parking] they call us"))
    command("validate", "hunting.yaml", *RULES, "--write-baseline", FILE)
    assert accepted() == [("hunting.yaml", "self-transition", 1)]


def test_rules_about_changes_do_not_look_without_a_revision(command: Command) -> None:
    """Their entries are not gone where nothing is held against anything."""
    entry = {"rule": "hand-set-version", "file": "hunting.yaml", "path": "version", "fingerprint": "0" * 16, "count": 1}
    write(FILE, json.dumps({"schema": "processengine/baseline/1", "accepted": [entry]}))
    assert gone(command) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "it is no JSON"),
        ("{", "it is no JSON"),
        ("\x00\x01", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", "a merge left conflicts in it"),
        ("[]", "it doesn't say `processengine/baseline/1`"),
        ('{"schema": "processengine/baseline/2"}', 'its schema is "processengine/baseline/2"'),
        ('{"schema": "\\u001b[2J"}', "its schema is"),
        ('{"schema": "processengine/baseline/1"}', "entry 1"),
        ('{"schema": "processengine/baseline/1", "accepted": [{}]}', "entry 1"),
        ('{"schema": "processengine/baseline/1", "accepted": ["x"]}', "entry 1"),
        ('{"schema": "processengine/baseline/1", "accepted": [{"rule": "r", "file": "f", "path": "p", "fingerprint": "x", "count": 0}]}', "entry 1"),
        ('{"schema": "processengine/baseline/1", "accepted": [{"rule": "r", "file": 1, "path": "p", "fingerprint": "x"}]}', "entry 1"),
    ],
)
def test_a_broken_baseline_is_refused_in_one_line(command: Command, content: str, said: str) -> None:
    """Whatever is wrong with it: nothing is reported as if it accepted nothing, and nothing is written over."""
    write(FILE, content)
    for option in ("--baseline", "--write-baseline"):
        result = command("validate", option, FILE)
        assert (result.code, result.out) == (2, "")
        assert result.err.count("\n") == 1
        assert said in result.err
        assert "\x1b" not in result.err
    assert Path(FILE).read_text(encoding="utf-8") == content


def test_names_that_no_system_has_do_no_harm(command: Command) -> None:
    """A baseline's files are compared and looked for, never opened."""
    entries = [
        {"rule": "self-transition", "file": name, "path": "p", "fingerprint": "0" * 16, "count": 1}
        for name in ("a\0b", "x" * 5000, "/etc/passwd", "../../../etc/passwd", "\x1b[2J", "")
    ]
    write(FILE, json.dumps({"schema": "processengine/baseline/1", "accepted": entries}))
    result = command("validate", *RULES, "--baseline", FILE)
    assert result.code == 1
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--baseline", "gone.json"], "gone.json is not there."),
        (["--baseline", "old"], "old is a folder; a file is needed here."),
        (["--baseline", "x" * 5000], "can't be read: file name too long."),
        (["--write-baseline", "x" * 5000], "can't be written: file name too long."),
        (["--write-baseline", "old"], "old can't be written: is a directory."),
        (["--write-baseline", "gone/b.json"], "gone/b.json can't be written"),
        (["--write-baseline", FILE, "--baseline", FILE], "--write-baseline accepts all that is found; leave out --baseline."),
        (["--write-baseline", FILE, "--since", "main"], "leave out --since."),
        (["--write-baseline", FILE, "--diff"], "fix first, then accept what remains."),
        (["--baseline", FILE, "-"], "A baseline knows findings by their files"),
        (["--write-baseline", FILE, "-"], "A baseline knows findings by their files"),
    ],
)
def test_what_does_not_go_together_is_refused(command: Command, arguments: list[str], said: str) -> None:
    """In one line; nothing is written."""
    result = command("validate", *arguments, stdin=HUNTING)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1
    assert not Path(FILE).exists()


def test_entries_are_ordered_by_file_and_element() -> None:
    """The order of the file."""
    entries = [Entry("b", "a", "r", "1"), Entry("a", "z", "r", "1"), Entry("a", "b", "z", "1"), Entry("a", "b", "a", "1")]
    assert sorted(entries) == [entries[3], entries[2], entries[1], entries[0]]


@pytest.fixture
def scratch(tmp_path: Path, command: Command) -> Scratch:
    """The library under version control, its findings accepted on main, and a branch on which we are."""
    scratch = Scratch(tmp_path)
    command("validate", *RULES, "--write-baseline", FILE)
    scratch.commit()
    scratch.git("switch", "-q", "-c", "mine")
    return scratch


@pytest.mark.usefixtures("scratch")
def test_with_since_the_baseline_of_the_revision_counts(command: Command) -> None:
    """An author can't accept what they bring; the run says whose baseline counts."""
    assert new(command, "--since", "main", *RULES) == []
    write("hunting.yaml", HUNTING.replace("  won:", "  dozing: {parked: true, next: [won]}\n  won:"))
    command("validate", *RULES, "--write-baseline", FILE)
    assert new(command, *RULES) == []
    assert new(command, "--since", "main", *RULES) == [("hunting.yaml", "unbounded-parking")]
    told = report(command, "--since", "main", "--baseline", FILE, *RULES)
    assert told["remarks"] == [f"{FILE} is another one here; that of main counts."]
    assert told["since"]["older"] == 0
    assert told["baseline"]["known"] == 4


@pytest.mark.usefixtures("scratch")
def test_what_a_baseline_accepts_is_not_reported_when_it_is_touched(command: Command) -> None:
    """It was decided."""
    write("hunting.yaml", HUNTING.replace("asleep: {parked: true}", "asleep: {parked: true, title: They wait}"))
    assert new(command, "--since", "main", *RULES) == []
    assert [one["rule"] for one in report(command, "--since", "main", *RULES)["diagnostics"]] == ["unbounded-parking"]


def test_a_baseline_that_the_revision_lacks_accepts_nothing(scratch: Scratch, command: Command) -> None:
    """It comes with the change itself."""
    Path(FILE).rename("other.json")
    scratch.git("rm", "-q", "--cached", FILE)
    told = report(command, "--since", "main", "--baseline", "other.json", *RULES)
    assert told["baseline"] == {"file": "other.json", "known": 0, "gone": []}
    assert told["remarks"] == ["main has no other.json yet, so nothing in it counts as accepted."]
