"""Where the documents of a change lie: in which file, and in which library."""

from collections.abc import Collection

from processengine.change import Changeset
from processengine.model.process import Process
from processengine.review.documents import Key, Papers
from processengine.review.whole import nearest

_TOLD = frozenset({"process", "journey"})


def holds(papers_: Papers, file: str) -> bool:
    """Tell whether a side has a document in a file."""
    return any(paper.file == file for paper in papers_.found.values())


def lost(before: Papers, after: Papers) -> frozenset[Key]:
    """Return the documents of a side whose file the other side has too, with nothing in it that could be read."""
    return frozenset(
        key for key, paper in before.found.items()
        if key not in after.found and after.files.get(paper.file) and not holds(after, paper.file)
    )


def touched_libraries(changed: Collection[str], base: Papers, *sides: Papers) -> list[str]:
    """Return the folders of the libraries in which some files changed, in the order of their names; all of the base's where they lie in none."""
    found = {key.home for side in sides for key, paper in side.found.items() if paper.file in changed}
    folders = {key.home for key in base.found if key.kind == "library"}
    around = {home for path in changed if (home := nearest(path, folders)) is not None}
    # What lies in no library is everybody's, where the branch touches no library besides.
    return sorted(found | around or folders)


def told_files(*sides: Papers) -> set[str]:
    """Return the files of the documents that a comparison tells of."""
    return {paper.file for side in sides for key, paper in side.found.items() if key.kind in _TOLD}


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
