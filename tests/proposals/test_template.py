"""The proposal file that a proposer gets asks, and states nothing that nobody said."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.model.proposal import Proposal
from processengine.proposals.template import Form, render
from processengine.syntax.load import load
from processengine.syntax.parse import parse

DAY = date(2026, 11, 20)


def form(**more: Any) -> Form:
    """Return a form with what is always known."""
    return Form(**{"id": "six-weeks", "title": "Six weeks", "process": "new-business", "author": "ana", "opened": DAY, **more})


def stated(**more: Any) -> Proposal:
    """Return the proposal that the form states, and whatever more is said."""
    known = {"proposal": "six-weeks", "title": "Six weeks", "process": "new-business", "author": "ana", "opened": DAY.isoformat()}
    return Proposal.model_validate({**known, **more})


def read(text: str) -> tuple[Proposal | None, list[str]]:
    """Return the proposal of a text, and the rules that reading it breaks."""
    document, unreadable = parse(text)
    value, problems = load(document)
    return value if isinstance(value, Proposal) else None, [problem.rule for problem in (*unreadable, *problems)]


def uncommented(text: str, key: str) -> str:
    """Return the text with the marks taken away from an example and nothing filled in."""
    lines, inside = [], False
    for line in text.splitlines():
        inside = line == f"# {key}:" or (inside and line.startswith("#   "))
        lines.append(line.removeprefix("# ") if inside else line)
    return "\n".join(lines) + "\n"


def test_it_states_what_is_known_and_nothing_else() -> None:
    """No claim, no expectation, no move."""
    proposal, problems = read(render(form(why="Boards meet late.")))
    assert problems == []
    assert proposal == stated(why="Boards meet late.\n")


def test_without_a_reason_it_asks_for_one() -> None:
    """It doesn't state an empty one."""
    text = render(form())
    assert "# Why? What have you seen at buyers" in text
    assert read(text)[0] == stated()


@pytest.mark.parametrize("key", ["claims", "expects", "moves"])
def test_an_example_with_only_its_marks_taken_away_is_no_statement(key: str) -> None:
    """What is left to fill in is refused when it is read, so nobody claims an example by mistake."""
    text = render(form(gone={"demo-given": "Demo given"}, stages=("a", "b"), measures=("win-rate",)))
    changed = uncommented(text, key)
    assert changed != text
    proposal, problems = read(changed)
    if key == "moves":
        assert proposal is not None
        assert dict(proposal.moves) == {"demo-given": "STAGE"}  # no stage has a name in capitals: unknown-reference
    else:
        assert {"bad-id", "wrong-type"} & set(problems)


def test_a_stage_that_goes_asks_where_its_deals_go() -> None:
    """By its id, with its title beside it; what is said already is not asked."""
    text = render(form(gone={"demo-given": "Demo given", "meeting": "Meeting"}, moves={"meeting": "a"}, stages=("a", "b")))
    assert "#   demo-given: STAGE" in text
    assert "“Demo given”" in text
    assert "#   meeting" not in text
    assert read(text)[0] == stated(moves={"meeting": "a"})


def test_without_a_stage_that_goes_nothing_is_asked_about_deals() -> None:
    """Most proposals take none away."""
    assert "moves" not in render(form())


def test_what_the_policy_asks_for_is_said_where_it_is_asked() -> None:
    """A claim, two expectations."""
    text = render(form(claims=1, expects=2))
    assert "The policy asks for 1 claim here." in text
    assert "The policy asks for 2 expectations here." in text


def test_a_stranger_is_asked_for_an_id() -> None:
    """The line is a comment."""
    assert "# author: YOUR-ID" in render(form(author=""))


PROSE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=80).filter(lambda text: text.strip() != "")


@given(PROSE, PROSE, st.dictionaries(st.from_regex("[a-z][a-z0-9-]{0,9}", fullmatch=True), PROSE, max_size=3))
def test_any_words_come_back_as_they_were_said(title: str, why: str, gone: dict[str, str]) -> None:
    """No title, reason or stage's name breaks the file or adds a key to it."""
    proposal, problems = read(render(form(title=title, why=why, gone=gone)))
    assert proposal is not None, problems
    assert proposal.title == title
    assert proposal.why.split() == why.split()
    assert (proposal.claims, proposal.expects, proposal.moves) == ({}, {}, {})


def test_a_share_and_a_comparison_are_shown_and_how_to_compute_them() -> None:
    """As comments: a proposal without claims has none."""
    text = render(form())
    assert "#     at_least: NUMBER" in text
    assert "#     compare: MEASURE" in text
    assert f"# What the deals say of them: processengine evidence claim {form().id}\n" in text
