"""Revisions for tests of the diff: from texts and from folders."""

from pathlib import Path

from processengine.diff.revision import Revision
from processengine.model.journey import Journey
from processengine.model.process import Process
from processengine.syntax.load import load
from processengine.syntax.parse import parse


def revision(text: str, file: str = "new-business.yaml", home: str = "") -> Revision:
    """Return a revision of the document that a text holds; a process or a journey, read without a problem."""
    document, unreadable = parse(text)
    value, problems = load(document)
    assert not [*unreadable, *problems], [problem.finding.message for problem in (*unreadable, *problems)]
    assert isinstance(value, Process | Journey)
    return Revision(value, document, file, home)


def revisions_in(folder: Path) -> list[Revision]:
    """Return the revisions of the processes and journeys in a folder."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    return [revision(text, name) for name, text in texts.items() if text.lstrip().partition("\n")[0] and "library:" not in text[:200]]
