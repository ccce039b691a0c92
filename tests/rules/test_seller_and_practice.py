"""What the rules about our own side and our habits say besides the place."""

from datetime import date
from pathlib import Path

import pytest

from processengine.check import check
from processengine.diagnostic import Diagnostic
from processengine.model.library import Evidence
from processengine.model.measure import Event
from processengine.model.process import Process
from processengine.rules.listing import RuleSet
from processengine.rules.seller.leading import kind_of
from processengine.rules.seller.telling import Lack, Telling
from processengine.syntax.edit import apply
from processengine.syntax.edit.named.fixes import from_fix
from processengine.syntax.parse import parse
from processengine.validate import Settings, validate
from tests.rules.cases import TODAY

ENDS = "  won: {outcome: won}\n  lost: {outcome: lost}\n"


def found(rule: str, top: str, stages: str, below: str = "", today: date = TODAY) -> list[Diagnostic]:
    """What a rule finds in a process of some stages, won and lost."""
    text = f"process: p\n{top}\nfrom_anywhere: [lost]\nstages:\n{stages}\n{ENDS}{below}"
    settings = Settings(today, RuleSet.ALL, select=frozenset({rule}))
    return [one for one in validate(text, "p.yaml", settings).diagnostics if one.rule == rule]


def process(**said: object) -> Process:
    """A process that says only this."""
    return Process.model_validate({"process": "p", "stages": {"a": {}}, **said})


def mended(text: str, one: Diagnostic) -> str:
    """A text with a finding's fix done."""
    assert one.fix is not None
    return apply(text, from_fix(one.fix, parse(text)[0]))


def test_a_role_is_of_the_kind_that_it_gives_else_of_the_one_that_its_id_is() -> None:
    """Any other is `other`."""
    own = process(roles={"seller": {}, "hunter": {"kind": "seller"}, "sdr": {"kind": "leader"}, "helper": {}})
    assert [kind_of(own, role) for role in own.roles] == ["seller", "seller", "leader", "other"]


def test_a_lead_misspelt_in_one_clear_way_hands_over_as_meant() -> None:
    """The typo is told where it stands, and what it hides is told too."""
    top = "roles: {seller: {}, account-manager: {}}"
    (one,) = found("mixed-motion", top, "  a: {led_by: selle, next: [b]}\n  b: {led_by: account-manager, next: [won]}")
    assert one.path == "stages.a"


def test_a_lead_that_nobody_declared_is_neither_side() -> None:
    """Even where its id is a kind: the unknown role is the mistake."""
    top = "roles: {account-manager: {}}"
    assert found("mixed-motion", top, "  a: {led_by: seller, next: [b]}\n  b: {led_by: account-manager, next: [won]}") == []
    assert found("hunting-account-manager", "motion: new-business", "  a: {led_by: account-manager, next: [won]}") == []


def test_the_stage_that_is_entered_is_related() -> None:
    """Both ends of the change of lead can be looked at."""
    top = "roles: {seller: {}, account-manager: {}}"
    (one,) = found("mixed-motion", top, "  a: {led_by: seller, next: [b]}\n  b: {led_by: account-manager, next: [won]}")
    assert [(related.path, related.message) for related in one.related] == [("stages.b", "`account-manager` leads here")]
    assert one.message == 'The lead goes from `seller` to `account-manager` after "A", and nothing must hold before.'


def test_a_stage_that_no_deal_reaches_leads_nothing() -> None:
    """That it can't be reached is the mistake."""
    top = "roles: {seller: {}, account-manager: {}}"
    stages = "  a: {led_by: seller, next: [won]}\n  b: {led_by: account-manager, next: [won]}"
    assert found("mixed-motion", top, stages) == []


def test_criteria_that_cannot_be_read_may_be_what_is_handed_over() -> None:
    """What is wrong with them is told already."""
    top = "roles: {seller: {}, account-manager: {}}"
    stages = "  a: {led_by: seller, exit_criteria: yes, next: [b]}\n  b: {led_by: account-manager, next: [won]}"
    assert found("mixed-motion", top, stages) == []


