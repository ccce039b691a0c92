"""Where the documents of a change lie: in which file, and in which library."""

from processengine.change import Changeset
from processengine.model.process import Process
from processengine.review.documents import Papers


def holds(papers_: Papers, file: str) -> bool:
    """Tell whether a side has a document in a file."""
    return any(paper.file == file for paper in papers_.found.values())


def process_at(papers_: Papers, file: str | None) -> Process | None:
    """Return the process in a file of a side; None for anything else there, and for no file."""
    value = next((paper.value for paper in papers_.found.values() if paper.file == file), None)
    return value if isinstance(value, Process) else None


def home_of(changeset: Changeset, *sides: Papers) -> str:
    """Return the folder of the library that holds a changed document, on the new side where that has it; empty for none."""
    return next(iter(homes_of(changeset, *sides)), "")


def homes_of(changeset: Changeset, *sides: Papers) -> list[str]:
    """Return the folders of the libraries that hold a changed document, the new side's first."""
    files = (changeset.after_file, changeset.before_file)
    return [key.home for papers_, file in zip(sides, files, strict=True) for key, paper in papers_.found.items() if paper.file == file]
