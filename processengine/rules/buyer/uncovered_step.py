"""A step of the buyer's journey has no stage.

What it reports
Each step, of the phases that the process answers for, that no stage mirrors. The phases are those in `covers`;
without it change and choice for new business, and for other processes the phases of which some stage mirrors a step.

Why it matters
What the process leaves out the buyer does all the same, only without help and unseen by us. The steps that are easily
left out are the inner ones, finding everybody and agreeing to change, and they take time that looks like a deal standing
still. That the buyer first manages change inside comes from Sharon-Drew Morgen's Buying Facilitation.

Bad
    process: introduction
    journey: buying-decision
    covers: [change]
    stages:
      trouble-named:
        mirrors: [problem-identification, team-assembly, solution-exploration, consensus]
        next: [introduced]
      introduced: {outcome: introduced}
      dropped: {outcome: no-decision}
    from_anywhere: [dropped]

Good
    process: introduction
    journey: buying-decision
    covers: [change]
    stages:
      trouble-named:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration, consensus]
        next: [introduced]
      introduced: {outcome: introduced}
      dropped: {outcome: no-decision}
    from_anywhere: [dropped]

Exceptions
Any stage may mirror the step, an outcome and a parked stage too. A process that leaves a phase to another process
says so in `covers`.
"""

from collections.abc import Iterator
from typing import Final

from processengine.diagnostic import Finding
from processengine.model.process import Phase, Process
from processengine.rules.mirrors import Mirrors
from processengine.rules.subject import Subject

_NEW_BUSINESS: Final[tuple[Phase, ...]] = ("change", "choice")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each step that should have a stage and has none."""
    mirrors, process = subject.mirrors, subject.mended.process
    if mirrors is None or mirrors.told:
        return
    covered, mirrored = _covered(process, mirrors), mirrors.mirrored
    for name, step in mirrors.journey.steps.items():
        if name not in mirrored and step.phase in covered:
            yield Finding(
                f'No stage mirrors the step "{step.title or name}" ({name}) of the buyer\'s journey.',
                "journey" if process.journey else "process",
                "value" if process.journey else "key",
                help=f"Add it to the `mirrors:` of a stage, add a stage for it, or leave the phase {step.phase} out of `covers:`.",
                values=(name,),
            )


def _covered(process: Process, mirrors: Mirrors) -> set[Phase]:
    if process.covers is not None:
        return set(process.covers)
    if process.motion == "new-business":
        return set(_NEW_BUSINESS)
    return {mirrors.journey.steps[step].phase for step in mirrors.mirrored}