def test_measures_that_cannot_be_read_may_be_the_ratio() -> None:
    """One typo is one finding."""
    top = "motion: new-business\nroles: {seller: {}}\nled_by: seller"
    assert found("missing-activity-measure", top, "  a: {next: [won]}", "measures: soon\n") == []
    ratio = "measures: {m: {ratio: {of: {activity: meting}, per: {outcome: won}}}}\n"
    assert found("missing-activity-measure", top, "  a: {next: [won]}", ratio) == []


def test_a_measure_that_cannot_be_read_may_be_about_the_client() -> None:
    """Three that can be read are not all."""
    three = "".join(f"  m{number}: {{count: {{outcome: won}}}}\n" for number in range(3))
    assert found("seller-only-measures", "", "  a: {next: [won]}", f"measures:\n{three}")
    assert found("seller-only-measures", "", "  a: {next: [won]}", f"measures:\n{three}  m3: {{count: {{outcome: won}}, about: clint}}\n") == []


@pytest.mark.parametrize(("today", "late"), [(date(2026, 3, 1), None), (date(2026, 3, 2), "1 day ago"), (date(2026, 3, 3), "2 days ago")])
def test_a_review_is_late_from_the_day_after_it_was_due(today: date, late: str | None) -> None:
    """The message names the day; who the finding is doesn't change from day to day."""
    top = "reviewed: 2026-01-30\nreview_every: 30 days"
    ones = found("overdue-review", top, "  a: {next: [won]}", today=today)
    assert [one.message for one in ones] == (
        [] if late is None else [f"It was to be held against the market again by 2026-03-01, {late}."]
    )
    assert len({one.fingerprint for one in ones} | {found("overdue-review", top, "  a: {next: [won]}")[0].fingerprint}) == 1


@pytest.mark.parametrize(
    ("event", "table", "columns"),
    [
        ({"activity": "dial"}, "activities", ("kind", "at")),
        ({"activity": "dial", "with_decision_maker": False}, "activities", ("kind", "at", "with_decision_maker")),
        ({"activity": "dial", "account": "target"}, "activities", ("kind", "at", "account_is_target")),
        ({"activity": "dial", "account": "existing"}, "activities", ("kind", "at", "account_is_new")),
        ({"reached": "a"}, "stage_history", ("deal_id", "stage", "entered_at")),
        ({"outcome": "won"}, "stage_history", ("deal_id", "stage", "entered_at")),
        ({"outcome": "won"}, "deals", ("deal_id", "outcome", "closed_at")),
        ({"criterion": "a/x"}, "facts", ("deal_id", "kind", "id", "at")),
        ({"play": "a/x"}, "facts", ("deal_id", "kind", "id", "at")),
        ({"kit": "x"}, "facts", ("deal_id", "kind", "id", "at")),
    ],
)
def test_an_event_is_told_by_the_columns_of_a_table(event: dict[str, object], table: str, columns: tuple[str, ...]) -> None:
    """With all of them it is told, and without any one of them that one is missing."""
    asked = Event.model_validate(event)
    named = {column: column.title() for column in columns}
    assert Telling(Evidence(tables={table: named})).lacks(asked, process()) is None
    for column in columns if table != "deals" else ():
        rest = {name: value for name, value in named.items() if name != column}
        assert Telling(Evidence(tables={table: rest})).lacks(asked, process()) == Lack(table, (column,))


def test_a_field_of_its_own_tells_a_criterion_a_play_and_a_kit() -> None:
    """The CRM keeps it, so no table of facts is asked for; what isn't there has none."""
    evidence = Telling(Evidence(tables={"stage_history": {}}))
    stage = {"exit_criteria": {"x": {"fact": "f", "field": "F"}}, "plays": {"x": {"do": "d", "field": "F"}, "y": {"do": "d"}}}
    own = process(stages={"a": stage}, kits={"x": {"field": "F"}, "y": {}})
    told: list[dict[str, str]] = [{"criterion": "a/x"}, {"play": "a/x"}, {"kit": "x"}]
    untold: list[dict[str, str]] = [{"criterion": "a/y"}, {"play": "a/y"}, {"kit": "y"}, {"kit": "z"}, {"criterion": "b/x"}, {"play": "b"}]
    assert [evidence.lacks(Event.model_validate(one), own) for one in told] == [None] * 3
    assert [evidence.lacks(Event.model_validate(one), own) for one in untold] == [Lack("facts")] * 6


