"""The evidence tables as questions read them, whatever the source: names, columns and units, once for everybody.

Times are whole microseconds since 1970-01-01 UTC, so that sums and differences are exact; texts are as the source has
them. A column that the source lacks is NULL; a table that it lacks is empty.
"""

from typing import Final

DAY: Final = 86_400_000_000
"""A day in microseconds."""

HOUR: Final = 3_600_000_000
"""An hour in microseconds."""

STAGE_NAME: Final = (("code", "INTEGER"), ("name", "VARCHAR"))
"""`stage_name`: the source's own names of stages, numbered from 0 in the order of the names' code points."""

STAGE_HISTORY: Final = (
    ("deal", "VARCHAR"), ("code", "INTEGER"), ("entered", "BIGINT"), ("seq", "BIGINT"), ("process", "VARCHAR"), ("by_whom", "VARCHAR"),
)
"""`stage_history`: a row for each time that a deal entered a stage; `seq` breaks ties, by default the order in the source."""

DEALS: Final = (
    ("deal", "VARCHAR"), ("opened", "BIGINT"), ("closed", "BIGINT"), ("outcome", "VARCHAR"), ("amount", "DOUBLE"), ("currency", "VARCHAR"),
    ("owner", "VARCHAR"), ("account", "VARCHAR"), ("is_new", "BOOLEAN"), ("is_target", "BOOLEAN"), ("reason", "VARCHAR"),
    ("reason_by", "VARCHAR"), ("introduced_to", "VARCHAR"),
)
"""`deals`: a row for each deal; `outcome` as the source says it."""

FACTS: Final = (("deal", "VARCHAR"), ("kind", "VARCHAR"), ("id", "VARCHAR"), ("happened", "BIGINT"))
"""`facts`: what happened to a deal: `kind` is criterion, play, kit or team, in small letters whatever the source has, `id` the element (`stage/id`)."""

ACTIVITIES: Final = (
    ("rep", "VARCHAR"), ("kind", "VARCHAR"), ("happened", "BIGINT"), ("deal", "VARCHAR"), ("is_target", "BOOLEAN"), ("is_new", "BOOLEAN"),
    ("with_decision_maker", "BOOLEAN"),
)
"""`activities`: what reps did: `kind` is dial, conversation, appointment, meeting or rejection, in small letters
whatever the source has."""

SOURCE_COLUMNS: Final = {
    "stage_history": {"deal_id": "deal", "stage": "code", "entered_at": "entered", "seq": "seq", "process": "process", "by": "by_whom"},
    "deals": {
        "deal_id": "deal", "opened_at": "opened", "closed_at": "closed", "outcome": "outcome", "amount": "amount", "currency": "currency",
        "owner": "owner", "account_id": "account", "account_is_new": "is_new", "account_is_target": "is_target", "reason": "reason",
        "reason_by": "reason_by", "introduced_to": "introduced_to",
    },
    "facts": {"deal_id": "deal", "kind": "kind", "id": "id", "at": "happened"},
    "activities": {
        "rep": "rep", "kind": "kind", "at": "happened", "deal_id": "deal", "account_is_target": "is_target", "account_is_new": "is_new",
        "with_decision_maker": "with_decision_maker",
    },
}
"""What users call each table's columns (`--column stage_history.deal_id=...`), and the column that holds it here."""
