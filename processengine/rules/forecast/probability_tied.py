"""A deal goes on and its probability stays the same.

What it reports
A stage whose only way on leads to a stage with the very same probability. Where there are several ways on, only the
best of them is looked at.

Why it matters
If nothing about the chance to win has changed, either the second stage proves nothing, or one of the two numbers was
never thought about. A forecast then counts a deal that moved as if it had stood still.

Bad
    process: self-serve
    stages:
      trouble-named:
        probability: 20
        next: [product-tried]
      product-tried:
        probability: 20
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: self-serve
    stages:
      trouble-named:
        probability: 20
        next: [product-tried]
      product-tried:
        probability: 35
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
The same ways count as for probability-not-rising: alternatives may share a number, and a parked stage may have any.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.rules.forecast.ways import not_rising, percent
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each stage after which the probability stays the same."""
    title = subject.mended.process.title_of
    for pair in not_rising(subject):
        if pair.after == pair.before:
            yield Finding(
                f'The probability stays at {percent(pair.before)} from "{title(pair.source)}" to "{title(pair.target)}".',
                f"stages.{pair.target}.probability",
                "value",
                help="Say what the later stage proves and give it its own number, or make the two stages one.",
                values=(pair.source,),
                related=(
                    Mention(f'"{title(pair.source)}" has the same', f"stages.{pair.source}.probability", "value"),
                ),
            )
