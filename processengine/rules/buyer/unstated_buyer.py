"""A stage doesn't say what the buyer is doing while a deal stays there.

What it reports
A stage that is neither an outcome nor parked and has no `buyer`.

Why it matters
A sales process is the other side of the coin of the buyer's own process. Where a stage says nothing of the buyer it
tells only what we did, and a deal moves because we were busy. One sentence is enough, and it lets a new seller see
what to look for. That stages should be told from the buyer's side is the view of Sharon-Drew Morgen's Buying Facilitation.

Bad
    process: new-business
    stages:
      trouble-named:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      trouble-named:
        buyer: Someone says what is wrong and what living with it costs
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Outcomes and parked stages may say it and need not.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import is_told
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each open stage without a word about the buyer."""
    graph = subject.mended
    for name, stage in graph.open_stages.items():
        if not stage.buyer.strip() and not is_told(subject, f"stages.{name}", "buyer"):
            yield Finding(
                f'"{graph.process.title_of(name)}" doesn\'t say what the buyer is doing there.',
                f"stages.{name}",
                help="Add `buyer:`, what the buyer is busy with while a deal stays here.",
            )
