"""Fixes applied together: what stands in another's way waits, what can't be placed is left, and every other byte stays."""

from collections.abc import Sequence
from datetime import date

import pytest

from processengine.diagnostic import Diagnostic, Edit, Fix, Severity
from processengine.fixes import applied, mend
from processengine.fixes.mend import among
from processengine.rules.listing import RuleSet
from processengine.span import START
from processengine.syntax.edit import EditError
from processengine.validate import Settings, validate

BASE = "process: p\nfrom_anywhere: [lost]\nstages:\n  a: {next: [won]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"


def look(text: str) -> Sequence[Diagnostic]:
    """What is found in a text, under the recommended set."""
    return validate(text, "p.yaml", Settings(date(2026, 11, 20), RuleSet.RECOMMENDED)).diagnostics


def test_two_typos_that_mean_the_same_become_one_name() -> None:
    """The second can't be given a name that is there now; then it is no typo of anything, and is left as it is."""
    mended = mend(BASE.replace("[won]", "[wom, wno]"), look)
    assert "next: [won, wno]" in mended.text
    assert mended.done == 1


def test_a_fix_may_make_room_for_another() -> None:
    """A key in its place makes the file readable; then its names can be mended, then what stands twice."""
    text = "title: P\n" + BASE.replace("next: [won]", "nxt: [wno]").replace("[lost]", "[lost, lost]")
    assert mend(text, look).text == BASE.replace("process: p\n", "process: p\ntitle: P\n")


def test_what_stands_twice_goes_before_one_of_the_two_is_mended() -> None:
    """Both say the same as long as both have quotes."""
    text = BASE.replace("  a: {next: [won]}", '  a:\n    max_days: "30"\n    max_days: "30"\n    next: [won]')
    assert mend(text, look).text == BASE.replace("  a: {next: [won]}", "  a:\n    max_days: 30\n    next: [won]")


def test_nothing_is_fixed_in_a_key_that_stands_twice() -> None:
    """Nobody can tell which of the two counts; once one of them is gone, the fix is offered."""
    text = BASE.replace("  a: {next: [won]}", "  a:\n    next: [a, won]\n    next: [a, lost]")
    assert mend(text, look, unsafe=True).text == text
    settled = text.replace("    next: [a, lost]\n", "")
    assert mend(settled, look, unsafe=True).text == settled.replace("[a, won]", "[won]")


def test_safe_fixes_alone_leave_what_takes_something_away() -> None:
    """A version with two numbers is a guess, the quotes around a day's number none."""
    text = 'process: p\nversion: 2.1\nreview_every: "90"\n' + BASE.removeprefix("process: p\n")
    assert mend(text, look).text == text.replace('"90"', "90 days")
    assert mend(text, look, unsafe=True).text == text.replace('"90"', "90 days").replace("2.1", '"2.1.0"')


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_every_other_byte_stays(newline: str, bom: str, end: str) -> None:
    """Comments, odd blanks, quotes, line ends, the byte order mark and a missing last line end."""
    text = bom + "# mine\n" + BASE.replace("[won]}", "[  wno ]}  # why").replace(": lost}", ':   "lost"}').rstrip("\n") + end
    text = text.replace("\n", newline)
    assert mend(text, look).text == text.replace("wno", "won")


def test_a_comment_goes_when_nothing_else_is_left_to_mend() -> None:
    """While a typo hides what an `allow` covers, the comment stays; with the typo mended it counts."""
    allowed = "  # processengine: allow[self-transition] waiting counts\n"
    text = BASE.replace("  a: {next: [won]}\n", f"{allowed}  heard: {{next: [won, herd]}}\n")
    assert mend(text, look).text == text
    assert mend(text, look, unsafe=True).text == text.replace("herd", "heard")
    assert mend(text.replace("herd", "lost"), look).text == text.replace("herd", "lost").replace(allowed, "")


def test_a_comment_with_its_only_rule_goes_with_its_line() -> None:
    """At the end of a line it goes with the blanks before it."""
    text = BASE.replace("[lost]\n", "[lost]   # processengine: allow[self-transition, trapped-stage] so it is\n")
    assert mend(text, look).text == BASE
    above = BASE.replace("stages:", "# processengine: allow[self-transition] so it is\nstages:")
    assert mend(above, look).text == BASE


def test_one_rule_of_several_goes_and_the_reason_stays() -> None:
    """What the comment still allows is left as it was said."""
    text = BASE.replace("{next: [won]}\n", "{next: [a, won]}  # processengine: allow[trapped-stage, self-transition] waiting counts\n")
    assert mend(text, look).text == text.replace("trapped-stage, ", "")


def test_what_cannot_be_placed_is_left_and_said() -> None:
    """The other fixes are done all the same."""
    astray = Diagnostic("unknown-stage", Severity.ERROR, "", "p.yaml", "", START, fix=Fix("", (Edit("rename", "stages.b.next.x", "y"),)))
    text = BASE.replace("[won]", "[wno]")
    mended = mend(text, lambda it: [astray, *look(it)])
    assert (mended.text, mended.done) == (BASE, 1)
    assert [(left.diagnostic, left.reason) for left in mended.left] == [(astray, "`stages.b` isn't there.")]


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    """A text that was there before is not made again."""

    def never_content(text: str) -> list[Diagnostic]:
        other = "b" if "title: a" in text else "a"
        return [Diagnostic("wrong-type", Severity.ERROR, "", "", "title", START, fix=Fix("", (Edit("retext", "title", other),)))]

    assert mend("process: p\ntitle: a\n", never_content).text == "process: p\ntitle: b\n"


def test_what_is_accepted_is_not_fixed() -> None:
    """Neither now nor in a later round."""
    text = BASE.replace("[won]", "[wno]").replace("[lost]", "[lots]")
    accepted = {one.fingerprint for one in look(text) if one.path == "from_anywhere.lots"}
    assert accepted
    assert mend(text, among(accepted, look)).text == BASE.replace("[lost]", "[lots]")


def test_fixes_are_done_all_or_none() -> None:
    """One that can't be placed keeps the others from being done."""
    fixes = [Fix("", (Edit("retext", "process", "q"),)), Fix("", (Edit("remove", "title"),))]
    with pytest.raises(EditError, match="`title` isn't there"):
        applied(BASE, fixes)
