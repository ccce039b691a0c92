"""A review as JSON, for programs."""

import json
from typing import Any

from processengine.diagnostic import Diagnostic
from processengine.proposals.approvals import Standing
from processengine.proposals.blockers import blockers
from processengine.proposals.conflicts import Collision
from processengine.proposals.packet import Packet, Piece
from processengine.proposals.policy import Agreement, Approval
from processengine.report import diff_json, review_json_facts, validate_json
from processengine.report.review_verdict import verdict

SCHEMA = "processengine/review/1"


def render(packet: Packet) -> str:
    """Return the review as a JSON document; keys are only ever added."""
    return json.dumps({"schema": SCHEMA, **as_data(packet)}, indent=2, ensure_ascii=False)


def as_data(packet: Packet) -> dict[str, Any]:
    """Return a review as plain data."""
    return {
        "base": packet.base._asdict(),
        "head": packet.head._asdict(),
        "fork": packet.fork,
        "base_moved": packet.base_moved,
        "proposal": _proposal(packet),
        "title": packet.reason.title,
        "why": packet.reason.why,
        "stated_in": packet.reason.source,
        "authors": [one._asdict() for one in packet.reason.authors],
        "impact": packet.impact and packet.impact.value,
        "processes": [_piece(packet, one) for one in packet.pieces],
        "findings": [_finding(one) for one in packet.findings],
        "mended": [_finding(one) for one in packet.mended],
        "must_agree": [_agreement(one) for one in packet.agreements],
        "conflicts": [_collision(one) for one in packet.collisions if one.is_conflict],
        "warned": [_collision(one) for one in packet.collisions if not one.is_conflict],
        "open_proposals": packet.others,
        "skipped_proposals": list(packet.skipped),
        "other_files": list(packet.besides),
        "unreadable_files": list(packet.unread),
        "settings_changed": packet.settings_changed,
        "settings": list(packet.settings),
        "settings_told": [{**one._asdict(), "impact": one.impact.value} for one in packet.settings_told],
        "newly_allowed": list(packet.allowed),
        "refused": list(packet.refused),
        "key": packet.key or None,
        "verdict": verdict(packet),
        "blockers": [{"kind": one.kind, "message": one.message} for one in blockers(packet)],
        "approvals": _approvals(packet.standing),
        "claims": review_json_facts.claims(packet),
        "expectations": review_json_facts.expectations(packet),
        "in_flight": review_json_facts.in_flight(packet.facts.in_flight),
        "evidence": review_json_facts.evidence(packet),
    }


def _proposal(packet: Packet) -> dict[str, Any] | None:
    """Return what the proposal file states, in the form of the file; nothing of it is computed."""
    return None if packet.proposal is None else packet.proposal.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _piece(packet: Packet, piece: Piece) -> dict[str, Any]:
    change = piece.changeset
    return {
        "process": change.id,
        "document": change.kind,
        "title": change.title,
        "from": None if change.before_file is None else packet.base.name,
        "to": None if change.after_file is None else packet.head.name,
        "from_file": change.before_file,
        "to_file": change.after_file,
        "impact": change.impact and change.impact.value,
        "required_bump": change.required_bump,
        "version": piece.version or None,
        "released": piece.released or None,
        "next_version": piece.next_version or None,
        "changes": [diff_json.as_data(one) for one in change.changes],
        "atoms": [diff_json.as_data(one) for one in change.atoms],
    }


def _finding(one: Diagnostic) -> dict[str, Any]:
    return validate_json.as_data(one)


def _agreement(one: Agreement) -> dict[str, Any]:
    return {
        "library": one.library or None,
        "clause": one.clause and one.clause.value,
        "approvals": [_approval(approval) for approval in one.approvals],
        "never": list(one.never),
        "claims": one.claims,
        "expects": one.expects,
        "in_flight": "planned" if one.deals_planned else None,
    }


def _approvals(standing: Standing | None) -> dict[str, Any] | None:
    """Return how the approvals stand, None where nobody looked for any."""
    if standing is None:
        return None
    return {
        "mode": standing.mode,
        "enough": standing.is_enough,
        "counted": [{"asked": one.approval.asked, "role": one.approval.role, "by": one.by} for one in standing.counted if one.by],
        "missing": [_approval(one) for one in standing.missing],
        "uncounted": [{"by": one.by, "why": one.why} for one in standing.uncounted],
        "objections": list(standing.objections),
        "changes_asked": [{"by": name, "why": standing.reasons.get(name) or None} for name in standing.objections],
        "remarks": list(standing.remarks),
        "log_head": standing.head or None,
    }


def _approval(one: Approval) -> dict[str, Any]:
    return {"asked": one.asked, "role": one.role, "people": list(one.people), "open": one.is_open}


def _collision(one: Collision) -> dict[str, Any]:
    return {
        "with": one.other, "title": one.title, "is_base": one.with_base, "kind": one.kind, "file": one.file, "path": one.path,
        "message": one.message, "ours": list(one.ours), "theirs": list(one.theirs),
    }
