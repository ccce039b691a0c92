"""How the ways that deals go are said."""

from processengine.evidence.ways import Fate, Paths, Rest, Way
from processengine.evidence.ways_public import for_public
from processengine.report.evidence_paths_text import as_text


def test_no_way_is_told_in_a_sentence() -> None:
    """Without a window."""
    assert as_text("h.csv", Paths("p", ("won",), 0, 0, (), None, Fate(0), 0, None, None), [], None) == "h.csv\n\n0 deals went 0 ways through p.\n"


def test_a_long_way_is_wrapped_where_the_terminal_ends() -> None:
    """Between words, and what goes on is indented."""
    stages = tuple(f"a-rather-long-stage-{number}" for number in range(5))
    text = as_text("h.csv", Paths("p", ("won",), 1, 1, (Way(stages, 1, Fate(1), (), None),), None, Fate(1), 0, 0, 1), [], 60)
    lines = text.splitlines()
    assert max(len(line) for line in lines if "stage" in line) <= 60
    assert "    a-rather-long-stage-0 → a-rather-long-stage-1 →" in lines
    assert "        a-rather-long-stage-2 → a-rather-long-stage-3 →" in lines


def test_open_deals_alone_have_no_win_rate() -> None:
    """Nor any days of closed deals."""
    text = as_text("h.csv", Paths("p", ("won",), 3, 1, (Way(("a",), 3, Fate(3), (), None),), None, Fate(3), 0, 0, 1), [], None)
    assert "closed," not in text
    assert [line.split() for line in text.splitlines() if "100 %" in line] == [["3", "100", "%", "0", "of", "0", "-", "-", "3"]]


def test_in_public_a_way_without_a_process_tells_its_number_and_days() -> None:
    """The rare ones are put together."""
    ways = (Way(("a", "b"), 9, None, (), 2.5), Way(("b",), 3, None, (), 0.0), Way(("c",), 2, None, (), 0.0))
    public = for_public(Paths(None, (), 14, 3, ways, None, None, 0, 0, 1))
    assert public.shown == ways[:1]
    assert public.rest == Rest(2, 5, None)
    text = as_text("h.csv", public, [], None)
    assert "\n        9    64 %     2.5 days\n    a → b\n" in text
    assert text.endswith("2 other ways: 5 deals (36 %).\n")


def test_where_no_outcome_is_a_goal_the_heading_says_won() -> None:
    """None is."""
    way = Way(("a",), 3, Fate(3, 3), (("lost", 3),), 1.0)
    text = as_text("h.csv", Paths("p", (), 3, 1, (way,), None, Fate(3, 3), 0, 0, 1), [], None)
    assert "3 closed, 0 of them won: 0 % (0 to 56); 0 open." in text
