"""A kit is declared and handed to nobody.

What it reports
An entry of `kits` that no play names in `kit`.

Why it matters
A kit helps once somebody behind the closed door has it in their hands. One that no play hands over is a file that reps
find by chance, or don't find; and whoever reads the process believes that the champion has it. What a buyer is given for
the work it does without us is what Gartner calls buyer enablement.

Bad
    process: new-business
    buying_team:
      champion: {}
    kits:
      board-paper: {title: One-page case for the board, for: [champion]}
    stages:
      trouble-named:
        plays:
          write-the-page: {do: Write the case together, equips: [champion]}
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
        plays:
          write-the-page: {do: Write the case together, kit: board-paper}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
A measure that counts a kit hands it to nobody. A kit that a play names with a slip of the pen counts as handed over.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import stages_told
from processengine.rules.names import Names
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each kit that no play hands over."""
    process = subject.mended.process
    kits = process.kits
    named = {play.kit for stage in process.stages.values() for play in stage.plays.values() if play.kit is not None}
    if not kits.keys() - named or stages_told(subject, ("plays",)):
        return
    names = Names(kits)
    meant = {kit for name in sorted(named.difference(kits)) for kit in names.meant(name)}
    for name, kit in kits.items():
        if name not in named and name not in meant:
            called = f'"{kit.title}" ({name})' if kit.title else f"`{name}`"
            yield Finding(
                f"No play hands over the kit {called}.",
                f"kits.{name}",
                help=f"Write `kit: {name}` in the play that hands it over, or take it off the list.",
            )
