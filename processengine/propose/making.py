"""From what somebody has edited to a proposal that is ready to be kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from processengine.change import Changeset, Impact
from processengine.diagnostic import Diagnostic, Severity
from processengine.diff.changeset import changesets
from processengine.errors import CannotRun
from processengine.git.identity import Identity
from processengine.git.refs import current
from processengine.model.base import is_id, slug, words
from processengine.model.nearest import did_you_mean
from processengine.model.process import Process
from processengine.proposals.naming import id_of, title_of
from processengine.proposals.policy import Agreement, agreement, people_with
from processengine.proposals.settings import deciding, reshaped
from processengine.proposals.template import Form, render, why_text
from processengine.propose.edited import Edited
from processengine.propose.moves import refuse_unknown
from processengine.review.documents import Key, Paper
from processengine.review.judging import Held, brought
from processengine.review.range import FOLDER
from processengine.syntax.edit import Operation, Set, apply
from processengine.syntax.edit.operation import Add

if TYPE_CHECKING:
    from processengine.model.proposal import Proposal


@dataclass(frozen=True)
class Wish:
    """What the proposer has said; what is empty is left to us, or as it is."""

    title: str = ""
    why: str = ""
    id: str = ""
    author: str = ""
    moves: Mapping[str, str] = field(default_factory=dict)
    status: str = ""


@dataclass(frozen=True)
class Proposed:
    """A proposal ready to be kept: its branch, its file, all contents that it changes, and what they come to.

    `is_next` tells that it is a further revision, on the branch that the user is on. `errors` are those that the edit
    brings into processes, `unsaid` what is wrong in the proposal file alone. `was` is the status that it had and
    `before` its title, both empty for a new one.
    """

    id: str
    title: str
    status: str
    is_next: bool
    file: str
    edited: Edited
    changesets: Sequence[Changeset]
    errors: tuple[Diagnostic, ...]
    unsaid: tuple[Diagnostic, ...]
    author: str
    was: str = ""
    before: str = ""

    @property
    def branch(self) -> str:
        """The name of its branch."""
        return f"{FOLDER}{self.id}"


def changed(edited: Edited) -> list[Changeset]:
    """Return what the edits come to, the most serious document first."""
    unread = edited.now.unread() | edited.head.unread()
    found = [one for one in changesets(edited.head.revisions(unread), edited.now.revisions(unread)) if one.impact is not None]
    return sorted(found, key=lambda one: one.impact.rank if one.impact else 9)


def gone(changes: Iterable[Changeset]) -> dict[str, str]:
    """Return the stages, by id with their titles, that are taken away; outcomes hold no deals in flight."""
    return {
        atom.path.removeprefix("stages."): (atom.before or {}).get("title") or words(atom.path.removeprefix("stages."))
        for one in changes if one.after_file for atom in one.atoms
        if atom.kind == "stage-removed" and not (atom.before or {}).get("outcome")
    }


def process_of(edited: Edited, argument: str) -> Paper:
    """Return the process that an argument means, by id or file; raise CannotRun where there is none."""
    found = [one for one in edited.now.of("process") if argument in (one.key.id, one.file, PurePosixPath(one.file).name)]
    if len(found) == 1:
        return found[0]
    known = sorted({one.key.id for one in edited.now.of("process")})
    if found:
        raise CannotRun(f"`{argument}` is more than one file here: {', '.join(one.file for one in found)}. Name one by its file.")
    hint = did_you_mean(argument, known) or f" There are {', '.join(known)}."
    raise CannotRun(f"There is no process `{argument}` here.{hint}")


def current_id(edited: Edited) -> str:
    """Return the id of the proposal whose branch the user is on; empty for another branch."""
    branch = current(edited.repository.root)
    return branch.removeprefix(FOLDER) if branch.startswith(FOLDER) else ""


def written(edited: Edited) -> "tuple[Key, Proposal] | None":
    """Return the proposal file that belongs to these edits: that of the branch, else a new one that was written by hand."""
    proposals, here = edited.now.proposals(), current_id(edited)
    for key, proposal in proposals.items():
        if key.id == here or (not here and edited.now.found[key].file in edited.contents and key not in edited.head.found):
            return key, proposal
    return None


def proposed(edited: Edited, wish: Wish, who: Identity, today: date) -> Proposed:
    """Return the proposal of some edits; raise CannotRun where it can't be named or written."""
    changes, there = changed(edited), written(edited)
    home = _home(edited, changes)
    library = edited.head.library(home)
    author = wish.author or next(iter(people_with(library, [who.email])), "")
    asked = agreement(library, _impact(changes), {author, *people_with(library, [who.email])} - {""},
                      settings_changed=_has_other_settings(edited, home, changes))
    id_, title = _named(edited, wish, changes, there, today)
    process = (there[1].process if there else None) or _process_id(edited, changes)
    refuse_unknown(edited, process, wish.moves)
    if there is None:
        file = "/".join(filter(None, [home, "proposals", f"{id_}.yaml"]))
        if file in edited.now.files:
            raise CannotRun(f"{file} is there already; give this proposal another id with --id.")
        form = replace(_form(edited, wish, changes, asked), id=id_, title=title, author=author, opened=today)
        text = render(form)
    else:
        file, text = edited.now.found[there[0]].file, _rewritten(edited.now.found[there[0]], wish)
    after = edited.having({file: text.encode()})
    judged = brought(after.now, Held("HEAD", after.head, after.head, changes), today)
    errors = [one for one in judged.findings if one.severity is Severity.ERROR]
    proposal = next((one for key, one in after.now.proposals().items() if after.now.found[key].file == file), None)
    earlier = next((one for key, one in edited.head.proposals().items() if edited.head.found[key].file == file), None)
    return Proposed(
        id_, title, proposal.status if proposal else "open", bool(current_id(edited)), file, after, changes,
        tuple(one for one in errors if one.file != file), tuple(one for one in errors if one.file == file), author,
        earlier.status if earlier else "", earlier.title if earlier else "",
    )


