"""The digest of the data: the same for the same rows in whatever form, another for any others."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.looking import as_parquet, source

HEAD = "deal_id,stage,entered_at,seq,by\n"
ROWS = [f"D{number % 7},S{number % 3},2026-01-{number % 20 + 1:02}T10:00:00,{number},{'ana' if number % 2 else ''}\n" for number in range(50)]


def _digest(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with source(path) as held:
        return held.engine.digest()


def test_the_order_of_the_rows_means_nothing(tmp_path: Path) -> None:
    """Where the source numbers them, its order is nothing that the data say."""
    mixed = random.Random(1).sample(ROWS, len(ROWS))  # noqa: S311 - an order, no secret
    assert _digest(tmp_path / "a.csv", HEAD + "".join(mixed)) == _digest(tmp_path / "b.csv", HEAD + "".join(ROWS))


def test_the_form_of_the_data_means_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another kind of file, another order of columns, other delimiters, another way to write a time, another place."""
    whole = _digest(tmp_path / "a.csv", HEAD + "".join(ROWS))
    select = 'SELECT CAST(seq AS BIGINT) AS seq, "by", stage, CAST(entered_at AS TIMESTAMP) AS entered_at, deal_id'
    as_parquet(tmp_path / "a.parquet", f"{select} FROM read_csv('{tmp_path / 'a.csv'}', all_varchar = true)")
    with source(tmp_path / "a.parquet") as held:
        assert held.engine.digest() == whole
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert _digest(tmp_path / "b.csv", (HEAD + "".join(ROWS)).replace(",", ";").replace("T10:00:00", " 12:00:00+02:00")) == whole


def test_a_row_that_cant_be_used_means_nothing(tmp_path: Path) -> None:
    """Only rows that count are in the digest."""
    assert _digest(tmp_path / "a.csv", HEAD + "".join(ROWS) + "D1,,2026-01-01,99,\n") == _digest(tmp_path / "b.csv", HEAD + "".join(ROWS))


@pytest.mark.parametrize(("old", "new"), [
    ("D1,S1", "D2,S1"), ("D1,S1", "D1,S2"), ("T10:00:00,1,", "T10:00:01,1,"), (",1,ana", ",100,ana"), (",1,ana", ",1,bo"), (",1,ana", ",1,"), (ROWS[0], ""),
    (ROWS[0], ROWS[0] * 2),
])
def test_any_other_value_gives_another_digest(tmp_path: Path, old: str, new: str) -> None:
    """One deal, stage, time, number or name changed, a row less or a row twice."""
    text = HEAD + "".join(ROWS)
    assert old in text
    assert _digest(tmp_path / "a.csv", text.replace(old, new, 1)) != _digest(tmp_path / "b.csv", text)


def test_values_that_change_places_give_another_digest(tmp_path: Path) -> None:
    """It is the rows that count, not the columns each for itself."""
    head = "deal_id,stage,entered_at\n"
    assert _digest(tmp_path / "a.csv", head + "1,A,2026-01-01\n2,B,2026-01-02\n") != _digest(tmp_path / "b.csv", head + "1,B,2026-01-01\n2,A,2026-01-02\n")


def test_what_the_history_says_of_its_deals_is_in_the_digest(tmp_path: Path) -> None:
    """Another owner, another digest."""
    head = "deal_id,stage,entered_at,owner\n"
    assert _digest(tmp_path / "a.csv", head + "1,A,2026-01-01,ana\n") != _digest(tmp_path / "b.csv", head + "1,A,2026-01-01,bo\n")


def test_all_tables_are_in_the_digest(tmp_path: Path) -> None:
    """Another fact, deal or activity, another digest."""
    (tmp_path / "stage_history.csv").write_text("deal_id,stage,entered_at\n1,A,2026-01-01\n", encoding="utf-8")
    seen = set()
    for name, text in (("README.md", ""), ("deals.csv", "deal_id\n1\n"), ("facts.csv", "deal_id,kind,id,at\n1,play,a/b,2026-01-01\n"), ("deals.csv", "deal_id\n2\n"),
                       ("activities.csv", "rep,kind,at\nana,dial,2026-01-01\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with source(tmp_path) as held:
            seen.add(held.engine.digest())
    assert len(seen) == 5


_TEXTS = st.text(st.sampled_from("ab|:,1- "), min_size=1, max_size=4).map(str.strip).filter(bool)


@settings(max_examples=12)
@given(one=st.tuples(_TEXTS, _TEXTS), other=st.tuples(_TEXTS, _TEXTS))
def test_no_value_is_taken_for_a_part_of_another(tmp_path_factory: pytest.TempPathFactory, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Whatever stands in the texts, two rows have one digest only where they are the same."""
    folder = tmp_path_factory.mktemp("digest")
    first, second = (_digest(folder / f"{place}.csv", f'deal_id,stage,entered_at\n"{deal}","{stage}",2026-01-01\n') for place, (deal, stage) in enumerate((one, other)))
    assert (first == second) == (one == other)
