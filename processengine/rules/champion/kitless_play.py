"""A play says that it equips somebody, and not with what.

What it reports
A play that names somebody in `equips` and has no `kit`.

Why it matters
A talk is forgotten by the time the door closes. What lies on the table there is what somebody was handed: a page, a
calculation, a list of answers. A play with a kit can also be seen in the deals afterwards, so that one day we know
whether it helped. What a buyer is given for the work it does without us is what Gartner calls buyer enablement.

Bad
    process: new-business
    buying_team:
      champion: {}
    stages:
      trouble-named:
        plays:
          talk-it-through: {do: Talk the case through, equips: [champion]}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    buying_team:
      champion: {}
    kits:
      board-paper: {title: One-page case for the board}
    stages:
      trouble-named:
        plays:
          talk-it-through: {do: Talk the case through, equips: [champion], kit: board-paper}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
`equips: []` equips nobody. The rule belongs to the set `all`: a rehearsal equips too, and leaves nothing to hand over.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.places import plays_in
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each play that equips somebody with nothing."""
    told = {path.rpartition(".")[0] for path in subject.faulty}  # it may be the kit that could not be read
    for path, play in plays_in(subject.mended.process):
        if play.equips and play.kit is None and path not in told:
            yield Finding(
                f"The play `{path.rpartition('.')[2]}` equips somebody with nothing that they can keep.",
                path,
                help="Say with `kit:` what it hands over, and list that in `kits:`.",
            )
