"""Which open proposals collide: those that aren't merged because they can't are those where merging finds nothing."""

from datetime import date
from itertools import combinations

from processengine.listing.pairs import Reach, pairs
from processengine.review.others import OnBase, Side, meet
from tests.proposals.machine.world import having, papers

TODAY = date(2026, 11, 20)
BASE = """process: p
from_anywhere: [lost]
roles:
  rep: {kind: seller}
buying_team:
  champion: {kind: champion}
measures:
  won-rate: {share: {outcome: won}}
stages:
  a:
    buyer: They see it
    max_days: 30
    next: [b]
    plays:
      ask: {do: Ask them, by: rep}
  b:
    buyer: They agree
    next: [c]
  c:
    buyer: They decide
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
"""
EDITS = {
    "words": ("They see it", "They say it"),
    "other-words": ("They see it", "They name it"),
    "longer": ("max_days: 30", "max_days: 45"),
    "longer-still": ("max_days: 30", "max_days: 60"),
    "play": ("      ask: {do: Ask them, by: rep}\n", "      ask: {do: Ask them, by: rep}\n      write: {do: Write to them}\n"),
    "same-play": ("      ask: {do: Ask them, by: rep}\n", "      ask: {do: Ask them, by: rep}\n      write: {do: Write at once}\n"),
    "play-by-rep": ("    buyer: They agree\n", "    buyer: They agree\n    plays:\n      call: {do: Call them, by: rep}\n"),
    "no-rep": ("roles:\n  rep: {kind: seller}\n", "roles:\n  sdr: {kind: sdr}\n"),
    "role-named-boss": ("  rep: {kind: seller}\n", "  rep: {kind: seller}\n  boss: {kind: leader}\n"),
    "member-named-boss": ("  champion: {kind: champion}\n", "  champion: {kind: champion}\n  boss: {kind: economic-buyer}\n"),
    "measure-of-b": ("  won-rate: {share: {outcome: won}}\n", "  won-rate: {share: {outcome: won}}\n  of-b: {share: {outcome: won}, among: {reached: b}}\n"),
    "without-b": ("    next: [b]\n", "    next: [c]\n"),
    "around-c": ("    next: [c]\n", "    next: [won]\n"),
    "a-to-c": ("    next: [b]\n", "    next: [b, c]\n"),
    "title-of-won": ("won: {outcome: won}\n  lost", "won: {outcome: won, title: They bought}\n  lost"),
    "remark": ("process: p\n", "process: p # ours\n"),
}
"""Changes of one process, by name: of words, by adding, by taking away, and of ways."""


def sides() -> dict[str, OnBase]:
    """Return the proposals that the edits make."""
    base = (("library.yaml", "library: acme\n"), ("p.yaml", BASE))
    found = {}
    for name, (old, new) in EDITS.items():
        text = BASE.replace(old, new, 1)
        if name == "no-rep":
            text = text.replace(", by: rep", "")
        if name == "without-b":
            text = text.replace("  b:\n    buyer: They agree\n    next: [c]\n", "")
        assert text != BASE, name
        found[name] = OnBase(Side(name, name, papers(having(base, "p.yaml", text)), papers(base)), papers(base))
    return found


def test_no_collision_is_missed() -> None:
    """Each two of many kinds of change are merged; where that finds a conflict, the two are among those that could meet."""
    made = sides()
    collide = {frozenset(pair) for pair in combinations(made, 2) if any(one.is_conflict for one in meet(made[pair[0]], made[pair[1]], TODAY))}
    assert {frozenset((one.one, one.other)) for one in pairs(list(made.items()), TODAY)} == collide
    assert collide >= {frozenset(pair) for pair in (
        ("words", "other-words"), ("longer", "longer-still"), ("play", "same-play"), ("no-rep", "play-by-rep"), ("without-b", "around-c"),
        ("role-named-boss", "member-named-boss"), ("measure-of-b", "without-b"),
    )}


def test_few_pairs_are_merged_where_most_only_add() -> None:
    """Proposals that put things in other words, or add at different places, are told apart without being merged."""
    reaches = {name: Reach(one.side) for name, one in sides().items()}
    calm = ["words", "longer", "play", "play-by-rep", "role-named-boss", "measure-of-b", "remark"]
    assert [pair for pair in combinations(calm, 2) if reaches[pair[0]].may_meet(reaches[pair[1]])] == []
