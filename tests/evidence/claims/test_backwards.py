"""Whether it is said that cause may run backwards."""

from pathlib import Path

from tests.evidence.claims.source import Deal, cautions, deal, judged, written

CLAIM = {"compare": "board-rate", "where": {"kit": "board-paper"}, "direction": "higher"}
DRAGGED = "Cause may run backwards. The deals with it had dragged on longer"


def aged(number: int, days: int, paper: float | None) -> list[Deal]:
    """Return deals that were open for about so many days when they reached the board."""
    return [deal("won" if at % 3 else "lost", paper=paper, board=days + at % 4, closed=days + 10 + at % 5) for at in range(number)]


def test_a_side_that_was_open_longer_is_warned_of(tmp_path: Path) -> None:
    """The longer a deal is open the more has time to happen to it; both medians are told."""
    claimed = judged(written(tmp_path, [*aged(50, 40, 5), *aged(50, 12, None)]), CLAIM)
    assert f"{DRAGGED}: by then half of them had been open 41 days or longer, half of the rest 13 days or longer." in cautions(claimed)


def test_a_side_that_was_open_as_long_is_not(tmp_path: Path) -> None:
    """There was as much time for it on both."""
    claimed = judged(written(tmp_path, [*aged(50, 12, 5), *aged(50, 12, None)]), CLAIM)
    assert "backwards" not in cautions(claimed)


def test_a_younger_side_is_told_of_as_unlike(tmp_path: Path) -> None:
    """That is no cause turned round, but it may explain a difference."""
    claimed = judged(written(tmp_path, [*aged(50, 12, 5), *aged(50, 40, None)]), CLAIM)
    assert "The deals with it were younger: by then half of them had been open 13 days or longer, half of the rest 41 days or longer." in cautions(claimed)
    assert "backwards" not in cautions(claimed)


def test_what_came_later_and_to_deals_that_drag_is_warned_of(tmp_path: Path) -> None:
    """It counts for nothing here, and is no evidence either way."""
    late = [deal("lost", paper=30, closed=60)] * 40
    claimed = judged(written(tmp_path, [*aged(50, 10, 5), *aged(60, 10, None), *late]), CLAIM)
    assert ("Cause may run backwards. To 40 of the 100 deals of the rest it came only then or later, which counts for nothing here. Of these 0 % were won, of those without it"
            " 67 %; half took 50 days or longer to close, of those without it 10 days. That is no evidence either way: a deal that drags on has more time for it."
            ) in cautions(claimed)


def test_what_came_later_to_deals_like_the_others_is_only_told(tmp_path: Path) -> None:
    """The rest are not deals without it."""
    late = [deal("won" if at % 3 else "lost", paper=15, closed=20 + at % 5) for at in range(40)]
    claimed = judged(written(tmp_path, [*aged(50, 10, 5), *aged(60, 10, None), *late]), CLAIM)
    assert "To 40 of the 100 deals of the rest it came only then or later, which counts for nothing here: the rest are not deals without it." in cautions(claimed)
    assert "backwards" not in cautions(claimed)


def test_what_came_after_the_close_is_not_later(tmp_path: Path) -> None:
    """The deal was over: nothing could come of it."""
    claimed = judged(written(tmp_path, [*aged(50, 10, 5), *aged(50, 10, None), *[deal("lost", paper=300, closed=60)] * 50]), CLAIM)
    assert "only later" not in cautions(claimed)


def test_few_that_came_later_are_not_worth_a_word(tmp_path: Path) -> None:
    """Under a tenth of the rest."""
    claimed = judged(written(tmp_path, [*aged(50, 10, 5), *aged(95, 10, None), *[deal("lost", paper=30, closed=60)] * 5]), CLAIM)
    assert "only later" not in cautions(claimed)


def test_durations_are_warned_of_too(tmp_path: Path) -> None:
    """There the times to close are told, and no share."""
    late = [deal("won", paper=30, closed=60)] * 40
    claimed = judged(written(tmp_path, [*aged(50, 10, 5), *aged(60, 10, None), *late]), {**CLAIM, "compare": "board-time"})
    assert "Of these half took 50 days or longer to close, of those without it 10 days." in cautions(claimed)


def test_a_difference_of_less_than_a_tenth_is_none(tmp_path: Path) -> None:
    """Where all deals are nearly of one age, hours part them by many standard deviations, and mean nothing."""
    group = [deal("won" if at % 3 else "lost", paper=5, board=30 + at % 2, closed=50) for at in range(50)]
    rest = [deal("won" if at % 3 else "lost", board=29 + at % 2, closed=50) for at in range(50)]
    assert "open" not in cautions(judged(written(tmp_path, [*group, *rest]), CLAIM))
