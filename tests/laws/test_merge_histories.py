"""The laws of the merge over histories: sound processes, changed by two people into sound processes."""

from datetime import date
from functools import lru_cache
from random import Random
from typing import NamedTuple

from hypothesis import given

from processengine.diagnostic import Diagnostic
from processengine.diff.compare import compare
from processengine.merge import Merged, merge
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


@lru_cache(maxsize=16)
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


class Two(NamedTuple):
    """A process and what two people make of it, with both as texts, and how these merge: without a judge, the other way round, and judged."""

    before: histories.Draft
    ours: histories.Draft
    theirs: histories.Draft
    texts: tuple[str, str, str]
    there: Merged
    back: Merged
    judged: Merged


def two(random: Random) -> Two:
    """Let two people change a process."""
    before = histories.base(random)
    ours, theirs = histories.revised(before, random, "ann"), histories.revised(before, random, "bob")
    base, one, other = (histories.text_of(side) for side in (before, ours, theirs))
    return Two(before, ours, theirs, (base, one, other), merge(base, one, other), merge(base, other, one), merge(base, one, other, judge))


@LAW
@given(RANDOMS)
def test_what_two_change_at_once_is_merged_by_the_laws(random: Random) -> None:
    """All laws on one merge: to make it costs far more than to look at it from each side."""
    made = two(random)
    the_sides_may_change_places(made)
    a_clean_merge_has_every_edit_and_is_sound(made)
    two_that_change_other_things_never_conflict(made)
    what_theirs_left_alone_keeps_every_byte(made)


def the_sides_may_change_places(made: Two) -> None:
    """merge(b, x, y) = merge(b, y, x), but for which of two additions at one place stands first."""
    there, back = made.there, made.back
    assert there.clean == back.clean
    # A stage that has another id on both sides is told by that of ours.
    if not any("Both sides renamed" in decision.reason for decision in there.conflicts):
        assert {decision.path for decision in there.conflicts} == {decision.path for decision in back.conflicts}
    if there.clean:
        first, second = model(there.text), model(back.text)
        assert {atom.kind for atom in compare(first, second)} <= {"stage-moved"}
        known = set(model(made.texts[0]).stages)
        assert [name for name in first.stages if name in known] == [name for name in second.stages if name in known]


def a_clean_merge_has_every_edit_and_is_sound(made: Two) -> None:
    """A clean result has each leaf as the side has it that changed it, and is a sound graph."""
    due = histories.due(made.before, made.ours, made.theirs)
    if made.judged.clean:
        assert due is not None
        result = histories.read(made.judged.text, made.before, made.ours, made.theirs)
        assert result.leaves() == due
        assert result.is_sound()


def two_that_change_other_things_never_conflict(made: Two) -> None:
    """Where no leaf is contradicted and all that is due is sound, nothing conflicts but what one side removed."""
    done = made.judged
    removed = (set(made.before.stages) - set(made.ours.stages)) | (set(made.before.stages) - set(made.theirs.stages))
    if histories.due(made.before, made.ours, made.theirs) is not None and not removed:
        assert all(decision.path == "stages" or decision.reason.startswith(("Ours removed", "Theirs removed")) for decision in done.conflicts), done


def what_theirs_left_alone_keeps_every_byte(made: Two) -> None:
    """A stage that theirs didn't touch stands in the result as ours writes it."""
    done, text = made.there, made.texts[1]
    renamed = {key for key, stage in made.theirs.stages.items() if stage.was}
    for key, stage in made.ours.stages.items():
        refers = {key, *stage.next} & renamed
        if made.before.stages.get(key) == made.theirs.stages.get(key) and not refers and not done.conflicts:
            assert histories.block(text, stage.id) == histories.block(done.text, stage.id)
