"""A stage leads to the same target twice.

What it reports
A target that stands twice in one `next` or one `from_anywhere`, at the second; the first is named beside it.

Why it matters
There is one way from a stage to another. Two with different conditions are one with "or" between them, and whoever
compares two versions could not tell which of them changed. The idea comes from checkers of process diagrams.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        next:
          - won
          - to: won
            when: The board signs
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        next:
          - to: won
            when: The board signs
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A target in `next` that also stands in `from_anywhere` is no duplicate: the stage's own transition counts.
"""

from collections.abc import Collection, Iterator

from processengine.diagnostic import Finding, Mention
from processengine.model.process import Transition
from processengine.rules.places import transition_lists, ways_of
from processengine.rules.subject import Subject
from processengine.syntax.document import children
from processengine.syntax.nodes import Scalar, span_of


def check(subject: Subject) -> Iterator[Finding]:
    """Look for targets that stand twice in one list."""
    if any(_has_repeated(transitions) for transitions in transition_lists(subject) if len(transitions) > 1):
        for ways in ways_of(subject.process):
            if _has_repeated(ways.transitions):
                yield from _repeated(subject, ways.path)


def _has_repeated(transitions: Collection[Transition]) -> bool:
    return len({way.to for way in transitions}) < len(transitions)


def _repeated(subject: Subject, path: str) -> Iterator[Finding]:
    entry = subject.document.at(path)
    first: dict[str, Scalar] = {}
    for item in [] if entry is None else children(entry.value):
        target = item.key.value
        if target not in first:
            first[target] = item.key
            continue
        yield Finding(
            f"`{target}` stands twice in one list.",
            f"{path}.{target}",
            span=span_of(item.key),
            help='Keep one of the two; where both conditions count, join them with "or".',
            values=(target,),
            related=(Mention(f"`{target}` stands here first", f"{path}.{target}", span=span_of(first[target])),),
        )
