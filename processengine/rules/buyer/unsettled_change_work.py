"""Something that must settle inside the buyer may still be open when it chooses.

What it reports
A piece of `change_work` that no required criterion `settles`, and one that is not settled before a choice on every
path from the start: the path shows how a deal gets there with it open.

Why it matters
An old contract, a rota, a rule, the partner who did it until now: whatever the new thing would push aside speaks up
in the end, and if it was not settled it speaks up after the choice, when everybody had hoped to be done. Settling it is
the buyer's work and takes as long as it takes; naming it lets us help early. That a buyer must first settle people,
policies, rules, relationships, partners and old vendors comes from Sharon-Drew Morgen's Buying Facilitation.

Bad
    process: new-business
    journey: buying-decision
    change_work:
      old-contract: {kind: vendor, settle: What happens to the contract in place}
    stages:
      change-agreed:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration, consensus]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        exit_criteria:
          contract-ended:
            fact: The buyer has written to its vendor when the contract ends
            settles: [old-contract]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    change_work:
      old-contract: {kind: vendor, settle: What happens to the contract in place}
    stages:
      change-agreed:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration, consensus]
        exit_criteria:
          contract-ended:
            fact: The buyer has written to its vendor when the contract ends
            settles: [old-contract]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Criteria that are not required settle nothing, and one with a `when` doesn't settle on every path. Criteria hold for
going on: a way back, a way to a parked stage and a way whose `needs` leave the criterion out settle nothing, though a
parked deal still owes the criteria of the stage it left. Without a journey, or without a choice, only the first half
is looked at.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.model.base import words
from processengine.model.process import Process
from processengine.rules.buyer.settling import settlings
from processengine.rules.lacking import criteria_told
from processengine.rules.subject import Subject
from processengine.walk import Walk


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each piece of change work that is settled nowhere, or too late on some path."""
    process = subject.mended.process
    if not process.change_work:
        return
    choices = () if subject.mirrors is None else subject.mirrors.choices
    for work, settling in settlings(subject.mended, criteria_told(subject)).items():
        if not settling.is_named:
            yield _never(process, work)
            continue
        path = settling.path_without(choices) if choices else None
        if path is not None:
            yield _too_late(process, work, path)


def _never(process: Process, work: str) -> Finding:
    return Finding(
        f"No required criterion settles the change work {_said(process, work)}.",
        f"change_work.{work}",
        help=f"Add `settles: [{work}]` to the criterion that shows it is settled, before the buyer chooses.",
    )


def _too_late(process: Process, work: str, path: Walk) -> Finding:
    choice = process.title_of(path[-1])
    return Finding(
        f'The change work {_said(process, work)} can still be open when a deal reaches the choice "{choice}".',
        f"change_work.{work}",
        help="Settle it earlier on this path, by a required criterion without `when`.",
        values=(path[-1],),
        witness=path,
        related=(Mention(f'"{choice}" is the choice', f"stages.{path[-1]}"),),
    )


def _said(process: Process, work: str) -> str:
    found = process.change_work[work]
    return f'"{found.title or found.settle or words(work)}" ({work})'
