"""Where two proposals can't both stand: found by merging them, and told in a sentence that names both and the element."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from processengine.change import Change
from processengine.diagnostic import Diagnostic, Severity
from processengine.merge import Judge, Merged, Unreadable, merge
from processengine.model.base import words

Kind = Literal["edits", "meaning", "file", "warning"]
"""Two edits of one element; edits that each are fine and together break the process; two files that can't be merged; or
edits that can both stand and together bring a warning that neither has."""

_PARTS = {
    "exit_criteria": "the criterion", "plays": "the play", "records": "the record", "next": "the way to",
    "from_anywhere": "the way from anywhere to", "continues_in": "the way on to", "roles": "the role", "buying_team": "the team member",
    "change_work": "the change work", "kits": "the kit", "measures": "the measure", "claims": "the claim", "expects": "the expectation",
    "steps": "the step",
}


BASE_NOW = "what is agreed now"
"""What the base is called in the place of a proposal's title."""

_SIDES = re.compile(r"\b(ours|theirs|both sides)\b", re.IGNORECASE)
_BY_PLACE = {"ours": "the first", "theirs": "the second", "both sides": "both"}

K = TypeVar("K")


class Party(NamedTuple):
    """One of the two that are merged: what people call it, and what it changes, by the document's id."""

    title: str
    changes: Mapping[str, Sequence[Change]]


@dataclass(frozen=True)
class Trio(Generic[K]):
    """One document on three sides: its key, id, file and what it is called; a text is None where a side lacks it."""

    key: K
    id: str
    file: str
    title: str
    base: str | None
    ours: str | None
    theirs: str | None
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Collision:
    """One place where this proposal and something else can't both stand.

    `with_base` tells that the other one is the base as it has become; `other` is the name of the other one's branch.
    `ours` and `theirs` are the sentences of what each does there, as far as they are known.
    """

    other: str
    title: str
    with_base: bool
    kind: Kind
    file: str
    path: str
    message: str
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()

    @property
    def is_conflict(self) -> bool:
        """Whether the two can't both stand; a warning is only something to look out for."""
        return self.kind != "warning"


def collisions(
    mine: Party, other: Party, trios: Sequence[Trio[K]], judges: Mapping[K, Judge], name: str, *, with_base: bool = False
) -> tuple[Collision, ...]:
    """Merge two proposals onto their base, document by document, and return where they collide.

    `judges` validate a text in the place of a document, by its key; `name` is the other one's branch.
    """
    found: list[Collision] = []
    for trio in trios:
        for kind, path, sentence in _of(trio, f"“{mine.title}”", other.title if with_base else f"“{other.title}”", judges.get(trio.key)):
            ours, theirs = (() if kind == "warning" else _said(party.changes.get(trio.id, ()), path) for party in (mine, other))
            found.append(Collision(name, other.title, with_base, kind, trio.file, path, sentence, ours, theirs))
    return tuple(found)


def _of(trio: Trio[K], mine: str, other: str, judge: Judge | None) -> Iterator[tuple[Kind, str, str]]:
    both = f"{mine} and {other}"
    if trio.ours == trio.theirs or trio.base in (trio.ours, trio.theirs):
        return
    if trio.ours is None or trio.theirs is None:
        gone, kept = (mine, other) if trio.ours is None else (other, mine)
        yield "file", "", f"{_starting(gone)} takes {trio.title} away, and {kept} changes it."
        return
    try:
        merged = merge(trio.base or "", trio.ours, trio.theirs, judge)
    except Unreadable as error:
        yield "file", "", f"{both} both change {trio.title}, and that can't be merged: {error.message}"
        return
    yield from _in(merged, trio, both)


def _in(merged: Merged, trio: Trio[K], both: str) -> Iterator[tuple[Kind, str, str]]:
    for decision in merged.conflicts:
        where = element(decision.path, trio.titles) or trio.title
        yield "edits", decision.path, f"{both} collide at {where}: {_spoken(decision.reason)}"
    for found in (*merged.caused, *merged.warned):
        yield together(found, both, trio.title)


def together(found: Diagnostic, both: str, title: str) -> tuple[Kind, str, str]:
    """Return kind, path and sentence of what only two together cause; `both` names the two, `title` the document."""
    if found.severity is Severity.ERROR:
        return "meaning", found.path, f"{both} are fine apart and not together, in {title}: {found.message}"
    return "warning", found.path, f"Together, {both} bring a warning that neither has, in {title}: {found.message}"


def _starting(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spoken(reason: str) -> str:
    """Return a merge's reason with the sides by their place in the sentence; what stands in backticks is an id and stays."""
    parts = reason[:1].lower() + reason[1:]
    told = [part if place % 2 else _SIDES.sub(lambda side: _BY_PLACE[side[0].lower()], part) for place, part in enumerate(parts.split("`"))]
    return "`".join(told)


def _said(changes: Sequence[Change], path: str) -> tuple[str, ...]:
    """Return the sentences of the changes at a path: those of just that place, else those around and below it."""
    exact = [change.message for change in changes if change.path == path]
    near = [change.message for change in changes if _is_near(change.path, path)]
    return tuple(dict.fromkeys(exact or near))[:3]


def _is_near(one: str, other: str) -> bool:
    return bool(one and other) and (one.startswith(f"{other}.") or other.startswith(f"{one}."))


def element(path: str, titles: Mapping[str, str]) -> str:
    """Return a path in words: `stages.board-decides.max_days` reads "max days of “Board decides”"; empty for none.

    `titles` are the stages' own, by id.
    """
    keys = path.split(".") if path else []
    if keys[:1] == ["stages"] and len(keys) > 1:
        stage = f"“{titles.get(keys[1]) or words(keys[1])}”"
        rest = _within(keys[2:], titles)
        return f"{rest} of {stage}" if rest else stage
    return _within(keys, titles)


def _within(keys: Sequence[str], titles: Mapping[str, str]) -> str:
    match keys:
        case []:
            return ""
        case [holder, name, *rest] if holder in _PARTS:
            thing = f"{_PARTS[holder]} “{titles.get(name) or words(name)}”"
            return f"{_field(rest)} of {thing}" if rest else thing
    return _field(keys)


def _field(keys: Sequence[str]) -> str:
    return ", ".join(words(key.replace("_", "-")).lower() for key in keys)
