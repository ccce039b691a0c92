"""Salesforce's Opportunity records: a row for each deal as it is now. They tell the deals, not their history.

Known by Id, StageName and CreatedDate, in Salesforce's spelling or in that of connectors. CloseDate is the day on which a
deal was closed only where IsClosed says so, and a plan else: of open deals it is taken away, whoever maps it. IsWon tells
the outcome. Records that are marked as deleted count like all others, and are counted apart.
"""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from collections.abc import Sequence

from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import ROW, Raw
from processengine.warehouse.shapes.columns import column, columns, is_true, known, numbered
from processengine.warehouse.shapes.shaped import Counted, Shaped

_NAME = "Salesforce Opportunity"
_OUTCOME = "IsClosed and IsWon"
_LIKELY = (
    ("opened_at", ("CreatedDate",)), ("amount", ("Amount",)), ("currency", ("CurrencyIsoCode",)), ("owner", ("OwnerId",)), ("account_id", ("AccountId",)),
)
_PLANNED = ("CloseDate is the planned day of a deal that is open, and the export has no IsClosed to tell: it is not taken as the day of closing. "
            "Export IsClosed and IsWon too.")


def records(raws: Sequence[Raw]) -> tuple[Raw, ...]:
    """Return the tables that hold a row for each opportunity as it is now."""
    return tuple(raw for raw in raws if columns(raw, "Id", "StageName", "CreatedDate") is not None
                 and column(raw, "OpportunityId") is None and column(raw, "_fivetran_start") is None)


def shaped(raws: Sequence[Raw]) -> tuple[Shaped, ...]:
    """Return the deals where a table is such an export."""
    return tuple(_deals(raw) for raw in records(raws))


def _deals(raw: Raw) -> Shaped:
    closed, won, planned, gone = column(raw, "IsClosed"), column(raw, "IsWon"), column(raw, "CloseDate"), column(raw, "IsDeleted")
    shown = {name: quoted(name) for name in raw.columns}
    held = {"deal_id": column(raw, "Id") or "", **known(raw, _LIKELY)}
    notes: tuple[str, ...] = ()
    if planned is not None and closed is not None:
        shown[planned] = f"CASE WHEN {is_true(closed)} THEN {quoted(planned)} END"
        held["closed_at"] = planned
    elif planned is not None:
        notes = (_PLANNED,)
    if closed is not None and won is not None:
        shown[_OUTCOME] = f"CASE WHEN {is_true(won)} THEN 'won' WHEN {is_true(closed)} THEN 'lost' END"
        held["outcome"] = _OUTCOME
    made = ", ".join(f"{value} AS {quoted(name)}" for name, value in shown.items())
    relation = f"(SELECT {made}, {quoted(ROW)} FROM {numbered(raw)})"
    return Shaped(_NAME, "deals", Raw(raw.name, raw.file, relation, tuple(shown), ROW), held, (raw.name,), notes,
                  (_deleted(raw, gone),) if gone is not None else ())


def _deleted(raw: Raw, gone: str) -> Counted:
    how = f"leave out with --where deals.{gone}=false"
    return Counted(
        f"SELECT COUNT(*) FROM {raw.relation} WHERE {is_true(gone)}",
        f"deal of {raw.file} is marked as deleted and counts all the same ({how}).",
        f"deals of {raw.file} are marked as deleted and count all the same ({how}).",
    )


def stages_now(raw: Raw) -> str:
    """Return a relation (deal, stage, created, number) of an export's deals with the stages that they are in."""
    deal, stage, created = columns(raw, "Id", "StageName", "CreatedDate") or ("", "", "")
    return (f"(SELECT {quoted(deal)} AS deal, {quoted(stage)} AS stage, {quoted(created)} AS created, {quoted(ROW)} AS number"
            f" FROM {numbered(raw)})")
