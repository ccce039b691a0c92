"""What is told of the champion once, and what a sales leader reads of it."""

from collections import Counter
from datetime import date

import pytest
from inline_snapshot import snapshot

from processengine.diagnostic import Diagnostic
from processengine.rules.index import INDEX
from processengine.rules.listing import RuleSet
from processengine.validate import Settings, validate
from tests.rules.cases import TODAY, Case, cases, expected

ABOUT_THE_DOOR = frozenset({"unnamed-champion", "uninvited-champion", "unequipped-champion", "untested-champion"})
DOOR = """process: p
{}
stages:
  a: {{next: [board]}}
  board: {{closed_door: true, next: [won]}}
  won: {{outcome: won}}
  lost: {{outcome: lost}}
  stayed-put: {{outcome: no-decision}}
from_anywhere: [lost, stayed-put]
"""


def found(text: str, rule_set: RuleSet = RuleSet.RECOMMENDED, *rules: str) -> list[Diagnostic]:
    """What some rules find in a text, or all of a set."""
    return validate(text, "p.yaml", Settings(date(2026, 11, 20), rule_set, select=frozenset(rules))).diagnostics


@pytest.mark.parametrize("team", ["", "buying_team: {cfo: {kind: economic-buyer}}"])
@pytest.mark.parametrize("rule_set", [RuleSet.RECOMMENDED, RuleSet.ALL])
def test_a_door_without_a_champion_is_told_once(team: str, rule_set: RuleSet) -> None:
    """Nobody can be invited, equipped or tested who isn't named: that is one finding, under every set."""
    told = [one.rule for one in found(DOOR.format(team), rule_set) if one.rule in ABOUT_THE_DOOR]
    assert told == ["unnamed-champion"]


def test_a_champion_of_whom_nothing_is_asked_is_told_thrice() -> None:
    """Each of the three is mended in its own way."""
    told = Counter(one.rule for one in found(DOOR.format("buying_team: {champion: {}}")) if one.rule in ABOUT_THE_DOOR)
    assert told == Counter(ABOUT_THE_DOOR - {"unnamed-champion"})


def test_the_rules_wake_with_a_team_or_with_a_door() -> None:
    """Either of them opens the topic."""
    kits = "kits: {page: {}}\n"
    door, team = DOOR.format(kits), DOOR.format(kits + "buying_team: {champion: {}}").replace("closed_door: true, ", "")
    assert [[one.rule for one in found(text) if one.rule == "unused-kit"] for text in (door, team)] == [["unused-kit"]] * 2
    neither = DOOR.format(kits).replace("closed_door: true, ", "")
    assert [one.rule for one in found(neither) if one.rule == "unused-kit"] == []


def test_several_doors_without_a_champion_point_at_one_another() -> None:
    """The first is the place, the others are related."""
    text = DOOR.format("").replace("a: {", "a: {closed_door: true, ")
    (one,) = found(text, RuleSet.RECOMMENDED, "unnamed-champion")
    assert (one.path, [related.path for related in one.related]) == ("stages.a", ["stages.board"])
    assert one.message == snapshot('Nobody is named who makes the case behind the closed door "A": the buying team has no champion.')


def test_the_help_names_the_champion_as_the_file_does() -> None:
    """What is to be written can be copied."""
    helps = {
        one.rule: (one.message, one.help)
        for one in found(DOOR.format("buying_team: {ops: {kind: champion}}"))
        if one.rule in ABOUT_THE_DOOR
    }
    assert helps == snapshot({
        "unequipped-champion": (
            'A deal can reach the closed door "Board" with nothing in the champion\'s hands.',
            "Before it, on every way, add a play that hands over a kit `for: [ops]`, or one with `equips: [ops]`.",
        ),
        "uninvited-champion": (
            'A deal can reach the closed door "Board" before the champion has come into it.',
            "Lead every way to it through a stage with `involves: [ops]`, or with a criterion with `names: [ops]`.",
        ),
        "untested-champion": (
            'A deal can reach the closed door "Board" with a champion whom nothing has tested.',
            "Before it, on every way, add a criterion with `tests: [ops]`: a fact that shows that they carry the flag.",
        ),
    })  # fmt: skip


def test_a_process_that_measures_nothing_names_where_it_continues() -> None:
    """The leader reads where the measure may stand."""
    text = DOOR.format("client_result: Two days instead of nine")
    (one,) = found(text, RuleSet.ALL, "unmeasured-client-result")
    assert one.message == snapshot("No measure tells whether the client gets the result.")


@pytest.mark.parametrize("family", ["champion", "outcome"])
def test_every_rule_of_the_family_has_a_case_in_which_it_fires(family: str) -> None:
    """A bad case may show what is not told twice; for each rule one shows it told."""
    told = {seen.rule for case in cases() if not case.is_good for seen in expected(case)}
    assert {one.name for one in INDEX if one.family == family} <= told


@pytest.mark.parametrize("case", [case for case in cases() if case.path.is_file()], ids=str)
def test_no_case_of_any_rule_stops_the_rules_under_the_widest_set(case: Case) -> None:
    """Every rule has something to say of every text, or nothing; it never fails."""
    settings = Settings(TODAY, RuleSet.ALL)
    validate(case.path.read_bytes(), case.path.name, settings)
