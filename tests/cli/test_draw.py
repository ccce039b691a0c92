"""`draw`: what a user types, and what comes of it."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.draw.layouts import need
from tests.draw.samples import FIRST

JOURNEYED = "library: x\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with a library of two processes, where the command runs."""
    (tmp_path / "library.yaml").write_text(JOURNEYED)
    (tmp_path / "first.yaml").write_text(FIRST)
    (tmp_path / "after.yaml").write_text(
        "process: after\ntitle: What comes after\nstages:\n  a: {buyer: They start, next: [good, bad]}\n"
        "  good: {outcome: realised}\n  bad: {outcome: unrealised}\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.svg", b"<svg"), ("x.png", b"\x89PNG"), ("x.dot", b"digraph"), ("x.gv", b"digraph"), ("x.mmd", b"flowchart"),
        ("x.HTML", b"<!DOCTYPE html>"), ("x.txt", b"New business"),
    ],
)
def test_the_name_of_the_file_tells_the_format(command: Command, library: Path, name: str, begins: bytes) -> None:
    """No -f needed."""
    need("wasm")
    assert command("draw", "first.yaml", "-o", name) == (0, "", "")
    assert (library / name).read_bytes().startswith(begins)


def test_a_pdf_is_drawn_by_dot(command: Command, library: Path) -> None:
    """Where there is one."""
    need("dot")
    assert command("draw", "first.yaml", "-o", "x.pdf").code == 0
    assert (library / "x.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("library")
def test_a_process_is_named_by_id_or_path(command: Command) -> None:
    """Both give the same."""
    by_id, by_path = command("draw", "new-business", "-f", "text"), command("draw", "first.yaml", "--format", "text")
    assert by_id == by_path
    assert by_id.out.startswith("New business\n")


@pytest.mark.usefixtures("library")
def test_the_standard_output_gets_an_svg_by_default(command: Command) -> None:
    """What is piped on is a drawing; on a terminal it would be text."""
    need("wasm")
    assert command("draw", "new-business").out.startswith("<svg")


def test_the_format_asked_for_wins_over_the_name(command: Command, library: Path) -> None:
    """-f is the user's word."""
    assert command("draw", "new-business", "-f", "text", "-o", "x.svg").code == 0
    assert (library / "x.svg").read_text(encoding="utf-8").startswith("New business")


def test_a_difference_from_a_file_is_drawn(command: Command, library: Path) -> None:
    """One picture, with marks."""
    (library / "old.txt").write_text(FIRST.replace("  lost: {outcome: lost}\n", "").replace("[lost, stayed-put]", "[stayed-put]"))
    out = command("draw", "new-business", "--diff", "old.txt", "-f", "text").out
    assert "+ * Lost" in out
    assert "1 outcome added · 1 transition added" in out


def test_a_difference_from_a_revision_is_drawn(command: Command, library: Path) -> None:
    """The revision's file stands at the same path."""
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", "-C", str(library)]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *arguments], check=True)
    (library / "first.yaml").write_text(FIRST.replace("won: {outcome: won}", "won: {outcome: won, title: They buy}"))
    assert "~ * They buy" in command("draw", "new-business", "--diff", "HEAD", "-f", "text").out
    assert "nothing changed" in command("draw", "after", "--diff", "HEAD:after.yaml", "-f", "text").out


def test_all_processes_go_to_a_folder(command: Command, library: Path) -> None:
    """Named after their ids; the folder is made, and the names are printed."""
    need("wasm")
    done = command("draw", "--all", "-o", "pictures/here")
    assert done.code == 0
    assert sorted(done.out.split()) == ["pictures/here/after.svg", "pictures/here/new-business.svg"]
    assert sorted(path.name for path in (library / "pictures/here").iterdir()) == ["after.svg", "new-business.svg"]


def test_all_processes_of_another_folder(command: Command, library: Path) -> None:
    """PROCESS may name it."""
    (library / "below").mkdir()
    (library / "below/one.yaml").write_text(FIRST)
    assert command("draw", "below", "--all", "-f", "mermaid", "-o", "out").out == "out/new-business.mmd\n"


def test_a_process_with_errors_is_drawn_as_far_as_it_goes(command: Command, library: Path) -> None:
    """What is wrong is said in a line on the standard error."""
    (library / "odd.yaml").write_text("process: odd\nstages:\n  a: {next: [b, nowhere]}\n  b: {outcome: wun}\n")
    done = command("draw", "odd", "-f", "text")
    assert done.code == 0
    assert "-> nowhere (not defined in this file)" in done.out
    assert done.err.startswith("processengine: odd.yaml has ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Name a process"),
        (("no-such",), "There is no process `no-such` here"),
        (("no-such.yaml",), "no-such.yaml is not there"),
        (("library.yaml",), "library.yaml is a library, no process"),
        ((".",), "is a folder"),
        (("first.yaml", "-o", "x.jpg"), "x.jpg doesn't tell a format"),
        (("first.yaml", "-o", "x"), "add -f"),
        (("first.yaml", "-f", "jpg"), "'jpg' is not one of"),
        (("first.yaml", "-o", "no/such/folder/x.txt"), "can't be written"),
        (("first.yaml", "--diff", "no-such-revision"), "no-such-revision is not there"),
        (("first.yaml", "--diff", "after.yaml", "--all", "-o", "x"), "leave --diff out"),
        (("--all",), "name a folder with -o DIR"),
        (("--all", "-o", "first.yaml"), "first.yaml is a file"),
        (("--all", "-o", "x"), "broken.yaml:3: "),
        (("below", "--all", "-f", "text", "-o", "first.yaml/x"), "first.yaml/x can't be made"),
        (("broken.yaml",), "broken.yaml:3: "),
        (("empty.yaml",), "So it can't be drawn"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    command: Command, library: Path, arguments: tuple[str, ...], says: str
) -> None:
    """Exit status 2, nothing on the standard output, no file left behind."""
    (library / "broken.yaml").write_text("process: broken\nstages: {a: [\n")
    (library / "empty.yaml").write_text("")
    (library / "below").mkdir()
    (library / "below/one.yaml").write_text(FIRST.replace("process: new-business", "process: other"))
    before = sorted(library.rglob("*"))
    done = command("draw", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert says in done.err
    assert sorted(library.rglob("*")) == before


def test_two_files_with_one_id_are_not_drawn_over_each_other(command: Command, library: Path) -> None:
    """Nothing is written before all names are known."""
    (library / "again.yaml").write_text(FIRST)
    done = command("draw", "--all", "-o", "out")
    assert done.code == 2
    assert "again.yaml and first.yaml have one id, new-business" in done.err
    assert not (library / "out").exists()


def test_hundreds_of_stages_are_refused_as_a_picture_and_fine_as_text(command: Command, library: Path) -> None:
    """No layout is tried that would not end."""
    stages = "".join(f"  s{number}: {{next: [s{number + 1}]}}\n" for number in range(400))
    (library / "long.yaml").write_text(f"process: long\nstages:\n{stages}  s400: {{outcome: won}}\n")
    assert "has 401 stages; a picture holds 300" in command("draw", "long", "-o", "x.svg").err
    assert not (library / "x.svg").exists()
    assert command("draw", "long", "-f", "text").code == 0
    assert command("draw", "long", "-f", "dot").code == 0
