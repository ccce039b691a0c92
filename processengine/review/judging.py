"""What rules say of a whole commit, and what of it a branch brings or mends."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from processengine.change import Changeset
from processengine.diagnostic import Diagnostic
from processengine.proposals.settings import NEVER_ALLOWED
from processengine.review.documents import Key, Paper, Papers
from processengine.rules.base import Base, Then
from processengine.since import Read, compared
from processengine.validate import Settings, validate

Releases = Sequence[tuple[str, Sequence[Read]]]
"""Release tags, each with the documents of one library as it holds them."""


class Brought(NamedTuple):
    """The findings that only the new side has, the most serious first, and those that only the old side has."""

    findings: tuple[Diagnostic, ...]
    mended: tuple[Diagnostic, ...]


class Held(NamedTuple):
    """What a commit is held against: the documents where it left the base, and those of the base as it is now.

    `changes` is what happened to the documents since. `releases` are the release tags with the documents that each
    holds, oldest first, by the library's folder. The libraries of the base say how serious each rule is: a branch
    can't switch off what judges it.
    """

    label: str
    fork: Papers
    base: Papers
    changes: Sequence[Changeset]
    releases: Mapping[str, Releases] = MappingProxyType({})


def brought(new: Papers, held: Held, today: date) -> Brought:
    """Return the findings that a commit brings, those of the rules about changes included, and those that it mends.

    A finding on a stage that was only renamed is the same finding.
    """
    before = _spoken(_all(held.fork, held.base, today), _renamed(held.changes))
    after = _all(new, held.base, today, held)
    return Brought(_beyond(after, before), _beyond(before, after))


def _base(where: str, new: Papers, held: Held) -> Base:
    """Return what rules about changes may ask, for the library in a folder."""
    tip = None if held.base is held.fork else _read(held.base, where)
    return compared(held.label, _read(held.fork, where), _read(new, where), tip, held.releases.get(where, ()))


def _read(papers: Papers, where: str) -> list[Read]:
    return [
        Read(paper.document.kind, key.id, Then(paper.value, paper.document, paper.file))
        for key, paper in papers.found.items() if key.home == where and paper.value is not None and paper.document.kind is not None
    ]


def judge(papers: Papers, rules: Papers, paper: Paper, text: str, today: date) -> list[Diagnostic]:
    """Return what the recommended rules say of a text in the place of a document."""
    settings = Settings(today).under(rules.library(paper.key.home)).at(_place(paper))
    return validate(text, paper.file, settings, papers.around(paper.key.home)).diagnostics


def _all(papers: Papers, rules: Papers, today: date, held: Held | None = None) -> dict[Key, list[Diagnostic]]:
    settings = {
        where: Settings(today).under(rules.library(where))
        for where in {key.home for key in papers.found}
    }
    around = {where: papers.around(where) for where in settings}
    bases = {where: _base(where, papers, held) if held else None for where in settings}

    def judged(paper: Paper, *, suppress: bool = True) -> list[Diagnostic]:
        where = paper.key.home
        return validate(paper.data, paper.file, replace(settings[where], suppress=suppress).at(_place(paper)), around[where], bases[where]).diagnostics

    found = {key: judged(paper) for key, paper in papers.found.items()}
    for key, paper in papers.found.items() if held else ():
        if b"processengine:" in paper.data:
            known = {one.fingerprint for one in found[key]}
            hidden = [one for one in judged(paper, suppress=False) if one.rule in NEVER_ALLOWED and one.fingerprint not in known]
            found[key] = [*found[key], *hidden]
    return found


def _place(paper: Paper) -> str:
    """Return a document's file below its library's folder."""
    return paper.file.removeprefix(f"{paper.key.home}/") if paper.key.home else paper.file


def _beyond(these: Mapping[Key, list[Diagnostic]], those: Mapping[Key, list[Diagnostic]]) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    for key, diagnostics in these.items():
        known = Counter(one.fingerprint for one in those.get(key, ()))
        for diagnostic in diagnostics:
            if known[diagnostic.fingerprint]:
                known[diagnostic.fingerprint] -= 1
            else:
                found.append(diagnostic)
    return tuple(sorted(found, key=lambda one: (one.severity.rank, one.file, one.span.line, one.span.column, one.rule)))


def _renamed(changes: Iterable[Changeset]) -> dict[str, dict[str, str]]:
    """Return the stages that were renamed, old id to new, by process."""
    return {
        one.id: {str(atom.before): atom.path.removeprefix("stages.") for atom in one.atoms if atom.kind == "stage-renamed"}
        for one in changes
    }


def _spoken(found: dict[Key, list[Diagnostic]], renamed: Mapping[str, Mapping[str, str]]) -> dict[Key, list[Diagnostic]]:
    return {
        key: [_in_new_ids(one, renamed.get(key.id, {})) for one in diagnostics] if key.kind == "process" else diagnostics
        for key, diagnostics in found.items()
    }


def _in_new_ids(diagnostic: Diagnostic, names: Mapping[str, str]) -> Diagnostic:
    """Return a finding as it is known where stages have their new ids."""
    keys = diagnostic.path.split(".")
    if not names or (keys[:1] == ["stages"] and keys[1:2] and keys[1] not in names and not set(diagnostic.values) & set(names)):
        return diagnostic
    path = ".".join(keys[:1] + [names.get(key, key) for key in keys[1:]])
    values = tuple(names.get(value, value) for value in diagnostic.values)
    return replace(diagnostic, path=path, values=values)
