"""Tables of deals as they stand now, without their history: a row for each deal, with the days on which it was opened and closed.

Known by a deal's number and a day of opening or closing, and no time at which a stage was entered. Where one table has the
day of opening and another the day of closing, under one name of the deal's number, they are put together. Such tables
tell the deals, and never a history: what lies between the two days was not recorded.
"""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from collections.abc import Sequence
from dataclasses import replace

from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import ROW, Raw
from processengine.warehouse.shapes.columns import column, known, listed, numbered, plain
from processengine.warehouse.shapes.shaped import Counted, Shaped

NAME = "deals without history"
_DEAL = ("deal_id", "opportunity_id", "mql_id", "lead_id")
_OPENED = ("opened_at", "engage_date", "first_contact_date", "created_at", "created_date", "create_date", "open_date", "property_createdate")
_CLOSED = ("closed_at", "won_date", "close_date", "closed_date", "close_time", "property_closedate")
_STAGE = ("deal_stage", "status", "stage", "stage_name")
_ENTERED = ("entered_at", "timestamp", "time:timestamp", "change_time", "date_entered", "_fivetran_start", "NewValue")
_LIKELY = (
    ("opened_at", _OPENED), ("closed_at", _CLOSED), ("amount", ("amount", "close_value", "value", "property_amount")), ("currency", ("currency",)),
    ("owner", ("owner", "owner_id", "sales_agent", "sr_id", "rep")), ("account_id", ("account_id", "account")), ("outcome", ("outcome",)),
)


def shaped(raws: Sequence[Raw]) -> tuple[Shaped, ...]:
    """Return the deals where a table, or two together, are such an export."""
    single = [raw for raw in raws if _is_deals(raw)]
    for raw in single:
        if column(raw, *_OPENED) is not None and column(raw, *_CLOSED) is not None:
            return (_deals(raw, (raw.name,)),)
    opened = next((raw for raw in single if column(raw, *_OPENED) is not None), None)
    closed = next((raw for raw in single if opened is not None and raw is not opened and _is_same(raw, opened)), None)
    if opened is not None and closed is not None:
        return (_deals(_put_together(opened, closed), (opened.name, closed.name), (_unmatched(opened, closed),)),)
    return (_deals(single[0], (single[0].name,)),) if single else ()


def _is_deals(raw: Raw) -> bool:
    """Tell whether a table has a row for each deal: one with a stage and but one time may as well be a history."""
    opened, closed = column(raw, *_OPENED), column(raw, *_CLOSED)
    if column(raw, *_DEAL) is None or column(raw, *_ENTERED) is not None:
        return False
    return (opened is not None and closed is not None) or (column(raw, *_STAGE) is None and (opened is not None or closed is not None))


def _is_same(one: Raw, other: Raw) -> bool:
    return plain(column(one, *_DEAL) or "") == plain(column(other, *_DEAL) or "")


def _deals(raw: Raw, of: tuple[str, ...], counted: tuple[Counted, ...] = ()) -> Shaped:
    held = {"deal_id": column(raw, *_DEAL) or "", **known(raw, _LIKELY)}
    told = None if "outcome" in held else _outcome(raw)
    if told is not None:
        held["outcome"], value = told
        made = f"(SELECT {listed(raw.columns)}, {value} AS {quoted(held['outcome'])}, {quoted(ROW)} FROM {numbered(raw)})"
        raw = Raw(raw.name, raw.file, made, (*raw.columns, held["outcome"]), ROW)
    note = (f"{raw.file}: a row for each deal as it stands now, and no time at which a deal entered a stage. That is no history: it tells the deals "
            "(opened, closed, amount), and nothing of what lay between.")
    return Shaped(NAME, "deals", raw, held, of, (note,), counted)


def beside_history(deals: Shaped) -> Shaped:
    """Return the deals as they are where a history stands beside them: then nothing needs to be said of what they are not."""
    return replace(deals, shape="", notes=())


def _outcome(raw: Raw) -> tuple[str, str] | None:
    """Return what to call the outcome by, and its SQL, where a column of stages says won or lost, or a deal has a day of winning."""
    stage, won = column(raw, *_STAGE), column(raw, "won_date")
    if stage is not None:
        said = f"LOWER(TRIM(CAST({quoted(stage)} AS VARCHAR)))"
        return f"{stage} (won or lost)", f"CASE WHEN {said} IN ('won', 'closed won') THEN 'won' WHEN {said} IN ('lost', 'closed lost') THEN 'lost' END"
    if won is not None:
        return f"{won} (won)", f"CASE WHEN {quoted(won)} IS NOT NULL THEN 'won' END"
    return None


def _put_together(opened: Raw, closed: Raw) -> Raw:
    """Return the deals of two tables, those without a row in the second too."""
    deal, other = column(opened, *_DEAL) or "", column(closed, *_DEAL) or ""
    own = {plain(name) for name in opened.columns}
    more = tuple(name for name in closed.columns if plain(name) not in own)
    shown = ", ".join([*(f"o.{quoted(name)}" for name in (*opened.columns, ROW)), *(f"c.{quoted(name)}" for name in more)])
    sql = f"(SELECT {shown} FROM {numbered(opened)} AS o LEFT JOIN {closed.relation} AS c ON c.{quoted(other)} = o.{quoted(deal)})"
    return Raw(opened.name, f"{opened.file} and {closed.file}", sql, (*opened.columns, *more), ROW)


def _unmatched(opened: Raw, closed: Raw) -> Counted:
    deal, other = quoted(column(opened, *_DEAL) or ""), quoted(column(closed, *_DEAL) or "")
    return Counted(
        f"SELECT COUNT(*) FROM {closed.relation} AS c LEFT JOIN {opened.relation} AS o ON o.{deal} = c.{other} WHERE o.{deal} IS NULL",
        f"deal of {closed.file} has no row in {opened.file}: it is left out.",
        f"deals of {closed.file} have no row in {opened.file}: they are left out.",
    )
