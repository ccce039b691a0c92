"""What is odd in a source, and what makes it unfit: sentences with exact counts, and what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from processengine.evidence.check.holding import Beside, DealsTable, History, Holding
from processengine.evidence.check.seen import RowsSeen, TableSeen
from processengine.evidence.measures.recorded import Kind
from processengine.limits import TELLING, closed_well, covers_little, is_too_much, joins_little
from processengine.model.measure import ActivityKind

Severity = Literal["error", "warning", "note"]

_FACTS: Final = ("criterion", "play", "kit", "team")


@dataclass(frozen=True)
class Odd:
    """Something to mind: a note, or a warning or an error that makes the source unfit for what it says.

    `about` is a table or a process, `rows` the numbers of some rows in their file.
    """

    severity: Severity
    about: str
    message: str
    fix: str = ""
    rows: tuple[int, ...] = ()


def odd(tables: Iterable[TableSeen], holding: Holding, min_deals: int) -> tuple[Odd, ...]:
    """Return what is odd in a source, whatever the process: errors first, then warnings, then notes."""
    seen = tuple(tables)
    found = [*_without_history(holding), *(one for table in seen for one in _rows_of(table))]
    if holding.history is not None:
        found += _history(holding.history, seen, min_deals)
    found += [*_joins(holding), *(_deals(holding.deals, holding.history) if holding.deals is not None else ()), *_beside(holding.beside), *_survivors(holding)]
    found += _without_deals(holding)
    found += [*_kinds("activities", holding.activities, get_args(ActivityKind)), *_kinds("facts", holding.facts, _FACTS)]
    return worst_first(found)


def worst_first(found: Iterable[Odd]) -> tuple[Odd, ...]:
    """Return what is odd with errors first, then warnings, else in its order."""
    return tuple(sorted(found, key=lambda one: get_args(Severity).index(one.severity)))


def several(number: int, one: str, many: str = "") -> str:
    """Return a number with its words: `1 row has`, `1,200 rows have`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def part(number: int, whole: int) -> str:
    """Return a share in percent that never says none or all where it is neither."""
    share = 100 * number / whole if whole else 0.0
    if 0 < share < 1:
        return "under 1 %"
    return "over 99 %" if 99 < share < 100 else f"{share:.0f} %"


def _without_history(holding: Holding) -> Iterator[Odd]:
    if holding.history is None:
        yield Odd(
            "error", "stage_history", "There is no history here: nothing says when a deal entered a stage, so no move, no time in a stage and no measure of stages can be told.",
            "Export what your CRM keeps of it (Salesforce: OpportunityHistory or OpportunityFieldHistory; HubSpot: the property history of dealstage), or keep "
            "a row each time that a deal enters a stage: deal_id, stage, entered_at.",
        )
    elif not holding.history.events:
        yield Odd("error", "stage_history", "No row of the history counts.", "See why below, or whether --where or --as-of leave all of them out.")


def _rows_of(table: TableSeen) -> Iterator[Odd]:
    for one in table.broken:
        unfit = is_too_much(one.rows, table.rows)
        yield Odd("warning" if unfit else "note", table.table, f"{_rows(one, table)} {'does' if one.rows == 1 else 'do'} not count: {one.why}.", "", one.examples)
    for one in table.unread:
        yield Odd("note", table.table, f"{_rows(one, table)}: {one.why}; the row counts, without that value.", "", one.examples)
    if table.long_ago:
        yield Odd("warning", table.table, f"{several(table.long_ago, 'row lies', 'rows lie')} before 1970, and {'counts' if table.long_ago == 1 else 'count'}.", "See whether that is so.")
    if table.later:
        yield Odd("note", table.table, f"{several(table.later, 'row is', 'rows are')} later than the day that is told, and left out.")
    if table.left_out:
        yield Odd("note", table.table, f"{several(table.left_out, 'row is', 'rows are')} left out by `where`.")


def _rows(rows: RowsSeen, table: TableSeen) -> str:
    return f"{rows.rows:,} of {several(table.rows, 'row')} ({part(rows.rows, table.rows)})"


