"""A stage's forecast category and its probability say different things.

What it reports
`commit` where the probability is under 50, `omitted` where it is above 0, and `closed` where deals are still open.

Why it matters
Two forecasts are made from one file: one adds up categories, the other multiplies by probabilities. When they
contradict each other, leadership gets two answers and believes the one it likes. A deal is committed when whoever
says so would be surprised to lose it, and that is no deal that is lost more often than won.

Bad
    process: new-business
    stages:
      change-agreed:
        probability: 20
        forecast: commit
        next: [board-decides]
      board-decides:
        probability: 75
        forecast: commit
        next: [won]
      won: {outcome: won, forecast: closed}
      lost: {outcome: lost, forecast: omitted}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      change-agreed:
        probability: 20
        forecast: pipeline
        next: [board-decides]
      board-decides:
        probability: 75
        forecast: commit
        next: [won]
      won: {outcome: won, forecast: closed}
      lost: {outcome: lost, forecast: omitted}
    from_anywhere: [lost]

Exceptions
Parked stages: what waits is in no forecast. Without a probability only `closed` can be judged. Of outcomes that give
none, won counts as 100 and the rest as 0.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.model.process import Stage
from processengine.rules.forecast.ways import percent, probability_of
from processengine.rules.subject import Subject

_EVEN = 50


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each stage whose category contradicts its number."""
    for name, stage in subject.mended.process.stages.items():
        contradiction = None if stage.parked else _contradiction(stage)
        if contradiction:
            message, remedy = contradiction
            has_number = stage.probability is not None and stage.forecast != "closed"
            number = (Mention("its probability", f"stages.{name}.probability", "value"),) if has_number else ()
            yield Finding(
                f'"{subject.mended.process.title_of(name)}" {message}.',
                f"stages.{name}.forecast",
                "value",
                help=remedy,
                related=number,
            )


def _contradiction(stage: Stage) -> tuple[str, str] | None:
    if stage.forecast == "closed" and stage.outcome is None:
        return "is forecast as closed, and deals are still open there", "Keep `closed` for outcomes."
    chance = _chance(stage)
    if chance is None:
        return None
    if stage.forecast == "commit" and chance < _EVEN:
        return f"is committed at {percent(chance)}", "Commit from 50 % on, or use `best-case` or `pipeline`."
    if stage.forecast == "omitted" and chance > 0:
        return (
            f"is left out of the forecast at {percent(chance)}",
            "Use `pipeline`, or set the probability to 0.",
        )
    return None


def _chance(stage: Stage) -> float | None:
    given = probability_of(stage)
    return 0.0 if given is None and stage.outcome is not None else given
