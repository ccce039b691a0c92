"""The library and the deals that the tests of `impact` begin with."""



from tests.git.scratch import Scratch

LIBRARY = """\
library: acme
evidence: {source: data/, names: salesforce}
crm:
  salesforce:
    new-business:
      pipeline: Sales
      stages:
        heard: [Talking, Meeting]
        demo: [Demo Given]
        board: [Proposal]
"""
BEFORE = """\
process: new-business
title: New business
from_anywhere: [lost, waiting]
stages:
  heard: {next: [demo]}
  demo: {title: Demo seen, next: [board]}
  board: {next: [won]}
  waiting: {parked: true}
  won: {outcome: won}
  lost: {outcome: lost}
"""
AFTER = """\
process: new-business
title: New business
from_anywhere: [lost, waiting]
stages:
  heard: {next: [case-made]}
  case-made:
    was: [board]
    exit_criteria:
      case: {fact: The buyer has written the case, applies: now}
      dated: {fact: The board has a date, applies: now}
    next: [won]
  waiting: {parked: true}
  won: {outcome: won}
  lost: {outcome: lost}
"""
HISTORY = """\
deal_id,stage,entered_at
001,Talking,2026-01-01
002,Meeting,2026-01-01
002,Demo Given,2026-01-02
003,Demo Given,2026-01-02
003,Proposal,2026-01-09
004,Demo Given,2026-01-01
004,waiting,2026-01-03
005,Proposal,2026-01-04
005,won,2026-01-05
006,Proposal,2026-01-05
"""
ODD = "007,Prospecting,2026-01-05\n"
FACTS = "deal_id,kind,id,at\n003,criterion,board/case,2026-01-09\n"
PLAN = "proposal: no-demo\nprocess: new-business\nmoves: {demo: case-made}\n"

UNPLANNED = """\
From main to working tree. The deals are those of data, up to 2026-01-09.

New business: 5 deals in flight: 3 stay, 2 need a person.
       1 needs a person   Demo seen
                          “Demo seen” goes, and nothing says where its deals go.
       1 needs a person   Waiting
                          It waits, and the stage that it returns to is gone. “Demo seen” goes, and
                          nothing says where its deals go.
       1 stays            Heard
       2 stay             Board → Case made
                          1 lacks “The buyer has written the case” (case-made/case), which holds at
                          once
  Who lacks “The board has a date” (case-made/dated), which holds at once, can't be told: no such
    fact is recorded.

Next: say in the proposal where they go: `moves: {demo: ...}`
"""


def planned(scratch: Scratch) -> None:
    """Say where deals go."""
    scratch.write_at("proposals/no-demo.yaml", PLAN)
