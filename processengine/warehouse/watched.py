"""Whoever watches a source being read and questions being answered."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Watch = Callable[[str, Callable[[], float]], AbstractContextManager[Callable[[str], None]]]
"""Is told what is being done and what says how far it is (0 to 100, below 0 where it can't say); gives what is to be told of the next thing."""


@contextmanager
def unwatched(doing: str, percent: Callable[[], float]) -> Iterator[Callable[[str], None]]:
    """Watch nothing."""
    del doing, percent
    yield lambda _: None
