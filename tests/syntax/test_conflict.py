"""Conflict marks in a text: which lines are told, and what is none."""

import pytest

from processengine.syntax.parse import parse

WHOLE = "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n"


def told(text: str) -> list[str]:
    """What the reader of a text says about it."""
    return [problem.finding.message for problem in parse(text)[1]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WHOLE, "A merge conflict stands in lines 1-5."),
        ("k: v\n" + WHOLE.replace("=======", "||||||| base\na: 0\n======="), "A merge conflict stands in lines 2-8."),
        (WHOLE.replace("\n", "\r\n"), "A merge conflict stands in lines 1-5."),
        (WHOLE.replace("<<<<<<<", "<<<<<<<<<").replace(">>>>>>>", ">>>>>>>>>").replace("=======", "========="), "A merge conflict stands in lines 1-5."),
        (WHOLE * 3, "Merge conflicts stand in lines 1-5, 6-10 and 11-15."),
        (WHOLE * 5, "Merge conflicts stand in lines 1-5, 6-10, 11-15 and 2 more."),
        ("a: 1\n>>>>>>> theirs\nb: 2\n", "A mark of a merge conflict stands in line 2."),
        ("a: 1\n||||||| 1f2e3d4 (parent of: this)\nb: 2\n=======\n", "Marks of a merge conflict stand in lines 2 and 4."),
        ('about: "never closed\n' + WHOLE, "A merge conflict stands in lines 2-6."),
        ("# <<<<<<< in a comment, which no reader of YAML minds\n" + WHOLE.replace("a:", "# a:"), "A merge conflict stands in lines 2-6."),
    ],
)
def test_a_conflict_is_one_finding_that_names_its_lines(text: str, message: str) -> None:
    """Whatever else is wrong there: nothing of the file can be trusted before somebody has decided."""
    assert told(text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        'a: "<<<<<<< x"\nb: "======="\nc: ">>>>>>> y"\n',
        "a: |\n  <<<<<<< x\n  =======\n  >>>>>>> y\n",
        'a: "one\n=======\ntwo"\n',
        "a: 1 # <<<<<<< x ======= >>>>>>> y\n",
    ],
)
def test_text_that_may_hold_marks_is_left_alone(text: str) -> None:
    """Indented, in quotes on a line of their own, or behind something else they are no conflict."""
    assert told(text) == []


@pytest.mark.parametrize("line", ["<<<<<< six", "<<<<<<<none", "======= more", ">>>>>>"])
def test_what_is_no_mark_is_told_as_before(line: str) -> None:
    """Six signs, or signs with something behind them that git would not write."""
    assert "conflict" not in told(f"a: 1\n{line}\nb: 2\n")[0]
