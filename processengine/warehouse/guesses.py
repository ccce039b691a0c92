"""What columns are commonly called, so that well-known sources need no mapping.

Names are compared without case and without what stands between their words. Of each column of ours the first line's names
are sure, the first that a source has counts; those of the second are common words: where a source has two of them, nobody
can tell which one is meant.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_DEAL = (
    ("deal_id", "case:concept:name", "opportunity_id", "case_id", "hs_object_id"),
    ("deal", "case", "opportunity", "object_id", "record_id", "case_key"),
)
_IS_NEW = (("account_is_new",), ("is_new_account", "is_new"))
_IS_TARGET = (("account_is_target",), ("is_target_account", "is_target"))
_HELD: Mapping[str, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "stage_history": {
        "deal_id": _DEAL,
        "stage": (
            ("stage", "concept:name", "stage_name", "dealstage", "deal_stage", "activity"),
            ("stage_id", "to_stage", "new_stage", "activity_name", "event", "state", "status", "step", "task", "activity_en"),
        ),
        "entered_at": (
            ("entered_at", "time:timestamp", "timestamp", "date_entered", "created_date", "complete_timestamp"),
            ("time", "date", "datetime", "at", "entered", "changed_at", "change_time", "event_time", "occurred_at", "created_at", "start_timestamp", "start_time", "start", "ts"),
        ),
        "seq": (("seq", "sequence", "event_id"), ()),
        "process": (("process", "process_id"), ()),
        "by": (("by", "changed_by", "org:resource", "created_by_id"), ("user", "resource", "created_by")),
    },
    "deals": {
        "deal_id": (_DEAL[0], (*_DEAL[1], "id")),
        "opened_at": (("opened_at", "created_date", "createdate", "created_at"), ("opened", "created", "add_time", "open_date", "engage_date")),
        "closed_at": (("closed_at", "close_date", "closedate", "closed_date"), ("closed", "close_time", "won_time")),
        "outcome": (("outcome",), ("result",)),
        "amount": (("amount",), ("value", "deal_value", "close_value", "deal_amount")),
        "currency": (("currency", "currency_iso_code", "deal_currency_code"), ("currency_code",)),
        "owner": (("owner", "owner_id", "hubspot_owner_id"), ("rep", "sales_rep", "sales_agent", "seller", "owner_name", "user_id")),
        "account_id": (("account_id",), ("account", "company_id", "company", "org_id", "customer_id", "customer")),
        "account_is_new": _IS_NEW,
        "account_is_target": _IS_TARGET,
        "reason": (("reason",), ("lost_reason", "loss_reason", "closed_lost_reason")),
        "reason_by": (("reason_by",), ()),
        "introduced_to": (("introduced_to",), ()),
    },
    "facts": {
        "deal_id": _DEAL,
        "kind": (("kind",), ("type",)),
        "id": (("id",), ("element", "fact", "path")),
        "at": (("at", "happened_at", "timestamp"), ("date", "time", "created_at", "created_date", "ts")),
    },
    "activities": {
        "rep": (("rep", "owner", "owner_id", "hubspot_owner_id"), ("user", "user_id", "sales_rep", "sdr", "assigned_to", "assigned_to_user")),
        "kind": (("kind",), ("type", "activity_type", "activity_kind")),
        "at": (("at", "activity_date", "happened_at", "timestamp"), ("date", "time", "created_at", "created_date", "done_at", "ts")),
        "deal_id": _DEAL,
        "account_is_target": _IS_TARGET,
        "account_is_new": _IS_NEW,
        "with_decision_maker": (("with_decision_maker",), ("decision_maker", "met_decision_maker")),
    },
}


@dataclass(frozen=True)
class Guess:
    """What a column of ours may be in a source: `column` where that is clear, else the `several` that it could be."""

    column: str | None = None
    several: tuple[str, ...] = ()


def plain(name: str) -> str:
    """Return a name without case and without what stands between its words."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def guessed(table: str, ours: str, columns: Sequence[str]) -> Guess:
    """Return which of a source's columns is meant to hold one of ours; a log's attributes of a whole case count as well."""
    sure, common = _HELD[table][ours]
    own = _by_plain_name(columns)
    names = (*sure, *(f"case:{name}" for name in sure)) if table == "deals" else sure
    for name in names:
        found = own.get(plain(name), ())
        if found:
            return Guess(found[0]) if len(found) == 1 else Guess(None, found)
    several = tuple(column for name in common for column in own.get(plain(name), ()))
    return Guess(several[0]) if len(several) == 1 else Guess(None, several)


def _by_plain_name(columns: Iterable[str]) -> dict[str, tuple[str, ...]]:
    own: dict[str, tuple[str, ...]] = {}
    for column in columns:
        own[plain(column)] = (*own.get(plain(column), ()), column)
    return own
