"""From a repository and a range to the packet that reviewers get."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from processengine.change import Changeset, Impact
from processengine.collector import collector_paused
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision as DocumentRevision
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.refs import Made, ahead, history
from processengine.git.tags import Tag, tags
from processengine.proposals.facts import NOTHING_KNOWN, Facts
from processengine.proposals.packet import Packet, Piece, Reason, Revision
from processengine.proposals.policy import Agreement, agreement, people_with
from processengine.proposals.settings import deciding, reshaped
from processengine.review.documents import Key, Papers, papers
from processengine.review.judging import Brought, Held, brought
from processengine.review.others import OnBase, Side, meet, meet_base, other_branches, side
from processengine.review.placed import home_of, homes_of, lost, process_at, told_files, touched_libraries
from processengine.review.range import FOLDER, Range
from processengine.review.reasons import reason
from processengine.review.settings import settled
from processengine.review.shared import Shared
from processengine.review.versions import Versions, due, released
from processengine.review.whole import newly_allowed, own_source, refused
from processengine.sides.place import Commit
from processengine.since import Read

if TYPE_CHECKING:
    from processengine.model.proposal import Proposal
    from processengine.proposals.conflicts import Collision


@dataclass(frozen=True)
class Asked:
    """What a review was asked for besides its range: the request's own title and text, more to compare with, and what the deals say."""

    title: str = ""
    why: str = ""
    against: tuple[Revision, ...] = ()
    with_others: bool = True
    facts: Facts = NOTHING_KNOWN


