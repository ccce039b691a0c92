"""Rules about deals, by hand-made figures: where each begins, what it says, and what makes a finding the same one tomorrow."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from processengine.diagnostic import Diagnostic
from processengine.model.library import Library
from processengine.replay import ClaimSeen, Join, Move, Odds, Recorded, Replay, StageTimes, Tracked
from processengine.rules.listing import RuleSet
from processengine.rules.subject import Alone
from processengine.settings import Settings
from processengine.validate import validate

PROCESS = """\
process: new-business
from_anywhere: [lost]
stages:
  trouble-named: {probability: 20, next: [board-decides]}
  board-decides: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
"""
PROPOSAL = "proposal: p\nclaims:\n  a: {says: So it is, share: {outcome: won}, at_least: 0.5}\n"
STAGES = ("trouble-named", "board-decides", "won", "lost")


def replayed(*moves: Move, deals: int = 100, unknown: Iterable[str] = (), **more: object) -> Replay:
    """A replay in which a number of deals came to every stage, and half of them were won."""
    stages = tuple(StageTimes(name, deals, deals, 0, 0, 5.0, 9.0) for name in STAGES)
    whole = Replay("new-business", deals, 4 * deals, 0, 0, None, moves, stages, tuple(unknown), closed=deals, outcomes={"won": deals // 2, "lost": deals // 2})
    return replace(whole, first="2026-01-05T00:00:00Z", last="2026-06-30T08:00:00Z", **more)  # type: ignore[arg-type]


def move(source: str, target: str, deals: int, allowed_count: int = 0, count: int | None = None) -> Move:
    """A move that each of some deals made once, or `count` times in all."""
    count = deals if count is None else count
    return Move(source, target, count, deals, allowed_count == count, "skip", allowed_count)


def found(recorded: Recorded, text: str = PROCESS, library: Library | None = None) -> list[Diagnostic]:
    """What the rules about deals find."""
    settings = Settings(date(2026, 11, 20), RuleSet.ALL)
    verdict = validate(text, "p.yaml", settings, Alone(library=library), recorded_of=lambda _: recorded)
    plain = {one.fingerprint for one in validate(text, "p.yaml", settings, Alone(library=library)).diagnostics}
    return [one for one in verdict.diagnostics if one.fingerprint not in plain]


def told(recorded: Recorded, text: str = PROCESS) -> list[tuple[str, str]]:
    """Their names and paths."""
    return [(one.rule, one.path) for one in found(recorded, text)]


def test_nobody_asked_the_deals_and_no_rule_about_them_runs() -> None:
    """Under the widest set too."""
    settings = Settings(date(2026, 11, 20), RuleSet.ALL)
    assert not {"thin-evidence", "unmodelled-move"} & {one.rule for one in validate(PROCESS, "p.yaml", settings).diagnostics}
    assert "thin-evidence" not in settings.looking("process", with_base=True)
    assert "thin-evidence" in settings.looking("process", with_base=False, with_deals=True)


@pytest.mark.parametrize(("deals", "at_stage", "is_told"), [(5, 100, True), (4, 100, False), (5, 101, False), (30, 600, True), (3, 10, False)])
def test_a_move_is_a_habit_from_five_percent_and_min_deals_on(deals: int, at_stage: int, is_told: bool) -> None:  # noqa: FBT001 - a table
    """Both, of the deals at the stage; exactly five percent is enough."""
    recorded = Recorded(4 if deals == 4 else 5, replayed(move("trouble-named", "won", deals), deals=at_stage))
    assert told(recorded) == ([("unmodelled-move", "stages.trouble-named")] if is_told else [])


def test_a_move_that_was_allowed_in_its_time_counts_only_as_often_as_it_was_not() -> None:
    """Of forty times the process in force allowed thirty-nine."""
    assert told(Recorded(2, replayed(move("trouble-named", "won", 40, allowed_count=39)))) == []
    assert told(Recorded(2, replayed(move("trouble-named", "won", 40, allowed_count=30)))) == [("unmodelled-move", "stages.trouble-named")]


def test_a_move_that_the_file_now_allows_is_no_news() -> None:
    """The release that judged it didn't; the file has learnt it."""
    assert told(Recorded(2, replayed(move("trouble-named", "board-decides", 40)))) == []


def test_a_slip_of_the_pen_is_told_once() -> None:
    """The transition that a typo broke is no move that the process doesn't allow."""
    recorded = Recorded(2, replayed(move("trouble-named", "board-decides", 40)))
    assert told(recorded, PROCESS.replace("next: [board-decides]", "next: [board-decide]")) == []


def test_from_a_stage_that_the_process_lacks_a_habit_is_of_the_visits_to_it() -> None:
    """Five percent of these, and it is told once, on the process: there is no better place."""
    moves = (move("trouble-named", "Legal", 40), move("Legal", "board-decides", 30), move("Legal", "won", 2), move("Legal", "lost", 5))
    recorded = Recorded(2, replayed(*moves, unknown=["Legal"], unknown_visits={"Legal": 41}))
    assert [one.message for one in found(recorded) if one.path == "process"] == [
        'From "Legal", a stage that the process doesn\'t have, deals went to "Board decides" (30 deals), "Lost" (5 deals); 41 visits in all.',
    ]


def test_a_stage_of_the_source_has_a_name_of_any_length() -> None:
    """A line of the report holds it."""
    name = "x" * 5000
    (one,) = found(Recorded(2, replayed(move("trouble-named", name, 40), unknown=[name])))
    assert len(one.message) < 200


