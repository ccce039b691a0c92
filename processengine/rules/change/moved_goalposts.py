"""A change moves what it, or an earlier one, is to be judged by.

What it reports
A measure that is redefined or removed while a proposal expects something of it: one that comes with this change, or one
that is open or released and not judged yet. Another kind for an outcome, and other sources, mappings or least numbers of
deals in library.yaml, while such a proposal waits. And, in a proposal that was released, an expectation that is no longer
the one that was stated.

Why it matters
What is expected is stated beforehand so that it can turn out wrong. Whoever may choose the measure afterwards is always
right. A metric that fails to validate is never quietly swapped for another.

Bad
    # file: base/library.yaml
    library: acme
    # file: base/new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}, within: 180 days}
    # file: library.yaml
    library: acme
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}, within: 720 days}
    # file: proposals/quicker.yaml
    proposal: quicker
    process: new-business
    expects:
      win-rate: {from: 0.21, to: 0.27, by: 2027-06-30}

Good
    # file: base/library.yaml
    library: acme
    # file: base/new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}, within: 180 days}
    # file: library.yaml
    library: acme
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}, within: 180 days}
    # file: proposals/quicker.yaml
    proposal: quicker
    process: new-business
    expects:
      win-rate: {from: 0.21, to: 0.27, by: 2027-06-30}

Exceptions
A measure's target, and a measure that is new with the proposal. The day up to which the data reach (`as_of`) moves on
with the data. A proposal that was withdrawn before its release, rejected, or judged.
"""

from collections.abc import Iterator

from processengine.change import Change
from processengine.diagnostic import Finding
from processengine.model.library import Library
from processengine.model.proposal import Proposal
from processengine.rules.change.proposing import is_about, own_proposals, waiting
from processengine.rules.change.revisions import at_the_base, changes_of, then
from processengine.rules.change.sources import judging_settings
from processengine.rules.subject import Subject

_HARMLESS = ("target", "baseline", "about")
_HELP = "Leave it as it is until that expectation is judged, or add a new measure beside it."


def check(subject: Subject) -> Iterator[Finding]:
    """Look at what judges: measures and outcomes of a process, the library's sources, a released proposal's expectations."""
    if subject.document.kind == "process":
        yield from _in_process(subject)
    elif subject.document.kind == "library":
        yield from _in_library(subject)
    else:
        yield from _in_proposal(subject)


def _in_process(subject: Subject) -> Iterator[Finding]:
    changeset = changes_of(subject, subject.process.id)
    judged = _judged_by(subject, subject.process.id)
    for change in changeset.atoms if changeset and judged else ():
        measure = _moved_measure(change)
        if measure in judged:
            yield _finding(change.path, f"`{measure}` is redefined while {_shown(judged[measure])} is to be judged by it.", judged[measure])
        elif change.kind == "stage-changed" and change.path.endswith(".outcome"):
            first = next(iter(judged.values()))
            yield _finding(change.path, f"An outcome becomes another one while {_shown(first)} is to be judged by outcomes.", first)


def _judged_by(subject: Subject, process: str) -> dict[str, Proposal]:
    """Return the measures of a process that somebody is to be judged by, each with a proposal that is."""
    found: dict[str, Proposal] = {}
    for proposal in waiting(subject):
        if is_about(proposal, process):
            for measure, expectation in proposal.expects.items():
                found |= dict.fromkeys((measure, *expectation.guard), proposal)
    for proposal in own_proposals(subject):
        if is_about(proposal, process):
            found |= {one.compare: proposal for one in proposal.claims.values() if isinstance(one.compare, str)}
    return found


def _moved_measure(change: Change) -> str:
    """Return the measure that a change gives another meaning, or none."""
    names = change.path.split(".")
    if names[0] != "measures" or change.kind == "measure-added" or names[-1] in _HARMLESS[: 3 if len(names) > 2 else 0]:
        return ""
    return names[1] if len(names) > 1 else ""


def _in_library(subject: Subject) -> Iterator[Finding]:
    earlier, now = then(subject), subject.value
    before = earlier.value if earlier is not None else None
    held = [one for one in waiting(subject) if one.expects] + [one for one in own_proposals(subject) if one.claims]
    for moved in judging_settings(before, now) if isinstance(before, Library) and isinstance(now, Library) and held else ():
        by = next((one for one in held if moved.process is None or is_about(one, moved.process)), None)
        if by is not None:
            message = f"What the deals are counted by changes while {_shown(by)} is to be judged by them."
            yield _finding(moved.path, message, by)


def _in_proposal(subject: Subject) -> Iterator[Finding]:
    earlier, now = then(subject), subject.proposal
    before = earlier.value if earlier is not None and isinstance(earlier.value, Proposal) else None
    if earlier is None or before is None or before.record is None:
        return
    for measure in dict.fromkeys((*before.expects, *now.expects)):
        if before.expects.get(measure) != now.expects.get(measure):
            yield Finding(
                f"What this proposal expected of `{measure}` was stated before its release, and is another thing now.",
                f"expects.{measure}",
                help="Write what was stated; what you expect now belongs in a new proposal.",
                values=(measure, now.id),
                related=(at_the_base(earlier, "as it was stated", f"expects.{measure}"),),
            )


def _shown(proposal: Proposal) -> str:
    return f"the proposal `{proposal.id}`"


def _finding(path: str, message: str, by: Proposal) -> Finding:
    return Finding(message, path, help=_HELP, values=(by.id,))
