"""What can't be read is refused in one line that says what, where and what to do; the engine's own words are never heard."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.evidence.question import Question
from processengine.warehouse.delimited import read_header
from tests.conftest import ROOT
from tests.warehouse.looking import HEAD, as_parquet, refused, source

ROWS = "7,New,2026-01-05\n8,Won,2026-01-06\n"
READ = "a source is made of CSV, Parquet, JSON, XES and DuckDB files, and folders of them"
NO_RECORDS = "holds no records: it must be a list of records, or have a record on each line"
NO_JSON = "can't be read: it is no JSON that holds a list of records, or a record on each line"
DAMAGED = "can't be read: it is damaged, or not what its name says"
NO_DATABASE = "can't be read as a DuckDB database: it is damaged, or written by a newer version"
TWO = ("{}: `status` and `task` could each hold stage_history.stage. Say which with `--column stage_history.stage=status`;"
       " the columns are `deal_id`, `status`, `task` and `entered_at`.")
THREE = "the columns are `id`, `what` and `when`"


@pytest.mark.parametrize(("name", "data", "message"), [
    ("a.csv", b"", "{} is empty."),
    ("a.csv", b"\n \n\r\n", "{} is empty."),
    ("a.csv.gz", gzip.compress(b"", mtime=0), "{} is empty."),
    ("a.parquet", b"", "{} is empty."),
    ("a.json", b"", "{} is empty."),
    ("a.csv", HEAD.encode(), "{} has no rows."),
    ("a.csv", b",,\n7,New,2026-01-05\n", "{}: the first row must name the columns, and it is empty."),
    ("a.csv", b"id,what,when\n7,New,2026-01-05\n",
     "{}: no column can be told to hold stage_history.deal_id. Say which with `--column stage_history.deal_id=COLUMN`; " + THREE + "."),
    ("a.csv", b"deal_id,status,task,entered_at\n7,New,Call,2026-01-05\n", TWO),
    ("a.csv", b"deal_id,Stage,STAGE,entered_at\n", "{}: two columns are called `STAGE`; rename one of them."),
    ("a.csv", bytes(range(256)), "{} is no text: it can't be read as rows of values."),
    ("a.csv", b"PK\x03\x04\x00\x00", "{} is a workbook or an archive, no text: save it as CSV."),
    ("a.csv", (HEAD + ROWS).encode("utf-16"), "{} is kept as UTF-16: save it as UTF-8, which spreadsheets call CSV UTF-8."),
    ("a.csv", f"{HEAD}7,für,2026-01-05\n".encode("latin-1"), "{}: no row can be used as stage_history: in 1 it is not kept as UTF-8 (row 2)."),
    ("a.csv", (HEAD + '"7,New,2026-01-05\n8,Won,2026-01-06\n').encode(), "{}: no row can be used as stage_history: in 1 a quotation mark is out of place (row 2)."),
    ("a.csv.gz", b"deal_id", "{} can't be unpacked: it is damaged or cut off."),
    ("a.csv.gz", gzip.compress((HEAD + ROWS * 9).encode(), mtime=0)[:-10], "{} can't be unpacked: it is damaged or cut off."),
    ("a.parquet", b"hello", "{} " + DAMAGED + "."),
    ("a.parquet", b"PAR1" + b"x" * 100, "{} can't be read: it is no Parquet file, or one that is cut off."),
    ("a.json", b"hello", "{} " + NO_JSON + "."),
    ("a.json", b"[]", "{} " + NO_RECORDS + "."),
    ("a.json", b"[1, 2]", "{} " + NO_RECORDS + "."),
    ("a.json", b'[{"deal_id": 1}, {"deal', "{} " + NO_JSON + "."),
    ("a.json", b'{"id": 1, "what": 2, "when": 3}',
     "{}: no column can be told to hold stage_history.deal_id. Say which with `--column stage_history.deal_id=COLUMN`; " + THREE + "."),
    ("a.duckdb", b"hello" * 100, "{} " + NO_DATABASE + "."),
    ("a.db", b"SQLite format 3\x00" + b"x" * 100, "{} is an SQLite database, and those can't be read: export its tables as CSV."),
    ("a.xlsx", b"x", "{} can't be read: " + READ + ", and a file's ending says what it is."),
    ("a", b"x", "{} can't be read: " + READ + ", and a file's ending says what it is."),
])
def test_a_file_that_cant_be_read_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """Empty, damaged, cut off, of another kind, without columns or rows: each is said as what it is."""
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path) == message.replace("{}", str(path))


def test_a_large_packed_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    """What was cut off is noticed wherever it is: half of the rows are no answer."""
    path = tmp_path / "a.csv.gz"
    whole = gzip.compress((HEAD + "".join(f"{number},{number * 7919},2026-01-05\n" for number in range(200_000))).encode(), mtime=0)
    path.write_bytes(whole[: len(whole) * 9 // 10])
    assert refused(path) == f"{path} can't be read: it can't be unpacked: it is damaged or cut off."


def test_a_row_that_is_too_long_is_told_as_that(tmp_path: Path) -> None:
    """It is counted; one so long that the engine passes it over is noticed by the header, which looks at the first megabyte."""
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}1,{'x' * (3 << 20)},2026-01-05\n", encoding="utf-8")
    assert refused(path) == f"{path}: no row can be used as stage_history: in 1 it is too long (row 2)."
    assert read_header(path, "a.csv").starts_long
    for text in (HEAD, HEAD + ROWS, HEAD + "1,New,2026-01-05\n" * 70_000):
        path.write_text(text, encoding="utf-8")
        assert not read_header(path, "a.csv").starts_long


@pytest.mark.parametrize(("package", "error", "message"), [
    ("duckdb", ModuleNotFoundError("no", name="duckdb"), "Reading deals needs DuckDB: pip install 'processengine[evidence]'"),
    ("duckdb", ImportError("libstdc++"), "Reading deals needs DuckDB, and the one that is installed can't be loaded: pip install --force-reinstall duckdb"),
    ("defusedxml", ModuleNotFoundError("no", name="defusedxml"), "Reading event logs needs defusedxml: pip install 'processengine[evidence]'"),
])
def test_what_is_not_installed_is_named(tmp_path: Path, package: str, error: ImportError, message: str) -> None:
    """With the line that installs it."""
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").write_text(f"raise {type(error).__name__}({error.msg!r}, name={error.name!r})", encoding="utf-8")
    (tmp_path / "a.xes").write_text("<log/>", encoding="utf-8")
    call = "import sys; from processengine.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", call, "evidence", "summary", "--source", "a.xes"], cwd=tmp_path, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])})
    assert (done.returncode, done.stderr) == (2, f"processengine: {message}\n")


def test_a_parquet_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    """Its end holds what it is made of."""
    path = _parquet(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    assert refused(path) == f"{path} can't be read: it is no Parquet file, or one that is cut off."


def test_damage_that_only_a_question_meets_is_said_in_one_line(tmp_path: Path) -> None:
    """A file that goes while it is asked is said to be gone."""
    path = _parquet(tmp_path)
    with source(path) as held:
        path.unlink()
        with pytest.raises(CannotRun) as problem:
            held.engine.ask(Question("SELECT MAX(deal), MAX(entered) FROM stage_history", list))
    assert str(problem.value) == "The source can't be read: it is gone."


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A URL, a path to nothing, a folder with nothing in it that can be read."""
    (tmp_path / "README.md").touch()
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere")
    assert refused("s3://bucket/x.csv") == f"s3://bucket can't be read: {READ}."
    for url in ("postgres://u:p@example.com/db", "postgres://example.com?token=secret", "postgres://example.com/x?token=secret#secret"):
        assert refused(url) == f"postgres://example.com can't be read: {READ}."
    long = "x" * 5000
    assert refused(long) == f"There is no file or folder {'x' * 199}…."
    assert refused("~/x.csv") == "There is no file or folder ~/x.csv. Write the whole path: `~` is not taken for your own folder here."
    assert refused(tmp_path / "none.csv") == f"There is no file or folder {tmp_path / 'none.csv'}."
    assert refused(tmp_path / "dangling.csv") == f"There is no file or folder {tmp_path / 'dangling.csv'}."
    assert refused(tmp_path) == f"The folder {tmp_path} holds nothing that can be read: {READ}."


def test_a_database_without_a_table_is_refused(tmp_path: Path) -> None:
    """There is nothing to ask."""
    import duckdb

    duckdb.connect(str(tmp_path / "a.duckdb")).close()
    assert refused(tmp_path / "a.duckdb") == f"{tmp_path / 'a.duckdb'} is a database without a table."


def _parquet(folder: Path) -> Path:
    return as_parquet(folder / "a.parquet", "SELECT 'D' || i AS deal_id, 'New' AS stage, TIMESTAMP '2026-01-05' AS entered_at FROM range(300000) AS t(i)")
