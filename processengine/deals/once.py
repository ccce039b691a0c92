"""Sources that several questions are asked of one after the other: each is opened once, and stays open until the end."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from processengine.deals.asked import Asked, Deals, opened_for
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.model.library import Library
    from processengine.store import Shelf

Opening = Callable[[Asked, "Shelf | None", "Library | None"], AbstractContextManager[Deals]]
"""What opens the deals that are asked for, of a library's folder, by the settings that count; see `opened_for`."""


class _Opened(NamedTuple):
    """What was opened by what, or why it couldn't be."""

    asked: Asked
    root: str
    judged_by: "Library | None"
    deals: Deals | CannotRun


@dataclass(frozen=True)
class OpenedOnce:
    """What has been opened so far, and what closes all of it."""

    until_the_end: ExitStack
    _found: list[_Opened] = field(default_factory=list)

    @contextmanager
    def opened(self, asked: Asked, shelf: "Shelf | None", judged_by: "Library | None" = None) -> Iterator[Deals]:
        """Yield the deals; raise CannotRun where there are none to read, each time for the reason of the first."""
        root = "" if shelf is None else str(shelf.root.resolve())
        found = next((one.deals for one in self._found if one[:3] == (asked, root, judged_by)), None)
        if found is None:
            found = self._open(asked, shelf, judged_by)
            self._found.append(_Opened(asked, root, judged_by, found))
        if isinstance(found, CannotRun):
            raise CannotRun(str(found))
        yield found

    def _open(self, asked: Asked, shelf: "Shelf | None", judged_by: "Library | None") -> Deals | CannotRun:
        try:
            return self.until_the_end.enter_context(opened_for(asked, shelf, judged_by))
        except CannotRun as problem:
            return problem
