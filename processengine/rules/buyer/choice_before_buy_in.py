"""A deal can reach the choice before the buyer has agreed to change.

What it reports

A stage in which the buyer chooses a solution or a supplier, if some path from the start leads to it with no stage, at
or before it, that mirrors buy-in, or none that mirrors the assembling of the team. Each first such stage is reported
once, with the path.

Why it matters

A buyer first manages change inside: finds everybody whose work, contract or budget is touched, and gets them to agree
that something must change. Only then can it choose. A seller who gets to the comparison before that presents to
people who can't decide, and the deal ends undecided: research on lost deals finds that a large share is lost to no
decision, some to the status quo and some to the fear of getting it wrong. That the inner work comes first is the
core of the buying-facilitation view.

Bad

    process: new-business
    journey: buying-decision
    stages:
      team-assembled:
        mirrors: [team-assembly]
        next:
          - change-agreed
          - to: suppliers-compared
            when: They are in a hurry
      change-agreed:
        mirrors: [consensus]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [supplier-selection]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good

    process: new-business
    journey: buying-decision
    stages:
      team-assembled:
        mirrors: [team-assembly]
        next: [change-agreed]
      change-agreed:
        mirrors: [consensus]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [supplier-selection]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions

Steps of the choice that are `always_on`, such as seeing proof, may come at any time. An outcome that ends the deal for
nothing is no choice. Where the journey has no step that `means: buy-in`, or none that `means: team`, that half rests.
"""

from collections.abc import Collection, Iterator

from processengine.diagnostic import Finding
from processengine.graph import Walk
from processengine.rules.buyer.mirrors import Mirrors, mirrors_of
from processengine.rules.buyer.paths import first_met
from processengine.rules.subject import Subject

_BUY_IN = "the buyer has agreed to change"
_TEAM = "everybody who must agree has been found"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each first choice that can be reached too early."""
    mirrors = mirrors_of(subject)
    if mirrors is None or not mirrors.choices:
        return
    early: dict[str, dict[str, Walk]] = {}
    for lacks, stages in ((_BUY_IN, mirrors.stages_meaning("buy-in")), (_TEAM, mirrors.stages_meaning("team"))):
        for choice, path in _too_early(mirrors, stages).items():
            early.setdefault(choice, {})[lacks] = path
    for choice, lacking in early.items():
        yield _finding(mirrors, choice, lacking)


def _too_early(mirrors: Mirrors, stages: Collection[str] | None) -> dict[str, Walk]:
    return {} if stages is None else first_met(mirrors.graph, mirrors.choices, stages)


def _finding(mirrors: Mirrors, choice: str, lacking: dict[str, Walk]) -> Finding:
    title = mirrors.graph.process.title_of(choice)
    asked = " and the step that `means: ".join(f"{name}`" for name in (("buy-in",) if _BUY_IN in lacking else ()))
    steps = [name for name, lacks in (("buy-in", _BUY_IN), ("team", _TEAM)) if lacks in lacking]
    del asked
    return Finding(
        f'A deal can reach the choice "{title}" before {" and before ".join(lacking)}.',
        f"stages.{choice}",
        help=_help(mirrors, steps),
        values=tuple(steps),
        witness=next(iter(lacking.values())),
    )


def _help(mirrors: Mirrors, meanings: list[str]) -> str:
    steps = mirrors.journey.steps.items()
    named = [" or ".join(f"`{name}`" for name, step in steps if step.means == meaning) for meaning in meanings]
    return f"Lead every way to it through a stage that mirrors {' and one that mirrors '.join(named)}."
