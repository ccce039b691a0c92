"""A source, checked, for programs."""

import json
from typing import Any

from processengine.evidence.check.checked import Checked, ProcessChecked
from processengine.evidence.check.computable import Computable
from processengine.evidence.check.odd import Odd
from processengine.evidence.check.seen import RowsSeen, TableSeen
from processengine.evidence.times import iso

SCHEMA = "processengine/evidence-check/1"


def as_json(checked: Checked) -> str:
    """Return the check as a JSON document; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        "source": checked.source,
        "fit": checked.is_fit,
        "as_of": _time(checked.as_of, checked),
        "tables": [_table(one, checked) for one in checked.tables],
        "history": None if checked.history is None else {
            "events": checked.history.events, "deals": checked.history.deals, "deals_of_one_row": checked.history.alone, "ties": checked.history.ties,
            "duplicates": checked.history.duplicates, "moves_without_time": checked.history.no_time, "days_without_time": checked.history.midnight,
        },
        "findings": [_odd(one) for one in checked.every],
        "notes": list(checked.notes),
        "processes": [_process(one) for one in checked.processes],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _table(table: TableSeen, checked: Checked) -> dict[str, Any]:
    return {
        "table": table.table,
        "file": table.file,
        "shape": table.shape or None,
        "rows": table.rows,
        "usable": table.usable,
        "left_out": table.left_out,
        "later": table.later,
        "first": _time(table.first, checked),
        "last": _time(table.last, checked),
        "columns": [{"column": ours, "holds": theirs, "guessed": ours in table.guessed} for ours, theirs in table.columns.items()],
        "lacking": list(table.lacking),
        "others": list(table.others),
        "broken": [_rows(one) for one in table.broken],
        "unread": [_rows(one) for one in table.unread],
    }


def _rows(rows: RowsSeen) -> dict[str, Any]:
    return {"why": rows.why, "rows": rows.rows, "examples": list(rows.examples)}


def _odd(one: Odd) -> dict[str, Any]:
    return {"severity": one.severity, "about": one.about, "message": one.message, "fix": one.fix, "examples": list(one.rows)}


def _process(process: ProcessChecked) -> dict[str, Any]:
    return {
        "process": process.process,
        "rows": process.rows,
        "rows_elsewhere": process.elsewhere,
        "rows_skipped": process.not_stages,
        "stages": [{"stage": stage, "rows": rows, "names": list(names)} for stage, (rows, names) in process.stages.items()],
        "unknown": [{"name": one.name, "rows": one.rows, "deals": one.deals, "nearest": list(one.nearest)} for one in process.unknown],
        "unnamed": process.unnamed,
        "lines": list(process.lines),
        "measures": [_computable(one) for one in process.measures],
        "claims": [{"proposal": proposal, **_computable(one)} for proposal, found in process.claims.items() for one in found],
        "record_first": [{"record": one.record, "what": [{"name": what, "waiting": count} for what, count in one.what]} for one in process.first_needed],
    }


def _computable(one: Computable) -> dict[str, Any]:
    return {"name": one.name, "computable": one.can, "why": [lack.why for lack in one.lacks], "remark": one.remark}


def _time(microseconds: int | None, checked: Checked) -> str | None:
    if microseconds is None:
        return None
    return iso(microseconds)[:10] if checked.is_public else iso(microseconds)
