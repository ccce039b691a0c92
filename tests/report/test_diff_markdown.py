"""A comparison as a comment on a pull request."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from processengine.change import Change, Changeset, Group, Impact
from processengine.report.comparison import Comparison
from processengine.report.diff_markdown import LIMIT, OPEN, render, section
from processengine.report.markdown import code, cut, inline
from processengine.report.safe import visible
from processengine.span import Span
from tests.report.hostile import PAYLOADS, comparison

EACH = pytest.mark.parametrize("payload", PAYLOADS)
BLANK = "\u200b"
OUR_HTML = {"<br>", "<sub>", "</sub>", "<span>", "</span>"}
EXPECTED = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close", "list_item_open",
    "list_item_close", "inline", "text", "softbreak", "strong_open", "strong_close", "em_open", "em_close", "code_inline", "html_inline",
    "html_block", "text_special",
}


def change(number: int, impact: Impact = Impact.BEHAVIOURAL, message: str = "") -> Change:
    """Return a change that is told in some words."""
    return Change("stage-changed", impact, "A reason.", f"stages.s{number}.title", message or f"Sentence {number}.",
                  before=number, after=number + 1, before_span=Span(number, 5, number, 9), after_span=Span(number + 1, 5, number + 1, 9))


def changeset(groups: Iterable[Iterable[Change]]) -> Changeset:
    """Return a changeset of groups."""
    made = tuple(Group(f"“Stage {place}”", tuple(one)) for place, one in enumerate(groups))
    return Changeset("process", "x", "A process", "old/p.yaml", "new/p.yaml", made, tuple(one for group in made for one in group.changes))


def tokens(text: str) -> list[Token]:
    """Return everything that a reader of GitHub's markdown finds in a text."""
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [token for block in parsed for token in (block, *(block.children or []))]


def words(text: str) -> str:
    """Return what of a text is shown, without what can't be seen."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "text_special", "code_inline")).replace(BLANK, "")


@EACH
def test_a_user_s_text_is_never_markup(payload: str) -> None:
    """No element, no link and no tag comes from it, wherever it stands."""
    found = tokens(render(comparison(payload)))
    assert {token.type for token in found} <= EXPECTED
    assert {token.content for token in found if token.type == "html_inline"} <= OUR_HTML
    blocks = "".join(token.content for token in found if token.type == "html_block").split("\n")
    assert all(re.fullmatch(r"|</?details>|<summary>\d+ more changes(, all \w+)?</summary>", line) for line in blocks)
    assert {token.tag for token in found if token.type == "heading_open"} <= {"h2", "h3"}


@EACH
def test_nobody_is_called_and_nothing_is_linked(payload: str) -> None:
    """What GitHub looks for in a finished page is taken apart by a blank that nobody sees."""
    shown = "\n".join(token.content for token in tokens(render(comparison(payload))) if token.type in ("text", "text_special"))
    assert not re.search(r"@\w|#\w|\w://|www\.\w|(?<![0-9a-z])GH-\d|:\w+:|mailto:\w", shown, re.IGNORECASE)
    assert not [word for word in re.findall(r"(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])", shown, re.IGNORECASE) if re.search(r"\d", word)]
    assert "$" not in re.sub(r"<span>\$</span>", "", "".join(
        token.content for token in tokens(render(comparison(payload))) if token.type == "html_block"))


@EACH
def test_a_user_s_text_reads_as_it_was_written(payload: str) -> None:
    """Every sentence is there letter by letter, as far as one goes in a comment."""
    given = comparison(payload)
    shown = " ".join(words(render(given)).split())
    for one in given.changed:
        for told in one.changes:
            assert visible(" ".join(told.message.split()))[:1_400] in shown


@EACH
@pytest.mark.parametrize("frame", ["{}", "**{}**", "- {}", "# {}", "| {}"])
def test_a_text_alone_is_text_in_any_frame(payload: str, frame: str) -> None:
    """At the start of a line too."""
    found = tokens(frame.format(inline(payload)))
    assert {token.type for token in found} <= EXPECTED - {"html_block"}
    assert {token.content for token in found if token.type == "html_inline"} <= {"<span>", "</span>"}
    assert len([token for token in found if token.type == "bullet_list_open"]) == (frame == "- {}")


@pytest.mark.parametrize("text", ["a`b", "``", "`", "a``b`c", " a ", "x" * 50, "a\nb", "@ana"])
def test_code_holds_any_text(text: str) -> None:
    """The fence is longer than any within."""
    found = [token for token in tokens(f"x {code(text)} y") if token.type == "code_inline"]
    assert [token.content for token in found] == [" ".join(visible(text).split())]


def test_the_headline_comes_first() -> None:
    """What is called for, and how many changes of each impact."""
    made = changeset([[change(1, Impact.BREAKING), change(2)], [change(3, Impact.EDITORIAL)]])
    assert render(Comparison("main", "HEAD", [made])) == """\
