"""The first file that a user writes: the design's, word for word."""

FIRST_FILE = """\
process: new-business
from_anywhere: [lost, stayed-put]
stages:
  trouble-named:
    buyer: Someone says what is wrong and what living with it costs
    next: [team-assembled]
  team-assembled:
    buyer: Everyone who must agree has been found and heard
    next: [board-decides]
  board-decides:
    buyer: The board decides without us in the room
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
"""
