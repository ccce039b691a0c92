"""Each kind of file is read as it comes."""

import gzip
import json
from pathlib import Path

import pytest

from tests.warehouse.looking import HEAD, as_parquet, found, history, refused, source, told

ROWS = "007,New,2026-01-05\n8,Won,2026-01-06T10:00:00Z\n"
READ = [("007", "New", "2026-01-05 00:00:00"), ("8", "Won", "2026-01-06 10:00:00")]


@pytest.mark.parametrize(("name", "text"), [
    ("a.csv", HEAD + ROWS),
    ("a.CSV", HEAD + ROWS),
    ("a.csv", (HEAD + ROWS).replace(",", ";")),
    ("a.tsv", (HEAD + ROWS).replace(",", "\t")),
    ("a.csv", (HEAD + ROWS).replace(",", "|")),
    ("a.csv", "\ufeff" + HEAD + ROWS),
    ("a.csv", (HEAD + ROWS).replace("\n", "\r\n")),
    ("a.csv", (HEAD + ROWS).replace("\n", "\r")),
    ("a.csv", HEAD + ROWS.replace("\n", "\r\n", 1)),
    ("a.csv", "sep=;\n" + (HEAD + ROWS).replace(",", ";")),
    ("a.csv", "\n\n" + HEAD + ROWS),
    ("a.csv", HEAD + "\n" + ROWS + "\n\n"),
    ("a.csv", HEAD + '"007","New", 2026-01-05 \n"8","Won","2026-01-06T10:00:00Z"'),
    ("a.json", '[{"deal_id": "007", "stage": "New", "entered_at": "2026-01-05"}, {"entered_at": 1767693600, "deal_id": 8, "stage": "Won"}]'),
    ("a.jsonl", '{"deal_id": "007", "stage": "New", "entered_at": "2026-01-05"}\n{"deal_id": 8, "stage": "Won", "entered_at": 1767693600000}\n'),
    ("a.ndjson", '{"deal_id": "007", "stage": "New", "entered_at": "2026-01-05"}\n\n{"deal_id": "8", "stage": "Won", "entered_at": "2026-01-06 10:00"}'),
    ("a.json", '{"deal_id": "007",\n "stage": "New", "entered_at": "2026-01-05"}\n{"deal_id": 8, "stage": "Won", "entered_at": "2026-01-06 10:00"}'),
])
@pytest.mark.parametrize("packed", [False, True])
def test_texts_are_read_whatever_parts_their_values_and_lines(tmp_path: Path, name: str, text: str, packed: bool) -> None:  # noqa: FBT001 - a parameter
    """Commas, semicolons, tabs, a mark at the beginning, any line ends, packed or not: the rows are the same."""
    data = text.encode()
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
    assert history(path) == READ


def test_a_parquet_file_is_read(tmp_path: Path) -> None:
    """Numbers that were kept as fractions are ids all the same: 8.0 is deal 8."""
    path = as_parquet(tmp_path / "a.parquet", (
        "SELECT * FROM (VALUES (7.0::DOUBLE, 'New', TIMESTAMP '2026-01-05'), (8, 'Won', TIMESTAMP '2026-01-06 10:00')) AS t(deal_id, stage, entered_at)"))
    assert history(path) == [("7", *READ[0][1:]), READ[1]]


def test_a_database_is_read_by_its_tables(tmp_path: Path) -> None:
    """Its tables are found by their names, and what else it holds is named; a view could read other files, and is none."""
    import duckdb

    secret = tmp_path / "secret.csv"
    secret.write_text("deal_id\nhidden\n", encoding="utf-8")
    with duckdb.connect(str(tmp_path / "a.duckdb")) as made:
        made.execute("CREATE TABLE stage_history AS SELECT '7' AS deal_id, 'New' AS stage, TIMESTAMPTZ '2026-01-05 00:00:00+00' AS entered_at")
        made.execute('CREATE TABLE "odd ""one" AS SELECT 1 AS number')
        made.execute(f"CREATE VIEW deals AS SELECT * FROM read_csv('{secret}')")  # noqa: S608 - our own file
    with source(tmp_path / "a.duckdb") as held:
        assert told(held.engine, "SELECT deal FROM stage_history") == [("7",)]
        assert told(held.engine, "SELECT * FROM deals") == []
        assert any('odd "one' in note for note in held.found.notes)