def test_a_finding_is_the_same_one_when_more_deals_have_come() -> None:
    """Its fingerprint holds stages and no figures, so that a baseline lasts longer than a day."""
    def seen(more: int) -> list[tuple[str, str]]:
        replay = replayed(move("trouble-named", "won", 40 + more), deals=100 + more, outcomes={"won": 20 + more}, closed=20 + more)
        stages = tuple(replace(one, zero_length=50 + more) for one in replay.stages[:-1])
        odds = (Odds("trouble-named", 90 + more, 60, 0.5 + more / 1000, 0.7),)
        tracked = (Tracked("stages.trouble-named", 90 + more, 4),)
        joins = (Join("facts", 90 + more, 4),)
        return [(one.rule, one.fingerprint) for one in found(Recorded(30, replace(replay, stages=stages), odds, tracked, joins))]

    assert {rule for rule, _ in seen(0)} == {
        "unmodelled-move", "unvisited-stage", "skipped-criterion", "contradicted-probability", "back-filled-history", "thin-evidence",
        "survivors-only", "low-join-coverage",
    }
    assert seen(0) == seen(7)


@pytest.mark.parametrize(
    ("odds", "is_told"),
    [(Odds("trouble-named", 40, 30, 0.6, 0.85), True), (Odds("trouble-named", 40, 8, 0.2, 0.35), False), (Odds("trouble-named", 29, 27, 0.6, 0.99), False),
     (Odds("won", 40, 40, 0.9, 1.0), False), (Odds("board-decides", 40, 40, 0.9, 1.0), False)],
)
def test_a_probability_is_held_against_its_interval(odds: Odds, is_told: bool) -> None:  # noqa: FBT001 - a table
    """The ends belong to it; under `min_deals` nothing is concluded, and who declares nothing is contradicted by nothing."""
    assert told(Recorded(30, replayed(), (odds,))) == ([("contradicted-probability", "stages.trouble-named.probability")] if is_told else [])


@pytest.mark.parametrize(("with_fact", "is_told"), [(14, True), (15, False)])
def test_a_criterion_is_skipped_under_half(with_fact: int, is_told: bool) -> None:  # noqa: FBT001 - a table
    """Just half is held to."""
    recorded = Recorded(30, replayed(), tracked=(Tracked("stages.trouble-named", 30, with_fact),))
    assert told(recorded) == ([("skipped-criterion", "stages.trouble-named")] if is_told else [])


def test_no_deal_at_all_is_said_once() -> None:
    """Nothing is unvisited, nothing survived: there is nothing yet."""
    nothing = Replay("new-business", 0, 0, 0, 0, None, (), tuple(StageTimes(name, 0, 0, 0, 0, None, None) for name in STAGES), ())
    assert [(one.rule, one.message) for one in found(Recorded(30, nothing))] == [
        ("thin-evidence", "No deal of the source ever came to a stage of this process."),
    ]


def test_a_stage_that_no_path_leads_to_is_not_also_unvisited() -> None:
    """The graph has said why."""
    text = PROCESS.replace("  won:", "  island: {next: [won]}\n  won:")
    assert told(Recorded(30, replayed()), text) == []


@pytest.mark.parametrize(
    ("outcomes", "deals", "is_told"),
    [({"won": 5}, 9, True), ({"won": 4}, 9, False), ({"won": 2}, 2, True), ({"won": 9, "lost": 0}, 9, True), ({"won": 9, "lost": 1}, 10, False),
     ({"won": 9, "admin": 3}, 12, True), ({"admin": 9}, 9, False), ({"won": 50, "handed-over": 3}, 60, False)],
)
def test_survivors_are_known_by_what_is_missing(outcomes: dict[str, int], deals: int, is_told: bool) -> None:  # noqa: FBT001 - a table
    """Five won deals beside open ones, or nothing but won ones; administration aside."""
    recorded = Recorded(1, replayed(deals=deals, outcomes=outcomes, closed=sum(outcomes.values())))
    assert told(recorded) == ([("survivors-only", "process")] if is_told else [])


def test_a_process_that_can_only_end_well_has_no_survivors() -> None:
    """The graph has said so already."""
    text = PROCESS.replace("from_anywhere: [lost]\n", "").replace("  lost: {outcome: lost}\n", "")
    recorded = Recorded(1, replayed(deals=50, outcomes={"won": 50}))
    assert ("survivors-only", "process") not in told(recorded, text)


def test_low_coverage_is_told_on_the_library_where_there_is_one() -> None:
    """Each process would say the same once more."""
    recorded = Recorded(1, replayed(), joins=(Join("facts", 11, 5), Join("deals", 10, 5)))
    assert [(one.rule, one.values) for one in found(recorded)] == [("low-join-coverage", ("facts",))]
    assert found(recorded, library=Library.model_validate({"library": "acme"})) == []
    (one,) = found(recorded, "library: acme\nevidence: {source: data/}\n")
    assert (one.path, one.span.line) == ("evidence", 2)


def test_a_claim_is_told_with_what_the_deals_say() -> None:
    """The sentence is the recomputation's; opinion is said beside it."""
    claims = {"a": ClaimSeen("contradicts", "The deals say otherwise: 10 %.", rests_on_rep_reasons=True)}
    assert [(one.rule, one.path, one.message) for one in found(Recorded(1, claims=claims), PROPOSAL)] == [
        ("contradicted-claim", "claims.a", "The deals say otherwise: 10 %."),
        ("rep-told-reason", "claims.a", "This claim rests on reasons that reps gave, so it is opinion as much as fact."),
    ]
    assert told(Recorded(1, claims={"a": ClaimSeen("inconclusive", "Too close to call.")}), PROPOSAL) == []
