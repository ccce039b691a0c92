"""The key of what is approved: the same for the same, another one for anything else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.change import Change, Changeset, Impact
from processengine.model.library import Clause
from processengine.model.proposal import Proposal
from processengine.proposals.key import Agreed, Settled, key_of

PROPOSAL: dict[str, Any] = {
    "proposal": "six-weeks", "title": "Six weeks", "why": "Boards meet.", "author": "ana", "opened": "2026-11-02",
    "claims": {"undecided": {"says": "Most", "share": {"outcome": "no-decision"}, "at_least": 0.5}},
    "expects": {"win-rate": {"from": 0.21, "to": 0.27, "by": "2027-06-30", "guard": {"days": "not-higher"}}}, "moves": {"old": "new"},
}


def atom(kind: str = "stage-changed", path: str = "stages.a.max_days", before: Any = 30, after: Any = 45, **more: Any) -> Change:
    """Return an atomic change."""
    return Change(kind, Impact.BEHAVIOURAL, "", path, "A sentence.", before=before, after=after, **more)


def changes(*atoms: Change, id_: str = "new-business") -> Changeset:
    """Return the changes of a process."""
    return Changeset("process", id_, "New business", "a.yaml", "a.yaml", atoms=atoms)


AGREED = Agreed(
    [changes(atom(), atom("play-added", "stages.a.plays.call", None, {"title": "Call"}))], [Settled("library.yaml:people.eve", None, {"roles": ["rep"]})],
    Proposal.model_validate(PROPOSAL), "Boards meet.", {"undecided": "supports: 58 %"}, {"acme": Clause(approvals={"manager": 1})},
)
KEY = key_of(AGREED)


def stated(**more: Any) -> Agreed:
    """Return the same with something else in the proposal file."""
    return replace(AGREED, proposal=Proposal.model_validate(PROPOSAL | more))


def test_it_is_a_hash() -> None:
    """64 hex digits."""
    assert len(KEY) == 64
    assert int(KEY, 16)


@pytest.mark.parametrize("same", [
    replace(AGREED, changesets=[changes(*reversed(AGREED.changesets[0].atoms))]), replace(AGREED, why="  Boards meet.\n"),
    replace(AGREED, changesets=[replace(AGREED.changesets[0], title="Other", before_file="b.yaml", after_file="c.yaml", headline="x")]),
    replace(AGREED, changesets=[changes(*(replace(one, message="Other words.", reason="x", confidence=0.5) for one in AGREED.changesets[0].atoms))]),
    replace(AGREED, changesets=[changes(*AGREED.changesets[0].atoms, atom("process-changed", "version", "1.2.0", "1.3.0"))]),
    replace(AGREED, changesets=[changes(*AGREED.changesets[0].atoms, atom("stage-changed", "stages.a.was", [], ["b"]))]),
    stated(title="Other"), stated(author="mia"), stated(opened="2026-11-03"), stated(status="draft"), stated(proposal="other"),
    stated(record={"ruling": "accepted", "key": "x"}),
])
def test_layout_words_order_versions_and_kept_ids_are_not_in_it(same: Agreed) -> None:
    """Nor titles, files, days, and how a change is told."""
    assert key_of(same) == KEY


@pytest.mark.parametrize("other", [
    replace(AGREED, changesets=[]), replace(AGREED, changesets=[changes(atom())]), replace(AGREED, changesets=[changes(*AGREED.changesets[0].atoms, id_="x")]),
    replace(AGREED, changesets=[changes(atom(after=46), *AGREED.changesets[0].atoms[1:])]),
    replace(AGREED, changesets=[changes(atom(before=31), *AGREED.changesets[0].atoms[1:])]),
    replace(AGREED, changesets=[changes(atom(path="stages.b.max_days"), *AGREED.changesets[0].atoms[1:])]),
    replace(AGREED, changesets=[changes(atom(after="45"), *AGREED.changesets[0].atoms[1:])]),
    replace(AGREED, changesets=[changes(atom(), atom("play-removed", "stages.a.plays.call", None, {"title": "Call"}))]),
    stated(process="renewals"), replace(AGREED, others=[]), replace(AGREED, others=[Settled("library.yaml:people.eve", None, {"roles": ["leader"]})]),
    replace(AGREED, others=[*AGREED.others, Settled("kits/paper.md", "1" * 40, "2" * 40)]), replace(AGREED, why="Boards meet often."),
    replace(AGREED, shown={"undecided": "supports: 59 %"}), replace(AGREED, shown={"undecided": "contradicts: 58 %"}), replace(AGREED, shown={}),
    replace(AGREED, clauses={"acme": Clause(approvals={"manager": 2})}), replace(AGREED, clauses={"acme": None}), replace(AGREED, clauses={}),
    replace(AGREED, clauses={"acme": Clause(approvals={"manager": 1}, claims=1)}), replace(AGREED, proposal=None), stated(moves={}), stated(claims={}),
    stated(expects={}), stated(expects={"win-rate": PROPOSAL["expects"]["win-rate"] | {"from": 0.2}}),
    stated(expects={"win-rate": PROPOSAL["expects"]["win-rate"] | {"guard": {}}}),
    stated(claims={"undecided": PROPOSAL["claims"]["undecided"] | {"share": {"outcome": "lost"}}}), stated(moves={"old": "newer"}),
])
def test_whatever_else_is_otherwise_makes_another_key(other: Agreed) -> None:
    """An atom, a setting, a file's content, the why, a claim, its result, an expectation, a move, the clause."""
    assert key_of(other) != KEY


STAGE = {"title": "Call them", "was": ["ring-them"], "plays": {"was": {"do": "Ask"}}}


def added(kind: str, path: str, after: Any) -> str:
    """Return the key of one element that is added."""
    return key_of(replace(AGREED, changesets=[changes(atom(kind, path, None, after))]))


def test_ids_that_an_element_had_are_not_in_it() -> None:
    """Nor are those of the stages of a whole process, and its version."""
    plain = {name: held for name, held in STAGE.items() if name != "was"}
    assert added("stage-added", "stages.call", STAGE) == added("stage-added", "stages.call", plain)
    whole = {"process": "new", "version": "1.0.0", "stages": {"call": STAGE}}
    assert added("process-added", "", whole) == added("process-added", "", {"process": "new", "stages": {"call": plain}})


@pytest.mark.parametrize(("kind", "path"), [
    ("stage-added", "stages.version"), ("transition-added", "stages.a.next.was"), ("kit-added", "kits.was"), ("measure-added", "measures.version"),
    ("criterion-added", "exit_criteria.was"), ("play-changed", "stages.a.plays.was"), ("measure-changed", "measures.win-rate.version"),
])
def test_an_element_whose_id_is_was_or_version_is_in_it(kind: str, path: str) -> None:
    """Nobody gets a stage past an approval by its name."""
    assert added(kind, path, {"title": "x"}) != key_of(replace(AGREED, changesets=[]))
    assert added("stage-added", "stages.a", {"plays": {"was": {"do": "Ask"}}}) != added("stage-added", "stages.a", {"plays": {}})


TEXT = st.text(max_size=4)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_no_two_contents_read_as_one(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    """Quotes, commas and brackets in a text stay text."""
    keys = [key_of(Agreed([], [Settled(what, None, after) for what, after in content])) for content in (one, other)]
    assert (keys[0] == keys[1]) == (sorted(one) == sorted(other))
