"""Salesforce's report on the history of opportunities: a row for each change of a stage, with the stage before and the one after.

Known by From Stage, To Stage and Last Modified, and the deal by Opportunity ID, else by its name. What it lacks is what the
export of OpportunityFieldHistory lacks, and is read in the same way: the opening stage is the From Stage of a deal's first
change, and since when the deal was in it nobody knows. Rows that lead from a stage to the same one tell of another field.
"""
# ruff: noqa: S608 - names of columns are quoted, all else are our own words

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import ROW, Raw
from processengine.warehouse.shapes import opportunity_field_history
from processengine.warehouse.shapes.columns import column, columns, listed, numbered, time
from processengine.warehouse.shapes.shaped import Counted, Shaped

_NAME = "Salesforce report on opportunity history"
_FIELD = "Field (stage)"
_CHANGED = ("Last Modified", "Last Modified Date", "Modified Date", "Edit Date", "Created Date")
_DEAL = ("Opportunity ID", "Opportunity ID (18)", "Opportunity Name")
_CLOCKS: Final = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", ", %H:%M", ", %I:%M %p")


def shaped(raws: Sequence[Raw]) -> tuple[Shaped, ...]:
    """Return the stage history where a table is such a report."""
    found = ((raw, column(raw, *_DEAL), columns(raw, "From Stage", "To Stage"), column(raw, *_CHANGED)) for raw in raws)
    return tuple(_history(raw, deal, stages, changed) for raw, deal, stages, changed in found if deal and stages and changed)


def _history(raw: Raw, deal: str, stages: tuple[str, ...], changed: str) -> Shaped:
    before, after = stages
    same = f"COALESCE({quoted(before)} = {quoted(after)}, FALSE)"
    relation = f"(SELECT {listed(raw.columns)}, 'StageName' AS {quoted(_FIELD)}, {quoted(ROW)} FROM {numbered(raw)} WHERE NOT {same})"
    changes = Raw(raw.name, raw.file, relation, (*raw.columns, _FIELD), ROW)
    made = opportunity_field_history.of_changes(changes, (deal, _FIELD, before, after, changed), (), _moment(changed, raw))
    unchanged = Counted(
        f"SELECT COUNT(*) FROM {raw.relation} WHERE {same}",
        f"row of {raw.file} leads from a stage to the same one (another field changed): it is left out.",
        f"rows of {raw.file} lead from a stage to the same one (another field changed): they are left out.",
    )
    start = (f"In {raw.file} the opening stage of a deal is the From Stage of its first change; when the deal entered it is not told, so that first visit counts in "
             "no duration. Deals that never changed their stage have no row.")
    by_name = (f"{raw.file} has no Opportunity ID, so deals of one name count as one: add that column to the report.",) if "id" not in deal.casefold() else ()
    *_, gaps = made.counted
    return replace(made, shape=_NAME, notes=(start, *by_name), counted=(unchanged, gaps))


def _moment(changed: str, raw: Raw) -> str:
    """Return the SQL of a change's time, to put changes in order: reports write days as a country does, the whole column one way."""
    text = f"TRIM(CAST({quoted(changed)} AS VARCHAR))"
    month, day, dots = (f"TRY_STRPTIME({text}, [{', '.join(repr(form + clock) for clock in _CLOCKS)}])" for form in ("%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y"))
    is_day_first = f"(SELECT COUNT(*) > 0 FROM {raw.relation} WHERE {month} IS NULL AND {day} IS NOT NULL)"
    return f"COALESCE({time(changed)}, CAST(CASE WHEN {is_day_first} THEN {day} ELSE {month} END AS TIMESTAMPTZ), CAST({dots} AS TIMESTAMPTZ))"
