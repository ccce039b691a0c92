"""A new proposal that takes back what another one changed: the state before it, merged by meaning into what is agreed now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.errors import CannotRun
from processengine.git.refs import current
from processengine.git.repository import Repository
from processengine.model.base import words
from processengine.model.nearest import did_you_mean
from processengine.model.proposal import REJECTED, Proposal
from processengine.propose.edited import Edited
from processengine.propose.making import Wish, changed, gone
from processengine.propose.moves import stages
from processengine.release.state import Ground, parents
from processengine.review.documents import Papers, papers
from processengine.ruling.brought import bringing
from processengine.ruling.merged import Trio, onto
from processengine.sides.place import Commit, on_disk
from processengine.syntax.edit import Add, apply

_LONGEST = 64


@dataclass(frozen=True)
class Reverted:
    """The edits that take a proposal back, and what is known of the new one; sentences where they conflict with what came later."""

    edited: Edited
    wish: Wish
    changes: Sequence[Changeset] = ()
    conflicts: tuple[str, ...] = ()


def reverted(edited: Edited, proposal: str, wish: Wish) -> Reverted:
    """Return what takes back a proposal that was accepted; raise CannotRun where there is nothing to take back.

    The base of the merge is what its commit made, one side what is agreed now, the other what was before that commit.
    """
    here = _ground(edited)
    path, found = _accepted(edited, proposal, here)
    commit = bringing(here, path)
    before = parents(here, commit) if commit else ()
    if commit is None or not before:
        raise CannotRun(f"{proposal} came with the first commit that is known here, so nobody can tell what was before it.")
    then, made, now = (_papers(here.repository, one) for one in (before[0], commit, here.repository.commit("HEAD")))
    merged = onto(here.repository, Trio(commit, before[0], here.repository.commit("HEAD"), (made, then, now)), "proposal")
    if merged.conflicts:
        return Reverted(edited, wish, conflicts=merged.conflicts)
    contents = {path: data for path, data in merged.contents.items() if not path.endswith("CHANGELOG.md")}
    after = edited.only(()).having(contents)
    if not after.contents:
        raise CannotRun(f"Nothing of {proposal} is left on {here.branch}, so there is nothing to take back.")
    back = _back(found, then, made)
    after = _with_former_ids(after, back)
    changes = changed(after)
    title = wish.title or f"Take back “{found.title or words(found.id)}”"
    named = replace(wish, title=title, id=wish.id or f"revert-{proposal}"[:_LONGEST].rstrip("-"))
    return Reverted(after, replace(named, moves={**_moves(after, changes, back), **wish.moves}), changes)


def remove_gone(edited: Edited) -> None:
    """Take files off the disk that a revert takes away, where they still are as they were."""
    for path, data in edited.contents.items():
        place = on_disk(edited.repository, path)
        if data is None and place.is_file():
            place.unlink()


def _ground(edited: Edited) -> Ground:
    """Return where it is done: on the default branch."""
    repository = edited.repository
    branch = current(repository.root)
    default = repository.default_branch().removeprefix("refs/heads/").removeprefix("refs/remotes/origin/")
    if branch != default:
        raise CannotRun(f"What is agreed is on {default}; go there first: git switch {default}")
    return Ground(repository, branch, edited.top)


def _accepted(edited: Edited, proposal: str, here: Ground) -> tuple[str, Proposal]:
    known = {key.id: (edited.head.found[key].file, one) for key, one in edited.head.proposals().items()}
    if proposal not in known:
        raise CannotRun(f"{here.branch} holds no proposal `{proposal}`.{did_you_mean(proposal, known)}")
    file, one = known[proposal]
    if one.record is not None and one.record.ruling == REJECTED:
        raise CannotRun(f"{proposal} was rejected, so nothing of it is there to take back.")
    return file, one


def _papers(repository: Repository, commit: str) -> Papers:
    return papers(Commit(commit, repository, commit, ""))


def _back(proposal: Proposal, then: Papers, made: Papers) -> dict[str, str]:
    """Return where deals came from, by the stage where a proposal has put them; not where they came from several."""
    onward = Counter(proposal.moves.values())
    return {**_renamed(then, made), **{new: old for old, new in proposal.moves.items() if onward[new] == 1}}


def _with_former_ids(after: Edited, back: Mapping[str, str]) -> Edited:
    """Return the edits with `was` for stages that get an id back and are otherwise much the same: their deals stay with them."""
    sides = _sides(after)
    for one, other in zip(changesets(*sides), changesets(*sides, rename_threshold=1), strict=True):
        paper = next((paper for paper in after.now.of("process") if paper.file == one.after_file), None)
        renamed = [name for name in gone([other]) if name not in gone([one]) and name in back]
        there = stages(after.now, one.id)
        edits = [Add(f"stages.{back[name]}.was.{name}", name) for name in renamed if back[name] in there]
        if paper is not None and edits:
            after = after.having({paper.file: apply(paper.data.decode(), edits).encode()})
    return after


def _sides(after: Edited) -> tuple[list[Revision], list[Revision]]:
    unread = after.head.unread() | after.now.unread()
    return after.head.revisions(unread), after.now.revisions(unread)


def _moves(after: Edited, changes: Sequence[Changeset], back: Mapping[str, str]) -> dict[str, str]:
    """Return where deals go on from stages that the revert takes away: back to where they came from, if that was one stage."""
    there = {name for one in changes if one.kind == "process" for name in stages(after.now, one.id)}
    return {name: back[name] for name in gone(changes) if back.get(name) in there}


def _renamed(then: Papers, made: Papers) -> Mapping[str, str]:
    found = changesets(then.revisions(), made.revisions())
    return {
        atom.path.removeprefix("stages."): str(atom.before) for one in found for atom in one.atoms if atom.kind == "stage-renamed"
    }
