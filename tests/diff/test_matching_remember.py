"""The fix that writes a guess down: which operations it comes to, and the text they leave."""

from processengine.diff.changeset import changesets
from processengine.diff.matching.remember import remembered
from processengine.syntax.edit import apply
from tests.revisions import revision

OLD = """process: new-business
from_anywhere: [lost]
stages:
  # where it starts
  problem:
    was: [first-talk]
    buyer: They say what is wrong and what it costs
    next: [agreed]
  agreed:
    buyer: Everyone touched by it has been heard
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
"""


def fixed(old: str, new: str) -> str:
    """Return the new text with the guessed renames written down."""
    before, after = revision(old), revision(new)
    [changeset] = changesets([before], [after])
    return apply(new, remembered(changeset.atoms, before.content, after.content))


def test_an_earlier_id_is_written_where_there_was_none() -> None:
    """One key more, everything else as it was."""
    new = OLD.replace("agreed", "all-heard")
    assert fixed(OLD, new) == new.replace("  all-heard:\n", "  all-heard:\n    was: [agreed]\n")


def test_it_is_written_behind_those_that_are_there() -> None:
    """Oldest first."""
    new = OLD.replace("problem:", "trouble:")
    assert fixed(OLD, new) == new.replace("was: [first-talk]", "was: [first-talk, problem]")


def test_what_the_new_side_forgot_is_written_too() -> None:
    """An earlier id that was known stays known."""
    new = OLD.replace("problem:", "trouble:").replace("    was: [first-talk]\n", "")
    assert "    was: [first-talk, problem]\n" in fixed(OLD, new)


def test_an_earlier_id_that_is_a_stage_again_is_left_out() -> None:
    """Else one id would name two stages."""
    new = OLD.replace("problem:", "trouble:").replace("    was: [first-talk]\n", "").replace(
        "  won: {", "  first-talk:\n    max_days: 3\n    next: [won]\n  won: {")
    assert "    was: [problem]\n" in fixed(OLD, new)


def test_a_process_says_itself_what_it_was() -> None:
    """Beside its other keys."""
    new = OLD.replace("process: new-business", "process: mid-market")
    text = fixed(OLD, new)
    assert "\nwas: [new-business]\n" in text
    assert text.replace("was: [new-business]\n", "") == new


def test_a_step_says_itself_what_it_was() -> None:
    """As a stage does."""
    old = "journey: buying\nsteps:\n  problem: {title: The trouble is named, phase: change, means: buy-in}\n  choice: {phase: choice, after: [problem]}\n"
    new = old.replace("problem", "trouble")
    assert fixed(old, new) == new.replace("{title: The", "{was: [problem], title: The")


def test_nothing_guessed_nothing_written() -> None:
    """A stated rename needs no fix."""
    new = OLD.replace("agreed", "all-heard").replace("  all-heard:\n", "  all-heard:\n    was: [agreed]\n")
    assert fixed(OLD, new) == new
