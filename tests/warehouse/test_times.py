"""Times are read as what they say, as UTC where they say no place, and never guessed."""

from pathlib import Path

import pytest

from processengine.warehouse.said import warnings
from tests.warehouse.looking import HEAD, found, history, refused


def _read(path: Path, *times: str) -> list[str]:
    return [time for _, _, time in history(_of(path, *times))]


def _of(path: Path, *times: str) -> Path:
    file = path / "a.csv"
    file.write_text(HEAD + "".join(f'{place},New,"{time}"\n' for place, time in enumerate(times)), encoding="utf-8")
    return file


@pytest.mark.parametrize(("text", "time"), [
    ("2026-01-05", "2026-01-05 00:00:00"),
    (" 2026-01-05 ", "2026-01-05 00:00:00"),
    ("2026-01-05 09:08", "2026-01-05 09:08:00"),
    ("2026-01-05 9:08:07", "2026-01-05 09:08:07"),
    ("2026-01-05T09:08:07.654321", "2026-01-05 09:08:07"),
    ("2026-01-05T09:08:07Z", "2026-01-05 09:08:07"),
    ("2026-01-05T09:08:07z", "2026-01-05 09:08:07"),
    ("2026-01-05T09:08:07.000+0000", "2026-01-05 09:08:07"),
    ("2026-01-05T09:08:07+02:00", "2026-01-05 07:08:07"),
    ("2026-01-05 01:08:07+02", "2026-01-04 23:08:07"),
    ("2026-01-05T09:08:07.5-0730", "2026-01-05 16:38:07"),
    ("2026/01/05 09:08", "2026-01-05 09:08:00"),
    ("20260105", "2026-01-05 00:00:00"),
    ("1767604087", "2026-01-05 09:08:07"),
    ("1767604087000", "2026-01-05 09:08:07"),
    ("1767604087000000", "2026-01-05 09:08:07"),
    ("05.01.2026", "2026-01-05 00:00:00"),
    ("05.01.2026 09:08", "2026-01-05 09:08:00"),
    ("1/31/2026", "2026-01-31 00:00:00"),
    ("31/1/2026", "2026-01-31 00:00:00"),
    ("1/31/2026 1:02 PM", "2026-01-31 13:02:00"),
    ("1/31/2026 13:02:03", "2026-01-31 13:02:03"),
    ("2026-01-05 10:00:00 +0100", "2026-01-05 09:00:00"),
    ("2026-01-05 10:00:00.5 -02:00", "2026-01-05 12:00:00"),
    ("2026-01-05T10:00:07,123", "2026-01-05 10:00:07"),
    ("2026-01-05T10:00:07,123Z", "2026-01-05 10:00:07"),
    ("20260105100007", "2026-01-05 10:00:07"),
    ("13-01-2026 10:00:00", "2026-01-13 10:00:00"),
    ("01-13-2026 10:00", "2026-01-13 10:00:00"),
    ("05-Jan-2026 10:00:00", "2026-01-05 10:00:00"),
    ("5 January 2026", "2026-01-05 00:00:00"),
    ("Jan 5, 2026 1:02 PM", "2026-01-05 13:02:00"),
    ("1948-02-03", "1948-02-03 00:00:00"),
])
def test_times_are_read(tmp_path: Path, text: str, time: str) -> None:
    """ISO 8601, seconds and their parts since 1970, dates with dots, and with strokes where only one reading is possible."""
    assert _read(tmp_path, text) == [time]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_the_place_of_the_reader_means_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """A time without a place is UTC, wherever it is read."""
    monkeypatch.setenv("TZ", zone)
    assert _read(tmp_path, "2026-01-05 09:08") == ["2026-01-05 09:08:00"]


def test_one_day_above_twelve_tells_which_is_the_month(tmp_path: Path) -> None:
    """All values of the column are looked at, and it is said how they were read."""
    assert _read(tmp_path, *["4/5/2026"] * 3000, "4/13/2026")[:1] == ["2026-04-05 00:00:00"]
    assert found(_of(tmp_path, "4/5/2026", "4/13/2026")).notes == (f"{tmp_path / 'a.csv'}: `entered_at` is read as month/day/year, as some of its days are above 12.",)
    assert _read(tmp_path, "4/5/2026", "13/4/2026") == ["2026-05-04 00:00:00", "2026-04-13 00:00:00"]


def test_days_that_could_be_months_are_refused(tmp_path: Path) -> None:
    """Where both readings are possible, or neither for all, no reading is taken."""
    path = _of(tmp_path, "4/5/2026", "5/6/2026")
    assert refused(path) == (f"{path}: no row can be used as stage_history: in 2 the time can't be read (rows 2, 3)."
                             f" {path}: `entered_at` can be read as month/day or as day/month: write its times as 2026-03-31.")
    both = found(_of(tmp_path, "4/13/2026", "13/4/2026", "2026-04-01"))
    assert [(one.why, one.rows) for one in both.tables["stage_history"].broken] == [("the time can't be read", 2)]


@pytest.mark.parametrize("text", ["13/01/26 10:00", "26-01-05", "05.01.26"])
def test_a_year_of_two_digits_is_refused_for_what_it_is(tmp_path: Path, text: str) -> None:
    """Nobody can tell the year from the day."""
    path = _of(tmp_path, text, text)
    assert refused(path).endswith("`entered_at` has years of two digits, so that nobody can tell the year from the day: write its times as 2026-03-31.")


def test_dashes_that_could_be_either_are_refused(tmp_path: Path) -> None:
    """As strokes are."""
    assert "can be read as month/day or as day/month" in refused(_of(tmp_path, "04-05-2026", "05-06-2026"))


def test_what_lies_before_1970_counts_and_is_said(tmp_path: Path) -> None:
    """A hundred years of people's work are possible."""
    held = found(_of(tmp_path, "1948-02-03", "1969-12-31", "2026-01-05"))
    assert held.tables["stage_history"].usable == 3
    assert warnings(held) == (f"{tmp_path / 'a.csv'}: 2 rows lie before 1970, and count.",)


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "2026-02-30", "12", "10:30", "2026", "-5", "1e9x", "now", "today", "Tomorrow", "epoch", "infinity", "-infinity"])
def test_what_is_no_time_is_counted_as_that(tmp_path: Path, text: str) -> None:
    """No such value becomes a time."""
    table = found(_of(tmp_path, text, "2026-01-05")).tables["stage_history"]
    assert [(one.why, one.rows, one.examples) for one in table.broken] == [("the time can't be read", 1, (2,))]


@pytest.mark.parametrize("text", ["1899-12-31", "0001-01-01", "2100-01-01", "9999-12-31"])
def test_impossible_times_are_counted_as_that(tmp_path: Path, text: str) -> None:
    """Before 1900 and from 2100 on nobody of today has sold anything."""
    table = found(_of(tmp_path, text, "2026-01-05")).tables["stage_history"]
    assert [(one.why, one.rows, one.examples) for one in table.broken] == [("the time lies before 1900 or after 2099", 1, (2,))]


@pytest.mark.parametrize("kind", ["TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE", "VARCHAR"])
def test_times_of_every_type_are_read(tmp_path: Path, kind: str) -> None:
    """A Parquet file's own types of time are the same moments."""
    import duckdb

    path = tmp_path / "a.parquet"
    with duckdb.connect() as engine:
        engine.execute("SET TimeZone = 'UTC'")
        engine.execute(f"COPY (SELECT 7 AS deal_id, 'New' AS stage, '2026-01-05'::{kind} AS entered_at) TO '{path}'")
    assert history(path) == [("7", "New", "2026-01-05 00:00:00")]
