"""The laws of the diff, over processes in which any field may be given."""

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from processengine.diff.atom import Atom
from processengine.diff.changeset import changesets
from processengine.diff.combine.compound import Compound
from processengine.diff.compare import compare
from processengine.diff.data import data_of
from processengine.diff.impact_of_compounds import ROWS
from processengine.diff.revision import Revision
from processengine.model.journey import Journey
from processengine.model.process import Process
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from tests.diff.combine.small import compounds, otherwise, small
from tests.laws.law import LAW
from tests.laws.patching import BY_CONTEXT, applied, content
from tests.laws.written import written
from tests.strategies import RANDOMS, edited, journey, process, shuffled

PROCESSES = st.builds(process, RANDOMS)
MIRRORS = {row.kind: row.mirror for row in ROWS}


def read(data: dict[str, Any], random: Random) -> Process | Journey:
    """Write data as a file in any style and read it again."""
    value = load(parse(written(data, random).text)[0]).value
    assert isinstance(value, Process | Journey)
    return value


@LAW
@given(PROCESSES)
def test_nothing_differs_from_itself(data: dict[str, Any]) -> None:
    """diff(a, a) is empty."""
    one = Process.model_validate(data)
    assert compare(one, one) == []
    assert [changeset.changes for changeset in changesets([Revision(one)], [Revision(one)])] == [()]


@LAW
@given(PROCESSES, RANDOMS)
def test_layout_is_no_change(data: dict[str, Any], random: Random) -> None:
    """Comments, quotes, flow and block, line ends and the order of keys (but of stages) are in no change."""
    assert compare(read(data, random), read(shuffled(data, random), random)) == []


@given(st.builds(journey, RANDOMS), RANDOMS)
def test_layout_of_a_journey_is_no_change(data: dict[str, Any], random: Random) -> None:
    """The order of a journey's steps says nothing either."""
    assert compare(read(data, random), read(shuffled(data, random), random)) == []


@LAW
@given(PROCESSES, RANDOMS)
def test_the_atoms_are_all_that_changed(data: dict[str, Any], random: Random) -> None:
    """apply(diff(a, b), a) = b: in content, in the order of stages, and in what left-out fields mean."""
    old, new = Process.model_validate(data), Process.model_validate(edited(data, random))
    made = Process.model_validate(applied(data_of(old), compare(old, new)))
    assert content(data_of(made)) == content(data_of(new))
    assert list(made.stages) == list(new.stages)
    assert made.first == new.first
    assert compare(made, new) == []


@given(PROCESSES, RANDOMS)
def test_there_and_back(data: dict[str, Any], random: Random) -> None:
    """What is added one way is removed the other way, and before and after change places."""
    old, new = Process.model_validate(data), Process.model_validate(edited(data, random))
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    there = {(atom.element, atom.action, atom.path) for atom in compare(old, new) if _is_told_both_ways(atom)}
    back = {(atom.element, opposite[atom.action], atom.path) for atom in compare(new, old) if _is_told_both_ways(atom)}
    assert there == back


def _is_told_both_ways(atom: Atom) -> bool:
    """Leave out what may have to be written in one direction alone, because a default stands around it."""
    return atom.action != "moved" and atom.field not in {*BY_CONTEXT, "from_anywhere"}


@given(PROCESSES, RANDOMS)
def test_each_change_is_judged_and_told(data: dict[str, Any], random: Random) -> None:
    """Every atom has an impact, a reason, a sentence on one line, and a fingerprint that no other has."""
    old, new = Process.model_validate(data), Process.model_validate(edited(data, random))
    changes = changesets([Revision(old)], [Revision(new)])[0].changes
    assert all(change.reason and change.message.strip() == " ".join(change.message.split()) for change in changes)
    assert all(change.message[-1] in ".!?…。" for change in changes)
    assert len({change.fingerprint for change in changes}) == len(changes)


@given(PROCESSES, st.data())
def test_a_stated_rename_is_only_a_rename(data: dict[str, Any], choices: st.DataObject) -> None:
    """Where the file says `was`, a new id everywhere is one change, whatever refers to the stage."""
    name = choices.draw(st.sampled_from(sorted(data["stages"])))
    renamed = _renamed(data, name, "quite-another-name")
    atoms = compare(Process.model_validate(data), Process.model_validate(renamed))
    assert [(atom.kind, atom.path, atom.before, atom.after) for atom in atoms] == [
        ("stage-renamed", "stages.quite-another-name", name, "quite-another-name")
    ]


_REFERENCES = {"to", "start", "reached"}


def _renamed(data: Any, old: str, new: str, field: str = "") -> Any:
    """Return data with a stage's id replaced in every place that may name it."""
    if isinstance(data, dict):
        made = {new if field == "stages" and key == old else key: _renamed(value, old, new, key) for key, value in data.items()}
        if field == "stages" and old in data:
            made[new] = {**made[new], "was": [*made[new].get("was", []), old]}
        return made
    if isinstance(data, list):
        return [_renamed(one, old, new, "to" if field in ("next", "from_anywhere") else field) for one in data]
    if field in _REFERENCES:
        return new if data == old else data
    if field in ("criterion", "play") and isinstance(data, str):
        return f"{new}/{data.partition('/')[2]}" if data.startswith(f"{old}/") else data
    return data


@given(PROCESSES, RANDOMS)
def test_changes_are_the_compounds_and_the_atoms_in_none(data: dict[str, Any], random: Random) -> None:
    """Every part of a compound is an atom, and each atom is told by itself or by a compound, never both, never neither."""
    old, new = Process.model_validate(data), Process.model_validate(edited(data, random))
    (changeset,) = changesets([Revision(old)], [Revision(new)])
    atoms = {atom.fingerprint for atom in changeset.atoms}
    parts = {part for change in changeset.changes for part in change.parts or ()}
    assert parts <= atoms
    assert {change.fingerprint for change in changeset.changes if change.parts is None} == atoms - parts
    assert all(change.impact.rank <= atom.impact.rank for change in changeset.changes for atom in changeset.atoms if atom.fingerprint in (change.parts or ()))
    assert changeset.impact == min((change.impact for change in changeset.changes), key=lambda impact: impact.rank, default=None)


@given(RANDOMS)
def test_what_is_made_undone_is_the_mirror(random: Random) -> None:
    """diff(a, b) has a kind at a path just where diff(b, a) has its mirror there, as far as both know the path."""
    old = small(random)
    new = otherwise(old, random)
    there, back = ({(one.kind, _known_by(one)) for one in compounds(*pair)} for pair in ((old, new), (new, old)))
    assert {(MIRRORS[kind], known) for kind, known in there} == back


@given(PROCESSES, RANDOMS)
def test_the_mirror_of_any_compound(data: dict[str, Any], random: Random) -> None:
    """Also of those about criteria, plays and measures."""
    old, new = data, edited(data, random)
    there, back = ({(one.kind, _known_by(one)) for one in compounds(*pair)} for pair in ((old, new), (new, old)))
    assert {(MIRRORS[kind], known) for kind, known in there} == back


def _known_by(compound: Compound) -> Any:
    """Return what a compound and its mirror have in common: its path, or its two ends where these change places."""
    if compound.kind in ("transition-rerouted", "criterion-moved", "play-became-criterion", "criterion-became-play", "stages-swapped"):
        return frozenset(part.keys for part in compound.parts if part.action != "moved")
    return compound.keys
