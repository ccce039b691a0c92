"""What the graph rules say besides the place: what may have been meant, and what else belongs to it."""

import pytest

from processengine.diagnostic import Diagnostic
from processengine.model.library import Library
from processengine.rules.graph import unknown_reference
from processengine.rules.index import INDEX
from processengine.rules.listing import Listing, RuleSet
from processengine.rules.subject import Alone, Subject
from processengine.rules.syntax import duplicate_id, unreasoned_suppression, unused_suppression
from processengine.syntax.document import Kind
from processengine.syntax.load import load
from processengine.syntax.parse import parse
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


@pytest.mark.parametrize(
    ("stages", "rule"),
    [
        ("  a: {next: [b]}\n  b: {next: [a, elsewhere]}\n  s: {next: [a, won, lost]}", "trapped-stage"),
        (
            "  a: {next: [b]}\n  b: {next: [c]}\n  c: {next: [d]}\n  d: {next: [e]}\n  e: {next: [won, elsewhere]}",
            "linear-process",
        ),
        ("  a: {next: [b, won, lost]}\n  b: {next: b}", "dead-end-stage"),
        ("  a: {next: [b, won, lost]}\n  b: {next: [c]}\n  c: {next: [b, {when: So}]}", "trapped-stage"),
        ("  a: {next: b}\n  b: {next: [won]}", "unreachable-stage"),
        ("  a: {next: [won, w]}\n  w: {parked: true, max_days: soon}", "unbounded-parking"),
        ("  a: {next: [won, w]}\n  w: {parked: true, max_dys: 30}", "unbounded-parking"),
        ("  a: {next: [won, w]}\n  w: [lost]", "missing-outcome"),
    ],
)
def test_what_could_not_be_read_is_not_blamed_on_what_could(stages: str, rule: str) -> None:
    """A transition to nobody knows where may be the way out, or back; a value that is no number is still a limit."""
    lacking_lost = stages.replace(", lost", "") if rule == "missing-outcome" else stages
    text = f"process: p\nstages:\n{lacking_lost}\n  won: {{outcome: won}}\n"
    text += "" if rule == "missing-outcome" else "  lost: {outcome: lost}\n"
    assert rule not in {one.rule for one in validate(text, "p.yaml", Settings(TODAY, RuleSet.ALL)).diagnostics}


def test_nothing_is_said_of_loops_where_from_anywhere_could_not_be_read() -> None:
    """It may lead out of them."""
    assert (
        found("  a: {next: [b, won]}\n  b: {next: [c]}\n  c: {next: [b]}", "trapped-stage", "from_anywhere: lost") == []
    )


def test_a_stage_that_only_leads_into_a_trap_or_nobody_knows_where_is_not_named() -> None:
    """It may have another way out."""
    stages = "  a: {next: [b, won]}\n  b: {next: [c, elsewhere]}\n  c: {next: [d]}\n  d: {next: [c]}"
    assert only(stages, "trapped-stage").related == ()


@pytest.mark.parametrize(
    "stages",
    [
        "  a: {nxt: [b]}\n  b: {next: [won]}",
        "  a: {nxt: b}\n  b: {next: [won]}",
        "  a:\n    nxt:\n      - {to: b, when: So}\n  b: {next: [won]}",
        "  a: {next: [b, won]}\n  b: {outcom: lost}",
        "  a: {next: [won], max_dys: [soon]}",
    ],
)
def test_a_misspelt_key_is_told_once(stages: str) -> None:
    """Whatever its value is; nothing else is in the way of the deals."""
    text = f"process: p\nfrom_anywhere: [lost]\nstages:\n{stages}\n  won: {{outcome: won}}\n  lost: {{outcome: lost}}\n"
    rules = [one.rule for one in validate(text, "p.yaml", Settings(TODAY, RuleSet.CORRECTNESS)).diagnostics]
    assert rules == ["unknown-key"]


def test_a_misspelt_key_below_an_id_without_letters_does_no_harm() -> None:
    """A path can't lead there."""
    text = 'process: p\nfrom_anywhere: [lost]\nstages:\n  a: {next: [won]}\n  "": {nxt: [won]}\n'
    text += "  won: {outcome: won}\n  lost: {outcome: lost}\n"
    assert validate(text, "p.yaml", Settings(TODAY)).diagnostics


TEXT_RULES = [one for one in INDEX if one.is_read_from_text]


@pytest.mark.parametrize("listing", TEXT_RULES, ids=lambda listing: listing.name)
def test_a_rule_about_the_text_tells_what_its_reader_found(listing: Listing) -> None:
    """Of the problems of a subject, its `check` returns those of its own rule."""
    text = "process: p\nversion: 2.1\nstages:\n  A: {next: [won], next: [won], max_days: x, y: &z {}}\n  won: {}\n"
    document, problems = parse(text)
    value, more = load(document)
    assert value is not None
    subject = Subject(document, value, TODAY, problems=(*problems, *more))
    assert list(listing.check(subject)) == [one.finding for one in subject.problems if one.rule == listing.name]


def test_rules_about_allowances_look_at_a_subject_too() -> None:
    """An unreasoned one is seen in the text alone; an unused one only by a whole run."""
    document, _ = parse("process: p\ntitle: t  # processengine: allow[dead-end-stage]\nstages: {a: {next: [a]}}\n")
    value, _ = load(document)
    assert value is not None
    subject = Subject(document, value, TODAY)
    assert len(list(unreasoned_suppression.check(subject))) == 1
    assert list(unused_suppression.check(subject)) == []


class Twice(Alone):
    """A library that knows two files with one id, from the root of the disk."""

    def files_of(self, kind: Kind, name: str) -> list[str]:
        """Return both, whatever is asked for."""
        del kind, name
        return ["/home/ana/processes/a.yaml", "/home/ana/processes/b.yaml"]


@pytest.mark.parametrize(("file", "count"), [("b.yaml", 1), ("a.yaml", 0), ("<stdin>", 0)])
def test_a_file_is_known_by_the_end_of_its_path(file: str, count: int) -> None:
    """From within the library's folder it has a shorter name; a text that is no file is no second one."""
    document, _ = parse("process: p\nstages: {a: {next: [a]}}\n")
    value, _ = load(document)
    assert value is not None
    assert len(list(duplicate_id.check(Subject(document, value, TODAY, file, Twice())))) == count


def test_a_proposal_for_a_process_that_cannot_be_read_is_left_alone() -> None:
    """What it names may well be there."""
    document, _ = parse("proposal: equip\nprocess: p\nmoves: {a: nowhere}\n")
    value, _ = load(document)
    assert value is not None
    around = Twice(library=Library(library="acme"))
    assert list(unknown_reference.check(Subject(document, value, TODAY, around=around))) == []


def test_a_document_without_an_id_is_no_duplicate() -> None:
    """There is nothing to compare."""
    document, _ = parse("process:\nstages: {a: {next: [a]}}\n")
    value, _ = load(document)
    assert value is not None
    assert list(duplicate_id.check(Subject(document, value, TODAY, "b.yaml", Twice()))) == []
