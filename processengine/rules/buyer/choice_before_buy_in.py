"""A deal can reach the choice before the buyer has agreed to change.

What it reports
A stage in which the buyer chooses a solution or a supplier, if some path from the start leads to it with no stage, at
or before it, that mirrors buy-in, or none that mirrors the assembling of the team. Each first such stage is reported
once, with the path.

Why it matters
A buyer first manages change inside: finds everybody whose work, contract or budget is touched, and gets them to agree
that something must change. Only then can it choose. A seller who gets to the comparison before that presents to
people who can't decide, and such a deal easily ends undecided, with everybody staying where they are. That the inner
work comes first is the core of Sharon-Drew Morgen's Buying Facilitation.

Bad
    process: new-business
    journey: buying-decision
    stages:
      team-assembled:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration]
        next:
          - change-agreed
          - to: suppliers-compared
            when: They are in a hurry
      change-agreed:
        mirrors: [consensus]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    stages:
      team-assembled:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration]
        next: [change-agreed]
      change-agreed:
        mirrors: [consensus]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Steps of the choice that are `always_on`, such as seeing proof, may come at any time. An outcome that ends the deal for
nothing is no choice. A process whose `covers` leaves out `change`, such as one for tenders, takes it as done. Where the journey has no step that `means: buy-in`, or none that `means: team`, that half rests.
"""

from collections.abc import Iterator
from typing import Final

from processengine.diagnostic import Finding
from processengine.model.journey import Meaning
from processengine.rules.mirrors import Mirrors
from processengine.rules.paths import first_met
from processengine.rules.subject import Subject
from processengine.walk import Walk

_MISSING: Final[dict[Meaning, str]] = {
    "buy-in": "the buyer has agreed to change",
    "team": "everybody who must agree has been found",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each first choice that can be reached too early."""
    mirrors = subject.mirrors
    if mirrors is None or not mirrors.answers_for_change or not mirrors.choices:
        return
    found = {meaning: stages for meaning in _MISSING if (stages := mirrors.stages_meaning(meaning)) is not None}
    early = {meaning: first_met(mirrors.graph, mirrors.choices, stages) for meaning, stages in found.items()}
    lack_both = all(early.values()) and len(early) > 1
    lacking_all = first_met(mirrors.graph, mirrors.choices, set().union(*found.values())) if lack_both else {}
    for choice in dict.fromkeys(choice for paths in early.values() for choice in paths):
        missing = [meaning for meaning, paths in early.items() if choice in paths]
        yield _finding(mirrors, choice, missing, lacking_all.get(choice) or early[missing[0]][choice])


def _finding(mirrors: Mirrors, choice: str, missing: list[Meaning], path: Walk) -> Finding:
    lacks = " and before ".join(_MISSING[meaning] for meaning in missing)
    return Finding(
        f'A deal can reach the choice "{mirrors.graph.process.title_of(choice)}" before {lacks}.',
        f"stages.{choice}",
        help=f"Lead every way to it through a stage that mirrors {' and one that mirrors '.join(map(mirrors.steps_named, missing))}.",
        values=tuple(missing),
        witness=path,
    )
