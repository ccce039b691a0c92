"""A merge that is clean in the text and wrong in what it means."""

from dataclasses import replace
from datetime import date

from processengine.diagnostic import Diagnostic, Severity
from processengine.merge import merge
from processengine.validate import Settings, validate
from tests.merge.test_conflicts import PROCESS, edited


def judge(text: str) -> list[Diagnostic]:
    """Validate a text."""
    return validate(text, "new-business.yaml", Settings(date(2026, 11, 20))).diagnostics


WITHOUT = edited(("    next: [board-decides]\n", "    next: [won]\n"), ("  board-decides:\n    buyer: The board decides\n    next: [won]\n", ""))


def test_a_transition_to_a_stage_that_the_other_side_removed() -> None:
    """The error names both edits; the text has no marks."""
    added = edited(("  won:", "  legal-agrees:\n    buyer: Legal has read it\n    next: [board-decides]\n  won:"),
                   ("next: [board-decides]\n  board-decides:\n", "next: [board-decides, legal-agrees]\n  board-decides:\n"))
    merged = merge(PROCESS, WITHOUT, added, judge)
    assert not merged.clean
    assert merged.conflicts == ()
    assert "<<<<" not in merged.text
    (found,) = merged.caused
    assert (found.rule, found.path) == ("unknown-stage", "stages.legal-agrees.next.board-decides")
    assert {one.message for one in found.related} == {"Ours removed `stages.board-decides`.", "Theirs added `stages.legal-agrees`."}


def test_a_stage_that_nobody_reaches_any_more() -> None:
    """Each side took away one of two ways to a stage; the witness of both is named."""
    base = edited(("next: [won]", "next: [won, waiting]"), ("next: [board-decides]", "next: [board-decides, waiting]"),
                  ("  won:", "  waiting:\n    buyer: They wait\n    next: [won]\n  won:"))
    ours = edited(("next: [won, waiting]", "next: [won]"), text=base)
    theirs = edited(("next: [board-decides, waiting]", "next: [board-decides]"), text=base)
    assert not [one for side in (ours, theirs) for one in judge(side) if one.rule == "unreachable-stage" and one.path == "stages.waiting"]
    merged = merge(base, ours, theirs, judge)
    found = next(one for one in merged.caused if one.path == "stages.waiting")
    assert found.rule == "unreachable-stage"
    assert {one.message for one in found.related} == {
        "Ours removed `stages.board-decides.next.waiting`.", "Theirs removed `stages.trouble-named.next.waiting`."
    }


def test_an_error_that_a_side_had_already_does_not_block() -> None:
    """It is listed, and the merge is clean."""
    ours = edited(("next: [won]", "next: [won, nowhere]"))
    merged = merge(PROCESS, ours, edited(("30", "21")), judge)
    assert merged.clean
    assert [one.rule for one in merged.known] == ["unknown-stage"]
    assert merged.diagnostics == merged.known


def test_an_error_that_moved_with_a_rename_is_no_new_one() -> None:
    """Ours has the error under the old id, the result under the new one."""
    ours = edited(("next: [won]", "next: [won, nowhere]"))
    theirs = edited(("board-decides", "board-agrees"), ("    buyer: The board", "    was: [board-decides]\n    buyer: The board"))
    merged = merge(PROCESS, ours, theirs, judge)
    assert merged.clean
    assert [one.path for one in merged.known] == ["stages.board-agrees.next.nowhere"]


def inserted(name: str, text: str = PROCESS) -> str:
    """Return the process with one more stage between the first two."""
    return edited(("next: [board-decides]\n", f"next: [{name}]\n  {name}:\n    buyer: They have {name}\n    next: [board-decides]\n"), text=text)


def test_a_warning_that_only_the_two_together_cause_is_told_and_hinders_nothing() -> None:
    """Each wants every deal to pass its stage; together they make it a choice that nobody meant."""
    merged = merge(PROCESS, inserted("heard"), inserted("tried"), judge)
    assert merged.clean
    assert merged.caused == ()
    (found,) = merged.warned
    assert (found.rule, found.severity, found.path) == ("undecidable-branch", "warning", "stages.trouble-named")
    assert {"Ours added `stages.trouble-named.next.heard`.", "Theirs added `stages.trouble-named.next.tried`."} < {
        one.message for one in found.related
    }
    assert merged.diagnostics == merged.warned


def test_a_warning_that_a_side_has_already_is_not_the_merge_s() -> None:
    """Nor is a note that neither has."""
    ours = edited(("next: [board-decides]\n", "next: [board-decides, heard]\n  heard:\n    buyer: They hear\n    next: [board-decides]\n"))
    assert "undecidable-branch" in {one.rule for one in judge(ours)}
    for texts in ((ours, edited(("30", "21"))), (edited(("30", "21")), ours)):
        assert merge(PROCESS, *texts, judge).diagnostics == ()


def test_a_warning_that_is_an_error_together_is_the_merge_s() -> None:
    """It is the same finding, and more serious than on either side."""
    def strict(text: str) -> list[Diagnostic]:
        both = "max_days: 21" in text and "alone" in text
        turned = [one for one in judge(text) if one.rule == "self-transition"]
        return [replace(one, severity=Severity.ERROR) if both else one for one in turned]

    base = edited(("next: [won]", "next: [{to: board-decides, when: They meet again}, won]"))
    assert [one.rule for one in strict(base)] == ["self-transition"]
    merged = merge(base, edited(("30", "21"), text=base), edited(("The board decides", "The board decides alone"), text=base), strict)
    assert [one.rule for one in merged.caused] == ["self-transition"]


def test_a_side_is_judged_only_where_the_result_has_findings() -> None:
    """Git waits for the driver."""
    asked: list[str] = []

    def counted(text: str) -> list[Diagnostic]:
        asked.append(text)
        return []

    merged = merge(PROCESS, inserted("heard"), inserted("tried"), counted)
    assert asked == [merged.text]
