"""The changelog of a library: what each release changes, in the words of the people who sell by it.

A file that people write in as well: only what a release says of itself is ever written anew.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from processengine.change import Changeset, Impact
from processengine.model.process import Process
from processengine.report.markdown import code, inline
from processengine.report.safe import visible

TITLE: Final = "# Changelog"

_HEADINGS: Final[dict[Impact, str]] = {
    Impact.BREAKING: "Look at your open deals",
    Impact.BEHAVIOURAL: "What you do differently from now on",
    Impact.EDITORIAL: "Only in other words",
}
_OURS: Final = re.compile(r"^## .* (?P<version>\S+)\n\n`(?P<process>[a-z0-9-]+)`, released on \d{4}-\d\d-\d\d", re.MULTILINE)
_OTHERS: Final = re.compile(r"^## .*\d+\.\d+\.\d+", re.MULTILINE)
_NEXT: Final = re.compile(r"^##? ", re.MULTILINE)


@dataclass(frozen=True)
class Reason:
    """A proposal that a release brings: its title, who proposed it, and why; who agreed, and what is expected by when."""

    title: str
    author: str
    why: str
    agreed: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One process's release.

    `before` is the version before it; None, with an empty changeset, where it is the first one.
    """

    process: Process
    title: str
    version: str
    day: date
    before: str | None
    changeset: Changeset | None = None
    reasons: tuple[Reason, ...] = ()


def with_entries(text: str, entries: Sequence[Entry]) -> str:
    """Return a changelog with releases put on top of the earlier ones; all else in it stays as it is.

    A release that it tells already is told anew in its place. `text` is empty where there is no changelog yet; line ends
    are kept.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n") or f"{TITLE}\n"
    for entry in reversed(entries):
        plain = _with(plain, entry)
    return plain.replace("\n", ends)


def _with(text: str, entry: Entry) -> str:
    section = "\n".join(_lines(entry)) + "\n"
    for found in _OURS.finditer(text):
        if (found["process"], found["version"]) == (entry.process.id, entry.version):
            after = _NEXT.search(text, found.end())
            return text[: found.start()] + section + ("\n" + text[after.start() :] if after else "")
    first = _OURS.search(text) or _OTHERS.search(text)
    if first:
        return text[: first.start()] + section + "\n" + text[first.start() :]
    return text.rstrip("\n") + "\n\n" + section


def _lines(entry: Entry) -> Iterator[str]:
    before = f"; before it was {entry.before}" if entry.before else ""
    yield f"## {inline(entry.title)} {entry.version}"
    yield ""
    yield f"{code(entry.process.id)}, released on {entry.day.isoformat()}{before}."
    for reason in entry.reasons:
        yield from _reason(reason)
    if entry.before is None:
        yield from _first(entry.process)
    elif entry.changeset is None or entry.changeset.impact is None:
        yield from ("", "Nothing changed but the version.")
    else:
        yield from _changes(entry.changeset)


def _reason(reason: Reason) -> Iterator[str]:
    yield ""
    proposed = f", proposed by {inline(reason.author)}" if reason.author else ""
    yield f"**{inline(reason.title)}**{proposed}" + (f", agreed by {inline(and_(reason.agreed))}" if reason.agreed else "")
    paragraphs = [part for part in re.split(r"\n\s*\n", visible_lines(reason.why)) if part.strip()]
    for place, paragraph in enumerate(paragraphs):
        yield ">" if place else ""
        yield f"> {inline(paragraph)}"
    if reason.expected:
        yield ""
        yield f"Expected: {inline('; '.join(reason.expected))}."


def and_(names: Sequence[str]) -> str:
    """Return names as in a sentence: `Mia, Lee and Omar`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def visible_lines(text: str) -> str:
    """Return a text of several lines with what can't be seen in it shown."""
    return "\n".join(visible(line) for line in text.splitlines())


def _first(process: Process) -> Iterator[str]:
    titles = {name: inline(process.title_of(name)) for name in process.stages}
    ways = [titles[name] for name, stage in process.stages.items() if stage.outcome is None]
    ends = [titles[name] for name, stage in process.stages.items() if stage.outcome is not None]
    yield from ("", "The first release.", "")
    yield f"- A deal goes through: {'; '.join(ways)}."
    yield f"- It ends in: {'; '.join(ends)}."


def _changes(changeset: Changeset) -> Iterator[str]:
    for impact, heading in _HEADINGS.items():
        told = [change.message for change in changeset.changes if change.impact is impact]
        if told:
            yield from ("", f"{heading}:", "")
            yield from (f"- {inline(message)}" for message in told)
