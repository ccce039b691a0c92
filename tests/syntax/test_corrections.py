"""What is offered where the text or the schema refuses something, and where a person has to decide."""

from datetime import date

import pytest

from processengine.diagnostic import Diagnostic
from processengine.fixes import applied
from processengine.rules.listing import RuleSet
from processengine.validate import Settings, validate

STAGES = "from_anywhere: [lost]\nstages:\n  a:\n    {line}\n    next: [won]\n  won: {{outcome: won}}\n  lost: {{outcome: lost}}\n"


def found(text: str) -> list[Diagnostic]:
    """What is found in a text by the rules about what can't be right."""
    return validate(text, "p.yaml", Settings(date(2026, 11, 20), RuleSet.CORRECTNESS)).diagnostics


def in_stage(line: str) -> str:
    """A process in which a stage has a line more."""
    return "process: p\n" + STAGES.format(line=line)


def at_top(line: str) -> str:
    """A process that has a line more at the top."""
    return f"process: p\n{line}\n" + STAGES.format(line="buyer: They say so")


SAFE = [
    ("max_days: 1_000", "max_days: 1000"),
    ("max_days: +30", "max_days: 30"),
    ("max_days: 30.0", "max_days: 30"),
    ('max_days: "30"', "max_days: 30"),
    ("probability: '12.5'", "probability: 12.5"),
    ("closed_door: yes", "closed_door: true"),
    ("closed_door: Off", "closed_door: false"),
    ("closed_door: 'true'", "closed_door: true"),
    ("title: no", 'title: "no"'),
    ("title: True", 'title: "True"'),
    ("title: 1:30  # half past", 'title: "1:30"  # half past'),
    ("forecast: pipline", "forecast: pipeline"),
    ("max_dais: 30", "max_days: 30"),
    ("exit_criteria: {c: {fact: They say so, and sign it, proof: email}}", 'exit_criteria: {c: {fact: "They say so, and sign it", proof: email}}'),
    ("plays: {p: {do: Ask, asks: [What now?]}}", 'plays: {p: {do: Ask, asks: ["What now?"]}}'),
    ("plays: {p: {do: Ask, asks: What now}}", 'plays: {p: {do: Ask, asks: ["What now"]}}'),
]


@pytest.mark.parametrize(("wrong", "right"), SAFE)
def test_what_can_only_mean_one_thing_is_mended_safely(wrong: str, right: str) -> None:
    """The one finding goes, nothing comes in its place, and the rest of the file is as it was."""
    (one,) = found(in_stage(wrong))
    assert one.fix is not None
    assert one.fix.safe
    mended = applied(in_stage(wrong), [one.fix])
    assert mended == in_stage(right)
    assert found(mended) == []


@pytest.mark.parametrize("line", [
    "max_days: 010", "max_days: soon", "max_days: '0'", "title: ~", "title: null", "closed_door: maybe", "max_days: 1.5",
    "involves: cfo, champion", "colour: red", "title: The #1 problem", "exit_criteria: {c: {fact: They say so, required}}",
    "max_days:", "max_days: '1.5'",
])  # fmt: skip
def test_what_may_mean_several_things_is_left_to_a_person(line: str) -> None:
    """No fix is offered."""
    assert [one.fix for one in found(in_stage(line)) if one.rule in ("ambiguous-scalar", "wrong-type", "unknown-key")] == [None]


@pytest.mark.parametrize(("wrong", "right"), [
    ("version: 2.1", "2.1.0"), ("version: 1.10", "1.10.0"), ("version: v2", "2.0.0"), ('version: "02.1.0"', "2.1.0"),
])  # fmt: skip
def test_a_version_gets_its_three_numbers_where_somebody_says_so(wrong: str, right: str) -> None:
    """Which one was meant is a guess, so the fix is not safe."""
    (one,) = found(at_top(wrong))
    assert one.fix is not None
    assert not one.fix.safe
    assert applied(at_top(wrong), [one.fix]) == at_top(f'version: "{right}"')


@pytest.mark.parametrize(("wrong", "right"), [("90", "90 days"), ("1d", "1 day"), ('"30 Days"', "30 days")])
def test_a_number_of_days_gets_its_unit(wrong: str, right: str) -> None:
    """There is no other."""
    (one,) = found(at_top(f"review_every: {wrong}"))
    assert one.fix is not None
    assert applied(at_top(f"review_every: {wrong}"), [one.fix]) == at_top(f"review_every: {right}")


def test_a_key_is_not_renamed_to_one_that_is_there() -> None:
    """Which of the two counts is for a person to say."""
    (one,) = found(in_stage("max_days: 3\n    max_dais: 4"))
    assert one.fix is None


@pytest.mark.parametrize(("second", "safe"), [("max_days: 3", True), ("max_days: 3  # so it is", False), ("# twice\n    max_days: 3", False)])
def test_what_stands_twice_alike_goes_and_its_comments_only_where_somebody_says_so(second: str, *, safe: bool) -> None:
    """The first stays with all that is beside it."""
    text = in_stage(f"max_days: 3\n    {second}")
    (one,) = found(text)
    assert one.fix is not None
    assert one.fix.safe is safe
    assert applied(text, [one.fix]) == in_stage("max_days: 3")


@pytest.mark.parametrize("second", ["max_days: 4", 'max_days: "3"'])
def test_what_stands_twice_and_differs_is_left_to_a_person(second: str) -> None:
    """One of the two would be lost."""
    assert [one.fix for one in found(in_stage(f"max_days: 3\n    {second}")) if one.rule == "duplicate-key"] == [None]


def test_the_key_that_tells_the_kind_goes_first_with_its_comments() -> None:
    """The file's own comment stays on top."""
    text = "# The file\n\ntitle: P  # ours\n\n# The id\n" + in_stage("buyer: They say so")
    (one,) = found(text)
    assert one.fix is not None
    mended = applied(text, [one.fix])
    assert mended.startswith("# The file\n\n")
    assert found(mended) == []
    assert mended.index("process: p") < mended.index("title: P  # ours")


def test_a_misspelt_kind_is_spelt_right_whatever_else_the_file_names() -> None:
    """A process names its journey; that makes it none."""
    text = "journey: buying-decision\n" + in_stage("buyer: They say so").removeprefix("process: p\n")
    (one,) = found(f"proecss: p\n{text}")
    assert one.fix is not None
    assert applied(f"proecss: p\n{text}", [one.fix]).startswith(f"process: p\n{text}")


@pytest.mark.parametrize(("text", "first"), [
    ("title: T\njourney: buying-decision\nprocess: p\nstages: {}\n", "process"),
    ("why: Because\nprocess: p\nproposal: q\n", "proposal"),
    ("title: T\njourney: buying-decision\nstages: {}\n", None),
])  # fmt: skip
def test_of_several_kinds_further_down_the_one_that_names_the_others_goes_first(text: str, first: str | None) -> None:
    """A file with stages is no journey, and what it is called is not known."""
    (one,) = found(text)
    assert (None if one.fix is None else one.fix.edits[0].path) == first
