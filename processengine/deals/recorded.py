"""What the deals say of documents, for the rules: each library's source is opened once, whatever its files."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from processengine.deals.asked import Asked, Deals, opened_for
from processengine.deals.joined import joins_of_source
from processengine.deals.noticed import noticed
from processengine.deals.replay import read_as, replayed
from processengine.deals.versions import Judged, by_file, by_releases
from processengine.evidence.odds import odds
from processengine.evidence.tracked import tracked
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.replay import ClaimSeen, Join, Odds, Recorded, Replay, Tracked
from processengine.store import LIBRARY_FILE, shown

if TYPE_CHECKING:
    from processengine.deals.replay import ReadAs
    from processengine.model.base import Model
    from processengine.model.library import Library
    from processengine.store import Shelf
    from processengine.validate import RecordedOf

_JOINED: Final = ("deals", "facts", "activities")


class RecordedDeals:
    """The deals of each library that is asked about, open until the end of the run."""

    def __init__(self, asked: Asked, open_until: ExitStack) -> None:
        self._asked, self._open_until = asked, open_until
        self._open: dict[Path | None, Deals] = {}
        self._of: dict[Shelf | None, DealsOfLibrary] = {}

    def of(self, path: Path | None, shelf: "Shelf | None" = None, judged_by: "Library | None" = None) -> "RecordedOf":
        """Return what asks the deals about the document in a file; raise CannotRun where there is no source to read.

        `judged_by` are the settings that count where they are not those of the library as it lies there.
        """
        return partial(self.library(shelf, judged_by).recorded, path)

    def library(self, shelf: "Shelf | None", judged_by: "Library | None" = None) -> "DealsOfLibrary":
        """Return the deals of a library, or those of no library."""
        if shelf not in self._of:
            self._of[shelf] = DealsOfLibrary(self._opened(shelf, judged_by), shelf)
        return self._of[shelf]

    def _opened(self, shelf: "Shelf | None", judged_by: "Library | None") -> Deals:
        # A library whose files have been mended meanwhile is another shelf, and its deals are the same.
        root = None if shelf is None else shelf.root.resolve()
        if root not in self._open:
            self._open[root] = self._open_until.enter_context(opened_for(self._asked, shelf, judged_by))
        return self._open[root]

    def remarks(self) -> list[str]:
        """Return in sentences which data were read, and what of them doesn't count."""
        return list(dict.fromkeys(remark for one in self._of.values() for remark in one.remarks()))


@dataclass(frozen=True)
class Told:
    """What the deals did with a process; `about` says in a few words which data that comes from."""

    replay: Replay
    about: tuple[str, ...]


@contextmanager
def recorded_deals(asked: Asked) -> Iterator[RecordedDeals]:
    """Yield what asks the deals of any library, each opened when its first file comes; all are closed at the end."""
    with ExitStack() as open_until:
        yield RecordedDeals(asked, open_until)


class DealsOfLibrary:
    """One library's deals."""

    def __init__(self, deals: Deals, shelf: "Shelf | None") -> None:
        self.deals, self.shelf = deals, shelf

    def recorded(self, path: Path | None, value: "Model") -> Recorded:
        """Return what rules may read of the deals about a document and its file; None where it is in none."""
        least = self.deals.settings.min_deals
        if isinstance(value, Process):
            judged = self.judged(path, value)
            read = read_as(self.deals, value, judged)
            return Recorded(least, replayed(self.deals, value, judged), self._odds(read), self._tracked(value, read), self._joins)
        if isinstance(value, Proposal):
            return Recorded(least, claims=self._claims(value))
        return Recorded(least, joins=self._joins)

    def told(self, path: Path, process: Process) -> Told:
        """Return what the deals did with a process, and what must be said of the data."""
        return Told(replayed(self.deals, process, self.judged(path, process)), tuple(self._about()))

    def _about(self) -> Iterator[str]:
        if self.deals.as_of is not None:
            yield f"as of {self.deals.as_of.isoformat()}"
        yield f"data {self.deals.handle.digest()}"

    def remarks(self) -> Iterator[str]:
        """Yield in sentences which data were read, by whose settings, and what of them doesn't count."""
        about, own = " · ".join(self._about()), self.shelf.library if self.shelf is not None else None
        yield f"Asked the deals of {_named(self.deals.found.source)} ({about})."
        yield from noticed(self.deals.found, None)
        if self.shelf is not None and _settings_of(own) != _settings_of(self.deals.library):
            file = shown(self.shelf.root / LIBRARY_FILE)
            yield f"{file} here says otherwise where the deals are or what their names mean; what counts is what the base says."

    def judged(self, path: Path | None, process: Process) -> Judged:
        """Return what judges each move: the release in force at the time, else the process as it stands."""
        return by_file(process) if path is None else by_releases(path, process, self.shelf)

    def _odds(self, read: "ReadAs") -> tuple[Odds, ...]:
        has_won = any(stage.outcome == "won" for stage in read.process.stages.values())
        return self.deals.handle.ask(odds(read.process, read.visit)) if has_won else ()

    def _tracked(self, process: Process, read: "ReadAs") -> tuple[Tracked, ...]:
        """Return how often facts were recorded of the criteria that the process still has."""
        question = tracked(read.process, read.visit) if "facts" in self.deals.found.tables else None
        found = () if question is None else self.deals.handle.ask(question)
        former = tuple(f"stages.{name}." for name in read.process.stages if name not in process.stages)
        return tuple(one for one in found if not one.path.startswith(former))

    @cached_property
    def _joins(self) -> tuple[Join, ...]:
        """How far the tables speak of the same deals; one that is read from the rows of the history itself does by its nature."""
        tables = self.deals.found.tables
        history = tables.get("stage_history")
        apart = {name for name in _JOINED if name in tables and history is not None and tables[name].file != history.file}
        return tuple(one for one in joins_of_source(self.deals) if one.table in apart) if apart else ()

    def _claims(self, proposal: Proposal) -> dict[str, ClaimSeen]:
        """Return how the claims came out of a proposal that waits for a ruling."""
        if not proposal.claims or not proposal.waits:
            return {}
        # Only libraries with proposals pay for what it takes to compute them.
        from processengine.deals.claims import seen

        return seen(self.deals, self.shelf, proposal)


def _settings_of(library: "Library | None") -> tuple[object, ...]:
    """Return what a library says of its deals."""
    return (None, None) if library is None else (library.evidence, library.crm)


def _named(source: str) -> str:
    """Return what a source is called; an address may hold a password, so it isn't told."""
    return "the warehouse" if "://" in source else shown(Path(source))
