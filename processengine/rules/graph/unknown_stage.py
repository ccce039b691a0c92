"""The file names a stage, or a criterion or play of one, that doesn't exist.

What it reports
A `start`, a transition in `next` or `from_anywhere`, an entry of `needs`, or an event of a measure that names a stage,
a criterion or a play which the process doesn't have; and `process/stage` where the other process has no such stage.

Why it matters
A deal can't move to a stage that isn't there, and a measure of one counts nothing, for ever. Mostly it is a typo, or
a rename that one place missed.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decide]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Stages of another process are looked for only in a library, and only where that process is there and can be read. What
seems out of reach only because of a name that is one clear typo away is not reported as well.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from processengine.diagnostic import Finding, Part
from processengine.model.process import Process, Transition, criteria_of
from processengine.rules.events import Events
from processengine.rules.lacking import criteria_told
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.places import Ways, continuations_of, events, events_in, transition_lists, ways_of
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look up the start, every transition's target and needs, and every measure's events."""
    process = subject.process
    if process.start is not None and process.start not in process.stages:
        yield _no_stage(subject, process.start, "start", "value")
    if subject.graph.elsewhere or any(way.needs for transitions in transition_lists(subject) for way in transitions):
        yield from _in_transitions(subject)
    for ways in continuations_of(process):
        yield from _targets(subject, ways)
    if process.measures:
        yield from _in_measures(subject)


def _in_transitions(subject: Subject) -> Iterator[Finding]:
    for ways in ways_of(subject.process):
        yield from _targets(subject, ways)
        for way in ways.transitions:
            if way.needs:
                yield from _needs(subject, ways, way)


def _in_measures(subject: Subject) -> Iterator[Finding]:
    known = Events(subject)
    # Where an event stands is asked only once one is not known: it takes the whole tree of the text.
    if any(True for event in events(subject) for _ in known.look_up("", event)):
        for path, event in events_in(subject):
            yield from known.look_up(path, event)


def _targets(subject: Subject, ways: Ways) -> Iterator[Finding]:
    """Look up the targets of one list; those of `continues_in` without a stage are processes, another rule's."""
    stages = subject.process.stages
    targets = {way.to: None for way in ways.transitions}
    for target in targets:
        if target not in stages:
            path = f"{ways.path}.{target}"
            if "/" in target:
                found = list(_in_other(subject, target, path, targets))
            else:
                found = [_no_stage(subject, target, path, "key", targets)] if target and not ways.is_continuation else []
            yield from (_unsure_of_itself(subject, ways, one) for one in found)


def _unsure_of_itself(subject: Subject, ways: Ways, finding: Finding) -> Finding:
    """Return the finding with an unsafe fix where it would make a stage lead to itself: that was hardly meant."""
    fix = finding.fix
    if fix is None or ways.stage is None or fix.edits[0].value not in (ways.stage, f"{subject.process.id}/{ways.stage}"):
        return finding
    return replace(finding, fix=fix._replace(safe=False))


def _no_stage(subject: Subject, name: str, path: str, on: Part, beside: Collection[str] = ()) -> Finding:
    stages, processes = subject.process.stages, subject.around.processes
    advice = known_here(stages) or "Add the stage, or name one that is there."
    if name in processes:
        advice = (
            f"To hand a deal over to the process `{name}`, name one of its stages: `{name}/{processes[name].first}`."
        )
    return unknown(subject.stage_names, name, f"`{name}` is no stage of this process.", path, advice, on, beside)


def _in_other(subject: Subject, target: str, path: str, beside: Collection[str]) -> Iterator[Finding]:
    """Look up `process/stage` where the process can be read; where it isn't there, another rule tells."""
    name, stage = target.split("/", 1)
    if not name or not stage or "/" in stage:
        help_ = "A stage of another process is written `process/stage`."
        yield Finding(f"`{target}` is no stage of another process.", path, values=(target,), help=help_)
        return
    process = _process(subject, name)
    if process is not None and stage not in process.stages:
        names = Names(f"{name}/{one}" for one in process.stages)
        advice = known_here(names.known) or f"Look up the stages of `{name}`."
        yield unknown(names, target, f"The process `{name}` has no stage `{stage}`.", path, advice, beside=beside)


def _process(subject: Subject, name: str) -> Process | None:
    if name == subject.process.id:
        return subject.process
    return None if subject.around.library is None else subject.around.processes.get(name)


def _needs(subject: Subject, ways: Ways, way: Transition) -> Iterator[Finding]:
    """Look up the criteria that a way needs: those of its stage, or of any stage where it leads from anywhere.

    Where they could not all be read, none is unknown.
    """
    process, told = subject.process, criteria_told(subject)
    if told and (ways.stage is None or ways.stage in told):
        return
    if ways.stage is not None:
        known = set(criteria_of(process, ways.stage))
    else:
        known = {*process.exit_criteria, *(name for stage in process.stages.values() for name in stage.exit_criteria)}
    needs = dict.fromkeys(way.needs or ())
    for name in needs:
        if name not in known:
            holder = f"`{ways.stage}`" if ways.stage else "any stage"
            advice = known_here(sorted(known)) or "Add it to `exit_criteria`, or leave it out of `needs`."
            message = f"`{name}` is no exit criterion of {holder}."
            yield unknown(Names(known), name, message, f"{ways.path}.{way.to}.needs.{name}", advice, beside=needs)
