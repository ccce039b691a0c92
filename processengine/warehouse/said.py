"""What every command says of its source before it answers: what was read how, what can't be used, what is left out."""

from datetime import UTC, datetime, timedelta

from processengine.warehouse.found import Broken, Found, TableFound


def warnings(found: Found) -> tuple[str, ...]:
    """Return what is to be said of a source, in sentences: nothing where every row counts and nothing had to be assumed."""
    said = [sentence for table in found.tables.values() for sentence in _of_table(table, found)]
    return (*said, *found.notes)


def rows(number: int) -> str:
    """Return a number of rows in words: 1 row, 1,200 rows."""
    return f"{number:,} row" if number == 1 else f"{number:,} rows"


def reasons(table: TableFound) -> str:
    """Return why rows of a table can't be used, with how many each: in 2 the time is missing (rows 3, 9)."""
    return ", ".join(f"in {one.rows:,} {one.why}{_examples(one)}" for one in table.broken)


def _of_table(table: TableFound, found: Found) -> list[str]:
    said = []
    if table.broken:
        total = sum(one.rows for one in table.broken)
        said.append(f"{table.file}: {total:,} of {rows(table.rows)} can't be used: {reasons(table)}.")
    said += [f"{table.file}: in {rows(one.rows)} {one.why}{_examples(one)}; that counts as missing." for one in table.unread]
    if table.long_ago:
        said.append(f"{table.file}: {rows(table.long_ago)} {'lies' if table.long_ago == 1 else 'lie'} before 1970, and {'counts' if table.long_ago == 1 else 'count'}.")
    if table.left_out:
        said.append(f"{table.file}: the filter leaves out {rows(table.left_out)}.")
    if table.later:
        said.append(f"{table.file}: {rows(table.later)} after {_day(found)} {'is' if table.later == 1 else 'are'} left out.")
    if table.closed_later:
        one = table.closed_later == 1
        said.append(f"{table.file}: {table.closed_later:,} {'deal' if one else 'deals'} closed after {_day(found)} {'counts' if one else 'count'} as open.")
    return said


def _examples(one: Broken) -> str:
    if not one.examples:
        return ""
    more = ", …" if one.rows > len(one.examples) else ""
    return f" ({'row' if one.rows == 1 else 'rows'} {', '.join(map(str, one.examples))}{more})"


def _day(found: Found) -> str:
    """Return the last day that is told."""
    end = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=(found.as_of or 0) - 1)
    return end.date().isoformat()