@pytest.mark.parametrize("name", ["it's a \"file\".csv", "[a]*?.csv", "a\nb.csv", "ümläut 日本.csv", "'; DROP TABLE x; --.csv", "$HOME.csv", "-a.csv"])
def test_a_file_may_be_called_anything(tmp_path: Path, name: str) -> None:
    """No name of a file is a pattern, a text of SQL or an option."""
    path = tmp_path / name
    path.write_text(HEAD + ROWS, encoding="utf-8")
    assert history(path) == READ
    assert "\n" not in found(path).tables["stage_history"].file


@pytest.mark.parametrize("column", ['he said "x"', "it's", "a;b", "sta\nge", "日本", "a.b", "1", "select"])
def test_a_column_may_be_called_anything(tmp_path: Path, column: str) -> None:
    """Names of columns are names and nothing else."""
    path = tmp_path / "a.csv"
    path.write_text('"deal_id","{}","entered_at"\n7,New,2026-01-05\n'.format(column.replace('"', '""')), encoding="utf-8")
    assert history(path, columns={"stage_history": {"stage": column}}) == [("7", "New", "2026-01-05 00:00:00")]


def test_a_link_is_the_file_that_it_means(tmp_path: Path) -> None:
    """A link is followed to its file."""
    (tmp_path / "real.csv").write_text(HEAD + ROWS, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    assert history(tmp_path / "link.csv") == READ


def test_ids_stay_as_they_are_written(tmp_path: Path) -> None:
    """Zeros in front, fractions and long numbers are kept to the letter."""
    ids = ["007", "7", "7.0", "12345678901234567890123", "1e3", "00000000000000000000000000000000000001"]
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "".join(f"{one},New,2026-01-05\n" for one in ids), encoding="utf-8")
    assert [deal for deal, _, _ in history(path)] == ids
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"deal_id": 12345678901234567890123, "stage": "New", "entered_at": "2026-01-05"}]), encoding="utf-8")
    assert [deal for deal, _, _ in history(path)] == ["12345678901234567890123"]


def test_lines_within_quotes_are_one_row(tmp_path: Path) -> None:
    """A value may hold line ends, commas and quotation marks."""
    path = tmp_path / "a.csv"
    path.write_bytes(b'deal_id,stage,entered_at\r\n7,"Ne""w,\nor so",2026-01-05\r\n')
    assert history(path) == [("7", 'Ne"w,\nor so', "2026-01-05 00:00:00")]


def test_two_tries_to_name_a_column_twice_are_refused(tmp_path: Path) -> None:
    """Which of two columns of one name is meant nobody can tell."""
    path = tmp_path / "a.csv"
    path.write_text("deal_id,stage,Stage,entered_at\n", encoding="utf-8")
    assert refused(path) == f"{path}: two columns are called `Stage`; rename one of them."


def test_the_delimiter_is_told_by_what_stands_outside_of_quotes(tmp_path: Path) -> None:
    """A name of a column may hold any of them."""
    path = tmp_path / "a.csv"
    path.write_text('deal_id,stage,entered_at,"a;b;c;d;e;f","g\n;h;;;"\n7,New,2026-01-05,x,y\n', encoding="utf-8")
    assert history(path) == [("7", "New", "2026-01-05 00:00:00")]
    assert found(path).tables["stage_history"].others == ("a;b;c;d;e;f", "g\n;h;;;")


@pytest.mark.parametrize("text", [
    '[{"deal_id": 7, "": 1, "a/b~c": "x", "stage": "New", "entered_at": "2026-01-05"}]',
    '{"deal_id": 7, "": 1, "a/b~c": "x", "stage": "New", "entered_at": "2026-01-05"}\n',
])
def test_a_key_without_a_name_has_its_place_for_one(tmp_path: Path, text: str) -> None:
    """As a column without a name has in a text file."""
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert history(path) == [("7", "New", "2026-01-05 00:00:00")]
    assert found(path).tables["stage_history"].others == ("column 2", "a/b~c")


def test_a_table_may_have_a_column_called_like_the_engines_own(tmp_path: Path) -> None:
    """Its rows are numbered all the same; of two tables of one name the schemas are named."""
    import duckdb

    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute("CREATE TABLE stage_history AS SELECT 7 AS deal_id, 'New' AS stage, TIMESTAMP '2026-01-05' AS entered_at, 'x' AS rowid")
    assert history(path) == [("7", "New", "2026-01-05 00:00:00")]
    with duckdb.connect(str(path)) as made:
        made.execute("CREATE SCHEMA old")
        made.execute("CREATE TABLE old.stage_history AS SELECT * FROM stage_history")
    message = refused(path)
    assert f"`{path}, table stage_history` and `{path}, table old.stage_history` could each be the table stage_history" in message
