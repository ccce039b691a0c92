"""The other open proposals: the branches that hold one, here and at the remotes, and where this one collides with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from processengine.change import Change
from processengine.diagnostic import Diagnostic, Severity
from processengine.diff.changeset import changesets
from processengine.git import Repository
from processengine.git.refs import Branch, branches, contains
from processengine.merge import Judge, Unreadable, merge
from processengine.model.base import words
from processengine.model.process import Process
from processengine.proposals.conflicts import BASE_NOW, Collision, Party, Trio, collisions
from processengine.proposals.conflicts import together as caused
from processengine.proposals.packet import Revision
from processengine.review.documents import Key, Papers
from processengine.review.judging import judge
from processengine.review.range import FOLDER

_ERRORS = frozenset({Severity.ERROR})
_SERIOUS = frozenset({Severity.ERROR, Severity.WARNING})


@dataclass(frozen=True)
class Side:
    """A proposal as it is merged: what it is called, its documents, those of where it left the base, and its changes."""

    title: str
    name: str
    papers: Papers
    fork: Papers

    @cached_property
    def changes(self) -> Mapping[str, Sequence[Change]]:
        """What it changes, by document."""
        found = changesets(self.fork.revisions(), self.papers.revisions())
        return {one.id: one.changes for one in found}

    @property
    def texts(self) -> "dict[Key, str | None]":
        """The documents that it changes, as it has them; None for one that it takes away."""
        return {key: _text(self.papers, key) for key in _changed(self)}

    @property
    def party(self) -> Party:
        """The proposal as a party to a collision."""
        return Party(self.title, self.changes)


@dataclass(frozen=True)
class OnBase:
    """A proposal on the base as it is now, which is worked out once, however many others it is merged with."""

    side: Side
    base: Papers

    @cached_property
    def texts(self) -> "dict[Key, str | None]":
        """The documents that it changes, as they are on the base; without those that don't fit there."""
        return onto(self.side, self.base)

    @cached_property
    def papers(self) -> Papers:
        """The base's documents with those."""
        return self.base.with_texts(self.texts)

    @cached_property
    def agreed(self) -> Papers:
        """The base's documents as they will be once it is agreed; what doesn't fit there as the proposal has it."""
        return self.side.papers if self.side.fork is self.base else self.base.with_texts({**self.side.texts, **self.texts})


def other_branches(repository: Repository, base: Revision, head: Revision, against: Iterable[Revision]) -> list[Revision]:
    """Return the revisions of the other open proposals: of each branch the local one or the remote's, whichever is ahead.

    One that the base holds already, or that is this very one, is none.
    """
    found: dict[str, Branch] = {}
    for branch in branches(repository.root):
        if branch.name.startswith(FOLDER):
            known = found.get(branch.name)
            if known is None or contains(repository.root, branch.commit, known.commit):
                found[branch.name] = branch
    mine = head.name.removeprefix("origin/")
    named = [Revision(branch.label, branch.commit) for name, branch in found.items() if name != mine]
    wanted = {one.commit: one for one in (*named, *against)}
    return [one for one in wanted.values() if one.commit != head.commit and not contains(repository.root, base.commit, one.commit)]


def side(name: str, title: str, papers: Papers, fork: Papers) -> Side | None:
    """Return an other proposal, under its own title or, without a file, one given; None for one that was taken back."""
    new = [paper for key, paper in papers.proposals().items() if key not in fork.found or fork.found[key].data != papers.found[key].data]
    if new and all(one.status == "withdrawn" for one in new):
        return None
    return Side(next((one.title or words(one.id) for one in new), title), name, papers, fork)


def meet(mine: OnBase, other: OnBase, today: date) -> tuple[Collision, ...]:
    """Return where two proposals collide once each stands on the base as it is now.

    Where one of them no longer fits the base by itself, that is its own collision and none of the two.
    """
    base, my, their = mine.base, mine.side, other.side
    if their.title == my.title:
        their = replace(their, title=f"{their.title} ({their.name})")
    together = base.with_texts({**mine.texts, **other.texts})
    trios = [_trio(key, base, mine.texts[key], other.texts[key]) for key in mine.texts if key in other.texts]
    found = collisions(my.party, their.party, trios, _judges(trios, together, base, today), their.name)
    if any(one.is_conflict for one in found):
        return found
    return (*found, *_across(my, their, (mine, other), today))


