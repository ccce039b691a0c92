"""Durations for the tests of survival."""

from collections import Counter

from hypothesis import strategies as st

Lasting = list[tuple[int, bool]]

LASTING: st.SearchStrategy[Lasting] = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=60)
"""Durations, often equal, and whether each has ended."""


def rows_of(lasting: Lasting) -> list[tuple[int, int, int]]:
    """Return them as (time, ended, censored), times rising."""
    counts = Counter(lasting)
    return [(time, counts[time, True], counts[time, False]) for time in sorted({time for time, _ in lasting})]
