"""A change moves what it, or an earlier one, is to be judged by.

What it reports
A measure that is redefined or removed while a proposal expects something of it: one that comes with this change, or one
that is open or released and not judged yet. While such a proposal waits also: a stage, criterion, play or kit that its
measures name and that is gone, or takes over the history of others by `was`; an outcome that is gone or of another kind;
and other sources, mappings or least numbers of deals in library.yaml. And a released proposal that says another
expectation, process or status than was stated, or that is gone.

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
A measure's target, how it is grouped (`each`, `by`), and a measure that is new with the proposal. The day up to which the data reach (`as_of`) moves on
with the data. A rename whose `was` keeps the history. What is new: a stage, an outcome, a name for them. A proposal that
was withdrawn before its release, rejected, or judged.
"""

from collections.abc import Iterator, Mapping

from processengine.change import Change
from processengine.diagnostic import Finding
from processengine.model.library import Library
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.rules.change.grounds import Gone, broken, broken_outcomes
from processengine.rules.change.judges import Judges, deleted, judges_of, leans_on
from processengine.rules.change.proposing import is_settled, own_proposals, waiting
from processengine.rules.change.revisions import PROCESS, at_the_base, base_of, changes_of, process_then, then
from processengine.rules.change.sources import Pair, judging_settings
from processengine.rules.judged import is_released
from processengine.rules.subject import Subject

_HARMLESS = ("target", "baseline", "about", "each", "by")
"""What of a measure changes no number that judges: what it is held against and shown by."""
_HELP = "Leave it as it is until that expectation is judged, or add a new measure beside it."
_DELETED = "Put the file back as it was released; `processengine outcomes --record` closes it."


def check(subject: Subject) -> Iterator[Finding]:
    """Look at what judges: measures and outcomes of a process, the library's sources, a released proposal's expectations."""
    if subject.document.kind == "process":
        yield from _in_process(subject)
    elif subject.document.kind == "library":
        yield from _in_library(subject)
    else:
        yield from _in_proposal(subject)


def _in_process(subject: Subject) -> Iterator[Finding]:
    changeset, judges = changes_of(subject, subject.process.id), judges_of(subject)
    told: set[str] = set()
    for change in changeset.atoms if changeset and judges.measures else ():
        measure = _moved_measure(change)
        if measure in judges.measures:
            by = judges.measures[measure]
            yield _finding(change.path, f"`{measure}` is redefined while {_shown(by)} is to be judged by it.", by)
        elif change.kind == "stage-changed" and change.path.endswith(".outcome"):
            told.add(change.path)
            first = next(iter(judges.measures.values()))
            yield _finding(change.path, f"An outcome becomes another one while {_shown(first)} is to be judged by outcomes.", first)
    for gone, by in _gone(subject, judges):
        if gone.path not in told:
            told.add(gone.path)
            yield _finding(gone.path, f"What {_shown(by)} is to be judged by moves: {gone.what}.", by)
    if subject.around.library is None:
        yield from _without_library(subject, judges)


def _gone(subject: Subject, judges: Judges) -> Iterator[tuple[Gone, Proposal]]:
    """Yield what happened to what the measures stand on, each with a proposal that is judged by it."""
    before, now = process_then(subject, subject.process.id), subject.process
    if before is None:
        return
    for ground, by in judges.grounds.items():
        found = broken(ground, before, now)
        if found is not None:
            yield found, by
    if judges.measures:
        first = next(iter(judges.measures.values()))
        yield from ((one, first) for one in broken_outcomes(before, now))
        taken = [one for one in now.was if one not in {before.id, now.id, *before.was}]
        if taken:
            yield Gone("was", f"the process takes over what was `{taken[0]}`"), first


def _without_library(subject: Subject, judges: Judges) -> Iterator[Finding]:
    """Say on a process what has no other place where library.yaml is gone, or never was."""
    yield from _deleted(subject, PROCESS)
    earlier = base_of(subject).then.get(("library", ""))
    if judges.measures and earlier is not None and isinstance(earlier.value, Library) and (earlier.value.evidence or earlier.value.crm):
        first = next(iter(judges.measures.values()))
        yield _finding(PROCESS, f"The library.yaml by which {_shown(first)} is to be judged is gone.", first)


def _moved_measure(change: Change) -> str:
    """Return the measure that a change gives another meaning, or none."""
    names = change.path.split(".")
    if names[0] != "measures" or change.kind == "measure-added" or (len(names) > 2 and names[-1] in _HARMLESS):
        return ""
    return names[1] if len(names) > 1 else ""


def _in_library(subject: Subject) -> Iterator[Finding]:
    yield from _deleted(subject, "library")
    earlier, now = then(subject), subject.value
    before = earlier.value if earlier is not None else None
    held = [one for one in waiting(subject) if one.expects] + [one for one in own_proposals(subject) if one.claims]
    for moved in judging_settings(before, now, _pairs(subject)) if isinstance(before, Library) and isinstance(now, Library) and held else ():
        by = next((one for one in held if moved.process is None or leans_on(subject, one, moved.process)), None)
        if by is not None:
            message = f"What the deals are counted by changes while {_shown(by)} is to be judged by them."
            yield _finding(moved.path, message, by)


def _pairs(subject: Subject) -> Mapping[str, Pair]:
    found = {}
    for (kind, name), earlier in base_of(subject).then.items():
        if kind == PROCESS and isinstance(earlier.value, Process) and name in subject.around.processes:
            found[earlier.value.id] = Pair(earlier.value, subject.around.processes[name])
    return found


def _deleted(subject: Subject, path: str) -> Iterator[Finding]:
    """Say which released proposals are gone that nobody has judged yet; they have no file any more to say it on."""
    for one in deleted(subject):
        yield Finding(f"{_shown(one).capitalize()} was released and not judged yet, and its file is gone.", path, help=_DELETED, values=(one.id, "deleted"))


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
    if before.expects and is_released(before) and not is_settled(before):
        for key in ("process", "status"):
            if getattr(before, key) != getattr(now, key) and not _is_renamed(subject, key, before, now):
                yield Finding(
                    f"This proposal was released and not judged yet, and its `{key}` is another one now.",
                    key,
                    help="Write what was stated: it is judged all the same.",
                    values=(key, now.id),
                )


def _is_renamed(subject: Subject, key: str, before: Proposal, now: Proposal) -> bool:
    """Tell whether a proposal only follows the new id of its process."""
    earlier = process_then(subject, now.process or "") if key == "process" else None
    return earlier is not None and earlier.id == before.process


def _shown(proposal: Proposal) -> str:
    return f"the proposal `{proposal.id}`"


def _finding(path: str, message: str, by: Proposal) -> Finding:
    return Finding(message, path, help=_HELP, values=(by.id,))
