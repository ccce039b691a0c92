"""Event logs in XES: what is read of them, and what is refused."""

import csv
import gzip
from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.warehouse.shapes import converted

EVENT = '<event><string key="concept:name" value="{}"/><date key="time:timestamp" value="2026-01-0{}T09:00:00Z"/></event>'


def log(tmp_path: Path, text: str | bytes, name: str = "log.xes") -> Path:
    """Write a log."""
    path = tmp_path / name
    data = text.encode() if isinstance(text, str) else text
    path.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    return path


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of the CSV that is made of a log."""
    folder = path.parent / "made"
    folder.mkdir(exist_ok=True)
    [made] = converted(path, folder)
    assert [one.name for one in folder.iterdir()] == [made.name]
    with made.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def refused(path: Path) -> str:
    """Return the line with which a log is refused."""
    with pytest.raises(CannotRun) as raised:
        read(path)
    assert "\n" not in str(raised.value)
    assert not list((path.parent / "made").glob("*.rows"))
    return str(raised.value)


def case(name: str, *events: str) -> str:
    """Return a case of events."""
    return f'<trace><string key="concept:name" value="{name}"/>{"".join(events)}</trace>'


def test_an_event_is_a_row_with_its_case_beside_it(tmp_path: Path) -> None:
    """The case's attributes begin with `case:`, the event's have their own names."""
    path = log(tmp_path, f'<log><trace><string key="concept:name" value="1"/><int key="amount" value="5"/>{EVENT.format("New", 1)}</trace></log>')
    assert read(path) == [{"case:concept:name": "1", "concept:name": "New", "time:timestamp": "2026-01-01T09:00:00Z", "case:amount": "5"}]


@pytest.mark.parametrize(("name", "rows", "cases", "names"), [("helpdesk.xes.gz", 21348, 4580, 14), ("running-example.xes", 42, 6, 8)])
def test_known_logs_have_their_published_size(shared: Path, tmp_path: Path, name: str, rows: int, cases: int, names: int) -> None:
    """Events, cases and activities."""
    [made] = converted(shared / "data/events" / name, tmp_path)
    with made.open(encoding="utf-8", newline="") as stream:
        events = list(csv.DictReader(stream))
    assert (len(events), len({one["case:concept:name"] for one in events}), len({one["concept:name"] for one in events})) == (rows, cases, names)


def test_any_other_file_is_returned_as_it_is(tmp_path: Path) -> None:
    """The engine reads it itself."""
    assert converted(tmp_path / "deals.csv", tmp_path) == [tmp_path / "deals.csv"]


def test_namespaces_make_no_difference(tmp_path: Path) -> None:
    """Given to the whole log, or written with each element."""
    plain = f"<log>{case('1', EVENT.format('New', 1))}</log>"
    spaced = plain.replace("<log>", '<log xmlns="http://www.xes-standard.org/">')
    prefixed = plain.replace("</", "</x:").replace("<string", "<x:string").replace("<date", "<x:date").replace("<event", "<x:event").replace("<trace", "<x:trace")
    prefixed = prefixed.replace("<log>", '<x:log xmlns:x="http://www.xes-standard.org/">')
    assert read(log(tmp_path, plain)) == read(log(tmp_path, spaced)) == read(log(tmp_path, prefixed))


def test_names_in_other_letters_stay_as_they_are(tmp_path: Path) -> None:
    """In the encoding that the log declares, or in UTF-8."""
    text = f"<log>{case('Größe', EVENT.format('Présentée', 1))}</log>"
    latin = b'<?xml version="1.0" encoding="ISO-8859-1"?>' + text.encode("latin-1")
    assert read(log(tmp_path, latin)) == read(log(tmp_path, text))
    assert read(log(tmp_path, text))[0]["concept:name"] == "Présentée"


def test_what_is_nested_in_an_attribute_is_not_the_event_s(tmp_path: Path) -> None:
    """It tells of the attribute; lists and containers hold nothing that a column could hold."""
    nested = EVENT.format("New", 1).replace("/></event>", '><string key="concept:name" value="deeper"/></date><list key="all"><values><string key="org:resource" value="x"/></values></list></event>')
    assert read(log(tmp_path, f"<log>{case('1', nested)}</log>")) == [
        {"case:concept:name": "1", "concept:name": "New", "time:timestamp": "2026-01-01T09:00:00Z"},
    ]


def test_globals_and_classifiers_are_no_events(tmp_path: Path) -> None:
    """A log declares there what every event has."""
    text = f'<log><global scope="event"><string key="concept:name" value="name"/></global><classifier name="c" keys="concept:name"/>{case("1", EVENT.format("New", 1))}</log>'
    assert len(read(log(tmp_path, text))) == 1


def test_the_lifecycle_is_a_column_and_drops_nothing(tmp_path: Path) -> None:
    """Start and complete are two rows."""
    events = [EVENT.format("New", day).replace("</event>", f'<string key="lifecycle:transition" value="{told}"/></event>') for day, told in ((1, "start"), (2, "complete"))]
    assert [row["lifecycle:transition"] for row in read(log(tmp_path, f"<log>{case('1', *events)}</log>"))] == ["start", "complete"]


def test_events_without_a_name_a_time_or_a_case_are_rows_all_the_same(tmp_path: Path) -> None:
    """With an empty value, to be counted as broken."""
    text = f'<log><trace>{EVENT.format("New", 1)}</trace>{case("2", "<event/>")}{EVENT.format("Alone", 1)}</log>'
    assert [(row["case:concept:name"], row["concept:name"]) for row in read(log(tmp_path, text))] == [("", "New"), ("2", ""), ("", "Alone")]


def test_attributes_met_late_are_columns_of_all_rows(tmp_path: Path) -> None:
    """Whatever stands in the values: commas, quotes, line ends."""
    odd = "a,&quot;b&quot;&#10;c&#13;d"
    later = EVENT.format("Offer", 2).replace("</event>", f'<string key="note" value="{odd}"/></event>')
    rows = read(log(tmp_path, f"<log>{case('1', EVENT.format(odd, 1))}{case('2', later)}{case('3', EVENT.format('Won', 3))}</log>"))
    assert [(row["concept:name"], row["note"]) for row in rows] == [('a,"b"\nc\nd', ""), ("Offer", 'a,"b"\nc\nd'), ("Won", "")]


def test_attributes_of_a_case_after_its_events_count_for_them(tmp_path: Path) -> None:
    """Some writers put them there."""
    text = f'<log><trace>{EVENT.format("New", 1)}<string key="concept:name" value="1"/></trace></log>'
    assert read(log(tmp_path, text))[0]["case:concept:name"] == "1"


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_a_log_that_is_cut_off_is_refused_in_a_line(tmp_path: Path, name: str) -> None:
    """In the XML, packed or not."""
    assert "is broken or cut off" in refused(log(tmp_path, f"<log>{case('1', EVENT.format('New', 1))}", name))


def test_a_package_that_is_cut_off_or_no_package_is_refused_in_a_line(tmp_path: Path) -> None:
    """Before anything of it counts."""
    whole = gzip.compress(f"<log>{case('1', *(EVENT.format(n, 1) for n in range(5000)))}</log>".encode(), mtime=0)
    path = tmp_path / "log.xes.gz"
    for data in (whole[:-20], b"no gzip at all", whole[:40] + b"x" * 40):
        path.write_bytes(data)
        assert "damaged or cut off" in refused(path)


@pytest.mark.parametrize("encoding", ["klingon", "shift_jis", "utf-7"])
def test_an_encoding_that_is_not_read_is_said(tmp_path: Path, encoding: str) -> None:
    """In a line."""
    assert "can't be read as XES" in refused(log(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?><log/>'))


def test_a_log_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Gone since it was found, say."""
    assert "log.xes can't be read: No such file" in refused(tmp_path / "log.xes")


