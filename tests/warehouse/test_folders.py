"""A folder's files are found by what they are called, else by what they hold."""

from datetime import date
from pathlib import Path

import pytest

from tests.warehouse.looking import as_parquet, found, history, refused, source, told

ROW = "7,New,2026-01-05\n"
READ = [("7", "New", "2026-01-05 00:00:00")]
HEAD = "deal_id,stage,entered_at\n"


def _folder(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def test_files_are_found_by_the_tables_names(tmp_path: Path) -> None:
    """Whatever their kind and case; what is no table is named."""
    folder = _folder(
        tmp_path, Stage_History__csv=HEAD + ROW, deals__json='[{"id": 7, "owner": "ana"}]',
        facts__jsonl='{"deal_id": 7, "kind": "Play", "id": "new/call", "at": "2026-01-05"}', activities__tsv="rep\tkind\tat\nana\tdial\t2026-01-05\n",
        README__md="x", prices__csv="product,price\na,1\n",
    )
    with source(folder) as held:
        assert {table for table in ("stage_history", "deals", "facts", "activities") if held.engine.has(table)} == {"stage_history", "deals", "facts", "activities"}
        assert told(held.engine, "SELECT deal, owner FROM deals") == [("7", "ana")]
        assert told(held.engine, "SELECT kind, id, happened FROM facts") == [("play", "new/call", 1_767_571_200_000_000)]
        assert told(held.engine, "SELECT rep, kind, deal FROM activities") == [("ana", "dial", None)]
        assert held.found.notes == ("Not read: `prices.csv` and `README.md`.",)
    assert history(folder) == READ


def test_the_only_file_that_looks_like_a_history_is_it(tmp_path: Path) -> None:
    """Of two nobody can tell."""
    folder = _folder(tmp_path, moves__csv=HEAD + ROW, prices__csv="product,price\na,1\n")
    assert history(folder) == READ
    _folder(tmp_path, more__csv=HEAD + ROW)
    assert refused(folder) == f"{folder}: `more.csv` and `moves.csv` could each be the stage history; call the one that is meant stage_history."


def test_a_file_is_found_by_the_columns_that_it_is_said_to_have(tmp_path: Path) -> None:
    """A mapping finds its file; where none has its columns, that is said."""
    folder = _folder(tmp_path, a__csv=f"id,what,when\n{ROW}", b__csv="key,worth\n7,9\n", c__csv="x,y\n1,2\n")
    columns = {"stage_history": {"deal_id": "id", "stage": "what", "entered_at": "when"}, "deals": {"deal_id": "key", "amount": "worth"}}
    assert history(folder, columns=columns) == READ
    with source(folder, columns=columns) as held:
        assert told(held.engine, "SELECT deal, amount FROM deals") == [("7", 9.0)]
    assert refused(folder, columns={**columns, "deals": {"deal_id": "kye"}}) == f"{folder}: no file has the columns `kye` that deals is mapped to."


def test_two_files_of_one_table_are_refused(tmp_path: Path) -> None:
    """Which one counts nobody can tell."""
    folder = _folder(tmp_path, stage_history__csv=HEAD + ROW, stage_history__tsv=HEAD + ROW)
    assert refused(folder) == f"{folder}: `stage_history.csv` and `stage_history.tsv` could each be the table stage_history; leave one of them."


def test_a_damaged_file_is_an_error_only_where_it_is_a_table(tmp_path: Path) -> None:
    """What nobody asks for may be damaged; it is named."""
    folder = _folder(tmp_path, stage_history__csv=HEAD + ROW, notes__json="hello")
    assert found(folder).notes == ("notes.json can't be read: it is no JSON that holds a list of records, or a record on each line; it is left out.",)
    _folder(folder, deals__json="hello")
    assert refused(folder) == "deals.json can't be read: it is no JSON that holds a list of records, or a record on each line."


def test_a_folder_without_any_evidence_is_refused(tmp_path: Path) -> None:
    """It is said what there is, and what to do."""
    folder = _folder(tmp_path, a__csv="x,y\n1,2\n", b__csv="x,z\n1,2\n")
    assert refused(folder) == (f"{folder}: none of `a.csv` and `b.csv` is a stage history; call the one that is meant stage_history, or say which columns"
                               " it has with --column stage_history.deal_id=COLUMN, .stage and .entered_at.")


def test_deals_alone_are_evidence_too(tmp_path: Path) -> None:
    """There is no history then, and nothing pretends that there is."""
    folder = _folder(tmp_path, deals__csv="deal_id,opened_at\n7,2026-01-05\n")
    with source(folder) as held:
        assert not held.engine.has("stage_history")
        assert told(held.engine, "SELECT COUNT(*) FROM stage_history") == [(0,)]
        assert told(held.engine, "SELECT deal FROM deals") == [("7",)]


@pytest.mark.parametrize("table", ["deals", "facts", "activities"])
def test_a_table_without_rows_is_left_out_with_a_note(tmp_path: Path, table: str) -> None:
    """An export that has nothing yet keeps nobody from asking; without any history there is nothing to ask."""
    heads = {"deals": "deal_id,owner\n", "facts": "deal_id,kind,id,at\n", "activities": "rep,kind,at\n"}
    folder = _folder(tmp_path, stage_history__csv=HEAD + ROW, **{f"{table}__csv": heads[table]})
    with source(folder) as held:
        assert held.found.notes == (f"{table}.csv has no rows; it is left out.",)
        assert not held.engine.has(table)
        assert told(held.engine, f"SELECT * FROM {table}") == []  # noqa: S608 - our own names
    _folder(tmp_path, stage_history__csv=HEAD)
    assert refused(folder) == "stage_history.csv has no rows."
    assert refused(tmp_path / f"{table}.csv").endswith(f"{table}.csv has no rows.")


def test_a_table_that_begins_later_than_what_is_told_is_left_out_with_a_note(tmp_path: Path) -> None:
    """Whoever looks back further than the log of activities goes gets an answer all the same."""
    folder = _folder(tmp_path, stage_history__csv=HEAD + ROW, activities__csv="rep,kind,at\nana,dial,2026-02-01\n")
    assert found(folder, as_of=date(2026, 1, 31)).notes == ("activities.csv: every row lies after 2026-01-31, the day up to which the deals are told; it is left out.",)


def test_a_history_that_is_called_deals_is_the_history(tmp_path: Path) -> None:
    """Several rows for a deal, each with a stage and a time, are no table of deals."""
    rows = "7,New,2026-01-05,ana\n7,Won,2026-01-06,ana\n8,New,2026-01-07,ben\n"
    folder = _folder(tmp_path, deals__csv=HEAD.replace("\n", ",rep\n") + rows)
    for path in (folder, folder / "deals.csv"):
        file = "deals.csv" if path == folder else str(path)
        assert len(history(path)) == 3
        with source(path) as held:
            assert held.found.notes == (f"{file} has a stage, a time and several rows for a deal: it is read as the stage history.",)
            assert told(held.engine, "SELECT deal, owner FROM deals ORDER BY deal") == [("7", "ana"), ("8", "ben")]


def test_deals_with_a_row_each_stay_deals(tmp_path: Path) -> None:
    """As they do beside a history, and where somebody says so."""
    _folder(tmp_path, deals__csv=f"{HEAD}{ROW}8,Won,2026-01-06\n")
    assert set(found(tmp_path).tables) == {"deals"}
    _folder(tmp_path, deals__csv=f"{HEAD}{ROW}7,Won,2026-01-06\n", moves__csv=HEAD + ROW)
    assert found(tmp_path).tables["stage_history"].file == "moves.csv"


def test_a_file_that_is_none_of_ours_keeps_no_folder_shut(tmp_path: Path) -> None:
    """What pictures' thumbnails or a page are called like is left out and named; called like a table it is an error."""
    folder = _folder(tmp_path, stage_history__csv=HEAD + ROW, Thumbs__db="junk" * 99, zz__xes="<html/>")
    assert history(folder) == READ
    assert found(folder).notes == (
        "zz.xes is no event log: its outermost element isn't `log`; it is left out.",
        "Thumbs.db can't be read as a DuckDB database: it is damaged, or written by a newer version; it is left out.",
    )
    _folder(folder, deals__xes="<html/>")
    assert refused(folder) == "deals.xes is no event log: its outermost element isn't `log`."


def test_where_no_file_can_be_read_it_is_said_why(tmp_path: Path) -> None:
    """Each file has its sentence."""
    folder = _folder(tmp_path, a__db="junk" * 99, b__json="hello")
    assert refused(folder) == (
        "a.db can't be read as a DuckDB database: it is damaged, or written by a newer version; it is left out."
        " b.json can't be read: it is no JSON that holds a list of records, or a record on each line; it is left out.")


def test_a_link_out_of_the_folder_is_left_out(tmp_path: Path) -> None:
    """A folder that somebody sends may point anywhere; a link within it is the file that it means."""
    folder = tmp_path / "export"
    (folder / "kept").mkdir(parents=True)
    _folder(folder / "kept", real__csv=HEAD + ROW)
    (folder / "stage_history.csv").symlink_to(folder / "kept" / "real.csv")
    _folder(tmp_path, outside__csv="deal_id,owner\n7,ana\n")
    (folder / "deals.csv").symlink_to(tmp_path / "outside.csv")
    assert history(folder) == READ
    assert found(folder).notes == ("deals.csv is a link that leads out of the folder; it is left out.", "Not read: `kept`.")


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_names_of_folders_are_no_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Neither of the source's folder nor of that for temporary files."""
    folder = tmp_path / "stage=HACK" / "region=north"
    folder.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    path = folder / f"a.{kind}"
    if kind == "parquet":
        as_parquet(path, "SELECT 7 AS deal_id, 'New' AS stage, TIMESTAMP '2026-01-05' AS entered_at")
    else:
        path.write_text(HEAD + ROW if kind == "csv" else '[{"deal_id": 7, "stage": "New", "entered_at": "2026-01-05"}]', encoding="utf-8")
    assert history(path) == READ
    assert found(path).tables["stage_history"].others == ()