@dataclass(frozen=True)
class Gathering:
    """A review in the making; `top` is the folder, from the repository's top, that holds the library.

    `shared` is what it has in common with other reviews of the same folder of the repository.
    """

    repository: Repository
    range: Range
    top: str
    today: date
    asked: Asked = Asked()
    shared: Shared = field(default_factory=Shared, repr=False, compare=False)

    def packet(self) -> Packet:
        """Return all that the review holds, but for its key and its approvals."""
        with collector_paused():
            told = settled(self.fork, self.head, {where: self._settings(where) for where in self.homes})
            return Packet(
                self.range.base, self.range.head, self.range.fork, self.reason, self.proposal, self.pieces,
                self.brought.findings, self.brought.mended, self.agreements,
                self.collisions(), len(self.others), self.base_moved, tuple(one for one in self.besides() if one not in told.files), tuple(self.unread_files()),
                bool(self.settings), tuple(one for one in self._sides if isinstance(one, str)),
                refused=tuple(self._refused()), allowed=newly_allowed(self.fork, self.head), facts=self.asked.facts, settings=self.settings, settings_told=told.told,
            )

    def papers(self, revision: Revision) -> Papers:
        """Return the documents at a commit."""
        return self.shared.at(revision.commit, lambda: papers(Commit(revision.name, self.repository, revision.commit, self.top)))

    @cached_property
    def base(self) -> Papers:
        """The base as it is now."""
        return self.papers(self.range.base)

    @cached_property
    def fork(self) -> Papers:
        """The base where the head left it."""
        is_same = self.range.fork == self.range.base.commit
        return self.base if is_same else self.papers(Revision(self.range.base.name, self.range.fork))

    @cached_property
    def head(self) -> Papers:
        """What is proposed."""
        return self.papers(self.range.head)

    @cached_property
    def commits(self) -> list[Made]:
        """What the head has and the base has not, newest first."""
        return history(self.repository.root, self.range.base.commit, self.range.head.commit)

    @cached_property
    def base_moved(self) -> int:
        """How many commits the base has that the head has not."""
        return ahead(self.repository.root, self.range.head.commit, self.range.base.commit)

    @cached_property
    def changed_files(self) -> list[str]:
        """The files that differ from where the head left the base, sorted."""
        before, after = self.fork.files, self.head.files
        return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))

    @cached_property
    def proposal_key(self) -> Key | None:
        """The proposal file that the head adds or changes; of several the one that its branch is named after."""
        new = self._new_proposals
        named = self.range.head.name.rpartition(FOLDER)[2]
        return next((key for key in new if key.id == named), next(iter(new), None))

    @cached_property
    def _new_proposals(self) -> list[Key]:
        """The proposal files that the head adds or changes; one that the base has ruled on is nobody's any more."""
        ruled = {key for key, one in self.base.proposals().items() if one.record is not None}
        return [key for key in self.head.proposals() if key not in ruled and self.head.found[key].file in self.changed_files]

    @cached_property
    def proposal(self) -> "Proposal | None":
        """The proposal, where there is a file of one."""
        return self.head.proposals()[self.proposal_key] if self.proposal_key else None

    @cached_property
    def reason(self) -> Reason:
        """Title and why."""
        return reason(self.proposal, self.asked.title, self.asked.why, self.commits, self.base.library(self.home))

    @cached_property
    def home(self) -> str:
        """The folder of the library that the proposal belongs to: its own, else the first that it touches."""
        if self.proposal_key:
            return self.proposal_key.home
        return next(iter(self.homes), "")

    @cached_property
    def homes(self) -> list[str]:
        """The folders of the libraries in which a file changed, in the order of their names; all where it changed in none."""
        return touched_libraries(self.changed_files, self.base, self.fork, self.head)

    @cached_property
    def unread(self) -> frozenset[Key]:
        """Processes and journeys that can't be read on a side, or not any more, so that their changes can't be told."""
        return frozenset({*self.fork.unread(), *self.head.unread(), *lost(self.fork, self.head)})

    def unread_files(self) -> list[str]:
        """Return the changed files that can't be read."""
        found = {papers_.found[key].file for papers_ in (self.fork, self.head) for key in self.unread if key in papers_.found}
        return sorted(file for file in found if file in self.changed_files)

    @cached_property
    def changesets(self) -> Sequence[Changeset]:
        """What changed, document by document."""
        return [one for one in changesets(self.before, self.after) if one.impact is not None]

    @cached_property
    def before(self) -> list[DocumentRevision]:
        """The processes and journeys where the head left the base, but for those that can't be read."""
        return self.fork.revisions(self.unread)

    @cached_property
    def after(self) -> list[DocumentRevision]:
        """The processes and journeys that are proposed, but for those that can't be read."""
        return self.head.revisions(self.unread)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The changes with both revisions."""
        found = [self._piece(one) for one in self.changesets]
        return tuple(sorted(found, key=lambda piece: piece.changeset.impact.rank if piece.changeset.impact else 9))

    def _piece(self, changeset: Changeset) -> Piece:
        before, after = (process_at(papers_, file) for papers_, file in (
            (self.fork, changeset.before_file), (self.head, changeset.after_file)))
        released, following = self._versions.get(Key(home_of(changeset, self.head, self.fork), "process", changeset.id), (None, ""))
        return Piece(changeset, before, after, before.version if before else "", following if after else "", released or "")

    @cached_property
    def _versions(self) -> Versions:
        """What was released last, and what a release would give, of each process that it changes and leaves there."""
        wanted = [Key(home_of(one, self.head, self.fork), "process", one.id) for one in self.changesets if one.kind == "process" and one.after_file]
        return due(self.repository, self.range.head.commit, self.agreed, self._tags, wanted)

    @cached_property
    def _tags(self) -> list[Tag]:
        return tags(self.repository.root, self.range.base.commit)

    @cached_property
    def brought(self) -> Brought:
        """The findings that it brings and those that it mends."""
        releases = {where: self._releases(where) for where in self.homes}
        return brought(self.head, Held(self.range.base.name, self.fork, self.base, self.changesets, releases), self.today)

    def _releases(self, where: str) -> list[tuple[str, list[Read]]]:
        """Return the release tags of the library in a folder that the base holds, with the documents of each."""
        place = (self.range.base.commit, where)
        if place not in self.shared.releases:
            self.shared.releases[place] = list(released(self.repository, self._tags, self.base.library(where), where))
        return self.shared.releases[place]

    @cached_property
    def settings(self) -> tuple[str, ...]:
        """The settings that it changes of people, policy, sources and mappings, by their paths in library.yaml."""
        return tuple(dict.fromkeys(path for where in self.homes for path in self._settings(where)))

    def _settings(self, where: str) -> tuple[str, ...]:
        """Return those of the library in a folder; one for a folder that held nothing takes nothing from anybody."""
        before = self.fork.library(where)
        if before is None and not any(paper.file.startswith(f"{where}/" if where else "") for paper in self.fork.found.values()):
            return ()
        found = deciding(before, self.head.library(where), reshaped(self.changesets))
        return (*found, *own_source(self.base.library(where), where, self.changed_files))

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """Who must agree, for each library that it touches."""
        return tuple(self._agreements())

    def _agreements(self) -> Iterable[Agreement]:
        for where in self.homes or [self.home]:
            library = self.base.library_above(where)
            never = people_with(library, [one.email for one in self.reason.authors])
            never |= {one.id for one in self.reason.authors if one.id}
            yield agreement(library, self._impact(where), never, settings_changed=bool(self._settings(where)))

    def _impact(self, where: str) -> Impact | None:
        """Return the most serious impact on a library, also of what is carried off into another one."""
        found = [one.impact for one in self.changesets if one.impact and where in homes_of(one, self.head, self.fork)]
        return min(found, key=lambda impact: impact.rank, default=None)

    @cached_property
    def others(self) -> list[Side]:
        """The other open proposals that can be read."""
        return [one for one in self._sides if isinstance(one, Side)]

    @cached_property
    def _sides(self) -> list[Side | str]:
        if not self.asked.with_others:
            return []
        found = other_branches(self.repository, self.range.base, self.range.head, self.asked.against)
        ruled = {key.id for key, one in self.base.proposals().items() if one.record is not None}
        return [one for other in found if other.name.rpartition(FOLDER)[2] not in ruled and (one := self._side(other)) is not None]

    def _side(self, other: Revision) -> Side | str | None:
        """Return an other proposal; what is wrong with one that can't be read, and None for one that was taken back."""
        try:
            fork = self.repository.merge_base(self.range.base.commit, other.commit)
            known = self.base if fork == self.range.base.commit else self.papers(Revision(self.range.base.name, fork))
            commits = history(self.repository.root, fork, other.commit)
            return side(other.name, reason(None, "", "", commits, None).title, self.papers(other), known)
        except CannotRun as error:
            return f"{other.name}: {error}"

    @cached_property
    def base_collisions(self) -> "tuple[Collision, ...]":
        """Where it collides with the base as it is now."""
        return () if self.fork is self.base else meet_base(self.side, self.base, self.range.base.name, self.today)

    def collisions(self) -> "tuple[Collision, ...]":
        """Return where it collides with the base as it is now and with other open proposals."""
        found = list(self.base_collisions)
        for one in self.others:
            found += meet(self.on_base, OnBase(one, self.base), self.today)
        return tuple(found)

    @cached_property
    def side(self) -> Side:
        """The proposal as it is merged."""
        return Side(self.reason.title, self.range.head.name, self.head, self.fork)

    @cached_property
    def on_base(self) -> OnBase:
        """The proposal on the base as it is now."""
        return OnBase(self.side, self.base)

    @cached_property
    def agreed(self) -> Papers:
        """The documents of the base as they will be once it is agreed."""
        return self.on_base.agreed

    @cached_property
    def agreed_changes(self) -> Sequence[Changeset]:
        """What changes on the base once it is agreed, document by document."""
        return changesets(self.base.revisions(), self.agreed.revisions())

    def _refused(self) -> Iterable[str]:
        opened = [key.id for key in self._new_proposals if key not in self.fork.found]
        return refused(self.repository, self.range, [made.commit for made in self.commits], opened)

    def besides(self) -> Iterable[str]:
        """Return the changed files that are no process, no journey and no proposal."""
        told = told_files(self.fork, self.head) | ({self.head.found[self.proposal_key].file} if self.proposal_key else set())
        return [path for path in self.changed_files if path not in told]
