"""Numbers are read as their column writes them, never cut off or made a hundred times as much."""

from pathlib import Path

import pytest

from tests.warehouse.looking import source, told


def _read(path: Path, *amounts: str) -> tuple[list[object], tuple[str, ...]]:
    (path / "stage_history.csv").write_text("deal_id;stage;entered_at\n0;New;2026-01-05\n", encoding="utf-8")
    (path / "deals.csv").write_text("deal_id;amount\n" + "".join(f"{place};{amount}\n" for place, amount in enumerate(amounts)), encoding="utf-8")
    with source(path) as held:
        return [amount for amount, in told(held.engine, "SELECT amount FROM deals ORDER BY deal")], held.found.notes


@pytest.mark.parametrize(("amounts", "numbers"), [
    (("12,50", "7"), (12.5, 7)),
    (("1.200,50", "1.200", "3,5"), (1200.5, 1200, 3.5)),
    (("1.200.000", "5"), (1_200_000, 5)),
    (("0,125", "-3,5"), (0.125, -3.5)),
])
def test_a_decimal_comma_is_read_where_nothing_else_fits(tmp_path: Path, amounts: tuple[str, ...], numbers: tuple[float, ...]) -> None:
    """And it is said."""
    found, notes = _read(tmp_path, *amounts)
    assert found == list(numbers)
    assert [note.partition(": ")[2] for note in notes] == ["`amount` is read with a comma before the decimals, as some of its values can't be read otherwise."]


@pytest.mark.parametrize(("amounts", "numbers"), [
    (("1,200.50", "1,200", "1.200"), (1200.5, 1200, 1.2)),
    (("1,200", "12,500", "950"), (1200, 12_500, 950)),
    (("1,20,000", "1,00,00,000.5"), (120_000, 10_000_000.5)),
    (("1e3", "12.5", ".5", "0.125"), (1000, 12.5, 0.5, 0.125)),
    (("1,2,3", "7"), (None, 7)),
])
def test_a_decimal_point_needs_no_word(tmp_path: Path, amounts: tuple[str, ...], numbers: tuple[float | None, ...]) -> None:
    """Commas between thousands are fine."""
    assert _read(tmp_path, *amounts) == (list(numbers), ())


def test_what_may_be_one_or_a_thousand_is_not_read(tmp_path: Path) -> None:
    """Where nothing in the column tells, or the column has both."""
    found, notes = _read(tmp_path, "1.200", "7")
    assert (found, len(notes)) == ([None, 7], 1)
    found, notes = _read(tmp_path, "12,50", "12.50", "1,200", "1.200", "7")
    assert (found, len(notes)) == ([12.5, 12.5, None, None, 7], 1)


def test_what_the_first_values_do_not_fit_is_not_read(tmp_path: Path) -> None:
    """Not read as something else, that is: it is counted."""
    first = ["7"] * 2500
    found, _ = _read(tmp_path, *first, "1.200", "12,50", "12.50", "1,200")
    assert sorted(map(str, set(found))) == ["12.5", "7.0", "None"]
