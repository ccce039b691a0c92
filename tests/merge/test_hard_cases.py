"""Cases in which a merge may go wrong without a word."""

from datetime import date

import pytest

from processengine.diagnostic import Diagnostic
from processengine.merge import Merged, merge
from processengine.validate import Settings, validate
from tests.merge.test_conflicts import PROCESS, conflict, edited

RENAMED = edited(("board-decides", "board-agrees"), ("    buyer: The board", "    was: [board-decides]\n    buyer: The board"))


def merged(texts: list[str]) -> Merged:
    """Merge base, ours and theirs."""
    base, ours, theirs = texts
    return merge(base, ours, theirs)


def judge(text: str) -> list[Diagnostic]:
    """Validate a text."""
    return validate(text, "new-business.yaml", Settings(date(2026, 11, 20))).diagnostics


def test_an_error_of_our_own_making_is_no_old_one() -> None:
    """Theirs names a stage twice in one list, ours renames it: only one of the two can be renamed, and that is said."""
    done = merge(PROCESS, RENAMED, edited(("next: [board-decides]", "next: [board-decides, board-decides]")), judge)
    assert not done.clean
    assert [one.rule for one in done.caused] == ["unknown-stage"]


def test_an_error_in_many_places_is_explained_in_time() -> None:
    """Forty ways to a stage that the other side removed: each error names the two edits that cause it."""
    without = edited(("    next: [board-decides]\n", "    next: [won]\n"), ("  board-decides:\n    buyer: The board decides\n    next: [won]\n", ""))
    many = "".join(f"  extra-{number}:\n    buyer: One more is asked\n    next: [board-decides]\n" for number in range(40))
    ways = ", ".join(f"extra-{number}" for number in range(40))
    done = merge(PROCESS, without, edited(("next: [board-decides]", f"next: [board-decides, {ways}]"), ("  won:", f"{many}  won:")), judge)
    found = [one for one in done.caused if one.rule == "unknown-stage"]
    assert len(found) == 40
    assert all({"Ours removed `stages.board-decides`."} < {related.message for related in one.related} for one in found)


def test_no_policy_loses_its_approvals() -> None:
    """One side drops the one approval, the other side the other: neither wants none."""
    policy = "library: acme\npolicy:\n  breaking: {{approvals: {}}}\n"
    texts = [policy.format(one) for one in ("{leader: 1, anyone: 1}", "{leader: 1}", "{anyone: 1}")]
    assert [one.path for one in merged(texts).conflicts] == ["policy.breaking.approvals"]


def test_no_list_is_emptied_where_that_means_something() -> None:
    """`needs: []` says that nothing is needed."""
    texts = [edited(("next: [won]", f"next: [{{to: won, needs: {needs}}}]")) for needs in ("[a, b]", "[a]", "[b]")]
    assert [one.path for one in merged(texts).conflicts] == ["stages.board-decides.next.won.needs"]


def test_two_starts_are_a_conflict() -> None:
    """Deals start in the first stage, and each side put another one first."""
    ours = edited(("stages:\n", "stages:\n  called:\n    buyer: They call\n    next: [trouble-named]\n"))
    theirs = edited(("stages:\n", "stages:\n  written-to:\n    buyer: They write\n    next: [trouble-named]\n"))
    done = merge(PROCESS, ours, theirs)
    assert [(one.path, one.reason) for one in done.conflicts] == [("stages", "Ours puts `called` first, where deals start, theirs `written-to`; before: `trouble-named`.")]
    assert done.text.count("<<<<<<<") == done.text.count(">>>>>>>") > 0
    assert merge(PROCESS, ours, edited(("30", "21"))).clean


def test_one_side_that_renamed_once_more_has_its_way() -> None:
    """Theirs went through ours' id."""
    further = edited(("board-decides", "board-signs"), ("    buyer: The board", "    was: [board-decides, board-agrees]\n    buyer: The board"))
    for ours, theirs in ((RENAMED, further), (further, RENAMED)):
        done = merge(PROCESS, ours, theirs)
        assert done.clean
        assert "  board-signs:\n    was: [board-decides, board-agrees]\n" in done.text


def test_half_a_claim_and_half_a_claim_are_no_claim() -> None:
    """Nor are two halves of an expectation; the words beside them are."""
    proposal = "proposal: p\nclaims:\n  c: {{says: A, share: {{outcome: won}}, among: {{reached: {}}}, at_least: {}}}\nexpects:\n  m: {{to: {}, by: {}}}\n"
    base = proposal.format("a", "0.5", "0.3", "2027-01-01")
    assert [one.path for one in merge(base, proposal.format("b", "0.5", "0.3", "2027-01-01"), proposal.format("a", "0.6", "0.3", "2027-01-01")).conflicts] == ["claims.c"]
    assert [one.path for one in merge(base, proposal.format("a", "0.5", "0.4", "2027-01-01"), proposal.format("a", "0.5", "0.3", "2027-06-01")).conflicts] == ["expects.m"]
    assert merge(base, proposal.format("b", "0.5", "0.3", "2027-01-01"), base.replace("says: A", "says: B")).clean