def suggested(changes: Sequence[Changeset]) -> str:
    """Return the title of a proposal whose author gives it none."""
    return title_of(next(iter(changes), None))


def _named(
    edited: Edited, wish: Wish, changes: Sequence[Changeset], there: "tuple[Key, Proposal] | None", today: date
) -> tuple[str, str]:
    """Return the id and the title: as said, as the file has them, else by what changes first."""
    here = current_id(edited)
    if here and wish.id and wish.id != here:
        raise CannotRun(f"You are on the branch of {here}, and what you edit there belongs to it. "
                        "For another proposal go back to what is agreed first: git switch main")
    title = wish.title or (there[1].title or words(there[0].id) if there else "") or suggested(changes)
    id_ = wish.id or here or (there[0].id if there else "") or id_of(title, _process_id(edited, changes), today)
    if there and id_ != there[0].id:
        raise CannotRun(f"{edited.now.found[there[0]].file} says that its id is {there[0].id}; leave --id out, or change it there.")
    if not is_id(id_):
        raise CannotRun(f"`{id_}` can't be the id of a proposal: write small letters, digits and hyphens, like {slug(id_)}.")
    return id_, title


def _form(edited: Edited, wish: Wish, changes: Sequence[Changeset], asked: Agreement) -> Form:
    """Return what is known of a new proposal from its edits; who it is by and what it is called is not."""
    process = next((one for one in changes if one.kind == "process"), None)
    paper = next((one for one in edited.now.of("process") if process and one.file == process.after_file), None)
    value = paper.value if paper and isinstance(paper.value, Process) else None
    stays = tuple(name for name, stage in value.stages.items() if stage.outcome is None) if value else ()
    return Form(
        "", "", _process_id(edited, changes), "", date.min, wish.status or "open", wish.why, gone(changes), wish.moves, stays,
        tuple(value.measures) if value else (), asked.claims, asked.expects,
    )


def _process_id(edited: Edited, changes: Sequence[Changeset]) -> str:
    """Return the process that a proposal is about: the one that changes most seriously, else the first that is edited."""
    found = [one.id for one in changes if one.kind == "process"]
    found += [key.id for path in edited.contents if (key := edited.key_at(path)) is not None and key.kind == "process"]
    found += [one.key.id for one in edited.now.of("process")]
    return next(iter(found), "new-business")


def _rewritten(paper: Paper, wish: Wish) -> str:
    """Return a proposal file with what was said now in its place; everything else stays as it is."""
    operations: list[Operation] = []
    said = {"title": wish.title, "why": why_text(wish.why) if wish.why else "", "author": wish.author, "status": wish.status}
    for key, value in said.items():
        if value:
            operations.append(Set(key, value) if paper.document.at(key) else Add(key, value))
    for old, new in wish.moves.items():
        path = f"moves.{old}"
        operations.append(Set(path, new) if paper.document.at(path) else Add(path, new))
    text = paper.data.decode()
    return apply(text, operations) if operations else text


def _home(edited: Edited, changes: Sequence[Changeset]) -> str:
    """Return the folder of the library that is edited."""
    files = [one.after_file or one.before_file or "" for one in changes] + list(edited.contents)
    keys = [key for file in files if (key := edited.key_at(file)) is not None]
    return next((key.home for key in keys), edited.top)


def _has_other_settings(edited: Edited, home: str, changes: Sequence[Changeset]) -> bool:
    before = edited.head.library(home)
    return before is not None and bool(deciding(before, edited.now.library(home), reshaped(changes)))


def _impact(changes: Sequence[Changeset]) -> Impact | None:
    return min((one.impact for one in changes if one.impact), key=lambda impact: impact.rank, default=None)
