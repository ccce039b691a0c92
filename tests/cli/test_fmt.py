"""`fmt`: files, folders, the standard input; what is written and what is only told."""

import os
from pathlib import Path

import pytest

from tests.conftest import Command

UNTIDY = "process: p\nstages:\n  a:\n    next: [won]\n    buyer: B\n  won: {outcome: won}\ntitle: T\n"
TIDY = "process: p\ntitle: T\nstages:\n  a:\n    buyer: B\n    next: [won]\n  won: {outcome: won}\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a file in order, one that is not, and two that are none of ours."""
    folder = tmp_path / "sales"
    folder.mkdir()
    for name, text in {
        "library.yaml": "library: acme\n", "tidy.yaml": TIDY.replace("p\n", "q\n", 1), "untidy.yaml": UNTIDY,
        "compose.yaml": "services: {}\n\n\n", "empty.yml": "# nothing yet\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_formatted(command: Command, library: Path) -> None:
    """What changes is written and named; what is none of ours isn't touched; twice is once."""
    assert command("fmt", "sales") == (0, "Formatted sales/untidy.yaml.\n1 file formatted, 2 files in order already.\n", "")
    assert (library / "untidy.yaml").read_text(encoding="utf-8") == TIDY
    assert (library / "compose.yaml").read_text(encoding="utf-8") == "services: {}\n\n\n"
    assert command("fmt", "sales") == (0, "3 files in order already.\n", "")


def test_without_a_path_the_library_here_is_formatted(command: Command, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with `validate`; no library at all is a reason to stop."""
    monkeypatch.chdir(library)
    assert command("fmt").out.startswith("Formatted untidy.yaml.\n")
    monkeypatch.chdir("/")
    assert command("fmt", "sales").code == 2


def test_only_what_changes_is_written(command: Command, library: Path) -> None:
    """A file in order keeps its time."""
    before = (library / "tidy.yaml").stat()
    command("fmt", "sales")
    after = (library / "tidy.yaml").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_check_writes_nothing(command: Command, library: Path) -> None:
    """It names the files that would change, and exits with 1 where there are any."""
    assert command("fmt", "--check", "sales") == (
        1, "sales/untidy.yaml would be formatted.\n1 file would be formatted, 2 files in order already.\n", ""
    )
    assert (library / "untidy.yaml").read_text(encoding="utf-8") == UNTIDY
    assert command("fmt", "--check", "sales/tidy.yaml") == (0, "1 file in order already.\n", "")


def test_diff_shows_what_would_change(command: Command, library: Path) -> None:
    """And writes nothing either; with --check it exits with 1."""
    code, out, err = command("fmt", "--diff", "sales")
    assert (code, err) == (0, "")
    assert out.startswith("--- a/sales/untidy.yaml\n+++ b/sales/untidy.yaml\n@@ ")
    assert "+title: T\n" in out
    assert (library / "untidy.yaml").read_text(encoding="utf-8") == UNTIDY
    assert command("fmt", "--diff", "--check", "sales").code == 1


def test_the_diff_says_where_a_last_line_end_was_missing(command: Command) -> None:
    """As git does, so that it applies as a patch."""
    Path("p.yaml").write_text("process: p", encoding="utf-8")
    assert command("fmt", "--diff", "p.yaml").out.endswith("-process: p\n\\ No newline at end of file\n+process: p\n")


def test_the_standard_input_goes_formatted_to_the_standard_output(command: Command) -> None:
    """Byte for byte, Windows' line ends too, and as it came where it can't be read."""
    assert command("fmt", "-", stdin=UNTIDY) == (0, TIDY, "")
    assert command("fmt", "-", stdin=UNTIDY.replace("\n", "\r\n")).out == TIDY.replace("\n", "\r\n")
    code, out, err = command("fmt", "-", stdin="process: [\n")
    assert (code, out) == (1, "process: [\n")
    assert err.startswith("error: <stdin>:")


def test_the_standard_input_can_be_checked_and_compared(command: Command) -> None:
    """Alone; with other paths nobody could tell whose text comes out."""
    assert command("fmt", "--check", "-", stdin=UNTIDY) == (1, "The standard input would be formatted.\n", "")
    assert command("fmt", "--check", "-", stdin=TIDY) == (0, "", "")
    assert "+title: T\n" in command("fmt", "--diff", "-", stdin=UNTIDY).out
    assert command("fmt", "--diff", "-", stdin=TIDY) == (0, "", "")
    assert command("fmt", "-", "sales", stdin=TIDY).code == 2


def test_a_file_that_can_not_be_read_is_told_and_left(command: Command, library: Path) -> None:
    """With the validator's words; the others are formatted all the same."""
    broken = b"process: p\n\ttitle: T\n\n\n"
    (library / "broken.yaml").write_bytes(broken)
    (library / "latin.yaml").write_bytes(b"process: caf\xe9\n")
    code, out, err = command("fmt", "sales")
    assert code == 1
    assert out == "Formatted sales/untidy.yaml.\n1 file formatted, 2 files in order already, 2 files left unread.\n"
    first, second = err.splitlines()
    assert first.startswith("error: sales/broken.yaml:2:1: ")
    assert "(syntax-error)" in second
    assert (library / "broken.yaml").read_bytes() == broken
    assert command("fmt", "--check", "sales/broken.yaml").code == 1


def test_outside_a_library_a_folder_s_other_files_are_passed_over(command: Command, tmp_path: Path) -> None:
    """A file named outright is always told about; a folder without any of ours is a reason to stop."""
    (tmp_path / "compose.yaml").write_text("services: [\n", encoding="utf-8")
    (tmp_path / "p.yaml").write_text(TIDY, encoding="utf-8")
    assert command("fmt", ".") == (0, "1 file in order already.\n", "")
    assert command("fmt", "compose.yaml").code == 1
    (tmp_path / "p.yaml").unlink()
    assert command("fmt", ".").code == 2


def test_a_document_whose_kind_does_not_come_first_is_told(command: Command, tmp_path: Path) -> None:
    """The first key can't be moved; somebody has to."""
    (tmp_path / "p.yaml").write_text("title: T\nprocess: p\n", encoding="utf-8")
    code, _, err = command("fmt", ".")
    assert code == 1
    assert "stands before `process`" in err


def test_a_file_name_is_shown_not_obeyed(command: Command, tmp_path: Path) -> None:
    """A name may hold what a terminal would obey."""
    (tmp_path / "p\x1b[31m.yaml").write_text(UNTIDY, encoding="utf-8")
    for options in ((), ("--check",), ("--diff",)):
        assert "\x1b" not in "".join(command("fmt", *options, ".")[1:])


def test_text_in_an_error_is_shown_not_obeyed(command: Command) -> None:
    """A key may hold what turns the direction of writing."""
    err = command("fmt", "-", stdin="se\u202ervices: {}\n").err
    assert "\u202e" not in err
    assert "<U+202E>" in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_file_that_is_refused_keeps_no_other_from_being_formatted(command: Command) -> None:
    """The run says which, how many were formatted, and ends with status 2."""
    os.mkfifo("a.yaml")
    Path("b.yaml").write_text(UNTIDY, encoding="utf-8")
    assert command("fmt", "a.yaml", "b.yaml") == (
        2, "Formatted b.yaml.\n1 file formatted.\n",
        "processengine: 1 file was not formatted, 1 was: a.yaml is a pipe; a file is needed here.\n",
    )
    assert Path("b.yaml").read_text(encoding="utf-8") == TIDY
    assert command("fmt", "a.yaml") == (2, "", "processengine: a.yaml is a pipe; a file is needed here.\n")
    assert command("fmt", "--check", "a.yaml", "b.yaml") == (
        2, "1 file in order already.\n", "processengine: 1 file was not looked at, 1 was: a.yaml is a pipe; a file is needed here.\n"
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_file_that_can_not_be_written_keeps_no_other_from_being_formatted(command: Command) -> None:
    """Whichever comes first."""
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text(UNTIDY, encoding="utf-8")
    Path("a.yaml").chmod(0o444)
    result = command("fmt")
    assert (result.code, Path("b.yaml").read_text(encoding="utf-8")) == (2, TIDY)
    assert result.err == "processengine: 1 file was not formatted, 1 was: a.yaml can't be written: permission denied.\n"


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_file_that_comes_by_two_names_is_one(command: Command, option: str) -> None:
    """It would be formatted once."""
    Path("a.yaml").write_text(UNTIDY, encoding="utf-8")
    Path("link.yaml").symlink_to("a.yaml")
    once = command("fmt", option, "a.yaml")
    assert command("fmt", option, "a.yaml", "link.yaml") == once
