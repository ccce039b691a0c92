"""Python's cycle collector, kept still while much is built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector.

    Values by the thousand are built and let go and none of them is in a cycle; yet each pass over all of them costs
    as much as reading the files.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
