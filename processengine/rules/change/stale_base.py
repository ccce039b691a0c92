"""The base has changed what this proposal is about.

What it reports
An element that this change touches and that the base's branch has touched otherwise since the two parted. And in a
proposal, a stage, criterion, play, kit or measure that its claims, expectations or moves name and that the base has
changed meanwhile.

Why it matters
The proposal was thought through, computed and agreed to on something that is no longer there. It may merge without a
conflict and still be wrong.

Bad
    # file: base/new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: upstream/new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 60, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, probability: 20, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: base/new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: upstream/new-business.yaml
    process: new-business
    title: Business with new clients
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, probability: 20, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
What both changed in the same way. An element that the base added inside of one that is changed here.
"""

from collections.abc import Iterator

from processengine.change import Change, Changeset
from processengine.diagnostic import Finding
from processengine.model.measure import Event
from processengine.model.proposal import Proposal
from processengine.rules.change.proposing import is_proposed_here
from processengine.rules.change.revisions import PROCESS, base_of, earlier_ids, then
from processengine.rules.subject import Subject

Names = tuple[str, ...]


def check(subject: Subject) -> Iterator[Finding]:
    """Compare what changed here with what changed on the base's branch, element by element."""
    if subject.document.kind == "proposal":
        if subject.proposal.process is not None and is_proposed_here(subject):
            yield from _named(subject, subject.proposal, subject.proposal.process)
        return
    kind, earlier = subject.document.kind, then(subject)
    if kind is None or earlier is None:
        return
    base, name = base_of(subject), subject.document.id
    ours, theirs = base.changes.get((kind, name)), base.meanwhile.get((kind, getattr(earlier.value, "id", name)))
    if ours is not None and theirs is not None:
        yield from _both(ours, theirs, base.label)


def _both(ours: Changeset, theirs: Changeset, label: str) -> Iterator[Finding]:
    same = {one.fingerprint for one in theirs.atoms}
    touched = {_element(one, theirs): one for one in reversed(theirs.atoms)}
    told: set[Names] = set()
    for change in ours.atoms:
        element = _element(change, ours)
        other = touched.get(element) or _whole(touched, element)
        if other is not None and change.fingerprint not in same and element not in told:
            told.add(element)
            yield Finding(
                f"{label} has changed this too since you started: {other.message}",
                change.path,
                help=f"Merge {label} into your branch and look at both changes together.",
                values=(other.fingerprint,),
            )


def _named(subject: Subject, proposal: Proposal, process: str) -> Iterator[Finding]:
    base = base_of(subject)
    theirs = next((one for (kind, name), one in base.meanwhile.items() if kind == PROCESS and name == process), None)
    if theirs is None:
        return
    touched = {_element(one, theirs): one for one in reversed(theirs.atoms)}
    for path, element in _elements(proposal):
        other = touched.get(element) or _whole(touched, element)
        if other is not None:
            yield Finding(
                f"{base.label} has changed what this is about since you started: {other.message}",
                path,
                help=f"Merge {base.label} into your branch and look whether it still holds.",
                values=(other.fingerprint,),
            )


def _whole(touched: dict[Names, Change], element: Names) -> Change | None:
    """Return the change that took away, or renamed, something that an element stands in."""
    for count in range(len(element) - 1, 1, -1):
        found = touched.get(element[:count])
        if found is not None and found.kind.endswith("-removed"):
            return found
    return None


def _element(change: Change, changeset: Changeset) -> Names:
    """Return the element that a change is about, by the base's ids; of a field, the element that has it."""
    names = change.path.split(".")
    if change.kind.endswith("-changed"):
        names = names[:-1]
    if names[:1] == ["stages"] and len(names) > 1 and not change.kind.endswith("-removed"):
        names[1] = earlier_ids(changeset).get(names[1], names[1])
    return tuple(names)


def _elements(proposal: Proposal) -> Iterator[tuple[str, Names]]:
    """Yield what a proposal names, each with the path where it does."""
    for stage in proposal.moves:
        yield f"moves.{stage}", ("stages", stage)
    for measure, expectation in proposal.expects.items():
        yield f"expects.{measure}", ("measures", measure)
        for guard in expectation.guard:
            yield f"expects.{measure}.guard.{guard}", ("measures", guard)
    for name, claim in proposal.claims.items():
        if isinstance(claim.compare, str):
            yield f"claims.{name}", ("measures", claim.compare)
        duration = () if claim.duration is None else (claim.duration.from_, claim.duration.to)
        ratio = () if claim.ratio is None else (claim.ratio.of, claim.ratio.per)
        events = (claim.share, claim.count, claim.where, *(claim.among or ()), *duration, *ratio)
        yield from dict.fromkeys((f"claims.{name}", element) for event in events if event for element in _of_event(event))


def _of_event(event: Event) -> Iterator[Names]:
    if event.reached is not None and "/" not in event.reached:
        yield "stages", event.reached
    for key, named in (("exit_criteria", event.criterion), ("plays", event.play)):
        if named is not None:
            stage, _, name = named.partition("/")
            yield "stages", stage, key, name
    if event.kit is not None:
        yield "kits", event.kit
