"""Laws of guessed renames, on random edits of this project's own processes and on random processes."""

from copy import deepcopy
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from processengine.diff.changeset import changesets
from processengine.diff.matching.assignment import Pair, assignment
from processengine.diff.matching.documents import with_guesses
from processengine.diff.matching.remember import remembered
from processengine.diff.renames import Renames, renames_in
from processengine.diff.revision import Revision
from processengine.model.process import Process
from processengine.syntax.edit.operation import Add
from tests.diff.made_renames import Data, made
from tests.strategies import RANDOMS, edited, process, seeded

SIDES = RANDOMS.map(lambda random: made(random)[1:3]) | RANDOMS.map(lambda random: (one := process(random), edited(one, random)))
THRESHOLDS = st.sampled_from([0.0, 0.5, 0.7, 0.95])
ODDS = st.dictionaries(st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), st.floats(-5, 8), max_size=20)


def found(old: Data, new: Data, threshold: float) -> dict[Pair, float]:
    """Return the guessed pairs of stages with their confidence."""
    sides = Process.model_validate(old), Process.model_validate(new)
    renames = with_guesses([sides], renames_in([sides]), threshold)
    pairs = renames.stages.get(sides[0].id, {}).items()
    return {(one, other): renames.guesses[new["process"], f"stages.{other}"] for one, other in pairs if (new["process"], f"stages.{other}") in renames.guesses}


@given(SIDES)
def test_the_way_back_is_the_mirror(sides: tuple[Data, Data]) -> None:
    """What was renamed from one to the other was renamed back from the other to the one, and is as sure."""
    old, new = (_without_was(side) for side in sides)
    there, back = found(old, new, 0.7), found(new, old, 0.7)
    assert {(other, one): confidence for (one, other), confidence in there.items()} == back


@given(SIDES, RANDOMS)
def test_the_order_of_ids_says_nothing(sides: tuple[Data, Data], random: Random) -> None:
    """Stages, criteria and plays in another order, the same guesses."""
    assert found(*sides, 0.7) == found(_shuffled(sides[0], random), _shuffled(sides[1], random), 0.7)


@given(SIDES, THRESHOLDS)
def test_no_id_is_in_two_guesses(sides: tuple[Data, Data], threshold: float) -> None:
    """Each is gone on the one side and new on the other, both have one nature, and each guess is sure enough."""
    old, new = sides
    guesses = found(old, new, threshold)
    gone, come = [one for one, _ in guesses], [other for _, other in guesses]
    assert len(set(gone)) == len(gone)
    assert len(set(come)) == len(come)
    assert not set(gone) & set(new["stages"])
    assert not set(come) & set(old["stages"])
    assert all(old["stages"][one].get("outcome") == new["stages"][other].get("outcome") for one, other in guesses)
    assert all(threshold <= confidence + 0.005 and confidence <= 0.99 for confidence in guesses.values())


@given(SIDES)
def test_written_down_it_is_the_same_without_a_guess(sides: tuple[Data, Data]) -> None:
    """With the `was` that the fix writes, the comparison finds the very same changes and is sure of each."""
    old, new = (Process.model_validate(side) for side in sides)
    guessed = changesets([Revision(old)], [Revision(new)])[0].atoms
    data = deepcopy(sides[1])
    for operation in remembered(guessed, old, new):
        assert isinstance(operation, Add)
        assert isinstance(operation.value, str)
        there = data["stages"][operation.path[1]]
        there["was"] = [*there.get("was", []), operation.value]
    stated = changesets([Revision(old)], [Revision(Process.model_validate(data))], rename_threshold=1)[0].atoms
    assert [change.fingerprint for change in stated] == [change.fingerprint for change in guessed]
    assert all(change.confidence is None for change in stated)


@given(ODDS)
def test_an_assignment_pairs_each_element_once_and_none_that_is_unlikely(odds: dict[Pair, float]) -> None:
    """And no other assignment is likelier."""
    chosen = assignment(odds)
    assert len({old for old, _ in chosen}) == len({new for _, new in chosen}) == len(chosen)
    assert all(odds[pair] > 0 and 0 < confidence <= 0.99 for pair, confidence in chosen.items())
    assert sum(odds[pair] for pair in chosen) >= _best(sorted(odds), odds) - 1e-9


def test_where_too_much_hangs_together_the_less_likely_doesnt_count() -> None:
    """Hundreds of elements in one tangle are told apart by what is likely, not all at once."""
    odds = {(f"o{n}", f"n{n}"): 5.0 for n in range(200)} | {(f"o{n}", f"n{n + 1}"): 0.5 for n in range(199)}
    assert set(assignment(odds)) == {(f"o{n}", f"n{n}") for n in range(200)}


def _best(pairs: list[Pair], odds: dict[Pair, float]) -> float:
    """Return the most that an assignment comes to, by trying all."""
    best: dict[frozenset[str], float] = {frozenset(): 0.0}
    for pair in pairs:
        for taken, value in list(best.items()):
            if not taken & set(pair) and odds[pair] > 0:
                key = taken | set(pair)
                best[key] = max(best.get(key, 0.0), value + odds[pair])
    return max(best.values())


def test_stated_renames_are_kept() -> None:
    """At any threshold what the files state is what it was."""
    stated = Renames(stages={"p": {"a": "b"}})
    sides = [(Process.model_validate({"process": "p", "stages": {"a": {}, "c": {"buyer": "X"}}}),
              Process.model_validate({"process": "p", "stages": {"b": {}, "d": {"buyer": "X"}}}))]
    assert with_guesses(sides, stated, 1) == stated
    assert with_guesses(sides, stated, 0).stages["p"]["a"] == "b"


def _without_was(data: Data) -> Data:
    return {**data, "stages": {name: {key: value for key, value in stage.items() if key != "was"} for name, stage in data["stages"].items()}}


def _shuffled(data: Any, random: Random) -> Any:
    """Return data with the keys of each map in another order, but for a document's first."""
    if not isinstance(data, dict):
        return data
    keys = [key for key in data if key != "process"]
    seeded(random.randrange(2**32)).shuffle(keys)
    return {key: _shuffled(data[key], random) for key in [*(["process"] if "process" in data else []), *keys]}
