"""Standard streams that whoever started us has closed, as in `>&-`: Python has None in their place."""

import os
import sys
from io import RawIOBase, TextIOWrapper

from processengine.errors import CannotRun

_LAST_NUMBER = 2


class _Closed(RawIOBase):
    """A stream of which everything is refused."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def readable(self) -> bool:
        """Say so, to be asked and to refuse."""
        return True

    def writable(self) -> bool:
        """Say so, to be asked and to refuse."""
        return True

    def readinto(self, _buffer: object) -> int:
        """Refuse to be read."""
        raise CannotRun(f"The standard {self._name} is closed, so nothing can be read from it.")

    def write(self, _data: object) -> int:
        """Refuse to be written."""
        raise OSError(f"the standard {self._name} is closed")


def stand_in() -> None:
    """Put a stream in the place of each one that is closed: input and output refuse, messages are lost, as was asked.

    The numbers of these files are taken up, so that none that is opened later gets one, and what git prints along with it.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_NUMBER:
        pass
    os.close(number)
    if sys.stdin is None:
        sys.stdin = TextIOWrapper(_Closed("input"), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = TextIOWrapper(_Closed("output"), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the end