def _history(history: History, tables: Iterable[TableSeen], min_deals: int) -> Iterator[Odd]:
    if not history.events:
        return
    moves = history.events - history.deals
    if history.deals < min_deals:
        yield Odd("note", "stage_history", f"There {'is' if history.deals == 1 else 'are'} {several(history.deals, 'deal')}: under {min_deals} (min_deals) every claim is inconclusive.")
    if moves and is_too_much(history.no_time, moves):
        yield Odd(
            "warning", "stage_history",
            f"{history.no_time:,} of {several(moves, 'move')} ({part(history.no_time, moves)}) took no time at all: those stages may have been filled in afterwards. They count "
            "as reached and in no duration, so that skipped stages don't show, and times are of the rest alone.",
            "If they come from HubSpot: there a deal that jumps gets one day in every stage that it skipped. Export the property history instead.",
        )
    if history.ties:
        has_seq = any("seq" in one.columns for one in tables if one.table == "stage_history")
        how = "`seq` orders them" if has_seq else "they count in the order of the file, so that another order may give other moves; a column `seq` would settle it"
        yield Odd("note", "stage_history", f"{several(history.ties, 'row has', 'rows have')} the same time as another of the deal: {how}.")
    if history.duplicates:
        yield Odd("warning" if is_too_much(history.duplicates, history.events) else "note", "stage_history",
                  f"{several(history.duplicates, 'row says', 'rows say')} what another row says: the same deal, stage and time. In a process they are one visit; `summary` counts each.")
    if history.midnight == history.events:
        yield Odd("note", "stage_history", "All times are days, without the time of day: what happened on one day has no order, and times in a stage are whole days.")
    if history.alone == history.deals:
        yield Odd("warning", "stage_history", "Every deal has one row only: this tells where deals stand, and no move.",
                  "Export the history, not the deals as they are now; or deal_id maps a column that is different in every row.")


def _joins(holding: Holding) -> Iterator[Odd]:
    for join in holding.joins:
        which = " that name a deal" if join.table == "activities" else ""
        message = (f"{join.joined:,} of {several(join.rows, 'row')}{which} ({part(join.joined, join.rows)}) {'is' if join.joined == 1 else 'are'} of a deal that the history has.")
        if joins_little(join):
            yield Odd("warning", join.table, f"{message} Under half: nothing is concluded from them.",
                      "See that deal_id is the same number in both tables, and that both exports are of the same deals and days.")
        elif join.joined < join.rows:
            yield Odd("note", join.table, message)


def _deals(table: DealsTable, history: History | None) -> Iterator[Odd]:
    if table.negative:
        yield Odd("warning" if is_too_much(table.negative, table.closed) else "note", "deals", f"{several(table.negative, 'deal was', 'deals were')} closed before being opened.",
                  "Look which of the two days is wrong.")
    if table.to_come and history is not None:
        yield Odd("note", "deals", f"{several(table.to_come, 'deal has', 'deals have')} a day of opening or closing that is later than what is told: a planned day, perhaps.")


def _beside(beside: Beside | None) -> Iterator[Odd]:
    if beside is None or not beside.deals:
        return
    if beside.in_both < beside.deals:
        unfit = covers_little(beside.in_both, beside.deals)
        yield Odd("warning" if unfit else "note", "deals", f"{beside.in_both:,} of the history's {several(beside.deals, 'deal')} ({part(beside.in_both, beside.deals)}) "
                  f"{'has' if beside.in_both == 1 else 'have'} a row here; of the others amount, owner and account are not known.")
    if beside.opened_later:
        yield Odd("note", "deals", f"{several(beside.opened_later, 'deal was', 'deals were')} in a stage over a day before being opened; the earlier time counts.")
    if beside.closed_earlier:
        yield Odd("note", "deals", f"{several(beside.closed_earlier, 'deal was', 'deals were')} closed over a day before the last move; the history counts.")


def _survivors(holding: Holding) -> Iterator[Odd]:
    if closed_well(holding.outcomes) >= TELLING:
        yield Odd("warning", "deals", "Every deal that has an outcome is won: the lost ones are not recorded, and nothing can be learned from winners alone.",
                  "Export lost deals too, with the outcome `lost` and the day.")


def _without_deals(holding: Holding) -> Iterator[Odd]:
    if holding.activities and not any(one.deals for one in holding.activities):
        yield Odd("note", "activities", "No activity names a deal: ratios of activities can be told, and nothing of what they have to do with deals.",
                  "Map the deal's number to deal_id (in Salesforce a task has it in WhatId).")


def _kinds(table: str, kinds: Iterable[Kind], known: tuple[str, ...]) -> Iterator[Odd]:
    seen = list(kinds)
    strange = [one for one in seen if one.kind not in known]
    rows, strange_rows = sum(one.rows for one in seen), sum(one.rows for one in strange)
    if not strange_rows:
        return
    names = list(dict.fromkeys(one.kind for one in sorted(strange, key=lambda one: -one.rows) if one.kind))
    named = f" ({', '.join(names[:5])}{' and others' if len(names) > 5 else ''})" if names else ""
    yield Odd("warning" if strange_rows == rows else "note", table, f"{strange_rows:,} of {several(rows, 'row')} {'is' if strange_rows == 1 else 'are'} of a kind that no measure knows{named}.",
              f"Measures count {', '.join(known[:-1])} and {known[-1]}; where another column has these, name it: `--column {table}.kind=COLUMN`." if strange_rows == rows else "")
