"""`edit`, as people use it who would rather not touch YAML."""

import os
import stat
from pathlib import Path

import pytest

from processengine.cli.edit import command as group
from tests.conftest import Command

PROCESS = """\
# How we sell
process: new-business
from_anywhere: [lost]
stages:
  trouble-named:  # where it starts
    buyer: Someone says what is wrong
    next: [team-assembled]

  team-assembled:
    buyer: 'Everyone has been heard'
    next:
      # the way on
      - won
  won: {outcome: won}
  lost: {outcome: lost}
"""
OTHER = """\
process: renewal
stages:
  first: {buyer: They look back, next: [new-business/team-assembled, kept]}
  kept: {outcome: won}
  gone: {outcome: lost}
from_anywhere: [gone]
"""
PROPOSAL = "proposal: more\nprocess: new-business\nmoves: {gone: team-assembled}\n"


@pytest.fixture
def library() -> Path:
    """A library with two processes and a proposal in the current folder."""
    for name, text in (("library", "library: acme\n"), ("new", PROCESS), ("renewal", OTHER), ("more", PROPOSAL)):
        Path(f"{name}.yaml").write_text(text, encoding="utf-8", newline="")
    return Path("new.yaml")


def read(path: Path) -> str:
    """A file's text, its line ends as they are."""
    return path.read_bytes().decode()


@pytest.fixture
def edit(command: Command, library: Path) -> Command:
    """Runs `edit` inside the library."""
    assert library.exists()
    return lambda *arguments: command("edit", *arguments)


