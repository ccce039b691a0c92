"""Did you mean: the names nearest to one that isn't there."""

from collections.abc import Iterable

_LONG, _SHORT = 5, 3
_FAR = 99


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the names in `known` that are nearest to `word`, sorted; none where all are too far.

    The distance is Damerau's (one insertion, deletion, substitution or swap of neighbours each count one): at most
    2, for words of three or four letters 1, and for shorter ones nothing is near.
    """
    scored = [(distance, name) for name in known if (distance := _distance(word, name)) <= _limit(word, name)]
    best = min(scored, default=(0, ""))[0]
    return sorted(name for distance, name in scored if distance == best)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean `x`?" with a blank before it, or nothing."""
    names = nearest(word, known)[:3]
    return f" Did you mean {' or '.join(f'`{name}`' for name in names)}?" if names else ""


def _limit(word: str, name: str) -> int:
    length = min(len(word), len(name))
    return 2 if length >= _LONG else 1 if length >= _SHORT else 0


def _distance(one: str, other: str) -> int:
    """Return the distance of two words, or 99 where it is beyond the limit."""
    limit = _limit(one, other)
    if abs(len(one) - len(other)) > limit:
        return _FAR
    one, other = _without_shared_ends(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, target in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) >= limit:
            return _FAR
    return row[-1] if row[-1] <= limit else _FAR


def _without_shared_ends(one: str, other: str) -> tuple[str, str]:
    """Return two words without what they begin and end with alike: that is no part of their distance."""
    shorter = min(len(one), len(other))
    first = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    shorter -= first
    last = next((place for place in range(shorter) if one[-1 - place] != other[-1 - place]), shorter)
    return one[first : len(one) - last], other[first : len(other) - last]
