"""A deal goes on and becomes less likely to be won.

What it reports
A stage whose only way on leads to a stage with a lower probability. Where there are several ways on, one of them may
well be the worse one, so the rule speaks up only where every one of them falls, and then of the best.

Why it matters
A forecast multiplies amounts by these numbers. A stage's probability is the share of deals in it that are won in the
end, and each exit criterion that is met is a fact in the deal's favour. A number that falls on the way tells that one of
the two was not measured: often a stage was put in later and its number never compared with its neighbours'.

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
        next:
          - renewed
          - to: doubts-heard
            when: Use falls
      doubts-heard:
        probability: 20
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
            help="If not every deal passes it, lead round it with a `when`; else correct one of the two numbers from your closed deals.",
            values=(pair.source,),
            related=(Mention(f'"{title(pair.source)}" comes before it', f"stages.{pair.source}.probability", "value"),),
        )
