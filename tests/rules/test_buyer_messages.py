"""What a sales leader reads where a finding is not told by its rule alone."""

from datetime import date

from inline_snapshot import snapshot

from processengine.diagnostic import Diagnostic
from processengine.rules.listing import RuleSet
from processengine.validate import Settings, validate


def one(rule: str, text: str) -> Diagnostic:
    """The only finding of a rule in a text."""
    settings = Settings(date(2026, 11, 20), RuleSet.ALL, select=frozenset({rule}))
    (found,) = validate(text, "p.yaml", settings).diagnostics
    return found


def test_a_choice_that_lacks_both_says_both() -> None:
    """What is missing and which steps would mend it are named."""
    found = one(
        "choice-before-buy-in", "process: p\nstages:\n  a: {mirrors: [decision], next: [won]}\n  won: {outcome: won}\n"
    )
    assert found.message == snapshot(
        'A deal can reach the choice "A" before the buyer has agreed to change and before everybody who must agree has been found.'
    )
    assert found.help == snapshot(
        "Lead every way to it through a stage that mirrors `consensus` and one that mirrors `team-assembly`."
    )


def test_work_that_is_settled_too_late_points_at_the_choice() -> None:
    """The choice stage is related to the change work."""
    found = one(
        "unsettled-change-work",
        "process: p\nchange_work: {rota: {title: Evening rota}}\nstages:\n"
        "  a:\n    mirrors: [decision]\n    exit_criteria: {x: {fact: It is set, settles: [rota]}}\n    next: [won]\n"
        "  won: {outcome: won}\n",
    )
    assert found.message == snapshot(
        'The change work "Evening rota" (rota) can still be open when a deal reaches the choice "A".'
    )
    assert [(related.path, related.span.line) for related in found.related] == [("stages.a", 4)]


def test_a_falling_probability_points_at_the_one_before() -> None:
    """Both numbers are in the message, and the other one's place is related."""
    found = one(
        "probability-not-rising",
        "process: p\nstages:\n  a: {probability: 50, next: [b]}\n  b: {probability: 12.5, next: [won]}\n  won: {outcome: won}\n",
    )
    assert found.message == snapshot('The probability falls from 50 % at "A" to 12.5 % at "B".')
    assert [(related.path, related.span.line) for related in found.related] == [("stages.a.probability", 3)]


def test_probabilities_on_outcomes_alone_are_told_once() -> None:
    """The first is the place, the others are related."""
    found = one(
        "partial-probability",
        "process: p\nstages:\n  a: {next: [won]}\n  won: {outcome: won, probability: 100}\n  lost: {outcome: lost, probability: 0}\n",
    )
    assert (found.path, [related.path for related in found.related]) == (
        "stages.won.probability",
        ["stages.lost.probability"],
    )


def test_admin_counted_as_lost_can_be_mended() -> None:
    """The fix sets the kind; it changes what is counted, so it is not safe."""
    found = one(
        "admin-counted-as-lost", "process: p\nstages:\n  a: {next: [x]}\n  x: {title: Duplicate, outcome: lost}\n"
    )
    assert found.fix is not None
    assert ([*found.fix.edits[0]], found.fix.safe) == (["set", "stages.x.outcome", "admin"], False)


def test_a_member_who_is_met_alone_is_named_by_title() -> None:
    """The leader reads who it is."""
    found = one(
        "single-threaded",
        "process: p\nbuying_team: {c: {title: Head of IT}}\nstages:\n  a: {involves: [c], next: [won]}\n  won: {outcome: won}\n",
    )
    assert found.message == snapshot('A deal can reach "Won" with only "Head of IT" of the buying team involved.')
