"""A validation as a person reads it: a few findings as they come, many by rule with a dozen lines above the fold."""

import pytest
from inline_snapshot import snapshot

from processengine.diagnostic import Severity
from processengine.report.safe import visible
from processengine.report.validate_digest import MOST_RULES
from processengine.report.validate_text import MANY, render
from processengine.rules.index import INDEX
from tests.report.hostile import PAYLOADS
from tests.report.validations import finding, hostile, validation

MOST_LINES = 12


def above_the_fold(text: str) -> list[str]:
    """The lines before the first blank one."""
    return text.split("\n\n", maxsplit=1)[0].splitlines()


def test_a_few_findings_are_told_in_the_order_of_the_file() -> None:
    """Nothing stands above them, whatever their severity."""
    found = [finding(severity=Severity.NOTE, line=line) for line in range(1, MANY)]
    text = render(validation(*found, finding(line=MANY)))
    assert text.startswith("p.yaml:1:3 note: unknown-stage\n  It is wrong.\n")


def test_many_findings_of_one_rule_need_no_digest() -> None:
    """What they are about is said by the first one."""
    text = render(validation(*(finding(line=line) for line in range(1, 3 * MANY))))
    assert text.startswith("p.yaml:1:3 error: unknown-stage\n")
    assert f"  {3 * MANY - 1 - 3} more of unknown-stage\n" in text


def test_many_findings_begin_with_what_they_are_about() -> None:
    """A line a rule with how often and where, the most serious first, and of one severity the most widespread."""
    text = render(validation(
        *(finding("unstated-buyer", Severity.NOTE, line, "a.yaml") for line in range(2, 14)),
        finding("seller-named-stage", Severity.WARNING, 5, "a.yaml"), finding("seller-named-stage", Severity.WARNING, 5, "b.yaml"),
        *(finding("self-transition", Severity.WARNING, line, "b.yaml") for line in (7, 8, 9)),
        finding("unknown-stage", Severity.ERROR, 9, "b.yaml"),
        names=("a.yaml", "b.yaml", "c.yaml"),
    ))  # fmt: skip
    assert above_the_fold(text) == snapshot([
        "18 findings in 3 files, by rule; at most three of each follow.",
        "  error     1 in 1 file   unknown-stage: The file names a stage, or a criterion or play of one, that doesn't exist.",
        "  warning   2 in 2 files  seller-named-stage: A stage is named for what the seller does.",
        "  warning   3 in 1 file   self-transition: A stage leads to itself.",
        "  note     12 in 1 file   unstated-buyer: A stage doesn't say what the buyer is doing while a deal stays there.",
    ])
    told = [line for line in text.splitlines() if line.startswith(("a.yaml:", "b.yaml:"))]
    assert told == snapshot([
        "b.yaml:9:3 error: unknown-stage",
        "a.yaml:5:3 warning: seller-named-stage",
        "b.yaml:5:3 warning: seller-named-stage",
        "b.yaml:7:3 warning: self-transition",
        "b.yaml:8:3 warning: self-transition",
        "b.yaml:9:3 warning: self-transition",
        "a.yaml:2:3 note: unstated-buyer",
        "a.yaml:3:3 note: unstated-buyer",
        "a.yaml:4:3 note: unstated-buyer",
    ])
    assert "Not shown:\n  9 more of unstated-buyer\n  `--select RULE -f json` shows them all.\n" in text
    assert text.endswith("3 files: 1 error, 5 warnings, 12 notes. `processengine explain RULE` says more.\n")


def test_of_one_file_it_is_not_said_in_how_many() -> None:
    """There is only the one."""
    text = render(validation(*(finding(line=line) for line in range(1, MANY + 1)), finding("self-transition")))
    assert above_the_fold(text)[1].startswith(f"  error    {MANY}  unknown-stage: ")


@pytest.mark.parametrize("rules", [2, MOST_RULES, MOST_RULES + 1, len(INDEX)])
def test_a_dozen_lines_stand_above_the_fold_at_most(rules: int) -> None:
    """Of more rules than fit, the most serious are named and the rest is counted."""
    found = [finding(listing.name, line=line) for listing in INDEX[:rules] for line in range(1, 5)]
    lines = above_the_fold(render(validation(*found)))
    assert len(lines) == min(rules + 1, MOST_LINES)
    rest = rules - MOST_RULES
    assert lines[-1].startswith(f"  and {4 * rest} more, of {rest} other rule") == (rest > 0)


def test_the_offer_is_the_last_line() -> None:
    """Whatever stands above it."""
    sound = validation()
    assert render(type(sound)(1, [], 0, {}, "Next: do it.")).splitlines()[-1] == "Next: do it."


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_user_wrote_is_shown_and_never_obeyed(payload: str) -> None:
    """No control character reaches a terminal, few findings or many."""
    one = hostile(payload)
    many = type(one)(1, [*one.diagnostics, *(finding(line=line) for line in range(1, 2 * MANY)), finding("self-transition")], 0, one.lines)
    for text in (render(one), render(many)):
        assert [line for line in text.split("\n") if visible(line) != line] == []