@pytest.mark.parametrize(
    ("arguments", "said", "gone", "come"),
    [
        (["add-stage", "agreed", "--between", "team-assembled", "won", "--buyer", "They agree"],
         "Added the stage `agreed` between `team-assembled` and `won`.", "      - won\n", "      - agreed\n"),
        (["remove-stage", "team-assembled", "--bypass"],
         "Removed the stage `team-assembled`; `trouble-named` now leads on to where it led.", "next: [team-assembled]", "next: [won]"),
        (["move-stage", "lost", "--before", "won"], "Moved `lost` before `won`.", "won}\n  lost: {outcome: lost}\n",
         "lost}\n  won: {outcome: won}\n"),
        (["add-outcome", "not-for-us", "disqualified", "--from-anywhere"],
         "Added the outcome `not-for-us` (disqualified), which every stage may leave to.", "[lost]", "[lost, not-for-us]"),
        (["add-transition", "team-assembled", "trouble-named", "--when", "Someone new joins"],
         '`team-assembled` now leads to `trouble-named` when "Someone new joins".', "", "      - to: trouble-named\n        when: Someone new joins\n"),
        (["remove-transition", "anywhere", "lost"], "Every stage no longer leads to `lost`.", "from_anywhere: [lost]\n", ""),
        (["when", "team-assembled", "won", "They sign"], '`team-assembled` leads to `won` when "They sign".', "- won",
         "- to: won\n        when: They sign"),
        (["add-criterion", "team-assembled", "The buyer has named all", "--proof", "email", "--settles", "rota"],
         "Added the exit criterion `the-buyer-has-named` to `team-assembled`.", "",
         "      the-buyer-has-named:\n        fact: The buyer has named all\n        proof: email\n        settles: [rota]\n"),
        (["add-play", "team-assembled", "Ask: who else?", "--id", "ask", "--asks", "Who may say no?"],
         "Added the play `ask` to `team-assembled`.", "",
         '      ask:\n        do: "Ask: who else?"\n        asks:\n          - Who may say no?\n'),
        (["title", "won", "They signed"], 'The title of `won` is now "They signed".', "won: {outcome", 'won: {title: "They signed", outcome'),
        (["buyer", "team-assembled", "All agree"], 'The buyer of `team-assembled` is now "All agree".', "'Everyone has been heard'", "All agree"),
        (["max-days", "trouble-named", "30"], "Deals may now stay in `trouble-named` for 30 days.", "", "    max_days: 30\n"),
        (["probability", "trouble-named", "12.5"], "The probability of `trouble-named` is now 12.5 %.", "", "    probability: 12.5\n"),
        (["set", "owner", "sales"], '`owner` is now "sales".', "", "owner: sales\n"),
        (["add", "stages.team-assembled.mirrors.team-assembly"], "Added `stages.team-assembled.mirrors.team-assembly`.", "",
         "    mirrors: [team-assembly]\n"),
        (["remove", "stages.team-assembled.buyer"], "Removed `stages.team-assembled.buyer`.", "    buyer: 'Everyone has been heard'\n", ""),
        (["move", "from_anywhere", "--after", "stages"], "Moved `from_anywhere` after `stages`.", "new-business\nfrom_anywhere: [lost]\n",
         "lost}\nfrom_anywhere: [lost]\n"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_each_operation_changes_what_it_says(
    edit: Command, library: Path, arguments: list[str], said: str, gone: str, come: str
) -> None:
    """One line says what changed; the rest of the file stays."""
    result = edit("new-business", *arguments)
    assert (result.code, result.out) == (0, said + "\n")
    text = read(library)
    assert come in text
    assert not gone or gone not in text
    assert "# How we sell\n" in text


@pytest.mark.parametrize(("add", "remove"), [
    (["add-play", "won", "Thank them"], ["remove-play", "won", "thank-them"]),
    (["add-criterion", "team-assembled", "It holds"], ["remove-criterion", "team-assembled", "it-holds"]),
    (["add-stage", "c"], ["remove-stage", "c"]),
])
def test_what_was_added_can_be_removed_again(edit: Command, library: Path, add: list[str], remove: list[str]) -> None:
    """Without a trace."""
    edit("new-business", *add)
    assert read(library) != PROCESS
    edit("new-business", *remove)
    assert read(library) == PROCESS


def test_a_stage_is_renamed_in_every_file_of_the_library(edit: Command, library: Path) -> None:
    """Other processes, proposals of this one, and the old id in `was`."""
    result = edit("new-business", "rename-stage", "team-assembled", "everyone-heard")
    assert result.out == "Renamed the stage `team-assembled` to `everyone-heard`. Also changed more.yaml, renewal.yaml.\n"
    assert result.err == ""
    assert "  everyone-heard:\n    was: [team-assembled]\n" in read(library)
    assert "[new-business/everyone-heard, kept]" in read(Path("renewal.yaml"))
    assert "moves: {gone: everyone-heard}" in read(Path("more.yaml"))


def test_a_dry_run_shows_the_difference_and_writes_nothing(edit: Command, library: Path) -> None:
    """As a unified diff that `patch` understands."""
    library.write_text(PROCESS.rstrip("\n"), encoding="utf-8")
    result = edit("new-business", "set", "stages.lost.title", "Lost", "--dry-run")
    assert result.code == 0
    assert result.out.splitlines() == [
        "--- a/new.yaml", "+++ b/new.yaml", "@@ -12,4 +12,4 @@", "       # the way on", "       - won", "   won: {outcome: won}",
        "-  lost: {outcome: lost}", "\\ No newline at end of file", "+  lost: {title: Lost, outcome: lost}", "\\ No newline at end of file",
    ]
    assert read(library) == PROCESS.rstrip("\n")


def test_errors_that_an_edit_brings_are_told_and_hinder_nothing(edit: Command, library: Path) -> None:
    """Only those that were not there before."""
    result = edit("new-business", "add-stage", "agreed")
    assert result.code == 0
    assert result.out == "Added the stage `agreed` after `team-assembled`.\n"
    assert result.err.startswith("error: new.yaml:14: ")
    assert "(unreachable-stage) Lead to `agreed` from another stage" in result.err
    assert edit("new-business", "max-days", "agreed", "3").err == ""
    assert "  agreed: {max_days: 3}\n" in read(library)


def test_rules_that_the_library_turned_off_are_not_told(edit: Command) -> None:
    """The library's settings count here too."""
    Path("library.yaml").write_text("library: acme\nrules: {dead-end-stage: none, unreachable-stage: warning}\n", encoding="utf-8")
    assert edit("new-business", "add-stage", "agreed").err == ""


def test_an_edit_that_changes_nothing_says_so(edit: Command, library: Path) -> None:
    """And writes nothing."""
    before = library.stat().st_mtime_ns
    assert edit("new-business", "move-stage", "won", "--before", "lost").out == "Nothing changes: it is so already.\n"
    assert library.stat().st_mtime_ns == before


def test_a_file_keeps_its_line_ends_its_mark_and_its_rights(edit: Command, library: Path) -> None:
    """Byte for byte."""
    library.write_bytes(("\ufeff" + PROCESS.replace("\n", "\r\n")).encode())
    library.chmod(0o640)
    assert edit(library, "max-days", "trouble-named", "30").code == 0
    expected = "\ufeff" + PROCESS.replace("named:  # where it starts\n    buyer: Someone says what is wrong\n",
                                          "named:  # where it starts\n    buyer: Someone says what is wrong\n    max_days: 30\n")
    assert read(library) == expected.replace("\n", "\r\n")
    assert stat.S_IMODE(library.stat().st_mode) == 0o640


def test_any_document_can_be_edited_by_paths(edit: Command) -> None:
    """A library, a journey or a proposal too, named by its file; and a process without a library."""
    assert edit("library.yaml", "set", "people.ana.roles", "[rep]").code == 0
    assert read(Path("library.yaml")) == "library: acme\npeople:\n  ana: {roles: [rep]}\n"
    assert edit("more.yaml", "set", "title", "More").code == 0
    Path("library.yaml").unlink()
    assert edit("new.yaml", "rename-stage", "won", "signed").out == "Renamed the stage `won` to `signed`.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new-business", "remove-stage", "team-asembled"],
         "new.yaml: There is no stage `team-asembled`. Did you mean `team-assembled`?"),
        (["new-business", "remove-stage", "team-assembled"],
         "new.yaml: `trouble-named` leads to `team-assembled`. With --bypass its ways on take its place; with --force the ways to it go too."),
        (["new-busines", "title", "won", "x"], "There is no process `new-busines` here. Did you mean `new-business`?"),
        (["nowhere.yaml", "title", "won", "x"], "nowhere.yaml is not there."),
        (["new-business", "add-stge", "x"],
         "There is no operation `add-stge`. Did you mean `add-stage`? See `processengine edit --help`."),
        (["add-stage", "x"], "Name the process first: processengine edit PROCESS add-stage ..."),
        (["new-business", "max-days", "won", "0"], "Invalid value for 'DAYS': `0` is no number of days; write 1 or more. See"),
        (["new-business", "max-days", "won", "six"], "Invalid value for 'DAYS': `six` is no number of days; write 1 or more. See `processengine edit PROCESS max-days --help`."),
        (["new-business", "max-days", "won", "-3"], "Invalid value for 'DAYS': `-3` is no number of days; write 1 or more."),
        (["new-business", "add-stage", "b", "--max-days", "-3"], "Invalid value for '--max-days': `-3` is no number of days; write 1 or more."),
        (["new-business", "probability", "won", "much"], "Invalid value for 'PERCENT': `much` is no percentage; write a number from 0 to 100."),
        (["new-business", "probability", "won", "nan"], "Invalid value for 'PERCENT': `nan` is no percentage; write a number from 0 to 100."),
        (["new-business", "max-days", "won", "3", "--dry"], "No such option '--dry'"),
        (["new-business", "set", "process.x", "1"], "new.yaml: `process` holds `new-business`; nothing can be put into that."),
        (["library.yaml", "add-stage", "x"], "library.yaml: This is no process file that can be read."),
    ],
)
def test_what_cannot_run_is_one_line_and_changes_nothing(edit: Command, library: Path, arguments: list[str], message: str) -> None:
    """Exit status 2, what is wrong, and what to do."""
    result = edit(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith(f"processengine: {message}")
    assert read(library) == PROCESS


@pytest.mark.parametrize(("content", "message"), [
    (b"process: [\n", "new.yaml:"), (b"process: \xff\n", "new.yaml:1: The file is not UTF-8"), (b"", "new.yaml:1: The file is empty."),
])
def test_a_broken_file_is_to_be_mended_first(edit: Command, library: Path, content: bytes, message: str) -> None:
    """It says where, and stays as it is."""
    library.write_bytes(content)
    result = edit(library, "add-stage", "x")
    assert result.code == 2
    assert result.err.startswith(f"processengine: {message}")
    assert result.err.rstrip().endswith("Mend it first.")
    assert library.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_cannot_be_written_is_said(edit: Command, library: Path) -> None:
    """In one line."""
    library.chmod(0o444)
    result = edit(library, "add-stage", "x")
    assert (result.code, result.err) == (2, "processengine: new.yaml can't be written: permission denied.\n")


@pytest.mark.parametrize("name", list(group.commands))
def test_each_operation_has_help_with_an_example(command: Command, name: str) -> None:
    """Also without a process; the example names the operation."""
    result = command("edit", name, "--help")
    assert result.code == 0
    assert f"processengine edit new-business {name} " in result.out
    assert "--dry-run" in result.out


def test_the_help_lists_each_operation_with_its_sentence(command: Command) -> None:
    """Whole, not cut off."""
    text = command("edit", "--help").out
    assert all(f"  {name} " in text for name in group.commands)
    assert "..." not in text.replace("[ARGUMENT]...", "")
