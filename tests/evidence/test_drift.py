"""Where a process and life differ: which differences count, in which order, and what each says."""

from dataclasses import replace

from processengine.evidence.drift import Touched, drift, passes_over
from processengine.evidence.drift_told import advice, message
from processengine.model.process import Process
from processengine.replay import Move, MoveKind, Replay, StageTimes
from processengine.syntax.load import load
from processengine.syntax.parse import parse

TEXT = """\
process: p
from_anywhere: [lost]
stages:
  asked: {title: They ask, max_days: 10, next: [agreed]}
  agreed: {title: They agree, next: [tried, {to: asked, when: Somebody was not heard}]}
  tried: {title: They try, next: [decided]}
  decided: {title: They decide, next: [won]}
  waiting: {parked: true, max_days: 90}
  won: {outcome: won}
  lost: {outcome: lost}
"""


def read(text: str) -> Process:
    """Return the process of a text."""
    process, _ = load(parse(text)[0])
    assert isinstance(process, Process)
    return process


PROCESS = read(TEXT)


def way(source: str, target: str, count: int, deals: int, kind: MoveKind) -> Move:
    """Return a move that the process allows."""
    return Move(source, target, count, deals, allowed=True, kind=kind, allowed_count=count)


def stray(source: str, target: str, count: int, deals: int, kind: MoveKind) -> Move:
    """Return a move that the process doesn't allow."""
    return Move(source, target, count, deals, allowed=False, kind=kind)


def times(stage: str, deals: int, *, visits: int | None = None, zero: int = 0, median: float | None = 1.0, p90: float | None = 2.0) -> StageTimes:
    """Return how deals went through a stage."""
    return StageTimes(stage, deals if visits is None else visits, deals, 0, zero, median, p90)


WAYS = (
    way("asked", "agreed", 80, 80, "on"), way("agreed", "tried", 60, 60, "on"), way("agreed", "asked", 5, 5, "back"),
    way("tried", "decided", 50, 50, "on"), way("decided", "won", 40, 40, "on"), way("decided", "lost", 10, 10, "out"),
    way("tried", "waiting", 5, 5, "out"),
)
ALIKE = Replay(
    "p", 100, 350, 100, 50, 1.0, WAYS,
    (times("asked", 100), times("agreed", 80), times("tried", 60), times("decided", 50), times("waiting", 5), times("won", 40), times("lost", 10)),
    (), began={"asked": 100},
)


def told(replay: Replay, touched: Touched | None = None, *, process: Process = PROCESS, min_deals: int = 10) -> list[str]:
    """Return the sentences."""
    return [message(one, process) for one in drift(process, replay, touched or Touched(), min_deals).differences]


def edits(replay: Replay, touched: Touched | None = None) -> list[str]:
    """Return the operations of `edit`, one a line."""
    return [" ".join(words) for one in drift(PROCESS, replay, touched or Touched(), 10).differences for words in one.edits]


def with_moves(*more: Move) -> Replay:
    """Return the replay in which nothing differs, and some moves beside."""
    return replace(ALIKE, moves=(*ALIKE.moves, *more))


def with_times(*other: StageTimes) -> Replay:
    """Return the replay in which nothing differs, but for some stages."""
    by_name = {one.stage: one for one in other}
    return replace(ALIKE, stages=tuple(by_name.get(one.stage, one) for one in ALIKE.stages))


def test_where_file_and_life_are_alike_nothing_is_told() -> None:
    """A way back that few go, a parked stage and a lost deal are no differences."""
    assert told(ALIKE) == []


def test_a_move_that_the_process_does_not_allow() -> None:
    """With its share of the deals that were there, and the edit that adds it under a condition, as there is a way without one."""
    replay = with_moves(stray("tried", "won", 12, 11, "skip"))
    assert told(replay) == ["11 of the 60 deals in “They try” (18 %) went straight to “Won”, 12 times in all; the process has no such way."]
    assert edits(replay) == ["add-transition tried won --when WHEN BUYERS NEED THIS"]


def test_moves_to_and_fro_are_one_difference() -> None:
    """The way that more deals went is told first; both are added."""
    replay = with_moves(stray("tried", "asked", 12, 12, "back"), stray("asked", "tried", 11, 11, "skip"))
    assert told(replay) == ["12 of the 60 deals in “They try” (20 %) went back to “They ask”, and 11 the other way; the process has neither way."]
    assert edits(replay) == ["add-transition tried asked --when WHEN BUYERS NEED THIS", "add-transition asked tried --when WHEN BUYERS NEED THIS"]


def test_moves_of_few_deals_do_not_count() -> None:
    """Fewer than `min_deals`, or than one in twenty of those at the stage."""
    assert told(with_moves(stray("tried", "won", 9, 9, "skip"))) == []
    many = replace(with_moves(stray("asked", "won", 40, 40, "skip")), deals=1000, stages=(times("asked", 1000), *ALIKE.stages[1:]))
    assert told(many) == []