def test_what_is_missing_is_named_once_in_the_message_and_in_who_the_finding_is() -> None:
    """By table and column, so that another wording is the same finding."""
    assert (str(Lack("facts")), str(Lack("deals", ("a", "b")))) == ("no table `facts`", "no column `a` and `b` in `deals`")


def test_a_library_that_cannot_be_read_is_told_alone(tmp_path: Path) -> None:
    """Its evidence may well be in it."""
    process_file = "process: p\nfrom_anywhere: [lost]\nstages:\n  a: {next: [won]}\n" + ENDS
    process_file += "measures:\n  m: {ratio: {of: {activity: meeting}, per: {outcome: won}}, target: 5}\n"
    (tmp_path / "p.yaml").write_text(process_file, encoding="utf-8")
    (tmp_path / "library.yaml").write_text("library: acme\nevidence: {source: [\n", encoding="utf-8")
    settings = Settings(TODAY, select=frozenset({"unsourced-ratio", "syntax-error"}))
    assert [one.rule for one in check([str(tmp_path)], None, settings).diagnostics] == ["syntax-error"]
    (tmp_path / "library.yaml").write_text("library: acme\n", encoding="utf-8")
    assert [one.rule for one in check([str(tmp_path)], None, settings).diagnostics] == ["unsourced-ratio"]


def test_a_version_at_the_end_of_a_title_can_be_taken_out() -> None:
    """What is left is the name; the rest of the file stays as it is."""
    text = f"process: p\ntitle: 'Enterprise (copy)' # ours\nfrom_anywhere: [lost]\nstages:\n  a: {{title: Named v2, next: [won]}}\n{ENDS}"
    settings = Settings(TODAY, select=frozenset({"version-in-name"}))
    first, second = validate(text, "p.yaml", settings).diagnostics
    assert mended(text, first) == text.replace("'Enterprise (copy)'", "Enterprise")
    assert mended(text, second) == text.replace("Named v2", "Named")
    assert [one.fix.safe for one in (first, second) if one.fix] == [False, False]


def test_a_stage_is_renamed_with_what_refers_to_it_and_keeps_its_earlier_id() -> None:
    """Afterwards nothing is left to report."""
    text = f"process: p\nstart: a-v2\nfrom_anywhere: [lost]\nstages:\n  a-v2: {{next: [b]}}\n  b: {{next: [won, a-v2]}}\n{ENDS}"
    settings = Settings(TODAY, select=frozenset({"version-in-name", "unknown-stage"}))
    (one,) = validate(text, "p.yaml", settings).diagnostics
    after = mended(text, one)
    assert validate(after, "p.yaml", settings).diagnostics == []
    assert "was: [a-v2]" in after


@pytest.mark.parametrize(
    "stages",
    [
        "  a-v2: {next: [a]}\n  a: {next: [won]}",
        "  a-v2: {next: [b]}\n  b: {was: [a], next: [won]}",
        "  a-v2: {next: [b]}\n  b: {title: A, next: [won]}",
        "  v2: {next: [won]}",
        "  named-new-v2: {next: [won]}",
        "  a-v2: {title: A v2, next: [won]}",
    ],
)
def test_no_fix_is_offered_where_another_has_the_name_or_no_name_is_left(stages: str) -> None:
    """The finding is the same."""
    (one,) = found("version-in-name", "", stages)
    assert one.fix is None


def test_a_policys_role_is_reported_once_and_names_every_clause() -> None:
    """One thing mends them all."""
    text = "library: acme\npeople: {ana: {}}\npolicy:\n  breaking: {approvals: {ops: 1}}\n  editorial: {approvals: {ops: 1, anyone: 1}}\n"
    (one,) = validate(text, "library.yaml", Settings(TODAY)).diagnostics
    assert one.message == "For editorial and breaking changes the policy asks for an approval by `ops`, and nobody has that role."
    assert (one.path, [related.path for related in one.related]) == ("policy.editorial.approvals.ops", ["policy.breaking.approvals.ops"])
