"""A stage is named for what the seller does.

What it reports
A stage whose title (without one, whose id) says a seller's act, such as "Meeting booked", "Demo completed" or
"Proposal sent". The words come from a lexicon in English.

Why it matters
A stage named for our act is reached by acting: book the meeting and the deal is further on, whatever the buyer thinks.
Two sellers reach it with deals that have nothing in common, and the forecast adds them up. A stage named for what
is true of the buyer ("Trouble named", "Change agreed") can only be reached by the buyer.

Bad
    process: new-business
    stages:
      first-talk:
        title: Meeting booked
        next: [demo-completed]
      demo-completed:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      first-talk:
        title: Trouble named
        next: [fit-tried]
      fit-tried:
        title: Demo asked for by the buyer
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Outcomes may say what we did. The actor counts, not the word: with the buyer as the actor an act is the buyer's. Names
that leave open who acts (Discovery, Negotiation, Proposal, Qualification) are let pass.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.buyer.acts import is_sellers_act, may_be_sellers_act
from processengine.rules.glance import stage_words
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each stage with a seller's act for a name."""
    process = subject.mended.process
    for name, (of_id, of_title) in stage_words(subject).items():
        stage = process.stages[name]
        if stage.outcome is not None or not may_be_sellers_act(of_title if stage.title else of_id):
            continue
        title = process.title_of(name)
        if is_sellers_act(title):
            yield Finding(
                f'"{title}" says what the seller does, and nothing about the buyer.',
                f"stages.{name}.title" if stage.title else f"stages.{name}",
                "value" if stage.title else "key",
                help="Name the stage for what is then true of the buyer, for instance what they have agreed to.",
            )
