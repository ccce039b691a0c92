"""`diff` for a pull request, a leader, and a picture."""

from dataclasses import replace
from pathlib import Path

import pytest

from processengine import graphviz
from processengine.report.comparison import Comparison
from processengine.report.diff_text import render
from tests.cli.test_diff import write
from tests.conftest import Command
from tests.draw.layouts import need
from tests.git.scratch import FIRST, LIBRARY, SECOND
from tests.report.test_diff_markdown import change, changeset

GONE = FIRST.replace("    next: [board-decides]\n  board-decides:\n", "")


@pytest.fixture
def files(command: Command) -> Command:
    """Two revisions of a process, and a journey, in the current folder."""
    write("a.yaml", FIRST)
    write("b.yaml", SECOND)
    write("j.yaml", "journey: j\nsteps:\n  a: {phase: change}\n")
    for side, text in (("old", FIRST), ("new", SECOND)):
        write(f"{side}/library.yaml", LIBRARY)
        write(f"{side}/one.yaml", text)
        write(f"{side}/two.yaml", text.replace("new-business", "renewal"))
    return command


@pytest.fixture
def no_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing can draw."""
    def fail(*arguments: str) -> bytes:
        raise graphviz._Failed(f"no {len(arguments)}")

    monkeypatch.setattr(graphviz, "_by_command", fail)
    monkeypatch.setattr(graphviz, "_by_wasm", fail)


@pytest.mark.parametrize(("suffix", "begins"), [
    ("md", "## New business calls for a minor version: 1 behavioural"), ("html", "<!DOCTYPE html>"), ("svg", "<svg"), ("json", "{"),
    ("txt", "New business (new-business)"), ("out", "New business (new-business)"),
])
def test_the_name_of_the_file_tells_the_format(files: Command, suffix: str, begins: str) -> None:
    """As `draw` has it; what tells none is text."""
    need("wasm")
    assert files("diff", "a.yaml", "b.yaml", "-o", f"x.{suffix}").code == 0
    assert Path(f"x.{suffix}").read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(("format_", "begins"), [("markdown", "## New"), ("html", "<!DOCTYPE"), ("svg", "<svg"), ("json", "{"), ("text", "New")])
@pytest.mark.parametrize("options", [["--exit-code"], ["--fail-on", "behavioural"]])
def test_every_format_tells_by_its_exit_status(files: Command, format_: str, begins: str, options: list[str]) -> None:
    """A difference is 1 where that was asked for, and the report is printed all the same."""
    need("wasm")
    result = files("diff", "a.yaml", "b.yaml", "--format", format_, *options)
    assert (result.code, result.err) == (1, "")
    assert result.out.startswith(begins)


def test_html_has_both_pictures(files: Command) -> None:
    """Of each process that differs."""
    need("wasm")
    text = files("diff", "old", "new", "-f", "html").out
    assert text.count("<svg") == 4
    assert (text.count("max 30 days</text>"), text.count("max 45 days</text>")) == (2, 2)
    assert "<h1>2 processes change</h1>" in text


@pytest.mark.usefixtures("no_graphviz")
def test_without_graphviz_the_page_comes_and_says_so(files: Command) -> None:
    """With an outline in the place of the pictures."""
    result = files("diff", "a.yaml", "b.yaml", "-f", "html")
    assert (result.code, result.err) == (0, "")
    assert "There is no drawing here. The picture can&#x27;t be drawn" in result.out
    assert "~ max days: 30 → 45" in result.out
    assert "<svg" not in result.out


@pytest.mark.usefixtures("no_graphviz")
def test_without_graphviz_a_picture_can_not_be(files: Command) -> None:
    """One line, exit status 2."""
    result = files("diff", "a.yaml", "b.yaml", "-f", "svg")
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert "Install Graphviz" in result.err


def test_a_process_that_came_or_went_is_drawn_whole(files: Command) -> None:
    """Alone on the page, everything marked."""
    need("wasm")
    write("empty/library.yaml", LIBRARY)
    write("empty/j.yaml", "journey: j\nsteps:\n  a: {phase: change}\n")
    came, went = files("diff", "empty", "old", "-f", "html").out, files("diff", "old", "empty", "-f", "html").out
    assert ("+ Trouble named" in came, "− Trouble named" in went) == (True, True)
    assert (came.count("<figure"), went.count("<figure")) == (2, 2)
    Path("old/two.yaml").unlink()
    assert "+ Trouble named" in files("diff", "empty", "old", "-f", "svg").out


@pytest.mark.parametrize(("sides", "says"), [
    (["old", "new"], "2 processes differ and a picture shows one: name its file. There are new/one.yaml, new/two.yaml. -f html draws all."),
    (["old", "old"], "No process differs from old to old, so there is no change to draw."),
    (["j.yaml", "j.yaml"], "There is no process here to draw; a journey has no picture."),
])
def test_a_picture_is_of_one_process(files: Command, sides: list[str], says: str) -> None:
    """Which one must be clear."""
    result = files("diff", *sides, "-f", "svg")
    assert (result.code, result.out, result.err) == (2, "", f"processengine: {says}\n")


def test_a_picture_of_no_change_says_so(files: Command) -> None:
    """For the one process there is."""
    need("wasm")
    assert "nothing changed" in files("diff", "a.yaml", "a.yaml", "-f", "svg").out


def test_a_process_too_large_to_draw_is_told_in_words(command: Command) -> None:
    """The page says why."""
    stages = "".join(f"  s{place}: {{next: [s{place + 1}]}}\n" for place in range(320))
    text = f"process: x\nstages:\n{stages}  s320: {{outcome: won}}\n"
    write("a.yaml", text)
    write("b.yaml", text.replace("s7: {", "s7: {max_days: 3, "))
    out = command("diff", "a.yaml", "b.yaml", "-f", "html").out
    assert "x has 321 stages; a picture holds 300." in out
    assert "~ max days: none → 3" in out


@pytest.mark.parametrize("columns", [48, 60, 80])
def test_sentences_are_wrapped_on_a_terminal(columns: int) -> None:
    """Within its columns, further lines below the first word; nothing is lost."""
    made = changeset([[change(7, message="Some words that make a sentence. " * 5)]])
    text = render(Comparison("main", "HEAD", [made]), columns=columns)
    lines = text.splitlines()
    assert max(map(len, lines)) <= columns
    start = next(place for place, line in enumerate(lines) if line.startswith("  behavioural"))
    told = [line for line in lines[start:] if line]
    assert all(line.startswith(" " * 15) for line in told[1:])
    assert " ".join(" ".join(told).split()) == f"behavioural {'Some words that make a sentence. ' * 5}[line 8, was 7]"


def test_a_word_longer_than_the_line_stands_alone() -> None:
    """It is not cut."""
    made = changeset([[change(7, message=f"A {'w' * 90} is long.")]])
    assert "w" * 90 in render(Comparison("main", "HEAD", [made]), columns=40)


def test_text_says_which_files_the_lines_are_of() -> None:
    """Once, where the sides don't say it."""
    made = changeset([[change(7)]])
    assert "\nLines: now new/p.yaml, was old/p.yaml\n" in render(Comparison("main", "HEAD", [made]))
    assert "Lines:" not in render(Comparison("old/p.yaml", "new/p.yaml", [made]))


def test_a_compound_stands_where_its_parts_do() -> None:
    """One without places of its own has those of the first part that has any."""
    part = change(7)
    whole = replace(part, kind="stage-split", before_span=None, after_span=None, parts=(part.fingerprint,), message="It was split.")
    made = replace(changeset([[whole]]), atoms=(part,))
    assert "It was split. [line 8, was 7]" in render(Comparison("main", "HEAD", [made]))


def test_a_page_that_can_not_be_written_is_one_line(files: Command) -> None:
    """Nothing else is left behind."""
    result = files("diff", "a.yaml", "b.yaml", "-o", "nowhere/x.md")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