## A process calls for a major version: 1 breaking, 1 behavioural, 1 editorial

From `main` to `HEAD`.

`new/p.yaml`, before `old/p.yaml`.

**“Stage 0”**

- **Breaking** · Sentence 1.
  <br>Why: A reason.
  <br><sub>`p.yaml:2`, was `p.yaml:1`</sub>
- **Behavioural** · Sentence 2.
  <br><sub>`p.yaml:3`, was `p.yaml:2`</sub>

**“Stage 1”**

- **Editorial** · Sentence 3.
  <br><sub>`p.yaml:4`, was `p.yaml:3`</sub>
"""


def test_several_processes_are_listed_first() -> None:
    """Each with what it calls for."""
    made = changeset([[change(1)]])
    lines = render(Comparison("main", "HEAD", [made, replace(made, title="Other", kind="journey")])).splitlines()
    assert lines[0] == "## 1 process and 1 journey change"
    assert lines[4:6] == ["- A process calls for a minor version: 1 behavioural", "- Other calls for a minor version: 1 behavioural"]


def test_no_difference_is_a_line() -> None:
    """With both sides named."""
    assert render(Comparison("a", "b", [])) == "No difference from `a` to `b`.\n"


def test_a_guess_says_how_sure_it_is() -> None:
    """In percent, and never as sure as what the file says."""
    assert "Sentence 1. _(a guess, 99 % sure)_" in section(changeset([[replace(change(1), confidence=0.999)]]))


def test_a_long_list_is_folded() -> None:
    """After twenty changes, and nothing is lost."""
    text = section(changeset([[change(number) for number in range(place, place + 5)] for place in range(0, 50, 5)]))
    assert text.index("Sentence 19.") < text.index("<summary>30 more changes, all behavioural</summary>") < text.index("Sentence 20.")
    assert len(re.findall(r"Sentence \d+\.", text)) == 50
    assert text.rstrip().endswith("</details>")
    assert OPEN == 20


@pytest.mark.parametrize("number", [1, 30, 400, 3000])
@pytest.mark.parametrize("message", ["Short.", "A long sentence. " * 90, "@`*" * 2000])
def test_a_comment_is_never_longer_than_github_takes(number: int, message: str) -> None:
    """What is left out is counted, and together with what is told it is everything."""
    told = [change(place, message=f"Number {place}: {message}") for place in range(number)]
    text = render(Comparison("a", "b", [changeset(told[start : start + 7] for start in range(0, number, 7))]))
    assert len(text) <= LIMIT
    left = re.search(r"_([\d,]+) further changes? left out here", text)
    assert len(re.findall(r"· Number \d+", text)) + int(left[1].replace(",", "") if left else 0) == number
    assert text.count("<details>") == text.count("</details>")


def test_many_processes_find_room_or_are_counted() -> None:
    """The list at the top too."""
    made = [replace(changeset([[change(place, message="Words. " * 200) for place in range(30)]]), title="T" * 300) for _ in range(300)]
    text = render(Comparison("a", "b", made))
    assert len(text) <= LIMIT
    left = re.search(r"_(\d+) processes left out here", text)
    assert left
    assert text.count("\n### ") + int(left[1]) == 300


def test_a_text_is_cut_with_an_ellipsis() -> None:
    """Nothing longer than asked for."""
    assert (cut("abcdef", 6), cut("abcdef", 4)) == ("abcdef", "abc…")
