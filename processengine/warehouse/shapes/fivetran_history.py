"""A connector's history of the whole Opportunity record: a row for each state of it, from `_fivetran_start` on.

Known by id, stage_name and _fivetran_start. As in Salesforce's own history, rows in which another field changed are left out
and counted. A deal that is older than its first row was watched from that row on only: how long it had been in that stage
is not known. Such deals are counted; their first time in a stage is too short.
"""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from collections.abc import Sequence

from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import Raw
from processengine.warehouse.shapes.columns import column, columns, known, time
from processengine.warehouse.shapes.shaped import Counted, Shaped
from processengine.warehouse.shapes.unchanged import without_unchanged

_NAME = "Salesforce opportunity history of a connector"
_BY = (("by", ("LastModifiedById",)),)


def shaped(raws: Sequence[Raw]) -> tuple[Shaped, ...]:
    """Return the stage history where a table is such an export."""
    return tuple(_history(raw, *held) for raw in raws if (held := columns(raw, "id", "stage_name", "_fivetran_start")) is not None)


def _history(raw: Raw, deal: str, stage: str, start: str) -> Shaped:
    entries, unchanged = without_unchanged(raw, deal, stage, start)
    held = {"deal_id": deal, "stage": stage, "entered_at": start, **known(raw, _BY)}
    created = column(raw, "created_date")
    late = (_watched_late(raw, deal, start, created),) if created is not None else ()
    return Shaped(_NAME, "stage_history", entries, held, (raw.name,), counted=(unchanged, *late))


def _watched_late(raw: Raw, deal: str, start: str, created: str) -> Counted:
    first = f"SELECT MIN({time(start)}) AS began, MIN({time(created)}) AS made FROM {raw.relation} GROUP BY {quoted(deal)}"
    return Counted(
        f"SELECT COUNT(*) FROM ({first}) WHERE began > made + INTERVAL 1 DAY",
        "deal is over a day older than its first row: it was watched from then on only, and its first time in a stage is too short.",
        "deals are over a day older than their first rows: they were watched from then on only, and their first times in a stage are too short.",
    )
