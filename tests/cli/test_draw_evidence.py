"""`draw --with evidence`: what deals did with a process, in every format."""

from pathlib import Path

import pytest

from tests.cli.test_startup import imported
from tests.cli.test_validate_evidence import HEAD, LIBRARY, PROCESS, STRAIGHT, USUAL, ways
from tests.conftest import Command
from tests.draw.layouts import need

LEGAL = ways(2, "trouble-named", "Legal <b>Review</b>", "board-decides", first=60)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one process and its deals; two of them came by a stage that the process doesn't have."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/history.csv").write_text(HEAD + USUAL + STRAIGHT + LEGAL)
    (tmp_path / "library.yaml").write_text(LIBRARY + "  \n")
    (tmp_path / "new-business.yaml").write_text(PROCESS)
    return tmp_path


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("name", "begins", "says"),
    [("x.svg", b"<svg", "5 · 31 %"), ("x.png", b"\x89PNG", ""), ("x.dot", b"digraph", "5 · 31 %"), ("x.mmd", b"flowchart", "5 #183; 31 #37;"),
     ("x.html", b"<!DOCTYPE", "5 · 31 %"), ("x.txt", b"New", "5 · 31 %")],
)
def test_every_format_shows_the_deals(command: Command, name: str, begins: bytes, says: str) -> None:
    """As figures or, in a picture of dots, as a picture."""
    need("wasm")
    assert command("draw", "new-business", "--with", "evidence", "-o", name) == (0, "", "")
    drawn = Path(name).read_bytes()
    assert drawn.startswith(begins)
    assert says.encode() in drawn


@pytest.mark.usefixtures("library")
def test_a_pdf_shows_them_too(command: Command) -> None:
    """Where there is `dot`."""
    need("dot")
    assert command("draw", "new-business", "--with", "evidence", "-o", "x.pdf").code == 0


@pytest.mark.usefixtures("library")
def test_the_outline_tells_it_all(command: Command) -> None:
    """Ways with figures, times, what the process doesn't have, and which deals it is about."""
    out = command("draw", "new-business", "--with", "evidence", "-f", "text").out
    assert "16 deals · 2026-01-02 to 2026-03-08\n" in out
    assert out.rstrip().splitlines()[-1].startswith("Data ")
    for line in ("   -> Board decides [5 · 31 %]", "   ~> Won [4 · 25 %]", "   ~> Legal <b>Review</b> [2 · 12 %]", "? Legal <b>Review</b>", "-> Lost [4 · 25 % of all deals]"):
        assert line in out.splitlines()


@pytest.mark.usefixtures("library")
def test_the_public_is_told_less(command: Command) -> None:
    """Nothing about fewer than five deals, and nothing at all of so few."""
    out = command("draw", "new-business", "--with", "evidence", "--public", "-f", "text").out
    assert "   -> Board decides [5 · 31 %]" in out
    assert "Legal" not in out
    assert "not shown" in out
    Path("data/history.csv").write_text(HEAD + ways(4, "trouble-named", "won"))
    assert command("draw", "new-business", "--with", "evidence", "--public", "-f", "text").code == 2


@pytest.mark.parametrize("name", ["svg", "dot", "mermaid", "html", "text"])
@pytest.mark.usefixtures("library")
def test_no_deal_is_named(command: Command, name: str) -> None:
    """A picture is shown to anybody."""
    need("wasm")
    rows = Path("data/history.csv").read_text().replace("\nd", "\nDEAL-")
    Path("data/history.csv").write_text(rows)
    result = command("draw", "new-business", "--with", "evidence", "-f", name)
    assert result.code == 0
    assert "DEAL-" not in result.out


def test_all_processes_are_drawn_with_their_deals(command: Command, library: Path) -> None:
    """Of one source, which is opened once."""
    (library / "other.yaml").write_text(PROCESS.replace("new-business", "other"))
    done = command("draw", "--all", "--with", "evidence", "-f", "text", "-o", "out")
    assert done.out.split() == ["out/new-business.txt", "out/other.txt"]
    assert all("[5 · 31 %]" in Path(name).read_text(encoding="utf-8") for name in done.out.split())


@pytest.mark.usefixtures("library")
def test_a_source_may_be_named_on_the_command_line(command: Command) -> None:
    """With the day up to which it is told."""
    Path("other.csv").write_text(HEAD + ways(9, "trouble-named", "won"))
    out = command("draw", "new-business", "--with", "evidence", "--source", "other.csv", "--as-of", "2026-01-31", "-f", "text").out
    assert "9 deals · 2026-01-02 to 2026-01-10 · as of 2026-01-31\n" in out
    assert "9 open now" in out


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--with", "evidence", "--diff", "HEAD"), "leave --diff out"),
        (("--public",), "add --with evidence"),
        (("--source", "x.csv"), "add --with evidence"),
        (("--with", "evidence", "--source", "x.csv"), "x.csv"),
        (("--with", "deals"), "'deals' is not 'evidence'"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(command: Command, arguments: tuple[str, ...], says: str) -> None:
    """Exit status 2."""
    result = command("draw", "new-business", "-f", "text", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert says in result.err


def test_without_it_no_engine_is_imported(library: Path) -> None:
    """Drawing a process costs what it cost."""
    modules = imported("draw", str(library / "new-business.yaml"), "-f", "text")
    assert not modules & {"duckdb", "processengine.deals", "processengine.warehouse", "processengine.evidence"}
