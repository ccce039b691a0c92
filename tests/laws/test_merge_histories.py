"""The laws of the merge over histories: sound processes, changed by two people into sound processes."""

from datetime import date
from random import Random

from hypothesis import given

from processengine.diagnostic import Diagnostic
from processengine.diff.compare import compare
from processengine.merge import merge
from processengine.model.process import Process
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from processengine.validate import Settings, validate
from tests import histories
from tests.laws.law import LAW
from tests.strategies import RANDOMS


def model(text: str) -> Process:
    """Read a process."""
    value = load(parse(text)[0]).value
    assert isinstance(value, Process), text
    return value


def judge(text: str) -> list[Diagnostic]:
    """Validate a text."""
    return validate(text, "new-business.yaml", Settings(date(2026, 11, 20))).diagnostics


@LAW
@given(RANDOMS)
def test_what_one_side_alone_changed_is_the_result(random: Random) -> None:
    """merge(b, b, x) = x and merge(b, x, b) = x."""
    before = histories.base(random)
    base, changed = histories.text_of(before), histories.text_of(histories.revised(before, random, "ann"))
    recommented = base.replace("# How we help", "# How all of us help")
    for ours, theirs in ((recommented, changed), (changed, recommented)):
        done = merge(base, ours, theirs, judge)
        assert done.clean
        assert compare(model(done.text), model(changed)) == []


@LAW
@given(RANDOMS)
def test_what_both_changed_alike_is_the_result(random: Random) -> None:
    """merge(b, x, x) = x."""
    before = histories.base(random)
    changed = histories.text_of(histories.revised(before, random, "ann"))
    remarked = changed.replace("# days", "# days at most")
    done = merge(histories.text_of(before), changed, remarked, judge)
    assert done.clean
    assert done.text in (changed, remarked)


@LAW
@given(RANDOMS)
def test_the_sides_may_change_places(random: Random) -> None:
    """merge(b, x, y) = merge(b, y, x), but for which of two additions at one place stands first."""
    before = histories.base(random)
    base, one, other = (
        histories.text_of(side) for side in (before, histories.revised(before, random, "ann"), histories.revised(before, random, "bob"))
    )
    there, back = merge(base, one, other), merge(base, other, one)
    assert there.clean == back.clean
    # A stage that has another id on both sides is told by that of ours.
    if not any("Both sides renamed" in decision.reason for decision in there.conflicts):
        assert {decision.path for decision in there.conflicts} == {decision.path for decision in back.conflicts}
    if there.clean:
        first, second = model(there.text), model(back.text)
        assert {atom.kind for atom in compare(first, second)} <= {"stage-moved"}
        known = set(model(base).stages)
        assert [name for name in first.stages if name in known] == [name for name in second.stages if name in known]


@LAW
@given(RANDOMS)
def test_a_clean_merge_has_every_edit_and_is_sound(random: Random) -> None:
    """A clean result has each leaf as the side has it that changed it, and is a sound graph."""
    before = histories.base(random)
    ours, theirs = histories.revised(before, random, "ann"), histories.revised(before, random, "bob")
    done = merge(histories.text_of(before), histories.text_of(ours), histories.text_of(theirs), judge)
    due = histories.due(before, ours, theirs)
    if done.clean:
        assert due is not None
        result = histories.read(done.text, before, ours, theirs)
        assert result.leaves() == due
        assert result.is_sound()


@LAW
@given(RANDOMS)
def test_two_that_change_other_things_never_conflict(random: Random) -> None:
    """Where no leaf is contradicted and all that is due is sound, nothing conflicts but what one side removed."""
    before = histories.base(random)
    ours, theirs = histories.revised(before, random, "ann"), histories.revised(before, random, "bob")
    done = merge(histories.text_of(before), histories.text_of(ours), histories.text_of(theirs), judge)
    removed = (set(before.stages) - set(ours.stages)) | (set(before.stages) - set(theirs.stages))
    if histories.due(before, ours, theirs) is not None and not removed:
        assert all(decision.path == "stages" or decision.reason.startswith(("Ours removed", "Theirs removed")) for decision in done.conflicts), done


@LAW
@given(RANDOMS)
def test_what_theirs_left_alone_keeps_every_byte(random: Random) -> None:
    """A stage that theirs didn't touch stands in the result as ours writes it."""
    before = histories.base(random)
    ours, theirs = histories.revised(before, random, "ann"), histories.revised(before, random, "bob")
    text = histories.text_of(ours)
    done = merge(histories.text_of(before), text, histories.text_of(theirs))
    renamed = {key for key, stage in theirs.stages.items() if stage.was}
    for key, stage in ours.stages.items():
        refers = {key, *stage.next} & renamed
        if before.stages.get(key) == theirs.stages.get(key) and not refers and not done.conflicts:
            assert histories.block(text, stage.id) == histories.block(done.text, stage.id)
