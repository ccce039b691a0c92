"""The files of proposals that can't be told: those that nobody can read, and those that say the id of another one."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from processengine.release.library import Held
from processengine.sides.place import Text, home, libraries
from processengine.syntax.peek import peek

_FOLDER = "proposals"


def untold(now: Held) -> Iterator[str]:
    """Yield a sentence on each such file of a library: what was expected there must not be forgotten without a word."""
    read, folders = {one.then.file for one in now.documents}, libraries(now.texts)
    for text in now.texts:
        if text.name not in read and home(text, folders) in (None, PurePosixPath()) and _is_proposal(text):
            path = now.path(str(text.path))
            yield f"{path} can't be read, so nobody knows what it expected, nor what became of it; `processengine validate` says why."
    for one in now.documents:
        if one.id in now.proposal_files and one.kind == "proposal" and one is not now.proposal_files[one.id]:
            yield f"{now.path_of(one)} says the id `{one.id}` of another proposal and counts for nothing: {now.path_of(now.proposal_files[one.id])} does."


def _is_proposal(text: Text) -> bool:
    kind, _ = peek(text.data)
    return kind == "proposal" or (kind is None and text.path.parts[0] == _FOLDER)
