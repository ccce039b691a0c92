"""A folder's files are found by what they are called, else by what they hold."""

from pathlib import Path

from tests.warehouse.looking import found, history, refused, source, told

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
