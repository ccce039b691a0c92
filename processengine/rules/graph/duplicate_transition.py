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

from processengine.diagnostic import Edit, Finding, Fix, Mention
from processengine.model.process import Transition
from processengine.rules.places import transition_lists, ways_of
from processengine.rules.subject import Subject
from processengine.syntax.document import Document, children
from processengine.syntax.nodes import Entry, Mapping, Node, Scalar, span_of
from processengine.syntax.remedies import are_alike, has_comments


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
    listed: dict[str, list[Entry]] = {}
    for item in [] if entry is None else children(entry.value):
        listed.setdefault(item.key.value, []).append(item)
    for target, (first, *others) in listed.items():
        fix = _fix(subject.document, entry, f"{path}.{target}", first, others[0]) if entry and others else None
        for item in others:
            yield _finding(target, path, first, item, fix)


def _finding(target: str, path: str, first: Entry, item: Entry, fix: Fix | None) -> Finding:
    return Finding(
        f"`{target}` stands twice in one list.",
        f"{path}.{target}",
        span=span_of(item.key),
        help='Keep one of the two; where both conditions count, join them with "or".',
        values=(target,),
        related=(Mention(f"`{target}` stands here first", f"{path}.{target}", span=span_of(first.key)),),
        fix=fix,
    )


def _fix(document: Document, listed: Entry, path: str, first: Entry, second: Entry) -> Fix | None:
    """Offer to take out the one that adds nothing; where both say something, a person has to decide."""
    if _is_bare(second.value) or are_alike(first.value, second.value):
        safe = not has_comments(document, listed.value, second)
        return Fix("Take the second out", (Edit("remove-second", path),), safe)
    return Fix("Keep the one that says more", (Edit("remove", path),), safe=False) if _is_bare(first.value) else None


def _is_bare(item: Node) -> bool:
    """Tell whether an item of a list names its target and nothing else."""
    return isinstance(item, Scalar) or (isinstance(item, Mapping) and len(item.entries) == 1)
