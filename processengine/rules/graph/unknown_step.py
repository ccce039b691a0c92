"""The file names a journey, or a step of one, that doesn't exist.

What it reports
A `journey` that is neither in the library nor the one that comes with the program, an entry of `mirrors` that names no
step of the journey, and, in a journey, an entry of `after` that names no step of it.

Why it matters
A stage says which step of the buyer's journey it mirrors, and everything about buy-in and choice follows from that.
With a step that isn't there the stage mirrors nothing. Mirroring the buyer's steps rather than the seller's is the seed
of the whole idea: a sales process is the other side of the buying process.

Bad
    process: new-business
    journey: buying-decision
    from_anywhere: [lost]
    stages:
      trouble-named: {mirrors: [problem-identifcation], next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    journey: buying-decision
    from_anywhere: [lost]
    stages:
      trouble-named: {mirrors: [problem-identification], next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Where the `journey` itself isn't there, its steps are not looked for. A process without `journey:` may mirror the steps
of any journey that is known. A journey whose file can't be read counts as there.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from processengine.diagnostic import Finding
from processengine.model.process import Process
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.subject import Subject

if TYPE_CHECKING:
    from processengine.model.journey import Journey, Step


def check(subject: Subject) -> Iterator[Finding]:
    """Look up the journey and its steps."""
    if subject.document.kind == "journey":
        return _after(subject.journey_itself)
    process = subject.process
    if process.journey is None and not _named(process):
        return iter(())
    return _mirrored(subject, process)


def _after(journey: "Journey") -> Iterator[Finding]:
    for name, step in journey.steps.items():
        for other in dict.fromkeys(step.after):
            if other not in journey.steps:
                yield _no_step(_names(journey.steps), other, f"steps.{name}.after", step.after)


def _mirrored(subject: Subject, process: Process) -> Iterator[Finding]:
    own = subject.around.journeys
    if process.journey is not None and _is_missing(subject, process.journey):
        names = Names({*own, _shipped().id})
        advice = known_here(sorted(names.known))
        yield unknown(names, process.journey, f"There is no journey `{process.journey}`.", "journey", advice, "value")
        return
    steps = _steps(subject, process.journey)
    if not steps or not _named(process).difference(steps):
        return
    names = _names(steps)
    for name, stage in process.stages.items():
        for step in dict.fromkeys(stage.mirrors):
            if step not in steps:
                yield _no_step(names, step, f"stages.{name}.mirrors", stage.mirrors)


def _named(process: Process) -> set[str]:
    return {step for stage in process.stages.values() for step in stage.mirrors}


def _is_missing(subject: Subject, journey: str) -> bool:
    around = subject.around
    return journey not in around.journeys and not around.files_of("journey", journey) and journey != _shipped().id


def _steps(subject: Subject, journey: str | None) -> "Mapping[str, Step]":
    """Return the steps that stages may mirror; none where the journey can't be read."""
    own = subject.around.journeys
    if journey is None:
        known = [_shipped(), *(found for name in own if (found := own.get(name)) is not None)]
        return {name: step for one in known for name, step in one.steps.items()}
    found = own.get(journey)
    if found is None and not subject.around.files_of("journey", journey):
        found = _shipped()
    return {} if found is None else found.steps


def _shipped() -> "Journey":
    # Imported late: most single files name no journey, and its models cost more than all rules together.
    from processengine.syntax.shipped import shipped_journey

    return shipped_journey()


def _names(steps: "Mapping[str, Step]") -> Names:
    return Names(steps, {old: name for name, step in steps.items() for old in step.was if old not in steps})


def _no_step(names: Names, name: str, path: str, beside: Collection[str]) -> Finding:
    advice = known_here(names.known) or f"The journey's steps are {', '.join(names.known)}."
    return unknown(names, name, f"`{name}` is no step of the journey.", f"{path}.{name}", advice, beside=beside)
