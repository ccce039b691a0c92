"""Did you mean: the nearest names, by the distance that typing errors make."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.model.nearest import did_you_mean, nearest

words = st.text(alphabet="abc-", min_size=1, max_size=9)


def distance(one: str, other: str) -> int:
    """Damerau's distance by its definition, one letter at a time."""

    @cache
    def between(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        costs = [between(i - 1, j) + 1, between(i, j - 1) + 1, between(i - 1, j - 1) + (one[i - 1] != other[j - 1])]
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            costs.append(between(i - 2, j - 2) + 1)
        return min(costs)

    return between(len(one), len(other))


def limit(one: str, other: str) -> int:
    """How far two words may lie apart."""
    length = min(len(one), len(other))
    return 2 if length >= 5 else 1 if length >= 3 else 0


@given(words, st.lists(words, unique=True, max_size=5))
def test_the_nearest_are_those_of_least_distance(word: str, known: list[str]) -> None:
    """Within the limit, all of them, sorted."""
    near = {name: distance(word, name) for name in known if distance(word, name) <= limit(word, name)}
    assert nearest(word, known) == sorted(name for name in near if near[name] == min(near.values()))


@pytest.mark.parametrize(
    ("word", "name"), [("wno", "won"), ("champoin", "champion"), ("bord-decides", "board-decides"), ("prof", "proof")]
)
def test_usual_typos_are_near(word: str, name: str) -> None:
    """Swapped, dropped and doubled letters."""
    assert nearest(word, ["elsewhere", name]) == [name]


def test_short_words_are_near_nothing() -> None:
    """Every word of two letters is two letters from every other."""
    assert nearest("wn", ["won", "an"]) == []


def test_a_question_names_the_nearest() -> None:
    """Or is empty."""
    assert did_you_mean("stage-x", ["stage-b", "stage-a", "other"]) == " Did you mean `stage-a` or `stage-b`?"
    assert did_you_mean("elsewhere", ["stage-b"]) == ""
