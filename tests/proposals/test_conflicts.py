"""Two proposals merged beforehand: where they collide is told in one sentence that names both and the element."""

from datetime import date

import pytest

from processengine.diagnostic import Diagnostic
from processengine.proposals.conflicts import Collision, Party, Trio, collisions, element
from processengine.validate import Settings, validate

BASE = """process: new-business
stages:
  a: {max_days: 30, next: [b]}
  b:
    plays:
      ask: {do: Ask}
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
"""
TITLES = {"a": "Trouble named", "b": "Board decides"}


def between(ours: str | None, theirs: str | None, base: str | None = BASE) -> tuple[Collision, ...]:
    """Return where two texts of one process collide."""
    trio = Trio("new-business", "new-business", "new-business.yaml", "the process “New business”", base, ours, theirs, TITLES)
    return collisions(Party("Mine", {}), Party("Yours", {}), [trio], {}, "proposals/yours")


def test_edits_at_different_places_do_not_collide() -> None:
    """Nor does the same edit twice."""
    mine, yours = BASE.replace("30", "40"), BASE.replace("do: Ask", "do: Ask again")
    assert between(mine, yours) == ()
    assert between(mine, mine) == ()


def test_two_values_of_one_field_collide() -> None:
    """The sentence names both proposals, the field and the stage."""
    (one,) = between(BASE.replace("30", "40"), BASE.replace("30", "50"))
    assert one.message == "“Mine” and “Yours” collide at max days of “Trouble named”: the first says 40, the second 50; before: 30."
    assert (one.other, one.kind, one.path) == ("proposals/yours", "edits", "stages.a.max_days")


def test_a_removal_and_a_change_collide() -> None:
    """Who removed it is told by the place in the sentence."""
    (one,) = between(BASE.replace("    plays:\n      ask: {do: Ask}\n", ""), BASE.replace("do: Ask", "do: Ask again"))
    assert one.message.startswith("“Mine” and “Yours” collide at ")
    assert one.message.endswith("the first removed it, the second changed it.")


def test_a_warning_that_only_the_two_bring_is_no_conflict() -> None:
    """It is told by a sentence alone: both can stand."""
    base = "process: new-business\nfrom_anywhere: [lost]\n" + BASE.partition("\n")[2].replace("{max_days: 30, next: [b]}", "\n    next: [b]")
    mine, yours = (base.replace("    next: [b]\n", f"    next: [{name}]\n  {name}: {{next: [b]}}\n") for name in ("heard", "tried"))
    trio = Trio("new-business", "new-business", "new-business.yaml", "the process “New business”", base, mine, yours, TITLES)

    def judge(text: str) -> list[Diagnostic]:
        return validate(text, "new-business.yaml", Settings(date(2026, 11, 20))).diagnostics

    (one,) = collisions(Party("Mine", {}), Party("Yours", {}), [trio], {"new-business": judge}, "proposals/yours")
    assert (one.kind, one.is_conflict, one.path) == ("warning", False, "stages.a")
    assert one.message == (
        "Together, “Mine” and “Yours” bring a warning that neither has, in the process “New business”: "
        "From `a` nothing says when a deal goes to `heard` or `tried`."
    )


def test_the_words_of_a_value_are_left_alone() -> None:
    """Ours and theirs stand for the sides only where the merge says them."""
    (one,) = between(BASE.replace("do: Ask", "do: Ask theirs"), BASE.replace("do: Ask", "do: Ask `ours`"))
    assert one.message.endswith("the first says `Ask theirs`, the second `Ask 'ours'`; before: `Ask`.")


def test_a_process_that_one_takes_away_and_another_changes() -> None:
    """Either way round."""
    (mine,), (yours,) = between(None, BASE.replace("30", "40")), between(BASE.replace("30", "40"), None)
    assert mine.message == "“Mine” takes the process “New business” away, and “Yours” changes it."
    assert yours.message == "“Yours” takes the process “New business” away, and “Mine” changes it."


def test_a_process_that_one_alone_changes_does_not_collide() -> None:
    """Nor one that one alone takes away."""
    assert between(None, BASE) == ()
    assert between(BASE, BASE.replace("30", "40")) == ()


def test_a_text_that_cannot_be_read_is_told() -> None:
    """It can't be merged, so somebody must look."""
    (one,) = between(BASE.replace("30", "40"), "process: [")
    assert one.kind == "file"
    assert one.message.startswith("“Mine” and “Yours” both change the process “New business”, and that can't be merged: ")


@pytest.mark.parametrize(("path", "words"), [
    ("stages.a.max_days", "max days of “Trouble named”"),
    ("stages.a", "“Trouble named”"),
    ("stages.new-one", "“New one”"),
    ("stages.b.plays.ask", "the play “Ask” of “Board decides”"),
    ("stages.b.plays.ask.do", "do of the play “Ask” of “Board decides”"),
    ("stages.a.next.b", "the way to “Board decides” of “Trouble named”"),
    ("from_anywhere.lost", "the way from anywhere to “Lost”"),
    ("measures.win-rate", "the measure “Win rate”"),
    ("title", "title"),
    ("", ""),
])
def test_a_path_in_words(path: str, words: str) -> None:
    """As people call the place."""
    assert element(path, TITLES) == words


def test_ids_that_hold_the_sides_names_stay() -> None:
    """What stands in backticks is an id, and `hours` holds no side."""
    from processengine.proposals.conflicts import _spoken

    assert _spoken("Ours renamed it from `ours`, theirs to `theirs`, after hours.") == "the first renamed it from `ours`, the second to `theirs`, after hours."
