"""How alike two names are."""

from hypothesis import given
from hypothesis import strategies as st

from processengine.model.likeness import likeness


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    """From 0 to 1, and 1 for a name and itself."""
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


def test_case_punctuation_and_the_order_of_words_say_little() -> None:
    """Nobody would call these two names."""
    assert likeness("Closed – won!", "closed won") == 1
    assert likeness("Agreement on the problem", "Problem: the agreement on") == 1


def test_other_words_are_another_name() -> None:
    """Under a half, where a word in common is over it."""
    assert likeness("Demo completed", "Board decides") < 0.5 < likeness("Problem agreement", "Solution agreement")
