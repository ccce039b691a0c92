"""The outcomes of a library: which proposals are meant, where they stand on the default branch, and how they came out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from processengine.deals.asked import Asked
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.model.nearest import did_you_mean
from processengine.model.proposal import REJECTED, Proposal
from processengine.outcomes.files import untold
from processengine.outcomes.judging import judged, when
from processengine.outcomes.recording import finish, record
from processengine.outcomes.released import released
from processengine.proposals.outcome import Outcomes
from processengine.release.library import Held, held
from processengine.release.state import ground, served
from processengine.rules.judged import is_released
from processengine.sides.place import from_top
from processengine.store import Shelf, find, library_folder


@dataclass(frozen=True)
class Question:
    """What is asked: of which proposals (none for all), from which deals, and on which day.

    `server` is a server's own repository that holds the library, and `person` who records there, by the id in library.yaml.
    """

    names: Collection[str]
    asked: Asked
    today: date
    server: str | None = None
    person: str = ""


def at_default_branch(folder: Path) -> Held:
    """Return the library in a folder as the default branch has it; the local branch counts where there is one."""
    repository = Repository.around(folder, "outcomes are those of its default branch.")
    ref = repository.default_branch()
    local = f"refs/heads/{ref.removeprefix('refs/heads/').removeprefix('refs/remotes/origin/')}"
    commit = repository.find(local) or repository.commit(ref)
    return held(repository, commit, from_top(repository, folder))


def at_server(server: str) -> Held:
    """Return the library as the default branch of a server's own repository has it."""
    here = served(server)
    return held(here.repository, here.repository.commit(here.ref), here.top)


def folder_here() -> Path:
    """Return the folder of the library around the current folder, or else of the only one below; raise CannotRun where it can't be told."""
    folders = sorted({folder for found in find([]) if (folder := library_folder(found.path)) is not None})
    if len(folders) != 1:
        lacks = f"There are {len(folders)} libraries here; go into the folder of one: {', '.join(map(str, folders))}."
        raise CannotRun(lacks if folders else "There is no library here (a folder with a library.yaml).")
    return folders[0]


def recorded(question: Question, at: str = "") -> tuple[Outcomes, tuple[str, ...]]:
    """Record the verdicts that are due, and return how all stands then and the proposals that got one; `at` is when, as git reads it.

    Raise CannotRun where the working tree isn't on the default branch, or the branch moves on meanwhile.
    """
    if question.server:
        here = served(question.server)
    else:
        here = ground(None, any_branch=None, what="Verdicts are recorded", moved="what was judged there would be judged twice")
        finish(here)
    now = held(here.repository, here.repository.commit(here.ref), here.top)
    _refuse_other_deals(question.asked, now)
    _refuse_stranger(now, question)
    shelf = _shelf(now)
    found = outcomes(now, question, shelf, to_record=True)
    written = record(here, now, found.proposals, question.today, at, question.person)
    if not written.commit:
        return found, ()
    return outcomes(held(here.repository, written.commit, here.top), question, shelf, to_record=True), written.proposals


def _refuse_stranger(now: Held, question: Question) -> None:
    people = now.library.people if now.library is not None else {}
    if question.server and question.person not in people:
        raise CannotRun(f"library.yaml knows no `{question.person}`.{did_you_mean(question.person, people)}")


def _shelf(now: Held) -> Shelf:
    """Return the folder that sources are relative to: for a server's repository, which has no files, that of the clone where the command runs."""
    if not now.repository.is_bare:
        return Shelf(now.repository.root / now.top)
    try:
        around = Repository.around(Path())
    except CannotRun:
        around = None
    if around is None or around.find(now.commit) is None:
        raise CannotRun("The deals lie in a clone of the library, and this runs in none that has its default branch as it stands: run it in one, after git fetch.")
    return Shelf(around.root / now.top)


def _refuse_other_deals(asked: Asked, now: Held) -> None:
    """Raise CannotRun where verdicts would be recorded by other deals than the library's, as far as it names any."""
    own = now.library.evidence if now.library is not None else None
    if asked.columns or asked.where or asked.as_of or (asked.source and own is not None and own.source):
        raise CannotRun("Verdicts are recorded by the library's own deals and settings, up to the last day that is recorded: leave out --source"
                        " (unless library.yaml names none), --column, --where and --as-of, or --record to look only.")


def outcomes(now: Held, question: Question, shelf: Shelf | None = None, *, to_record: bool = False) -> Outcomes:
    """Return how what was expected came out, to be looked at or to be recorded; raise CannotRun for a proposal that isn't there.

    `shelf` is the folder that the source is relative to; without it that is found.
    """
    _refuse_unknown(now, question.names)
    shelf = shelf or _shelf(now)
    settings = now.library.evidence if now.library is not None else None
    as_of = question.asked.as_of or (settings.as_of if settings is not None else None)
    asked = Asked(question.asked.source, question.asked.columns, question.asked.where, as_of, question.asked.watch)
    meant = tuple(one for one in released(now) if not question.names or one.proposal.id in question.names)
    told = {one.proposal.id for one in meant}
    left = [now.proposals[name] for name in dict.fromkeys(question.names) if name not in told]
    found = judged(meant, asked, shelf, when(as_of, question.today, to_record=to_record))
    return Outcomes(now.id, question.today, found, tuple(_unreleased(left)), tuple(untold(now)))


def _refuse_unknown(now: Held, names: Collection[str]) -> None:
    for name in names:
        if name not in now.proposals:
            known = f" There are {', '.join(sorted(now.proposals))}." if now.proposals else ""
            raise CannotRun(f"The default branch has no proposal `{name}`.{did_you_mean(name, now.proposals) or known}")


def _unreleased(left: list[Proposal]) -> Iterator[str]:
    for one in left:
        record = one.record
        if is_released(one):
            yield f"{one.id} expected nothing that could be judged."
        elif record is not None and record.ruling == REJECTED:
            yield f"{one.id} was rejected{f' on {record.at.isoformat()}' if record.at else ''}, so there is nothing to judge."
        elif record is not None:
            yield f"{one.id} is not released yet; what it expects is judged for deals after its release."
        elif one.status == "withdrawn":
            yield f"{one.id} was withdrawn, so there is nothing to judge."
        else:
            yield f"Nobody has ruled on {one.id} yet."
