"""Rules are taken out of `allow` comments; a comment that names none any more goes."""

import pytest

from processengine.syntax.edit import EditError
from processengine.syntax.edit.allowing import without_allowances
from processengine.syntax.parse import parse

HEAD = "process: p\nstages:\n"


def without(text: str, line: int, *rules: str) -> str:
    """The text without some rules in the comment on a line."""
    return without_allowances(parse(text)[0], {line: rules})


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_on_a_line_of_its_own_takes_the_line_along(newline: str) -> None:
    """With its line end; the lines around it stay."""
    text = f"{HEAD}  # before\n  # processengine: allow[a] why\n  # after\n  a: {{}}\n".replace("\n", newline)
    assert without(text, 4, "a") == f"{HEAD}  # before\n  # after\n  a: {{}}\n".replace("\n", newline)


def test_a_comment_at_the_end_of_the_file_leaves_it_without_a_last_line_end() -> None:
    """As the file was."""
    assert without(f"{HEAD}  a: {{}}\n  # processengine: allow[a] why", 4, "a") == f"{HEAD}  a: {{}}"


def test_a_comment_behind_an_element_takes_the_blanks_before_it_along() -> None:
    """What else the line says stays, a comment before it included."""
    text = HEAD + "  a: {}  # new \t # processengine: allow[a] why \n  b: {}\n"
    assert without(text, 3, "a") == HEAD + "  a: {}  # new\n  b: {}\n"


def test_one_rule_of_several_goes_alone() -> None:
    """The others and the reason stay, and so does the byte order mark."""
    text = "\ufeff" + HEAD + "  a: {}  # processengine: allow[ a,b , c] why [not]\n"
    assert without(text, 3, "b") == "\ufeff" + HEAD + "  a: {}  # processengine: allow[a, c] why [not]\n"
    assert without(text, 3, "c", "a", "b") == "\ufeff" + HEAD + "  a: {}\n"


def test_an_allow_that_names_no_rule_goes_by_the_empty_name() -> None:
    """There is nothing else to call it by."""
    assert without(HEAD + "  a: {}  # processengine: allow[] why\n", 3, "") == HEAD + "  a: {}\n"


@pytest.mark.parametrize(("line", "rule"), [(3, "b"), (2, "a"), (3, ""), (4, "a")])
def test_what_is_not_allowed_there_is_refused(line: int, rule: str) -> None:
    """Another rule, another line, or what stands in a text."""
    text = HEAD + '  a: {}  # processengine: allow[a] why\n  b: {title: "# processengine: allow[a] why"}\n'
    with pytest.raises(EditError, match=f"Line {line} doesn't allow `{rule}`"):
        without(text, line, rule)