def test_a_move_that_is_allowed_to_some_deals_is_no_way_that_lacks() -> None:
    """Back from where they wait, to the stage that they left."""
    assert told(with_moves(Move("waiting", "agreed", 50, 50, allowed=False, kind="on", allowed_count=40))) == []


def test_a_deal_that_comes_back_after_its_end() -> None:
    """No way leads out of an outcome, so none is proposed."""
    replay = with_moves(stray("lost", "agreed", 10, 10, "reopening"))
    found = drift(PROCESS, replay, Touched(), 10).differences
    assert [message(one, PROCESS) for one in found] == ["All 10 deals in “Lost” went on to “They agree” after they had ended."]
    assert [(advice(one, PROCESS), one.edits) for one in found] == [("A deal that may come back has not ended: let it wait in a parked stage instead.", ())]


def test_a_stage_that_more_deals_pass_over_than_visit() -> None:
    """It is told instead of the moves over it; where others go through it both ways are offered, and it is not taken from them."""
    replay = with_moves(stray("agreed", "decided", 70, 65, "skip"))
    touched = Touched(passed_over={"tried": 65})
    assert told(replay, touched) == ["65 deals skip “They try”, 60 go through it."]
    assert edits(replay, touched) == ["add-transition agreed decided --when WHEN BUYERS NEED THIS"]
    (one, *_) = drift(PROCESS, replay, touched, 10).differences
    assert advice(one, PROCESS) == "Ask which buyers need it and which don't. To allow both:"
    assert told(replay, Touched(passed_over={"tried": 60}))[0].startswith("65 of the 80 deals in “They agree” (81 %) went straight")


def test_a_move_passes_over_the_open_stages_between() -> None:
    """Not over parked stages, nor is going back passing over; a way to an outcome passes over nothing."""
    assert passes_over(PROCESS, "asked", "decided") == ("agreed", "tried")
    assert passes_over(PROCESS, "decided", "asked") == ()
    assert passes_over(PROCESS, "asked", "won") == ()
    assert passes_over(PROCESS, "asked", "Unknown") == ()


def test_going_back_is_told_where_every_fifth_deal_does() -> None:
    """Though the process allows it; a criterion would keep them from going on too early."""
    often = replace(ALIKE, moves=tuple(replace(move, count=30, deals=16) if move.kind == "back" else move for move in ALIKE.moves))
    assert told(often) == ["16 of the 80 deals in “They agree” (20 %) went back to “They ask”, 30 times in all."]
    assert edits(often) == ["add-criterion asked WHAT THE BUYER LACKED"]


def test_a_stage_whose_only_way_leads_back_is_no_return() -> None:
    """What the list of stages calls back is the way that it is meant to go."""
    process = read(TEXT.replace("next: [tried, {to: asked, when: Somebody was not heard}]", "next: [asked]"))
    replay = replace(ALIKE, moves=tuple(replace(move, count=30, deals=16) if move.kind == "back" else move for move in ALIKE.moves))
    assert told(replay, process=process) == []


def test_a_way_back_among_stages_that_are_gone_is_none() -> None:
    """An earlier version had them and allowed it; nobody can mend what isn't there."""
    replay = with_moves(way("gone", "asked", 50, 50, "back"))
    assert told(replace(replay, stages=(*replay.stages, times("gone", 60)))) == []


def test_a_long_list_is_cut() -> None:
    """Three are named, and the rest counted."""
    stages = ("asked", "agreed", "tried", "decided", "won")
    assert told(with_times(*(times(name, 0) for name in stages), times("lost", 20)), process=PROCESS)[-1] == (
        "No deal was ever in “They ask”, “They agree”, “They try” and 2 more.")


def test_half_of_the_visits_beyond_the_limit() -> None:
    """To find out why comes first; the limit that is offered is named as what nine in ten need today."""
    replay = with_times(times("asked", 100, median=14.26, p90=30.5))
    touched = Touched(overstayed={"asked": 55})
    assert told(replay, touched) == ["55 of the 100 deals in “They ask” (55 %) stayed longer than the 10 days that the process allows; half of the stays last 14 days or more."]
    assert edits(replay, touched) == ["max-days asked 31"]
    (one,) = drift(PROCESS, replay, touched, 10).differences
    assert advice(one, PROCESS) == "Find out first what they wait for. Nine in ten need up to 31 days today; to make that the limit:"


def test_where_too_many_are_there_still_no_limit_is_offered() -> None:
    """Nobody knows yet how long nine in ten need."""
    (one,) = drift(PROCESS, with_times(times("asked", 100, median=14.26, p90=None)), Touched(overstayed={"asked": 55}), 10).differences
    assert (one.edits, advice(one, PROCESS)[:32]) == ((), "Find out what they wait for: so ")


