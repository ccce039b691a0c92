"""In public no group of fewer than five deals is told of, nor can it be worked out from what is told."""

import pytest

from processengine.evidence.ways import Fate, NotAllowed, Paths, Rest, Way
from processengine.evidence.ways_public import for_public


def way(name: str, deals: int, closed: int = 0, won: int = 0) -> Way:
    """Return a way of one stage."""
    outcomes = tuple((outcome, number) for outcome, number in (("won", won), ("lost", closed - won)) if number)
    return Way((name,), deals, Fate(deals, closed, won), outcomes, 3.0, (NotAllowed(name, "won", won),) if won else ())


def found(*ways: Way, rest: Rest | None = None, made_in_error: int = 0) -> Paths:
    """Return what was found."""
    fates = [one.fate for one in (*ways, *((rest,) if rest else ())) if one.fate]
    whole = Fate(*(sum(getattr(one, part) for one in fates) for part in ("deals", "closed", "won", "handed_over")))
    return Paths("p", ("won",), whole.deals, len(ways) + (rest.ways if rest else 0), ways, rest, whole, made_in_error, 0, 1)


def test_ways_of_fewer_than_five_deals_are_put_together() -> None:
    """Two of four deals each become one rest of eight."""
    public = for_public(found(way("a", 20, 20, 10), way("b", 4), way("c", 4)))
    assert [one.stages for one in public.shown] == [("a",)]
    assert public.rest == Rest(2, 8, Fate(8))


def test_a_rest_told_already_takes_in_what_is_rare() -> None:
    """Its ways and deals are counted."""
    public = for_public(found(way("a", 20, 20, 10), way("b", 4), rest=Rest(30, 30, Fate(30))))
    assert public.rest == Rest(31, 34, Fate(34))


@pytest.mark.parametrize("part", [way("a", 20, 20, 4), way("a", 20, 20, 16), way("a", 20, 16, 8)])
def test_a_way_on_which_fewer_than_five_won_or_lost_or_are_open_tells_its_number_alone(part: Way) -> None:
    """No win rate, no outcomes, no days."""
    shown, _ = for_public(found(part, way("b", 20, 20, 4))).shown
    assert (shown.deals, shown.fate, shown.outcomes, shown.median_days) == (20, None, (), None)
    assert all(one.deals >= 5 for one in shown.not_allowed)


def test_where_just_one_way_is_not_told_neither_is_the_rarest_of_the_others() -> None:
    """What became of its deals could be worked out by subtraction; two that aren't told hide each other."""
    many, few, kept = way("a", 90, 60, 30), way("b", 50, 40, 20), way("c", 20, 15, 4)
    public = for_public(found(many, few, kept))
    assert [one.fate for one in public.shown] == [Fate(90, 60, 30), None, None]
    assert public.fate == Fate(160, 115, 54)
    assert [one.fate for one in for_public(found(many, kept, kept)).shown] == [Fate(90, 60, 30), None, None]
    assert [one.fate for one in for_public(found(many, few)).shown] == [Fate(90, 60, 30), Fate(50, 40, 20)]


def test_where_the_rest_alone_is_not_told_neither_is_the_rarest_way() -> None:
    """The rest is a part like any other."""
    public = for_public(found(way("a", 90, 60, 30), way("b", 50, 40, 20), rest=Rest(4, 9, Fate(9, 8, 4))))
    assert [one.fate for one in public.shown] == [Fate(90, 60, 30), None]
    assert public.rest == Rest(4, 9, None)


def test_a_single_rare_way_takes_the_next_rarest_with_it() -> None:
    """Else one other way of four deals would be told."""
    public = for_public(found(way("a", 90, 60, 30), way("b", 50, 40, 20), way("c", 4, 4, 2)))
    assert [one.stages for one in public.shown] == [("a",)]
    assert public.rest == Rest(2, 54, Fate(54, 44, 22))


def test_where_nothing_else_is_told_the_whole_is_not() -> None:
    """It would be the way's own."""
    public = for_public(found(way("a", 20, 15, 4)))
    assert (public.fate, public.shown[0].fate) == (None, None)


def test_outcomes_that_few_deals_share_are_not_told() -> None:
    """Where some have five deals and others fewer, none is told: the others could be worked out."""
    split = Way(("a",), 30, Fate(30, 30, 10), (("lost", 17), ("won", 10), ("no-decision", 3)), 2.0)
    (shown,) = for_public(found(split)).shown
    assert (shown.fate, shown.outcomes, shown.median_days) == (Fate(30, 30, 10), (), 2.0)


def test_few_deals_made_in_error_are_not_counted() -> None:
    """Five are."""
    assert for_public(found(way("a", 20), made_in_error=4)).made_in_error is None
    assert for_public(found(way("a", 20), made_in_error=5)).made_in_error == 5
