"""A source that several questions are asked of one after the other is opened once."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from processengine.deals.asked import Asked
from processengine.deals.once import OpenedOnce
from processengine.errors import CannotRun
from processengine.evidence.question import Question
from processengine.model.library import Evidence, Library
from processengine.store import Shelf

ROWS = Question("SELECT count(*) FROM stage_history", list)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A library's folder with a source."""
    (tmp_path / "moves.csv").write_text("deal_id,stage,entered_at\n9,New,2026-01-01\n", encoding="utf-8")
    return Shelf(tmp_path)


def settings(least: int) -> Library:
    """Return the settings that a base has."""
    return Library(library="acme", evidence=Evidence(source="moves.csv", min_deals=least))


def test_what_is_asked_for_again_is_open_already(shelf: Shelf) -> None:
    """By the same settings, read anew or not; by others it is opened by those."""
    with ExitStack() as until_the_end:
        opening = OpenedOnce(until_the_end).opened
        with opening(Asked(), shelf, settings(10)) as one:
            pass
        with opening(Asked(), Shelf(shelf.root), settings(10)) as again:
            assert again is one
        with opening(Asked(), shelf, settings(20)) as other:
            assert (other is one, other.settings.min_deals) == (False, 20)
        assert one.handle.ask(ROWS) == [(1,)]


def test_a_source_that_is_not_there_is_refused_each_time(shelf: Shelf) -> None:
    """For the reason of the first time."""
    (shelf.root / "moves.csv").unlink()
    said = []
    with ExitStack() as until_the_end:
        once = OpenedOnce(until_the_end)
        for _ in range(2):
            with pytest.raises(CannotRun) as problem, once.opened(Asked(), shelf, settings(10)):
                pass
            said.append(str(problem.value))
    assert len(set(said)) == 1
