"""Some stages have a probability and others have none.

What it reports
Each open stage without a probability where another open stage has one; and, once for the process, probabilities that
stand on outcomes alone.

Why it matters
A deal in a stage without a number falls out of the forecast in silence, or whoever adds it up puts in a number of
their own. And numbers on the outcomes alone say nothing that the outcomes don't say already: they are what is left
when a company stops forecasting by stage and forgets to clear up.

Bad
    process: new-business
    stages:
      trouble-named:
        probability: 10
        next: [team-assembled]
      team-assembled:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      trouble-named:
        probability: 10
        next: [team-assembled]
      team-assembled:
        probability: 25
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Parked stages need no probability, nor do stages with `forecast: omitted`, and outcomes have theirs by what they are.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.rules.forecast.ways import is_left_out
from processengine.rules.lacking import is_told
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each open stage that lacks a number, or one for numbers on outcomes alone."""
    stages = {name: stage for name, stage in subject.mended.open_stages.items() if not is_left_out(stage)}
    lacking = [name for name, stage in stages.items() if stage.probability is None]
    if not lacking:
        return
    if len(lacking) < len(stages):
        yield from _each(subject, lacking)
    elif not any(is_told(subject, f"stages.{name}", "probability") for name in lacking):
        yield from _on_outcomes_alone(subject)


def _each(subject: Subject, lacking: list[str]) -> Iterator[Finding]:
    for name in lacking:
        if not is_told(subject, f"stages.{name}", "probability"):
            yield Finding(
                f'"{subject.mended.process.title_of(name)}" has no probability, though other stages have one.',
                f"stages.{name}",
                help="Give it one, or take them all out if you don't forecast by stage.",
            )


def _on_outcomes_alone(subject: Subject) -> Iterator[Finding]:
    stages = subject.mended.process.stages
    ends = [name for name, stage in stages.items() if stage.outcome is not None and stage.probability is not None]
    if ends:
        yield Finding(
            "Only outcomes have a probability, and no stage where a deal is still open.",
            f"stages.{ends[0]}.probability",
            "value",
            help="Give the open stages a probability, or take it off the outcomes, which don't need one.",
            related=tuple(
                Mention(f'"{subject.mended.process.title_of(name)}" has one too', f"stages.{name}.probability", "value")
                for name in ends[1:]
            ),
        )