def test_one_question_reworded_twice_is_a_conflict() -> None:
    """Both wordings side by side are what nobody wrote."""
    play = "    plays:\n      ask:\n        do: Ask\n        asks: [{}]\n    next: [board-decides]"
    texts = [edited(("    next: [board-decides]", play.format(one))) for one in ('"What?"', '"What was it?"', '"What is it?"')]
    assert [one.path for one in merged(texts).conflicts] == ["stages.trouble-named.plays.ask.asks"]


def test_a_release_counts_more_than_what_leads_up_to_it() -> None:
    """Numbers in a version are numbers: rc.10 comes after rc.2."""
    texts = [PROCESS.replace("stages:", f'version: "{one}"\nstages:', 1) for one in ("1.0.0", "1.10.0-rc.10", "1.10.0-rc.2")]
    assert "rc.10" in merged(texts).text


@pytest.mark.parametrize("value", ["", "~", "1_000", "0x10", "[yes, ~]", "{a: 1.10}"])
def test_what_is_carried_for_others_keeps_its_letters(value: str) -> None:
    """An `x-` key may hold what we would not take."""
    theirs = edited(("    max_days: 30\n", f"    max_days: 30\n    x-other: {value}\n"))
    for ours in (edited(("The board decides", "The board decides alone")), edited(("    max_days: 30\n", "    max_days: 31\n"))):
        assert f"    x-other: {value}\n" in merge(PROCESS, ours, theirs).text


def test_a_byte_order_mark_survives_a_rename() -> None:
    """Theirs renames, ours has the mark."""
    assert merge(PROCESS, "\ufeff" + edited(("30", "21")), RENAMED).text.startswith("\ufeffprocess")


def test_a_missing_last_line_end_stays_missing() -> None:
    """Where the conflict stands elsewhere."""
    base, ours, theirs = (text.removesuffix("\n") for text in (PROCESS, edited(("30", "21")), edited(("30", "45"))))
    assert merge(base, ours, theirs).text.endswith("lost: {outcome: lost}")


def test_a_base_of_comments_only_is_no_base() -> None:
    """As an empty one."""
    assert merge("# nothing yet\n", PROCESS, PROCESS + "title: New\n").clean


COMMENTED = [
    ("    max_days: 30\n", "    max_days: 45  # since the audit\n"),
    ("    max_days: 30\n", "    max_days: 30\n    # why\n    exit_criteria:  # new\n      written:  # x\n        fact: It is written down\n"),
    ("    buyer: The board decides\n", "    about: |  # long\n      One line\n      and another\n    buyer: The board decides\n"),
    ("  won:", "  # from the south\n  finance-agrees:  # new\n    next: [won]\n    about: |\n      One line\n  won:"),
    ("    buyer: The board decides\n", "    # in their words\n    buyer: >-\n      The board\n      decides alone\n"),
]


@pytest.mark.parametrize(("old", "new"), COMMENTED)
def test_what_theirs_writes_comes_as_theirs_writes_it(old: str, new: str) -> None:
    """With the comments in it, without a merge of lines."""
    done = merge(PROCESS, edited(("Someone says what is wrong", "Someone says what hurts")), edited((old, new)))
    assert done.clean
    assert new in done.text


def test_an_item_of_a_list_keeps_its_comments() -> None:
    """A transition that theirs adds to a list in lines of its own."""
    base = edited(("    next: [won]\n", "    next:\n      - won\n"))
    new = "      # if in a hurry\n      - to: trouble-named  # again\n        when: They start over\n"
    done = merge(base, base.replace("30", "21"), base.replace("      - won\n", f"      - won\n{new}"))
    assert new in done.text


def test_one_element_that_cannot_be_taken_over_takes_no_other_with_it() -> None:
    """The other one keeps its comments; ours stands two columns deeper, so lines are moved."""
    ours = "\n".join("  " + line if line.startswith("  ") else line for line in edited(("30", "21")).splitlines()) + "\n"
    theirs = edited(("  won:", "  # from the south\n  finance-agrees:\n    buyer: The money is there\n    next: [won]\n  won:"))
    assert "    # from the south\n    finance-agrees:\n      buyer" in merge(PROCESS, ours, theirs).text


def test_an_allowance_comes_with_what_it_allows() -> None:
    """A suppression is a comment; without it the merge would bring an error that theirs had settled."""
    theirs = edited(("  won:", "  later:  # processengine: allow[dead-end-stage] soon there\n    buyer: They wait\n  won:"),
                    ("next: [board-decides]", "next: [board-decides, later]"))
    done = merge(PROCESS, edited(("30", "21")), theirs, judge)
    assert "allow[dead-end-stage]" in done.text
    assert not [one for one in done.caused if one.rule == "dead-end-stage"]


def test_marks_show_each_side_as_it_is_written() -> None:
    """With its comments, so that whoever takes theirs loses nothing."""
    new = "  # {0}\n  legal-agrees:  # {0}\n    buyer: {0}  # {0}\n    next: [won]\n"
    done = merge(PROCESS, edited(("  won:", new.format("north") + "  won:")), edited(("  won:", new.format("south") + "  won:")))
    assert new.format("north") in conflict(done)
    assert new.format("south") in conflict(done)
