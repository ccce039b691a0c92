"""The file names somebody who doesn't exist in the buying team or among our roles.

What it reports
An entry of `involves`, `equips`, `tests`, `names`, `who`, or of a kit's `for`, that names no member of `buying_team` and
no entry of `roles`.

Why it matters
The rules about champions and the buying team can only follow people who have one name throughout. A misspelt champion
is a champion whom nobody equips. That the whole Buying Decision Team must be known before anything is chosen comes from
Sharon-Drew Morgen's Buying Facilitation.

Bad
    process: new-business
    buying_team:
      champion: {title: Head of operations}
    from_anywhere: [lost]
    stages:
      trouble-named: {involves: [champoin], next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    buying_team:
      champion: {title: Head of operations}
    from_anywhere: [lost]
    stages:
      trouble-named: {involves: [champion], next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A role may stand everywhere that a team member may: partners are equipped and involved too. Where `buying_team` or `roles`
itself is misspelt or can't be read, nobody is looked up there.
"""

from collections.abc import Iterator
from typing import Final

from processengine.diagnostic import Finding
from processengine.model.process import Process
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.places import criteria_in, plays_in
from processengine.rules.subject import Subject

_MAPS: Final = ("buying_team", "roles")

_Named = tuple[str, tuple[str, ...]]


def check(subject: Subject) -> Iterator[Finding]:
    """Look up everybody who is named anywhere."""
    process = subject.process
    team, roles = process.buying_team, process.roles
    if not _people(subject).difference(team, roles):
        return
    names = Names([*team, *roles])
    for path, people in (*_in_maps(process), *_in_criteria(process), *_in_plays(process)):
        for person in dict.fromkeys(people):
            if person not in team and person not in roles and not any(process.may_have(key, person) for key in _MAPS):
                advice = known_here(names.known) or f"Add them: `buying_team: {{{person}: {{}}}}`."
                message = f"`{person}` is neither in the buying team nor one of our roles."
                yield unknown(names, person, message, f"{path}.{person}", advice, beside=people)


def _people(subject: Subject) -> set[str]:
    """Return everybody who is named, wherever that may be."""
    process = subject.process
    return set().union(
        *[stage.involves for stage in process.stages.values()],
        *[work.who for work in process.change_work.values()],
        *[kit.for_ for kit in process.kits.values()],
        *[criterion.names for criterion in subject.criteria],
        *[criterion.tests for criterion in subject.criteria],
        *[play.equips for play in subject.plays if play.equips],
    )


def _in_maps(process: Process) -> Iterator[_Named]:
    for name, stage in process.stages.items():
        if stage.involves:
            yield f"stages.{name}.involves", stage.involves
    for name, work in process.change_work.items():
        if work.who:
            yield f"change_work.{name}.who", work.who
    for name, kit in process.kits.items():
        if kit.for_:
            yield f"kits.{name}.for", kit.for_


def _in_criteria(process: Process) -> Iterator[_Named]:
    for path, criterion in criteria_in(process):
        if criterion.names:
            yield f"{path}.names", criterion.names
        if criterion.tests:
            yield f"{path}.tests", criterion.tests


def _in_plays(process: Process) -> Iterator[_Named]:
    for path, play in plays_in(process):
        if play.equips:
            yield f"{path}.equips", play.equips