def _together(mine: OnBase, other: OnBase) -> Papers:
    """Return the base's documents as two proposals have both changed them that don't collide in any one."""
    both = {
        key: merge(_text(mine.base, key) or "", ours, theirs).text
        for key, ours in mine.texts.items() if ours is not None and (theirs := other.texts.get(key)) is not None and ours != theirs
    }
    return mine.base.with_texts({**mine.texts, **other.texts, **both})


def _across(my: Side, their: Side, both: tuple[OnBase, OnBase], today: date) -> Iterator[Collision]:
    """Find what only the two together break from one document to another: one takes away what the other one leads to.

    The warnings of a document that both change are known from merging it.
    """
    base = both[0].base
    try:
        together = _together(*both)
    except Unreadable:
        return
    titles = f"“{my.title}” and “{their.title}”"
    for key, paper in together.found.items():
        told = _ERRORS if all(key in one.texts for one in both) else _SERIOUS
        found = _findings(together, base, key, today, told)
        known = {one.fingerprint for apart in both for one in _findings(apart.papers, base, key, today, told)} if found else set()
        for one in found:
            if one.fingerprint not in known:
                kind, path, message = caused(one, titles, _called(key))
                yield Collision(their.name, their.title, with_base=False, kind=kind, file=paper.file, path=path, message=message)


def _findings(papers: Papers, rules: Papers, key: Key, today: date, told: frozenset[Severity]) -> list[Diagnostic]:
    paper = papers.found.get(key)
    found = judge(papers, rules, paper, paper.text, today) if paper else []
    return [one for one in found if one.severity in told]


def meet_base(mine: Side, base: Papers, name: str, today: date) -> tuple[Collision, ...]:
    """Return where a proposal collides with what the base has become since it was left."""
    theirs = Side(BASE_NOW, name, base, mine.fork)
    trios = [_trio(key, mine.fork, _text(mine.papers, key), _text(base, key)) for key in _changed(mine)]
    together = base.with_texts(mine.texts)
    return collisions(mine.party, theirs.party, trios, _judges(trios, together, base, today), name, with_base=True)


def onto(side: Side, base: Papers) -> dict[Key, str | None]:
    """Return the documents that a proposal changes, as they are on the base; without those that don't fit there."""
    found: dict[Key, str | None] = {}
    for key in _changed(side):
        was, now, there = (_text(papers, key) for papers in (side.fork, side.papers, base))
        if there in (was, now):
            found[key] = now
        elif was is not None and now is not None and there is not None:
            try:
                merged = merge(was, now, there)
            except Unreadable:
                continue
            if merged.clean:
                found[key] = merged.text
    return found


def _changed(side: Side) -> list[Key]:
    keys = dict.fromkeys((*side.papers.found, *side.fork.found))
    return [key for key in keys if _text(side.papers, key) != _text(side.fork, key)]


def _text(papers: Papers, key: Key) -> str | None:
    paper = papers.found.get(key)
    return paper.text if paper else None


def _trio(key: Key, base: Papers, ours: str | None, theirs: str | None) -> Trio[Key]:
    paper = base.found.get(key)
    value = paper.value if paper else None
    stages = value.stages if isinstance(value, Process) else {}
    file = paper.file if paper else f"{key.id}.yaml"
    return Trio(key, key.id, file, _called(key), _text(base, key), ours, theirs,
                {name: stage.title or words(name) for name, stage in stages.items()})


def _called(key: Key) -> str:
    return f"the {key.kind} “{words(key.id)}”"


def _judges(trios: Iterable[Trio[Key]], papers: Papers, rules: Papers, today: date) -> dict[Key, Judge]:
    def judging(key: Key) -> Judge:
        return lambda text: judge(papers, rules, papers.found[key], text, today)

    return {trio.key: judging(trio.key) for trio in trios if trio.key in papers.found}
