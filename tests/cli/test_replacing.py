"""A result never takes the place of what a command reads."""

import os
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.first_file import FIRST_FILE

BROKEN = FIRST_FILE.replace("next: [team-assembled]", "next: [team-asembled]")
UNREADABLE = "process: [\n"
BASELINE = '{"schema": "processengine/baseline/1", "accepted": []}'

VALIDATED = {
    "the report of --fix": ["p.yaml", "--fix", "-o", "p.yaml"],
    "the difference": ["p.yaml", "--diff", "-o", "p.yaml"],
    "a format": ["p.yaml", "-f", "json=p.yaml"],
    "one of several formats": ["p.yaml", "-f", "json=new.json", "-f", "sarif=p.yaml"],
    "of a file in a folder": [".", "-o", "p.yaml"],
    "of a file of the library": ["-o", "p.yaml"],
    "of another file of the library": ["p.yaml", "-o", "library.yaml"],
    "of a file that can't be read": ["u.yaml", "-o", "u.yaml"],
    "of such a file in a folder": [".", "-o", "u.yaml"],
    "of such a file in the library": ["-o", "u.yaml"],
    "by a link": ["u.yaml", "-o", "link"],
    "by another name": ["u.yaml", "-o", "./none/../u.yaml"],
    "by a second name": ["u.yaml", "-o", "second"],
    "of the baseline": ["p.yaml", "--baseline", "b.json", "-o", "b.json"],
    "of a new baseline": ["p.yaml", "--write-baseline", "new.json", "-f", "json=new.json"],
    "beside the standard input": ["-", "-o", "p.yaml"],
}

COMMANDS = {
    "diff": ["diff", "u.yaml", "p.yaml", "-o", "u.yaml"],
    "diff, with another file": ["diff", "p.yaml", "p.yaml", "-o", "library.yaml"],
    "draw": ["draw", "p.yaml", "-f", "svg", "-o", "p.yaml"],
    "draw --diff": ["draw", "p.yaml", "--diff", "u.yaml", "-f", "svg", "-o", "u.yaml"],
    "merge as JSON": ["merge", "p.yaml", "u.yaml", "p.yaml", "-f", "json", "-o", "u.yaml"],
    "review": ["review", "--body-file", "b.json", "-o", "b.json"],
}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A library with a file that has an error, and one that can't be read; what is in every file here."""
    monkeypatch.chdir(tmp_path)
    put = {"library.yaml": "library: acme\n", "p.yaml": BROKEN, "u.yaml": UNREADABLE, "b.json": BASELINE}
    for name, text in put.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("none").mkdir()
    Path("link").symlink_to("u.yaml")
    os.link("u.yaml", "second")
    return {**put, "link": UNREADABLE, "second": UNREADABLE}


@pytest.mark.parametrize("arguments", [["validate", *one] for one in VALIDATED.values()] + list(COMMANDS.values()), ids=[*VALIDATED, *COMMANDS])
def test_nothing_is_written_over_what_is_read(command: Command, files: dict[str, str], arguments: list[str]) -> None:
    """It is a mistake in the command line, said in one line before anything is done."""
    result = command(*arguments, stdin=FIRST_FILE)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "the result would take its place. Name another file; nothing was written." in result.err
    assert {path.name: path.read_text(encoding="utf-8") for path in Path().iterdir() if path.is_file()} == files


HISTORY = "deal_id,stage,entered_at\n1,trouble-named,2026-01-01\n"
OVER_DEALS = {
    "an answer": ["evidence", "summary", "-f", "json", "-o", "data/history.csv"],
    "an answer of another source": ["evidence", "summary", "--source", "own.csv", "-o", "own.csv"],
    "one more table": ["evidence", "funnel", "p.yaml", "-f", "csv", "-o", "data/funnel.csv"],
    "by a link": ["evidence", "summary", "-o", "link.csv"],
    "by a second name": ["evidence", "summary", "-o", "second.csv"],
    "from a folder of the library": ["diff", "p.yaml", "p.yaml", "-o", "data/history.csv"],
    "of the rules": ["rules", "-o", "data/history.csv"],
    "of a validation": ["validate", "p.yaml", "-f", "json=data/history.csv"],
    "of outcomes": ["outcomes", "-o", "data/history.csv"],
}


@pytest.mark.parametrize("arguments", OVER_DEALS.values(), ids=OVER_DEALS)
def test_nothing_is_written_over_the_deals(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """Nor beside them, where it would be read as one more table of theirs."""
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    put = {"library.yaml": "library: acme\nevidence: {source: data/}\n", "p.yaml": FIRST_FILE, "data/history.csv": HISTORY, "own.csv": HISTORY}
    for name, text in put.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("link.csv").symlink_to("data/history.csv")
    os.link("data/history.csv", "second.csv")
    result = command(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "belongs to the deals' history" in result.err
    assert "the result would take its place or be read with it. Name another file; nothing was written." in result.err
    assert {name: Path(name).read_text(encoding="utf-8") for name in put} == put
    assert [path.name for path in Path("data").iterdir()] == ["history.csv"]


def test_beside_the_deals_there_is_room_for_what_nobody_reads_as_theirs(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text in their folder, and a table elsewhere."""
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    for name, text in {"library.yaml": "library: acme\nevidence: {source: data/}\n", "data/history.csv": HISTORY}.items():
        Path(name).write_text(text, encoding="utf-8")
    for name in ("data/told.txt", "told.json"):
        assert command("evidence", "summary", "-o", name).code == 0


@pytest.mark.parametrize("source", ["a" * 5000, "nowhere/", '"\\0"', "postgres://example.com/x"])
def test_a_source_that_can_not_be_keeps_no_result_back(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Nothing lies there that could be lost."""
    monkeypatch.chdir(tmp_path)
    Path("library.yaml").write_text(f"library: acme\nevidence: {{source: {source}}}\n", encoding="utf-8")
    assert command("rules", "-o", "rules.json").code == 0


@pytest.mark.usefixtures("files")
def test_a_report_may_take_the_place_of_an_older_one(command: Command) -> None:
    """As on every run in CI."""
    for _ in range(2):
        assert command("validate", "p.yaml", "-o", "o.txt", "-f", "json=o.json").code == 1
    assert "unknown-stage" in Path("o.txt").read_text(encoding="utf-8")


def test_a_merged_text_may_take_the_place_of_a_side(command: Command) -> None:
    """It is no report: that is what it is for."""
    Path("p.yaml").write_text(FIRST_FILE, encoding="utf-8")
    assert command("merge", "p.yaml", "p.yaml", "p.yaml", "-o", "p.yaml").code == 0
    assert Path("p.yaml").read_text(encoding="utf-8") == FIRST_FILE


@pytest.mark.parametrize("arguments", [["validate", "p.yaml"], ["rules"], ["diff", "p.yaml", "p.yaml"]])
@pytest.mark.usefixtures("files")
def test_an_output_needs_a_name(command: Command, arguments: list[str]) -> None:
    """As in a script whose variable is empty."""
    result = command(*arguments, "-o", "")
    assert (result.code, result.out) == (2, "")
    assert "'-o' / '--output': it names no file." in result.err
