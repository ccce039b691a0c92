"""Logs of changes: a row for each time that something of a deal changed, with the new value.

Known by a deal, a time, what changed and its new value (Pipedrive's change log), or by a deal, `date_entered` and a value
(HubSpot's stages, as connectors keep them). Only the changes of the stage count; the others are left out, and counted.
Such logs have numbers for stages: where a table beside them has names for these, the names are taken.
"""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from collections.abc import Sequence

from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import ROW, Raw
from processengine.warehouse.shapes.columns import column, columns, listed, numbered
from processengine.warehouse.shapes.shaped import Counted, Shaped

_STAGE_FIELDS = "('stage_id', 'stage', 'dealstage', 'deal_stage', 'stagename', 'stage_name')"
_NAME = "stage (by its name)"


def shaped(raws: Sequence[Raw]) -> tuple[Shaped, ...]:
    """Return the stage history where a table is such a log."""
    return tuple(one for raw in raws if (one := _history(raw, raws)) is not None)


def _history(raw: Raw, raws: Sequence[Raw]) -> Shaped | None:
    if column(raw, "OldValue") is not None:
        return None
    log, entered = columns(raw, "deal_id", "change_time", "changed_field_key", "new_value"), columns(raw, "deal_id", "date_entered", "value")
    if log is not None:
        deal, time, field, value = log
        return _made("log of changes", raw, (deal, time, value), field, raws)
    return _made("HubSpot stages of a connector", raw, (entered[0], entered[1], entered[2]), None, raws) if entered is not None else None


def _made(shape: str, raw: Raw, held: tuple[str, str, str], field: str | None, raws: Sequence[Raw]) -> Shaped:
    deal, time, value = held
    kept = f" WHERE LOWER(CAST({quoted(field)} AS VARCHAR)) IN {_STAGE_FIELDS}" if field is not None else ""
    rows = f"(SELECT {listed(raw.columns)}, {quoted(ROW)} FROM {numbered(raw)}{kept})"
    left_out = () if field is None else (_others(raw, field),)
    beside = next(((one, named) for one in raws if one is not raw and (named := _names(one)) is not None), None)
    if beside is None:
        return Shaped(shape, "stage_history", Raw(raw.name, raw.file, rows, raw.columns, ROW), {"deal_id": deal, "stage": value, "entered_at": time}, (raw.name,),
                      counted=left_out)
    names, (id_, name) = beside
    shown = ", ".join(f"r.{quoted(one)}" for one in (*raw.columns, ROW))
    told = f"(SELECT CAST({quoted(id_)} AS VARCHAR) AS id, MIN(CAST({quoted(name)} AS VARCHAR)) AS name FROM {names.relation} GROUP BY 1)"
    value_of = f"CAST(r.{quoted(value)} AS VARCHAR)"
    relation = f"(SELECT {shown}, COALESCE(n.name, {value_of}) AS {quoted(_NAME)} FROM {rows} AS r LEFT JOIN {told} AS n ON n.id = {value_of})"
    note = f"The stages' names are those of {names.file}."
    return Shaped(shape, "stage_history", Raw(raw.name, raw.file, relation, (*raw.columns, _NAME), ROW),
                  {"deal_id": deal, "stage": _NAME, "entered_at": time}, (raw.name, names.name), (note,), left_out)


def _names(raw: Raw) -> tuple[str, ...] | None:
    return columns(raw, "stage_id", "stage_name") or columns(raw, "stage_id", "label")


def _others(raw: Raw, field: str) -> Counted:
    return Counted(
        f"SELECT COUNT(*) FROM {raw.relation} WHERE LOWER(CAST({quoted(field)} AS VARCHAR)) NOT IN {_STAGE_FIELDS}",
        f"row of {raw.file} tells of another field than the stage: it is left out.",
        f"rows of {raw.file} tell of other fields than the stage: they are left out.",
    )
