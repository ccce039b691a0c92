"""An exit criterion asks what the seller did, not what the buyer did.

What it reports
A criterion whose fact has the seller as its actor, such as "We have presented to the board" or "Proposal sent". The
words come from a lexicon in English.

Why it matters
An exit criterion is a fact about the buyer. One about us can be met by us alone, so it holds nothing back: the proposal
goes out and the deal moves on. Ask instead what the buyer did with it. Looking outward, at what the customer did that
justifies the next stage, is common advice for exit criteria.

Bad
    process: new-business
    stages:
      suppliers-compared:
        exit_criteria:
          proposal: {fact: We have sent the proposal, proof: email}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      suppliers-compared:
        exit_criteria:
          proposal: {fact: The buyer has sent back the proposal with comments, proof: email}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
What we do belongs into `plays`, what we write down into `records`; the rule looks at neither. What is done to us, what
reaches us and what both sides do together is no seller's act, and the vendor in place is not the seller.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.buyer.acts import is_sellers_act, may_be_sellers_act
from processengine.rules.glance import fact_words
from processengine.rules.places import criteria_in
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each criterion that is about a seller's act."""
    suspects = {criterion.fact for criterion, words in fact_words(subject) if may_be_sellers_act(words)}
    if not suspects:
        return
    for path, criterion in criteria_in(subject.mended.process):
        if criterion.fact in suspects and is_sellers_act(criterion.fact):
            yield Finding(
                f'"{criterion.fact}" is about what the seller does, not about the buyer.',
                f"{path}.fact",
                "value",
                help="Say what the buyer does with it, or make it a play.",
            )
