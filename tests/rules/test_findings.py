"""What the graph rules say besides the place: what may have been meant, and what else belongs to it."""

import pytest

from processengine.diagnostic import Diagnostic
from processengine.rules.listing import RuleSet
from processengine.validate import Settings, validate
from tests.rules.cases import TODAY


def found(stages: str, rule: str, top: str = "") -> list[Diagnostic]:
    """What a rule finds in a process of some stages, won and lost."""
    text = f"process: p\n{top}\nstages:\n{stages}\n  won: {{outcome: won}}\n  lost: {{outcome: lost}}\n"
    settings = Settings(TODAY, RuleSet.ALL, select=frozenset({rule}))
    return validate(text, "p.yaml", settings).diagnostics


def only(stages: str, rule: str, top: str = "") -> Diagnostic:
    """The one thing that a rule finds."""
    (one,) = found(stages, rule, top)
    return one


@pytest.mark.parametrize(
    ("target", "help_"),
    [
        ("bord-decides", "Did you mean `board-decides`?"),
        ("Board decides", "Did you mean `board-decides`?"),
        ("old-name", "Did you mean `board-decides`?"),
        ("stage-x", "Did you mean `stage-a` or `stage-b`?"),
        ("elsewhere", "Known here: `a`, `board-decides`, `stage-a`, `stage-b`, `won`, `lost`."),
    ],
)
def test_an_unknown_stage_is_told_with_what_may_be_meant(target: str, help_: str) -> None:
    """The nearest names, the new name of an earlier one, the id of a title; else all names, where they are few."""
    stages = f"  a: {{next: [{target}]}}\n  board-decides: {{was: [old-name], next: [won]}}\n  stage-a: {{next: [won]}}\n  stage-b: {{next: [won]}}"
    assert only(stages, "unknown-stage").help == help_


def test_a_fix_is_offered_where_one_name_is_meant() -> None:
    """And none where two are, or where the list holds the name already."""
    assert only("  a: {next: [wonn]}", "unknown-stage").fix is not None
    assert only("  a: {next: [wonn, won]}", "unknown-stage").fix is None
    assert only("  a: {next: [b3]}\n  b1: {}\n  b2: {}", "unknown-stage").fix is None


def test_a_file_full_of_unknown_names_is_not_searched_for_typos() -> None:
    """Thousands of names that are all unknown are no typos; each is still told."""
    stages = "\n".join(f"  stage-{number}: {{next: [stagee-{number}]}}" for number in range(600))
    diagnostics = found(stages, "unknown-stage")
    assert len(diagnostics) == 600
    assert diagnostics[0].fix is not None
    assert diagnostics[-1].fix is None


def test_stages_that_only_lead_into_a_trap_are_named() -> None:
    """In the order of the list, whether directly or not; those with another way are not."""
    stages = "  a: {next: [b, c, won]}\n  b: {next: [c]}\n  c: {next: [d]}\n  d: {next: [e]}\n  e: {next: [d]}"
    one = only(stages, "trapped-stage")
    assert [related.path for related in one.related] == ["stages.b", "stages.c"]
    assert one.message == "A deal that comes to `d` goes round through `e` for ever."


def test_a_duplicate_names_the_first() -> None:
    """The first transition's target is related, wherever it stands."""
    one = only("  a:\n    next:\n      - to: won\n        when: They sign\n      - won", "duplicate-transition")
    (first,) = one.related
    assert (one.span.line, first.span.line, first.span.column) == (8, 6, 13)


def test_an_undecidable_branch_names_its_ways() -> None:
    """Those that can't be told apart, each at its target."""
    ways = "[{to: b, when: So}, {to: c, when: so }, won]"
    one = only(f"  a: {{next: {ways}}}\n  b: {{next: [won]}}\n  c: {{next: [won]}}", "undecidable-branch")
    assert one.message == "From `a` the same `when` stands before `b` or `c`."
    assert [related.path for related in one.related] == ["stages.a.next.b", "stages.a.next.c"]


def test_a_dead_end_that_is_named_like_an_outcome_says_so() -> None:
    """The help is what to write."""
    one = only("  a: {next: [won, closed-lost]}\n  closed-lost: {}", "dead-end-stage")
    assert one.help == "If deals end here, write `outcome: lost`."


def test_an_outcome_in_the_first_place_is_named_as_the_cause() -> None:
    """What is unreachable then is told with what to do about it."""
    text = "process: p\nstages:\n  won: {outcome: won}\n  a: {next: [won]}\n"
    settings = Settings(TODAY, select=frozenset({"unreachable-stage"}))
    (one,) = validate(text, "p.yaml", settings).diagnostics
    assert "Deals start at `won`, which is an outcome" in one.help


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["lost"], "No deal can end well"),
        (["won"], "Every deal ends well"),
        ([], "No deal can end: there is no outcome."),
    ],
)
def test_a_missing_outcome_says_which_is_missing(kinds: list[str], said: str) -> None:
    """A good one, another, or any."""
    ends = "".join(f"  end-{kind}: {{outcome: {kind}}}\n" for kind in kinds)
    text = f"process: p\nstages:\n  a: {{next: [{', '.join(f'end-{kind}' for kind in kinds) or 'a'}]}}\n{ends}"
    settings = Settings(TODAY, select=frozenset({"missing-outcome"}))
    (one,) = validate(text, "p.yaml", settings).diagnostics
    assert one.message.startswith(said)


def test_what_tells_findings_apart_is_not_their_wording() -> None:
    """Two findings of one rule in one file have two fingerprints, and a moved one keeps its own."""
    two = found("  a: {next: [x1, y1]}", "unknown-stage")
    moved = found("\n\n  a:\n    next:\n      - y1\n      - x1", "unknown-stage")
    assert len({one.fingerprint for one in two}) == 2
    assert {one.fingerprint for one in two} == {one.fingerprint for one in moved}
