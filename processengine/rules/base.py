"""The base of a change: what a document's library was at another revision, and what happened since. Types only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from processengine.change import Changeset
    from processengine.model.base import Model
    from processengine.model.library import Library
    from processengine.model.process import Process
    from processengine.model.proposal import Proposal
    from processengine.syntax.document import Document, Kind

Name = tuple["Kind", str]
"""A document's kind and id."""


class Then(NamedTuple):
    """A document as it was: its model, its text to point into, and the name of its file."""

    value: "Model"
    document: "Document"
    file: str


class Released(NamedTuple):
    """A process as it was released: the version that its tag says, and what it was."""

    version: str
    process: "Process"


@dataclass(frozen=True)
class Base:
    """A library at the revision that a change started from, computed by whoever runs the rules.

    `label` is what people call that revision. Documents are known by the id that they have now: `then` holds what they
    were, and lacks those that are new; `changes` is what happened to each since. `meanwhile` is what happened to them
    on the base's own branch after the change had started from it, by the id that they had at the start. `proposals`
    are those of the library as it is now. `releases` holds each process's releases so far, the lowest version first.
    `library` are the settings that count for a change, the policy among them: those of the base's own branch as it is now.
    Its author can't have written them, and doesn't choose them either by starting from an early commit.
    """

    label: str
    then: Mapping[Name, Then] = field(default_factory=dict)
    changes: Mapping[Name, "Changeset"] = field(default_factory=dict)
    meanwhile: Mapping[Name, "Changeset"] = field(default_factory=dict)
    proposals: Mapping[str, "Proposal"] = field(default_factory=dict)
    releases: Mapping[str, tuple[Released, ...]] = field(default_factory=dict)
    library: "Library | None" = None

    def earlier_proposals(self) -> Mapping[str, "Proposal"]:
        """Return the proposals as they were at the base, by id."""
        from processengine.model.proposal import Proposal

        return {name: then.value for (_, name), then in self.then.items() if isinstance(then.value, Proposal)}