@pytest.mark.parametrize("text", ["", "<trace/>", "<html><log/></html>"])
def test_what_is_no_log_is_refused(tmp_path: Path, text: str) -> None:
    """An empty file too."""
    assert "is no event log" in refused(log(tmp_path, text))


BOMB = '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><log><string key="x" value="&b;"/></log>'


@pytest.mark.parametrize("text", [
    BOMB.encode(), b"\xef\xbb\xbf" + BOMB.encode(), BOMB.encode("utf-16"), b"<!-- " + b"x" * 70_000 + b" -->" + BOMB.encode(),
    b'<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>', b"<!DOCTYPE log><log/>",
])
def test_every_doctype_is_refused(tmp_path: Path, text: bytes) -> None:
    """With it entity bombs and outside files, in any encoding and after any comment."""
    assert "holds a DOCTYPE" in refused(log(tmp_path, text))


def test_an_encoding_that_would_hide_a_doctype_is_none_for_the_parser(tmp_path: Path) -> None:
    """Its first letters have to be those of ASCII."""
    text = '<?xml version="1.0" encoding="cp037"?>' + BOMB
    assert "can't be read as XES" in refused(log(tmp_path, text.encode("cp037")))


def test_a_package_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    """A thousand times its size; nothing of it is kept."""
    assert "unpacks to more than 200 times its size" in refused(log(tmp_path, b"<log>" + b" " * (70 << 20) + b"</log>", "log.xes.gz"))


