"""A validation as a comment on a pull request, or a step's summary."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from processengine.diagnostic import Diagnostic, Related, Severity
from processengine.report.safe import visible
from processengine.report.validate_markdown import LIMIT, OPEN, render
from processengine.span import Span
from tests.report.hostile import PAYLOADS
from tests.report.validations import BAD_CASES, finding, hostile, of_case, validation
from tests.rules.cases import Case

BLANK = "\u200b"
OUR_HTML = {"<br>", "<sub>", "</sub>", "<span>", "</span>", "<code>", "</code>"}
BLOCKS = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td"}
EXPECTED = {
    *(f"{block}_{end}" for block in BLOCKS for end in ("open", "close")),
    "inline", "text", "softbreak", "strong_open", "strong_close", "em_open", "em_close", "code_inline", "html_inline", "html_block", "text_special",
}
TELLING = ("text", "text_special", "code_inline")


def tokens(text: str) -> list[Token]:
    """Return everything that a reader of GitHub's markdown finds in a text."""
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [token for block in parsed for token in (block, *(block.children or []))]


def rows(text: str) -> list[list[str]]:
    """Return the cells of all tables as they are shown, without the headings."""
    found: list[list[str]] = []
    for before, token in zip(tokens(text), tokens(text)[1:], strict=False):
        if before.type == "tr_open" and token.type == "td_open":
            found.append([])
        if before.type == "td_open":
            found[-1].append("".join(one.content for one in token.children or [] if one.type in TELLING).replace(BLANK, ""))
    return found


def test_the_counts_come_first_then_a_table_for_each_file_the_worst_first() -> None:
    """Within a file the errors come first too."""
    text = render(validation(
        finding(severity=Severity.NOTE, file="a.yaml"),
        finding(severity=Severity.WARNING, file="b.yaml", line=1), finding(severity=Severity.ERROR, file="b.yaml", line=2),
        names=("a.yaml", "b.yaml", "c.yaml"),
    ))
    assert text.splitlines()[0] == "## 1 error, 1 warning, 1 note in 3 process files"
    assert [token.content for token in tokens(text) if token.type == "code_inline"][:2] == ["b.yaml", "a.yaml"]
    assert [(row[0], row[1]) for row in rows(text)] == [("error", "2:3"), ("warning", "1:3"), ("note", "1:3")]


def test_a_finding_is_told_with_its_path_its_other_places_what_to_do_and_its_rule() -> None:
    """What has backticks in a sentence is code."""
    one = Diagnostic(
        "trapped-stage", Severity.ERROR, "From `round` a deal can't end.", "p.yaml", "stages.round", Span(5, 3, 5, 8), help="Lead out.",
        witness=("round", "trip", "round"), related=(Related("`begun` leads here", "p.yaml", "stages.begun", Span(4, 3, 4, 8)),),
    )
    assert (
        "| **error** | 5:3 | From <code>round</code> a deal can't end.<br>Path: <code>round</code> → <code>trip</code> → <code>round</code>"
        "<br>See line 4: <code>begun</code> leads here<br>Lead out.<br><sub>trapped-stage</sub> |"
    ) in render(validation(one))


def test_nothing_found_is_one_line() -> None:
    """With the number of files, so that nobody wonders whether any was looked at."""
    assert render(validation(names=("a.yaml", "b.yaml"))) == "## No findings in 2 process files\n"


def test_what_is_suppressed_is_said() -> None:
    """Below the counts."""
    assert "\n1 finding is suppressed in place.\n" in render(validation(suppressed=1))


def test_a_long_table_is_folded_after_twenty() -> None:
    """The rest opens with a click, and is a table too."""
    text = render(validation(*(finding(line=line) for line in range(1, OPEN + 6))))
    assert text.count("<summary>5 more findings</summary>") == 1
    assert text.index("| 20:3 |") < text.index("<details>") < text.index("| 21:3 |") < text.index("</details>")
    assert len(rows(text)) == OPEN + 5


@pytest.mark.parametrize("limit", [5_000, 20_000, LIMIT])
def test_what_finds_no_room_is_counted(limit: int) -> None:
    """The text is never longer than GitHub takes, and tells how many findings are left out."""
    found = [finding(line=line, file=f"{line % 3}.yaml", message="m" * 200) for line in range(1, 1_001)]
    text = render(validation(*found), limit)
    assert len(text) <= limit
    left = re.search(r"_(\d+) further findings left out here", text)
    assert left is not None
    assert int(left[1]) + len(rows(text)) == 1_000
    assert text.count("<details>") == text.count("</details>")


def test_a_file_that_finds_no_room_has_no_heading() -> None:
    """Its findings are counted with the others that are left out."""
    text = render(validation(*(finding(file=f"{number}.yaml", message="m" * 1_400) for number in range(9))), 5_000)
    assert text.count("\n### ") == len(rows(text)) == 2
    assert "_7 further findings left out here" in text


def test_a_finding_of_many_places_names_five() -> None:
    """And counts the others."""
    one = finding()
    many = Diagnostic(one.rule, one.severity, one.message, one.file, one.path, one.span, related=(Related("here", "p.yaml", "", one.span),) * 7)
    (row,) = rows(render(validation(many)))
    assert row[2].count("See line") == 5
    assert "and 2 more places" in row[2]


@pytest.mark.parametrize("case", BAD_CASES, ids=str)
def test_every_finding_is_a_row(case: Case) -> None:
    """Of all that the rules find in their bad cases."""
    given = of_case(case)
    assert len(rows(render(given))) == len(given.diagnostics)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_user_s_text_is_never_markup(payload: str) -> None:
    """No element, no cell, no link and no tag comes from it, wherever it stands."""
    text = render(hostile(payload))
    found = tokens(text)
    assert {token.type for token in found} <= EXPECTED
    assert {token.content for token in found if token.type == "html_inline"} <= OUR_HTML
    assert not [token for token in found if token.type == "html_block"]
    (row,) = rows(text)
    assert len(row) == 3


@given(st.text(st.sampled_from("`|\\<>[]()!*_~#&@:;-\n\t ab1")))
def test_no_text_at_all_is_markup(payload: str) -> None:
    """Whichever signs it is made of: the row has its three cells, and every tag is ours."""
    found = tokens(render(hostile(payload)))
    assert {token.type for token in found} <= EXPECTED
    assert {token.content for token in found if token.type == "html_inline"} <= OUR_HTML
    (row,) = rows(render(hostile(payload)))
    assert len(row) == 3


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nobody_is_called_and_nothing_is_linked(payload: str) -> None:
    """What GitHub looks for in a finished page is taken apart by a blank that nobody sees."""
    shown = "\n".join(token.content for token in tokens(render(hostile(payload))) if token.type in ("text", "text_special"))
    assert not re.search(r"@\w|#\w|\w://|\bwww\.\w|\bGH-\d|:\w+:|mailto:\w", shown, re.IGNORECASE)
    assert not [word for word in re.findall(r"\b[0-9a-f]{7,40}\b", shown, re.IGNORECASE) if re.search(r"\d", word)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_user_s_text_reads_as_it_was_written(payload: str) -> None:
    """Letter by letter, but for backticks of its own, which may show a part of it as code."""
    (row,) = rows(render(hostile(payload)))
    told = " ".join(visible(" ".join(payload.split())).split())
    assert " ".join(told.replace("`", " ").split()) in " ".join(row[2].replace("`", " ").split())
