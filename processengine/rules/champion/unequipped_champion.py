"""A deal can reach the closed door with nothing in the champion's hands.

What it reports
A closed door, if some path from the start leads to it with no stage before it whose play `equips` a champion. Of several
doors in a row the first is reported, with the path.

Why it matters
Behind the door the champion does the selling, and has never learned it. They need what a seller has: the case on a page,
the numbers, the answers to what will be asked. To hand buyers what they need for the work they do without us is what
Gartner calls buyer enablement; "The New Sales Imperative" by Toman, Adamson and Gomez (Harvard Business Review, 2017)
argues for it.

Bad
    process: new-business
    buying_team:
      champion: {}
    stages:
      trouble-named:
        involves: [champion]
        next: [board-decides]
      board-decides:
        closed_door: true
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    buying_team:
      champion: {}
    kits:
      board-paper: {title: One-page case for the board, for: [champion]}
    stages:
      trouble-named:
        involves: [champion]
        plays:
          write-the-page: {do: Write the case together, kit: board-paper}
        next: [board-decides]
      board-decides:
        closed_door: true
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
A play equips whom it says in `equips`, else those its kit is `for`. Plays are options, and one before the door is
enough; in the door's own stage it comes too late. A kit for one of our roles, such as a partner, equips no champion.
Where the team has no champion, unnamed-champion says so, and this rests.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.model.process import Play, equipped_by
from processengine.rules.champion.doors import first_doors_without
from processengine.rules.champion.team import champions
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each first closed door that can be reached with an unequipped champion."""
    team, process = champions(subject), subject.mended.process

    def equips(play: Play) -> bool:
        # Whom a kit that isn't there is for, nobody can tell; that it isn't there is told.
        is_unknown = play.equips is None and play.kit is not None and play.kit not in process.kits
        return is_unknown or team.are_among(equipped_by(process, play))

    def prepares(stage: str) -> bool:
        return any(map(equips, process.stages[stage].plays.values()))

    for door, path in first_doors_without(subject, prepares, ("plays", "kits")).items():
        one = team.ids[0]
        yield Finding(
            f'A deal can reach the closed door "{process.title_of(door)}" with nothing in the champion\'s hands.',
            f"stages.{door}",
            help=f"Before it, on every way, add a play that hands over a kit `for: [{one}]`, or one with `equips: [{one}]`.",
            witness=path,
        )
