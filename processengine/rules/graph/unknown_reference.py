"""The file names change work, a stage to move to, a measure or a place of the library that doesn't exist.

What it reports
In a process, an entry of a criterion's `settles` that names no entry of `change_work`. In a proposal, a `process` that
the library doesn't have, a target in `moves` that is no stage of it, and an expectation or a `guard` on a measure that
it doesn't have. In library.yaml, a file, folder, process or element for which `rules:` gives a severity of its own.

Why it matters
An expectation on a measure that nobody computes can never be held to account, and a deal can't be moved to a stage that
isn't there. To say beforehand what a change is to bring, in terms that can be checked, comes from science, where
studies are registered before they are run.

Bad
    process: new-business
    change_work:
      old-contract: {kind: vendor, settle: What happens to the contract in place}
    from_anywhere: [lost]
    stages:
      trouble-named:
        exit_criteria:
          contract-ends: {fact: The vendor has confirmed the end of the contract, settles: [old-contrct]}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    change_work:
      old-contract: {kind: vendor, settle: What happens to the contract in place}
    from_anywhere: [lost]
    stages:
      trouble-named:
        exit_criteria:
          contract-ends: {fact: The vendor has confirmed the end of the contract, settles: [old-contract]}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
What a proposal names is looked for only where there is a library that holds its process. A proposal that was withdrawn
or rejected, or that is released and judged, is history: the process may have moved on since. Stages that `moves` empties are not
looked for, because the change itself may have removed them. Where a map or a measure is there and can't be read, nothing is
looked up in it.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.process import Process
from processengine.model.proposal import REJECTED
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.places import criteria_in
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look up what criteria settle, what a proposal moves and expects, or where library.yaml sets a rule's severity."""
    if subject.document.kind == "library":
        from processengine.rules.scoped import missing_places

        return missing_places(subject)
    return _in_proposal(subject) if subject.document.kind == "proposal" else _settled(subject)


def _settled(subject: Subject) -> Iterator[Finding]:
    process = subject.process
    if not {work for criterion in subject.criteria for work in criterion.settles}.difference(process.change_work):
        return
    for path, criterion in criteria_in(process):
        for work in dict.fromkeys(criterion.settles):
            if work not in process.change_work and not process.may_have("change_work", work):
                names = Names(process.change_work)
                advice = known_here(names.known) or f"Add it: `change_work: {{{work}: {{settle: ...}}}}`."
                message = f"`{work}` is no change work of this process."
                yield unknown(names, work, message, f"{path}.settles.{work}", advice, beside=criterion.settles)


def _in_proposal(subject: Subject) -> Iterator[Finding]:
    proposal, around = subject.proposal, subject.around
    name, record = proposal.process, proposal.record
    if name is None or around.library is None or proposal.status == "withdrawn":
        return
    if record is not None and (record.judged is not None or record.ruling == REJECTED):
        return
    process = around.processes.get(name)
    if process is not None:
        yield from _moved(subject, process)
        yield from _expected(subject, process)
    elif not around.files_of("process", name):
        names = Names(around.processes)
        advice = known_here(names.known) or "Add the process."
        yield unknown(names, name, f"The library has no process `{name}`.", "process", advice, "value")


def _moved(subject: Subject, process: Process) -> Iterator[Finding]:
    if subject.proposal.record is not None:
        return
    for old, new in subject.proposal.moves.items():
        other, slash, stage = new.partition("/")
        target = subject.around.processes.get(other) if slash else process
        if target is None or (stage or new) in target.stages:
            continue
        names = Names(f"{other}/{one}" if slash else one for one in target.stages)
        message = f"`{stage or new}` is no stage of `{target.id}`."
        advice = known_here(names.known) or "Name a stage that is there after the change."
        yield unknown(names, new, message, f"moves.{old}", advice, "value")


def _expected(subject: Subject, process: Process) -> Iterator[Finding]:
    names = Names(process.measures)
    advice = known_here(names.known) or f"Add it to the measures of `{process.id}` first."
    expects = subject.proposal.expects
    for measure, expectation in expects.items():
        if _is_missing(measure, process):
            yield unknown(names, measure, _no_measure(measure, process), f"expects.{measure}", advice, beside=expects)
        for guard in expectation.guard:
            if _is_missing(guard, process):
                path = f"expects.{measure}.guard.{guard}"
                yield unknown(names, guard, _no_measure(guard, process), path, advice, beside=expectation.guard)


def _is_missing(measure: str, process: Process) -> bool:
    """Tell whether a process has no such measure; one that can't be read is there."""
    return measure not in process.measures and not process.may_have("measures", measure)


def _no_measure(name: str, process: Process) -> str:
    return f"`{name}` is no measure of `{process.id}`."
