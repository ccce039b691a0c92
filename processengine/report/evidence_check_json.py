"""A source, checked, for programs."""

import json
from collections.abc import Sequence
from typing import Any

from processengine.evidence.check.checked import Checked, ProcessChecked
from processengine.evidence.check.computable import Computable
from processengine.evidence.check.odd import Odd
from processengine.evidence.check.placed import Lines
from processengine.evidence.check.seen import RowsSeen, TableSeen
from processengine.evidence.heading import Heading
from processengine.evidence.public import is_few
from processengine.evidence.times import iso
from processengine.report.evidence_heading import as_data

SCHEMA = "processengine/evidence-check/1"


def as_json(checked: Checked, heading: Heading) -> str:
    """Return the check as a JSON document; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        **as_data(heading),
        "fit": checked.is_fit,
        "tables": [_table(one, checked) for one in checked.tables],
        "history": None if checked.history is None else {
            "events": checked.history.events, "deals": checked.history.deals, **{key: _number(count, checked) for key, count in (
                ("deals_of_one_row", checked.history.alone), ("ties", checked.history.ties), ("duplicates", checked.history.duplicates),
                ("moves_without_time", checked.history.no_time), ("days_without_time", checked.history.midnight),
            )},
        },
        "findings": [_odd(one) for one in checked.every],
        "warnings": list(checked.notes),
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
        "other_columns": list(table.others),
        "broken": [_rows(one) for one in table.broken],
        "unread": [_rows(one) for one in table.unread],
    }


def _rows(rows: RowsSeen) -> dict[str, Any]:
    return {"why": rows.why, "rows": rows.rows, "examples": list(rows.examples)}


def _odd(one: Odd) -> dict[str, Any]:
    return {"severity": one.severity, "about": one.about, "message": one.message, "fix": one.fix or None, "examples": list(one.rows)}


def _process(process: ProcessChecked) -> dict[str, Any]:
    return {
        "process": process.process,
        "rows": process.rows,
        "elsewhere_rows": process.elsewhere,
        "skipped_rows": process.not_stages,
        "stages": [{"stage": stage, "rows": rows, "names": list(names)} for stage, (rows, names) in process.stages.items()],
        "unknown_stages": [one.name for one in process.unknown],
        "unknown": [{"name": one.name, "rows": one.rows, "deals": one.deals, "nearest": list(one.nearest)} for one in process.unknown],
        "unnamed": process.unnamed,
        **_lines(process.lines),
        "measures": [_computable(one) for one in process.measures],
        "claims": [{"proposal": proposal, **_computable(one)} for proposal, found in process.claims.items() for one in found],
        "record_first": [{"record": one.record, "what": [{"name": what, "waiting": count} for what, count in one.what]} for one in process.first_needed],
    }


def _computable(one: Computable) -> dict[str, Any]:
    return {"name": one.name, "computable": one.can, "why": [lack.why for lack in one.lacks], "remark": one.remark or None}


def _lines(found: Sequence[Lines]) -> dict[str, Any]:
    return {
        "lines": [line for one in found if not one.under for line in one.lines],
        "lines_under": [{"under": one.under, "lines": list(one.lines)} for one in found if one.under],
    }


def _number(count: int, checked: Checked) -> int | None:
    """Return a number of deals or rows; None where it may not be told in public, as they or all others are too few."""
    known = checked.history.deals if checked.history is not None else 0
    return None if checked.is_public and (is_few(count) or is_few(known - count)) else count


def _time(microseconds: int | None, checked: Checked) -> str | None:
    if microseconds is None:
        return None
    return iso(microseconds)[:10] if checked.is_public else iso(microseconds)
