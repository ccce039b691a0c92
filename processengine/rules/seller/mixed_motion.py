"""Sellers and account managers lead one process, and nothing is handed over between them.

What it reports
A process that both a seller or sdr and an account manager lead, where a deal goes on from the stage of one to the stage of
the other and the stage that is left has no required criterion; and one in which deals never go from one to the other, so
that two processes stand in one file.

Why it matters
New business and existing accounts are different motions with different roles. A deal may pass from one to the other, but
then the buyer must have something in hand: what was agreed, with whom, and what they want to get. Without a fact that must
hold, the one who comes after starts by asking everything again, and the client notices. That the two are different motions
is a seed of this project.

Bad
    process: new-business
    roles: {seller: {}, account-manager: {}}
    from_anywhere: [lost]
    stages:
      board-decides: {led_by: seller, next: [contract-settled]}
      contract-settled: {led_by: account-manager, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    roles: {seller: {}, account-manager: {}}
    from_anywhere: [lost]
    stages:
      board-decides:
        led_by: seller
        exit_criteria:
          numbers-handed-over: {fact: The champion has told the account manager which numbers the board wants, proof: meeting}
        next: [contract-settled]
      contract-settled: {led_by: account-manager, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Ways back, and ways to a parked stage: no criterion holds for those. Parking is no loophole: a deal that goes on from a
parked stage still owes what the stage before it asks. Where somebody else leads in between, a criterion at either change
of the lead is enough. Specialists, leaders and partners belong to neither side.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.rules.seller.handing_over import HandingOver
from processengine.rules.seller.leading import has_both_sides
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every way from the stages of one side to those of the other."""
    process = subject.mended.process
    if not has_both_sides(process):
        return
    handing_over = HandingOver(subject)
    if not handing_over.has_both:
        return
    for left, entered in handing_over.bare():
        old, new = (f"`{handing_over.lead(stage)}`" for stage in (left, entered))
        yield Finding(
            f'The lead goes from {old} to {new} after "{process.title_of(left)}", and nothing must hold before.',
            f"stages.{left}",
            help="Add a required exit criterion: what must the buyer have settled or told the one who takes over?",
            values=(left, entered),
            related=(Mention(f"{new} leads here", f"stages.{entered}"),),
        )
    if not handing_over.takes_place:
        yield Finding(
            "Sellers and account managers lead parts of this process that no deal passes between.",
            "process",
            help="Make two processes of it: new business and existing accounts are different motions.",
        )
