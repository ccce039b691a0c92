"""The list of proposals as JSON, for programs."""

import json
from typing import Any

from processengine.proposals.blockers import blockers
from processengine.proposals.listing import Listed, Listing, Quarter

SCHEMA = "processengine/proposals/1"


def render(listing: Listing, *, with_all: bool = False) -> str:
    """Return the list as a JSON document; keys are only ever added."""
    shown = [one for one in listing.proposals if with_all or one.is_shown]
    data = {
        "schema": SCHEMA,
        "library": listing.library,
        "base": listing.base,
        "today": listing.today.isoformat(),
        "person": listing.person or None,
        "your_turn": [one.id for one in listing.yours],
        "proposals": [_listed(listing, one) for one in shown],
        "conflicts": [{"between": [one.one, one.other], "messages": list(one.messages)} for one in listing.pairs],
        "began_at_the_front": _front(listing.front),
        "remarks": list(listing.remarks),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _listed(listing: Listing, one: Listed) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "process": one.process or None,
        "author": None if one.author is None else one.author.id or None,
        "author_name": None if one.author is None else one.author.name,
        "state": one.state,
        "branch": one.branch or None,
        "opened": one.opened and one.opened.isoformat(),
        "days": one.days,
        "impact": one.impact and one.impact.value,
        "turn": one.turn and one.turn._asdict(),
        "key": (one.packet.key if one.packet else "") or None,
        **_approvals(one),
        "in_the_way": [{"kind": each.kind, "message": each.message} for each in blockers(one.packet)] if one.packet else [],
        "conflicts": [pair.other if pair.one == one.id else pair.one for pair in listing.pairs if one.id in (pair.one, pair.other)],
        "why": one.proposal.why.strip() if one.proposal else one.packet.reason.why if one.packet else "",
        "why_withdrawn": one.why_withdrawn or None,
        "record": None if one.record is None else one.record.model_dump(mode="json", exclude_defaults=True),
        "expects": _expects(one),
        "unreadable": one.why_not or None,
    }


def _approvals(one: Listed) -> dict[str, Any]:
    standing = one.packet.standing if one.packet and one.are_approvals_known else None
    return {
        "approvals_known": one.are_approvals_known,
        "approved_by": None if standing is None else list(standing.approvers),
        "asks_for_changes": None if standing is None else list(standing.objections),
        "changes_asked": None if standing is None else [{"by": name, "why": standing.reasons.get(name) or None} for name in standing.objections],
        "missing": [{"role": each.role, "asked": each.asked, "people": list(each.people), "anyone_else": each.is_open} for each in one.missing],
    }


def _expects(one: Listed) -> list[dict[str, Any]]:
    verdicts = one.record.verdicts if one.record else {}
    return [
        {"measure": name, "by": stated.by.isoformat(), "due": name in one.due, "verdict": verdicts[name].verdict if name in verdicts else None}
        for name, stated in (one.proposal.expects if one.proposal else {}).items()
    ]


def _front(found: tuple[Quarter, ...]) -> dict[str, Any]:
    whole = next((one for one in found if not one.name), Quarter("", 0, 0, 0))
    return {**_quarter(whole), "quarters": [{"quarter": one.name, **_quarter(one)} for one in found if one.name]}


def _quarter(one: Quarter) -> dict[str, Any]:
    return {"count": one.at_the_front, "n": one.n, "share": one.share, "unknown": one.unknown}