def test_an_event_of_a_million_attributes_is_refused(tmp_path: Path) -> None:
    """Long before its end."""
    many = "".join(f'<int key="k{n}" value="1"/>' for n in range(100_000))
    assert "an event with more than 1,000 attributes" in refused(log(tmp_path, f"<log><trace><event>{many}</event></trace></log>"))


def test_a_case_of_a_million_attributes_is_refused(tmp_path: Path) -> None:
    """And a log that has a few new ones in every event."""
    many = "".join(f'<int key="k{n}" value="1"/>' for n in range(2_000))
    assert "a case with more than 1,000 attributes" in refused(log(tmp_path, f"<log><trace>{many}</trace></log>"))
    few = "".join(f'<event><int key="k{n}" value="1"/></event>' for n in range(2_000))
    assert "more than 1,000 different attributes" in refused(log(tmp_path, f"<log><trace>{few}</trace></log>"))


def test_a_value_without_end_is_refused(tmp_path: Path) -> None:
    """One of a few letters too many, and one that would have to be held whole."""
    for letters, why in ((100_001, "more than 100,000 letters"), (9 << 20, "more than 8 MB")):
        assert why in refused(log(tmp_path, f'<log><trace><event><string key="n" value="{"x" * letters}"/></event></trace></log>'))


def test_a_row_of_many_long_values_is_refused(tmp_path: Path) -> None:
    """Each is allowed, all together are not."""
    many = "".join(f'<string key="k{n}" value="{"x" * 60_000}"/>' for n in range(20))
    assert "an event of more than 1,000,000 letters" in refused(log(tmp_path, f"<log><trace><event>{many}</event></trace></log>"))


def test_what_every_event_would_repeat_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case's long attribute is written once and would be laid out with each of its events: 40 MB are enough to see that."""
    monkeypatch.setattr("processengine.warehouse.shapes.xes_rows._MUCH", 1 << 24)
    text = f'<log><trace><string key="x" value="{"x" * 9_900}"/>{"<event/>" * 4_100}</trace></log>'
    assert "repeats so much in every event" in refused(log(tmp_path, text))


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    """Logs nest a few levels deep."""
    assert "nests more than 64 elements" in refused(log(tmp_path, "<log>" + '<list key="a">' * 100_000))


def test_a_beginning_without_end_is_refused(tmp_path: Path) -> None:
    """A log has a few lines before its first element."""
    assert "doesn't begin as an event log does" in refused(log(tmp_path, "<!-- x -->\n" * 100_000 + "<log/>"))


def test_attributes_that_are_alike_but_for_their_case_are_numbered(tmp_path: Path) -> None:
    """The engine can't tell them apart; the first keeps its name."""
    more = '<string key="{}" value="{}"/>'
    event = EVENT.format("New", 1).replace("</event>", "".join(more.format(key, key) for key in ("Stage", "stage", "STAGE ", "stage (2)", "Concept:Name")) + "</event>")
    [row] = read(log(tmp_path, f"<log>{case('1', event)}</log>"))
    own = {"Stage": "Stage", "stage (2)": "stage", "STAGE (3)": "STAGE ", "stage (2) (2)": "stage (2)", "Concept:Name (2)": "Concept:Name"}
    assert row == {"case:concept:name": "1", "concept:name": "New", "time:timestamp": "2026-01-01T09:00:00Z", **own}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_disk_that_is_full_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log is fine; it is the folder for temporary files that is not."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "log.xes.csv.rows").symlink_to("/dev/full")
    message = refused(log(tmp_path, f"<log>{case('1', EVENT.format('New', 1))}</log>"))
    assert message == f"log.xes needs more room than there is in {tmp_path}: free some, or name another folder with TMPDIR."