def test_many_ways_that_the_process_lacks_are_told_in_one_sentence() -> None:
    """From five on: then no single one is the matter; other differences have room again."""
    skips = [stray(source, target, count, count, "skip") for source, target, count in (
        ("asked", "tried", 20), ("asked", "decided", 30), ("agreed", "decided", 25), ("asked", "won", 15), ("tried", "won", 12))]
    assert told(with_moves(*skips[:4]))[0].startswith("30 of the 100 deals in “They ask” (30 %) went straight")
    (one,) = drift(PROCESS, with_moves(*skips, stray("decided", "tried", 11, 11, "back")), Touched(), 10).differences
    assert message(one, PROCESS) == (
        "In 6 places deals skip a stage or go back one: “They ask” to “They decide” (30 deals), “They agree” to “They decide” (25 deals), "
        "“They ask” to “They try” (20 deals) and 3 more.")
    assert (one.deals, one.count, one.edits) == (30, 113, ())
    assert "`processengine evidence replay p` lists them" in advice(one, PROCESS)


def test_a_tenth_of_the_visits_far_beyond_the_limit() -> None:
    """Twice the limit is far; less is not."""
    touched = Touched(overstayed={"asked": 22})
    assert told(with_times(times("asked", 100, median=2, p90=20)), touched) == []
    assert told(with_times(times("asked", 100, median=2, p90=20.01)), touched)[0].endswith("one stay in ten lasts 20 days or more.")


def test_a_stage_that_the_process_does_not_have() -> None:
    """By the source's own name; how often counts where deals begin there, too."""
    replay = replace(with_moves(stray("asked", "Review", 12, 11, "unknown"), stray("Review", "lost", 9, 9, "unknown")), began={"asked": 97, "Review": 3})
    assert told(replay, Touched(met={"Review": 14})) == ["14 of the 100 deals (14 %) were in “Review”, 15 times in all; the process has no such stage."]


def test_deals_that_begin_elsewhere() -> None:
    """Where most of them begin in one other stage the process may start there; no small group is named."""
    assert told(replace(ALIKE, began={"asked": 80, "agreed": 16, "tried": 4})) == ["20 of the 100 deals (20 %) begin in “They agree”, and not in “They ask”."]
    most = replace(ALIKE, began={"asked": 40, "agreed": 60})
    assert edits(most) == ["set start agreed"]


def test_visits_without_any_time_were_filled_in_later() -> None:
    """Told from one in twenty on, with the stages where it is most frequent first."""
    replay = with_times(times("agreed", 80, zero=5), times("tried", 60, zero=15))
    assert told(replay, Touched(back_filled=18)) == [
        "18 of the 100 deals (18 %) were in a stage for no time at all, 20 times in all, most often in “They try” and “They agree”; probably it was filled in later.",
    ]
    assert told(with_times(times("agreed", 80, zero=17)), Touched(back_filled=17)) == []


def test_ways_that_nobody_goes_are_told_together_and_last() -> None:
    """Of stages in which enough deals were; each has its edit."""
    quiet = replace(ALIKE, moves=tuple(move for move in ALIKE.moves if move.kind != "back" and move.target != "won"))
    more = replace(quiet, moves=(*quiet.moves, stray("asked", "won", 20, 20, "skip")))
    assert told(more)[-1] == "Nobody went from “They agree” to “They ask” and from “They decide” to “Won”, though the process has these ways."
    assert edits(more)[-2:] == ["remove-transition agreed asked", "remove-transition decided won"]
    assert told(replace(quiet, stages=tuple(replace(one, deals=9) for one in quiet.stages))) == []


def test_stages_in_which_no_deal_ever_was() -> None:
    """An open stage goes with its ways bridged, a parked one with the ways to it, an outcome stays."""
    empty = with_times(times("tried", 0), times("waiting", 0), times("lost", 0))
    ways = tuple(move for move in ALIKE.moves if "tried" not in (move.source, move.target))
    replay = replace(empty, moves=(*ways, way("agreed", "tried", 1, 1, "on")))
    assert told(replay) == ["No deal was ever in “They try”, “Waiting” and “Lost”."]
    assert edits(replay) == ["remove-stage tried --bypass", "remove-stage waiting --force"]


def test_the_most_deals_come_first_and_five_are_told() -> None:
    """The rest are counted."""
    skips = [stray("asked", target, count, count, "skip") for target, count in (("tried", 20), ("decided", 30), ("won", 25))]
    replay = replace(with_moves(*skips), began={"asked": 50, "agreed": 50})
    found = drift(PROCESS, replay, Touched(met={"Review": 15, "Old": 12, "New": 11}), 10)
    assert [one.deals for one in found.differences] == [50, 30, 25, 20, 15]
    assert found.left_out == 2


def test_of_few_deals_nothing_is_told() -> None:
    """Not even what none of them did."""
    few = replace(ALIKE, deals=9, moves=(), stages=(times("asked", 9),), began={"asked": 9})
    assert told(few) == []


def test_a_stage_that_hardly_any_deal_was_in_is_not_counted_for_the_reader() -> None:
    """Fewer than five might be somebody."""
    replay = with_times(times("tried", 3))
    (one,) = [one for one in drift(PROCESS, replay, Touched(passed_over={"tried": 65}), 10).differences if one.kind == "passed-over-stage"]
    assert (message(one, PROCESS), one.of) == ("65 deals skip “They try”, which hardly any deal was in.", 65)
    assert one.edits == (("remove-stage", "tried", "--bypass"),)
