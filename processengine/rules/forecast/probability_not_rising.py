"""A deal goes on and becomes less likely to be won.

What it reports
A stage whose only way on leads to a stage with a lower probability. Where there are several ways on, one of them may
well be the worse one, so the rule speaks up only where every one of them falls, and then of the best.

Why it matters
A forecast multiplies amounts by these numbers. Each exit criterion that is met is a fact in the deal's favour, so a
number that falls on the way says that one of the two is a habit, not a measured share: often a stage was put in later
and its number never compared with its neighbours'. The idea is ordinary forecast practice, where a stage's probability
is the share of deals in it that are won in the end.

Bad
    process: renewal
    stages:
      in-use:
        probability: 50
        next: [doubts-heard]
      doubts-heard:
        probability: 20
        next: [renewed]
      renewed: {outcome: won}
      left: {outcome: lost}
    from_anywhere: [left]

Good
    process: renewal
    stages:
      in-use:
        probability: 50
        next: [doubts-heard]
      doubts-heard:
        probability: 60
        next: [renewed]
      renewed: {outcome: won}
      left: {outcome: lost}
    from_anywhere: [left]

Exceptions
Ways back, ways to parked stages and ways into another process are not compared. Of the outcomes won counts with 100,
any other only where it gives a probability. A number that is wrong by itself is left to probability-out-of-place.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.rules.forecast.ways import not_rising, percent
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each stage after which the probability falls."""
    title = subject.mended.process.title_of
    for pair in not_rising(subject):
        if pair.after == pair.before:
            continue
        rest = "" if pair.is_only else ", and no other way on does better"
        yield Finding(
            f'The probability falls from {percent(pair.before)} at "{title(pair.source)}" to {percent(pair.after)} '
            f'at "{title(pair.target)}"{rest}.',
            f"stages.{pair.target}.probability",
            "value",
            help="A deal that goes on is likelier to be won. Correct one of the two numbers, by your closed deals if you can.",
            values=(pair.source,),
            related=(Mention(f'"{title(pair.source)}" comes before it', f"stages.{pair.source}.probability", "value"),),
        )
