"""A side's files as documents: those that a comparison is about, and what of them can't be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from processengine.diagnostic import Problem
from processengine.diff.revision import Revision
from processengine.errors import CannotRun
from processengine.model.base import Model
from processengine.model.journey import Journey
from processengine.model.process import Process
from processengine.sides.arguments import Pair
from processengine.sides.place import Disk, Text, home, libraries, within
from processengine.store import find
from processengine.syntax.document import Document
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import peek

_UNREADABLE = frozenset({"syntax-error", "refused-yaml", "too-large"})
_COMPARED = ("process", "journey")


@dataclass(frozen=True)
class BothSides:
    """Both sides read: what they are called, and their documents.

    `notes` says, a line each, which files hold something that can't be read and so is not compared.
    `are_files` tells that each side is one file that the user named, `after_is_on_disk` that the second one can be written.
    """

    before: str
    after: str
    old: list[Revision]
    new: list[Revision]
    notes: list[str]
    are_files: bool
    after_is_on_disk: bool = False


def read_sides(pair: Pair) -> BothSides:
    """Read two places; raise CannotRun where a file can't be read, or neither has a document to compare."""
    old, new = pair.before.texts(), pair.after.texts()
    if pair.is_library:
        folders = libraries(old) | libraries(new)
        if PurePosixPath() not in folders:
            old, new = within(old, folders), within(new, folders)
    reader = _Reader({text.data for text in old} & {text.data for text in new})
    before, after = (list(reader.revisions(texts)) for texts in (old, new))
    if not before and not after:
        if pair.is_library:
            find([])
        raise CannotRun(f"Neither {pair.before.label} nor {pair.after.label} holds a process or a journey.")
    are_files = all(len(texts) == 1 and texts[0].is_named for texts in (old, new))
    return BothSides(pair.before.label, pair.after.label, before, after, reader.notes, are_files, isinstance(pair.after, Disk))


@dataclass
class _Reader:
    """Reads texts into documents; one that both sides share is read once.

    `shared` holds what stands on both sides: where it can't be read, it is no difference either.
    """

    shared: set[bytes]
    notes: list[str] = field(default_factory=list)
    known: dict[bytes, tuple[Document, Model | None, list[Problem]]] = field(default_factory=dict)

    def revisions(self, texts: list[Text]) -> Iterable[Revision]:
        folders = libraries(texts)
        for text in texts:
            where = home(text, folders)
            if self.is_meant(text, in_library=where is not None):
                revision = self.revision(text, "" if where in (None, PurePosixPath()) else str(where))
                if revision is not None:
                    yield revision

    def is_meant(self, text: Text, *, in_library: bool) -> bool:
        """Tell whether a file is compared: named, or a process or journey, or what may have been meant as one."""
        kind, _ = peek(text.data)
        if kind is not None or text.is_named:
            if text.is_named and kind not in (*_COMPARED, None):
                raise CannotRun(f"{text.name} is a {kind}; diff compares processes and journeys.")
            return text.is_named or kind in _COMPARED
        document, problems = parse_bytes(text.data)
        return in_library and document.root is None and bool(problems) and not _is_blank(document.text)

    def revision(self, text: Text, where: str) -> Revision | None:
        document, value, problems = self.read(text)
        if problems and (value is None or any(problem.rule in _UNREADABLE for problem in problems)):
            if text.data in self.shared and not text.is_named:
                return None
            worst = next((one for one in problems if one.rule in _UNREADABLE), problems[0])
            raise CannotRun(f"{_at(text, document, worst)} So it can't be compared.")
        if not isinstance(value, Process | Journey):
            raise CannotRun(f"{text.name} is no process and no journey; diff compares those.")
        if problems:
            more = f" There are {len(problems) - 1} more." if len(problems) > 1 else ""
            self.notes.append(f"{_at(text, document, problems[0])} What is wrong is not compared.{more}")
        return Revision(value, document, text.name, where)

    def read(self, text: Text) -> tuple[Document, Model | None, list[Problem]]:
        if text.data not in self.known:
            document, problems = parse_bytes(text.data)
            value, more = load(document)
            self.known[text.data] = document, value, [*problems, *more]
        return self.known[text.data]


def _is_blank(text: str) -> bool:
    lines = (line.strip() for line in text.splitlines())
    return all(not line or line.startswith("#") or line in ("---", "...") for line in lines)


def _at(text: Text, document: Document, problem: Problem) -> str:
    finding = problem.finding
    line = (finding.span or document.span(finding.path, finding.on)).line
    return f"{text.name}:{line}: {finding.message}"
