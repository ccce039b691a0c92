"""What a review holds, as values: everything that a report tells a leader, and nothing of how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from processengine.change import Changeset, Impact
from processengine.diagnostic import Diagnostic
from processengine.model.process import Process
from processengine.model.proposal import Proposal, Ruling
from processengine.proposals.approvals import Standing
from processengine.proposals.conflicts import Collision
from processengine.proposals.facts import NOTHING_KNOWN, Facts
from processengine.proposals.policy import Agreement
from processengine.proposals.settings_told import SettingTold

Source = Literal["proposal", "request", "commits"]
"""Where title and why come from: the proposal file, the pull request's own text, or the messages of its commits."""


class Revision(NamedTuple):
    """One end of what is reviewed: what people call it, and its commit's full id."""

    name: str
    commit: str


class Author(NamedTuple):
    """Somebody who proposed or touched it; `id` is theirs in the base's library.yaml, empty where that doesn't know them."""

    id: str
    name: str
    email: str


@dataclass(frozen=True)
class Reason:
    """Title and why, as the author states them; nothing of it has been computed or checked."""

    title: str
    why: str
    source: Source
    authors: tuple[Author, ...]


@dataclass(frozen=True)
class Piece:
    """One document that changed: its changes, both revisions where it is a process, and its versions.

    `version` is what is written where the head left the base, `released` the last release's, empty where there is none;
    `next_version` is what a release would give once this is agreed, whatever else waits for one.
    """

    changeset: Changeset
    before: Process | None
    after: Process | None
    version: str
    next_version: str
    released: str = ""


@dataclass(frozen=True)
class Packet:
    """A proposal as its reviewers get it.

    `fork` is the commit where the head left the base, which the changes are told against; `base` is the base as it
    stands now, by whose policy it is judged. `findings` are those that the branch brings, `mended` those that it
    takes away. `others` counts the other open proposals that it was merged with. `unread` are files that can't be
    read, so that what changed in them can't be told; `besides` are changed files that are no process and no proposal.
    `skipped` are other proposals that can't be read, with the reason, so that nobody knows what they collide with.
    `refused` are sentences why it can't be judged as a whole, whatever it changes; `allowed` are the rules that its comments newly
    keep from being reported. `key` is what an approval is given to, empty where there is none: it can't be merged onto the base, or not be read.
    `standing` tells which approvals are there, None where nobody asked. `facts` are what the deals say. `settings` are the
    paths in library.yaml of people, policy, sources and mappings that change; `settings_changed` is whether there are any.
    `settings_told` are all that differ, those first.
    `ruled` is the base's ruling on it, `past` are expectations whose day is over, and `is_superseded` tells that the base
    holds all that it would change.
    """

    base: Revision
    head: Revision
    fork: str
    reason: Reason
    proposal: Proposal | None
    pieces: tuple[Piece, ...]
    findings: tuple[Diagnostic, ...]
    mended: tuple[Diagnostic, ...]
    agreements: tuple[Agreement, ...]
    collisions: tuple[Collision, ...]
    others: int
    base_moved: int
    besides: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    settings_changed: bool = False
    skipped: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    key: str = ""
    standing: Standing | None = None
    facts: Facts = NOTHING_KNOWN
    settings: tuple[str, ...] = ()
    settings_told: tuple[SettingTold, ...] = ()
    ruled: Ruling | None = None
    past: tuple[str, ...] = ()
    is_superseded: bool = False

    @cached_property
    def impact(self) -> Impact | None:
        """The most serious impact; None where no process and no journey changed."""
        found = [piece.changeset.impact for piece in self.pieces if piece.changeset.impact]
        return min(found, key=lambda impact: impact.rank, default=None)

    @property
    def changesets(self) -> Sequence[Changeset]:
        """The changes of all documents."""
        return [piece.changeset for piece in self.pieces]
