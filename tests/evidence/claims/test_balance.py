"""How alike the sides of a comparison are, and what is said of it."""

from math import inf
from pathlib import Path

import pytest

from processengine.evidence.claims.claimed import Balance, Claimed, Trait
from tests.evidence.claims.source import Deal, cautions, deal, judged, written

CLAIM = {"compare": "board-rate", "where": {"kit": "board-paper"}, "direction": "higher"}


def trait(claimed: Claimed, name: Trait) -> Balance:
    """Return how alike the sides of a claim are in a trait."""
    assert claimed.compared is not None
    return next(one for one in claimed.compared.balance if one.trait == name)


def sides(group: list[Deal], rest: list[Deal]) -> list[Deal]:
    """Return deals of both sides, and some lost ones of each so that there are two outcomes."""
    return [*group, *rest]


def some(number: int, *, with_it: bool, amounts: tuple[str, ...] = ("1000", "2000"), owners: tuple[str, ...] = ("ana", "bo", "cy", "di"), is_new: str = "",
         opened: float = 0) -> list[Deal]:
    """Return deals of one side, their amounts and owners in turn."""
    return [
        deal("won" if at % 2 else "lost", paper=opened + 5 if with_it else None, opened=opened, board=opened + 10, closed=opened + 20, amount=amounts[at % len(amounts)],
             owner=owners[at % len(owners)], is_new=is_new)
        for at in range(number)
    ]


def test_equal_sides_are_alike_in_everything(tmp_path: Path) -> None:
    """All four differences are nothing, and nothing is said."""
    claimed = judged(written(tmp_path, [*some(40, with_it=True, is_new="true"), *some(40, with_it=False, is_new="true")]), CLAIM)
    assert claimed.compared is not None
    assert [(one.trait, one.difference) for one in claimed.compared.balance] == [("amount", 0), ("month", 0), ("motion", 0), ("rep", 0)]
    assert claimed.cautions == ()


def test_larger_deals_on_one_side_are_said(tmp_path: Path) -> None:
    """By the logarithm: 1,000 and 2,000 against 4,000 and 8,000 are two doublings apart, of which half a doubling is the spread."""
    claimed = judged(written(tmp_path, [*some(40, with_it=True, amounts=("4000", "8000")), *some(40, with_it=False)]), CLAIM)
    found = trait(claimed, "amount").difference
    assert found == pytest.approx(2 / (0.5 * (40 / 39) ** 0.5), abs=1e-3)
    assert "The deals with it are larger than the rest (3.95 standard deviations, where chance alone gives about 0.22)." in cautions(claimed)


def test_amounts_that_are_none_are_left_out(tmp_path: Path) -> None:
    """Empty, nought, below it or no number: they have no logarithm. Where under half are left these tell nothing of the side."""
    amounts = ("1000", "2000", "", "0", "-5", "a lot", "nan", "inf")
    claimed = judged(written(tmp_path, [*some(40, with_it=True, amounts=amounts), *some(40, with_it=False)]), CLAIM)
    assert trait(claimed, "amount") == Balance("amount", None, n=10, rest_n=40, why="under half of the deals of a side have a value there")
    claimed = judged(written(tmp_path, [*some(40, with_it=True, amounts=("1000", "2000", "")), *some(40, with_it=False)]), CLAIM)
    assert (trait(claimed, "amount").n, trait(claimed, "amount").why) == (27, "")


def test_other_months_are_said(tmp_path: Path) -> None:
    """The deals with it were opened half a year later."""
    late = [*some(20, with_it=True, opened=180), *some(20, with_it=True, opened=220)]
    claimed = judged(written(tmp_path, [*late, *some(20, with_it=False), *some(20, with_it=False, opened=40)]), CLAIM)
    assert "The deals with it were opened later than the rest (" in cautions(claimed)


def test_another_motion_is_said(tmp_path: Path) -> None:
    """New accounts against existing ones."""
    claimed = judged(written(tmp_path, [*some(40, with_it=True, is_new="true"), *some(40, with_it=False, is_new="false")]), CLAIM)
    assert trait(claimed, "motion").difference == inf
    assert "The deals with it and the rest differ in motion: new accounts against existing ones (they have nothing in common)." in cautions(claimed)


def test_other_reps_are_said_and_never_named(tmp_path: Path) -> None:
    """The distance of Yang and Dalton; a rep who holds over 40 % of a side is told of, by the share alone."""
    claimed = judged(written(tmp_path, [*some(40, with_it=True, owners=("ana", "ana", "bo")), *some(40, with_it=False, owners=("bo", "cy", "di", "eve"))]), CLAIM)
    found = trait(claimed, "rep")
    assert found.largest == 27 / 40
    assert found.rest_largest == 0.25
    assert "The deals with it and the rest were worked by different reps (" in cautions(claimed)
    assert "One rep holds 68 % of the deals with it: that side may show how one person sells." in cautions(claimed)
    assert "of the rest: that side" not in cautions(claimed)
    assert not any(name in cautions(claimed) for name in ("ana", "eve"))


def test_forty_percent_is_not_over_forty_percent(tmp_path: Path) -> None:
    """The limit itself is fine."""
    claimed = judged(written(tmp_path, [*some(40, with_it=True, owners=("ana", "ana", "bo", "cy", "di")), *some(40, with_it=False, owners=("ana", "ana", "bo", "cy", "di"))]), CLAIM)
    assert trait(claimed, "rep").largest == 0.4
    assert claimed.cautions == ()


def test_a_column_that_is_missing_is_said(tmp_path: Path) -> None:
    """Nothing is assumed of it."""
    source = written(tmp_path, [*some(40, with_it=True), *some(40, with_it=False)])
    (source / "deals.csv").unlink()
    claimed = judged(source, CLAIM)
    assert [(one.trait, one.why) for one in (claimed.compared.balance if claimed.compared else ()) if one.difference is None] == [
        ("amount", "the source has no column for it (amount)"), ("motion", "the source has no column for it (account_is_new or motion)"),
        ("rep", "the source has no column for it (owner or rep)"),
    ]


def test_a_column_of_the_history_will_do(tmp_path: Path) -> None:
    """A source that keeps the amount and the rep with the stages."""
    source = written(tmp_path, [*some(40, with_it=True), *some(40, with_it=False)])
    (source / "deals.csv").unlink()
    history = source / "stage_history.csv"
    head, *rows = history.read_text(encoding="utf-8").splitlines()
    history.write_text("\n".join([f"{head},amount,rep", *(f"{row},500,{'ana' if number % 2 else 'bo'}" for number, row in enumerate(rows))]) + "\n", encoding="utf-8")
    claimed = judged(source, CLAIM)
    assert trait(claimed, "amount").difference == 0
    assert trait(claimed, "rep").n == 40
