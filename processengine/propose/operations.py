"""Edit operations done in memory, one after the other: on a process, and on whatever of its library names what they rename."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.propose.edited import Edited
from processengine.review.documents import Paper
from processengine.syntax.document import Document
from processengine.syntax.edit import EditError, Operation, apply
from processengine.syntax.edit.named.said import Said


class Change(NamedTuple):
    """A named edit: what it does to its process, and to another document of the library that names the same thing."""

    make: Callable[[Document], Said]
    others: Callable[[Document, Document], list[Operation]] | None = None


def done(edited: Edited, paper: Paper, changes: Sequence[Change]) -> Edited:
    """Return what is edited with some edits done on a process; raise CannotRun where one can't be."""
    for change in changes:
        here = next(one for one in edited.now.found.values() if one.file == paper.file)
        edited = edited.having({**_elsewhere(edited, here, change), here.file: _edited(here, change)})
    return edited


def _edited(paper: Paper, change: Change) -> bytes:
    if paper.document.root is None:
        raise CannotRun(f"{paper.file} can't be read as it is. `processengine validate` says why; mend it first.")
    try:
        return apply(_text(paper), change.make(paper.document).operations).encode()
    except EditError as error:
        raise CannotRun(f"{paper.file}: {error}") from None


def _elsewhere(edited: Edited, paper: Paper, change: Change) -> dict[str, bytes | None]:
    if change.others is None:
        return {}
    found: dict[str, bytes | None] = {}
    for key, other in edited.now.found.items():
        if key.home == paper.key.home and other.file != paper.file and other.document.root is not None:
            operations = change.others(paper.document, other.document)
            if operations:
                found[other.file] = apply(_text(other), operations).encode()
    return found


def _text(paper: Paper) -> str:
    return paper.data.decode()
