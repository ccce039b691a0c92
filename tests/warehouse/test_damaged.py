"""What the engine raises is told in words that help, or passed on for what it is."""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pytest

from processengine.errors import CannotRun
from processengine.evidence.question import Question, Row
from processengine.warehouse.damaged import reading
from tests.warehouse.looking import HEAD, source


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


def _raises(problem: Exception) -> Callable[[Iterable[Row]], None]:
    def answer(rows: Iterable[Row]) -> None:
        del rows
        raise problem

    return answer
