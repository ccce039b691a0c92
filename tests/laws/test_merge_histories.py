"""The laws of the merge over histories: sound processes, changed by two people into sound processes."""

from datetime import date
from random import Random

from hypothesis import given

from processengine.diagnostic import Diagnostic
from processengine.merge import merge
from processengine.validate import Settings, validate
from tests import histories
from tests.strategies import RANDOMS


def judge(text: str) -> list[Diagnostic]:
    """Validate a text."""
    return validate(text, "new-business.yaml", Settings(date(2026, 11, 20))).diagnostics


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


@given(RANDOMS)
def test_two_that_change_other_things_never_conflict(random: Random) -> None:
    """Where no leaf is contradicted and all that is due is sound, nothing conflicts but what one side removed."""
    before = histories.base(random)
    ours, theirs = histories.revised(before, random, "ann"), histories.revised(before, random, "bob")
    done = merge(histories.text_of(before), histories.text_of(ours), histories.text_of(theirs), judge)
    removed = (set(before.stages) - set(ours.stages)) | (set(before.stages) - set(theirs.stages))
    if histories.due(before, ours, theirs) is not None and not removed:
        assert all(decision.path == "stages" or decision.reason.startswith(("Ours removed", "Theirs removed")) for decision in done.conflicts), done


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
