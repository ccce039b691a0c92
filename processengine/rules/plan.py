"""Which rules run: what the settings say of a kind of document, and what of it is awake for one document."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from processengine.rules.index import INDEX
from processengine.rules.listing import Check, Listing, RuleSet, Topic
from processengine.rules.subject import Subject
from processengine.rules.topics import opened
from processengine.syntax.document import Kind

_GIVEN: Final[frozenset[Topic]] = frozenset({"base", "deals"})
"""Topics that whoever runs the rules opens, not the file."""

_OF_OTHERS: Final[frozenset[Topic]] = _GIVEN | {"reviewed"}
"""Topics that a document that is no process may open."""


class Step:
    """A rule that runs once its topics are open."""

    def __init__(self, listing: Listing, topics: frozenset[Topic]) -> None:
        self.listing = listing
        self.topics = topics

    @cached_property
    def check(self) -> Check:
        """The rule's check; its file is opened when first asked for."""
        return self.listing.check


class Plan:
    """The rules that run on one kind of document, the same for every file; `topics` are all that some rule waits for."""

    def __init__(self, kind: Kind, steps: Iterable[Step]) -> None:
        self.kind = kind
        self.steps = tuple(steps)
        self.topics = frozenset(topic for step in self.steps for topic in step.topics)

    def awake(self, subject: Subject) -> list[Step]:
        """Return what runs on a document: all but the rules of which a topic rests."""
        topics = opened(subject, self.topics if self.kind == "process" else self.topics & _OF_OTHERS)
        return [step for step in self.steps if step.topics <= topics]


def plan_of(kind: Kind, runs: Callable[[Listing], bool], *, wide_awake: bool) -> Plan:
    """Return the plan for a kind of document: the rules that `runs` lets run, in the order of the index.

    Rules of correctness never rest, and no rule does where everything is wide awake; but nothing can be held against a
    base, or against deals, that nobody gave.
    """
    listings = (one for one in INDEX if kind in one.kinds and not one.is_read_from_text and runs(one))
    return Plan(kind, (Step(one, _topics(one, wide_awake=wide_awake)) for one in listings))


def _topics(listing: Listing, *, wide_awake: bool) -> frozenset[Topic]:
    if wide_awake or listing.set is RuleSet.CORRECTNESS:
        return _GIVEN.intersection(listing.topics)
    return frozenset(listing.topics).difference({"always"})
