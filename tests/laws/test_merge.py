"""The laws of the merge, over processes in which any field may be given, written in any style.

Such processes are large and their edits many, so they are tried less often than the histories beside this file.
"""

from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from processengine.diff.compare import compare
from processengine.merge import Merged, Unreadable, merge
from processengine.model.process import Process
from processengine.syntax.edit.meaning import value_of
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from tests.laws.leaves import expected, leaves
from tests.laws.written import written
from tests.strategies import RANDOMS, edited, process

PROCESSES = st.builds(process, RANDOMS, st.just(0.2))


def text_of(data: dict[str, Any], random: Random) -> str:
    """Write data as a file in any style."""
    return written(data, random).text


def model(text: str) -> Process:
    """Read a process."""
    value = load(parse(text)[0]).value
    assert isinstance(value, Process), text
    return value


def data(text: str) -> Any:
    """Read plain data."""
    root = parse(text)[0].root
    assert root is not None
    return value_of(root)


def merged(base: str, ours: str, theirs: str) -> Merged:
    """Merge; an example in a style that can't be edited safely, which is said, doesn't count."""
    try:
        return merge(base, ours, theirs)
    except Unreadable as refused:
        if any(word in refused.message for word in ("safely", "by hand", "add a line break")):
            reject()
        raise


@given(PROCESSES, RANDOMS)
def test_what_theirs_alone_changed_is_taken(one: dict[str, Any], random: Random) -> None:
    """merge(b, b, x) = x, also where b is written in another style."""
    base, ours, theirs = text_of(one, random), text_of(one, random), text_of(edited(one, random), random)
    done = merged(base, ours, theirs)
    assert done.clean
    assert compare(model(done.text), model(theirs)) == []


@given(PROCESSES, RANDOMS)
def test_what_both_changed_alike_is_kept(one: dict[str, Any], random: Random) -> None:
    """merge(b, x, x) = x, and ours keeps every byte."""
    other = edited(one, random)
    base, ours, theirs = text_of(one, random), text_of(other, random), text_of(other, random)
    done = merge(base, ours, theirs)
    assert done.clean
    assert done.text == ours


@given(PROCESSES, RANDOMS)
def test_what_ours_alone_changed_is_kept(one: dict[str, Any], random: Random) -> None:
    """merge(b, x, b) = x, and ours keeps every byte."""
    base, ours, theirs = text_of(one, random), text_of(edited(one, random), random), text_of(one, random)
    done = merge(base, ours, theirs)
    assert done.clean
    assert done.text == ours


class Two(NamedTuple):
    """The texts of a base, ours and theirs, and how they merge there and with the sides changed."""

    texts: tuple[str, str, str]
    there: Merged
    back: Merged


@given(PROCESSES, RANDOMS)
def test_two_sides_are_merged_by_the_laws(one: dict[str, Any], random: Random) -> None:
    """All laws on one merge: to make it costs far more than to look at it from each side."""
    base, ours, theirs = (text_of(side, random) for side in (one, edited(one, random), edited(one, random)))
    made = Two((base, ours, theirs), merged(base, ours, theirs), merged(base, theirs, ours))
    no_edit_is_dropped_in_silence(made)
    a_conflict_has_two_sides(made)
    the_sides_may_change_places(made)
    marks_hold_each_side(made)


def no_edit_is_dropped_in_silence(made: Two) -> None:
    """Each leaf comes out as the side has it that changed it, or stands in a conflict."""
    done = made.there
    base, ours, theirs = (leaves(data(text)) for text in made.texts)
    due, contradicted = expected(base, ours, theirs)
    conflicts = [tuple(decision.path.split(".")) for decision in done.conflicts]
    assert all(any(path[: len(one)] == one for one in conflicts) or path == ("version",) for path in contradicted), contradicted
    if done.clean:
        got = leaves(data(done.text))
        for side in (due, got):
            side.pop(("version",), None)
        assert _without_empty(got) == _without_empty(due)


def _without_empty(found: dict[tuple[str, ...], Any]) -> dict[tuple[str, ...], Any]:
    return {path: value for path, value in found.items() if value not in ({}, [])}


def a_conflict_has_two_sides(made: Two) -> None:
    """Where a conflict is told, both sides differ there from the base and from each other."""
    trees = [data(text) for text in made.texts]
    for decision in made.there.conflicts:
        sides = [_below(tree, decision.path.split(".")) for tree in trees]
        assert sides[0] != sides[1]
        assert sides[0] != sides[2]
        assert sides[1] != sides[2]


def _below(tree: Any, names: list[str]) -> Any:
    """Return what stands at a path, with its order."""
    for name in names:
        if isinstance(tree, list):
            tree = next((item for item in tree if (item.get("to") if isinstance(item, dict) else item) == name), None)
        elif isinstance(tree, dict):
            tree = tree.get(name)
    return (list(tree), tree) if isinstance(tree, dict) else tree


def the_sides_may_change_places(made: Two) -> None:
    """merge(b, x, y) = merge(b, y, x), but for which of two additions at one place stands first."""
    there, back = made.there, made.back
    assert {one.path for one in there.conflicts} == {one.path for one in back.conflicts}
    if there.clean:
        first, second, base = model(there.text), model(back.text), model(made.texts[0])
        assert {atom.kind for atom in compare(first, second)} <= {"stage-moved", "process-changed"}
        shared = [name for name in first.stages if name in base.stages]
        assert shared == [name for name in second.stages if name in base.stages]


def marks_hold_each_side(made: Two) -> None:
    """Taking the same side of every mark gives a text that reads, and ours has ours' value in each conflict."""
    if made.there.clean:
        return
    for side, text in zip(("ours", "theirs"), made.texts[1:], strict=True):
        chosen, meant = data(resolved(made.there.text, side)), data(text)
        for decision in made.there.conflicts:
            names = decision.path.split(".")
            if names != ["stages"]:
                assert _leaves_at(chosen, names) == _leaves_at(meant, names), decision


def _leaves_at(tree: Any, names: list[str]) -> Any:
    return {path: value for path, value in leaves(tree).items() if path[: len(names)] == tuple(names)}


def resolved(text: str, side: str) -> str:
    """Take one side of each mark."""
    kept, here = [], "both"
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            here = "ours"
        elif line.startswith("||||||| "):
            here = "base"
        elif line.rstrip("\r\n") == "=======":
            here = "theirs"
        elif line.startswith(">>>>>>> "):
            here = "both"
        elif here in ("both", side):
            kept.append(line)
    return "".join(kept)


@pytest.mark.parametrize("side", ["base", "ours", "theirs"])
def test_a_side_that_cannot_be_read_is_named(side: str) -> None:
    """No text is guessed at."""
    texts = {"base": "process: a\n", "ours": "process: a\n", "theirs": "process: a\n", side: "process: [\n"}
    with pytest.raises(Unreadable) as caught:
        merge(texts["base"], texts["ours"], texts["theirs"])
    assert caught.value.side == side
