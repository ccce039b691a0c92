"""What the engine raises is told in words that help, or passed on for what it is."""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pytest

from processengine.errors import CannotRun
from processengine.evidence.question import Question, Row
from processengine.warehouse.damaged import reading
from tests.warehouse.looking import HEAD, as_parquet, source


def test_whoever_stops_a_question_has_stopped_it(tmp_path: Path) -> None:
    """The engine takes the signal itself: it is given back as what it was."""
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}1,New,2026-01-05\n", encoding="utf-8")
    with source(path) as held:
        for problem in (RuntimeError("Query interrupted"), duckdb.InterruptException("INTERRUPT Error: Interrupted!")):
            with pytest.raises(KeyboardInterrupt):
                held.engine.ask(Question("SELECT 1", _raises(problem)))


@pytest.mark.parametrize("problem", [RuntimeError("our own"), ValueError("our own"), duckdb.BinderException("our own SQL")])
def test_a_mistake_of_ours_is_passed_on(problem: Exception) -> None:
    """It is no fault of the user's file."""
    with pytest.raises(type(problem), match="our own"), reading("a.csv"):
        raise problem


def test_the_engines_own_words_are_never_heard() -> None:
    """Whatever it says of a file, one line of ours says it."""
    with pytest.raises(CannotRun, match=r"^a\.csv can't be read: it is damaged, or not what its name says\.$"), reading("a.csv"):
        raise duckdb.IOException("IO Error: secrets\nin /a/path")


@pytest.mark.parametrize("problem", [duckdb.Error("TProtocolException: Invalid data"), duckdb.FatalException("x"), duckdb.ConversionException("x")])
def test_whatever_else_the_engine_raises_is_damage(problem: Exception) -> None:
    """It has kinds of its own for some damage, and none for other."""
    with pytest.raises(CannotRun, match=r"^a\.csv can't be read: it is damaged, or not what its name says\.$"), reading("a.csv"):
        raise problem


def test_a_damaged_parquet_file_is_told_as_that(tmp_path: Path) -> None:
    """Wherever in it the damage is met: as it is opened, or as a question reads it."""
    path = as_parquet(tmp_path / "a.parquet", "SELECT 'D' || i AS deal_id, 'New' AS stage, TIMESTAMP '2026-01-05' AS entered_at FROM range(3000) AS t(i)")
    data = path.read_bytes()
    for place in range(len(data) - 700, len(data) - 10, 60):
        path.write_bytes(data[:place] + b"\xff\x0e\xff" + data[place + 3 :])
        with contextlib.suppress(CannotRun), source(path) as held:
            held.engine.ask(Question("SELECT MAX(deal), MAX(entered), MAX(seq) FROM stage_history", list))


@pytest.mark.parametrize("how", ["cut off", "overwritten"])
def test_a_file_that_changes_while_it_is_read_is_told_as_damaged(tmp_path: Path, how: str) -> None:
    """In one line."""
    path = as_parquet(tmp_path / "a.parquet", "SELECT 'D' || i AS deal_id, 'New' AS stage, TIMESTAMP '2026-01-05' AS entered_at FROM range(3000) AS t(i)")
    with source(path) as held:
        path.write_bytes(path.read_bytes()[:1000] if how == "cut off" else b"\0" * path.stat().st_size)
        with pytest.raises(CannotRun, match=r"^The source can't be read: it is "):
            held.engine.ask(Question("SELECT MAX(deal), MAX(entered) FROM stage_history", list))


@pytest.mark.parametrize("problem", [
    duckdb.OutOfMemoryException("Out of Memory Error: failed to offload data block of size 256.0 KiB (1.0 GiB/1.0 GiB used)."),
    duckdb.IOException("IO Error: Could not write file: No space left on device"),
])
def test_a_full_disk_is_told_as_that(problem: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More memory would be no help, another folder is."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(CannotRun) as said, reading("a.csv"):
        raise problem
    assert str(said.value) == f"a.csv needs more room than there is in {tmp_path}: free some, or name another folder with TMPDIR."


def _raises(problem: Exception) -> Callable[[Iterable[Row]], None]:
    def answer(rows: Iterable[Row]) -> None:
        del rows
        raise problem

    return answer
