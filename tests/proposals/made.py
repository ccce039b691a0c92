"""A proposal as its reviewers get it, made of values."""

from typing import Any

from processengine.change import Change, Changeset, Group, Impact
from processengine.model.library import Library
from processengine.model.proposal import Proposal
from processengine.proposals.approvals import Given, standing
from processengine.proposals.packet import Packet, Piece, Reason, Revision
from processengine.proposals.policy import agreement

LIBRARY = Library.model_validate({
    "library": "acme",
    "people": {"ana": {"roles": ("rep",)}, "ben": {"roles": ("rep",)}, "mia": {"roles": ("manager",)}, "lee": {"roles": ("leader",)}},
    "policy": {"breaking": {"approvals": {"manager": 1, "anyone": 1}, "claims": 1, "expects": 1}, "editorial": {"approvals": {"anyone": 1}}},
})
CLAIM = {"says": "Most end undecided", "share": {"outcome": "no-decision"}, "at_least": 0.5}
EXPECTS = {"win-rate": {"to": 0.3, "by": "2027-06-30"}}


def piece(impact: Impact = Impact.EDITORIAL) -> Piece:
    """Return a change of a process."""
    change = Change("process-changed", impact, "", "title", "It is called otherwise.", before="A", after="B")
    return Piece(Changeset("process", "a", "A", "a.yaml", "a.yaml", (Group("A", (change,)),), (change,)), None, None, "1.0.0", "1.0.1")


def made(*approvers: str, impact: Impact = Impact.EDITORIAL, settings: tuple[str, ...] = (), proposal: dict[str, Any] | None = None, **more: Any) -> Packet:
    """Return a proposal that changes a process, with some people's approvals."""
    agreements = (agreement(LIBRARY, impact, {"ana"}, settings_changed=bool(settings)),)
    given = [Given(name, name, "approved", "c" * 40, "", "key") for name in approvers]
    parts: dict[str, Any] = {"key": "key", "standing": standing(agreements, given, "key", "forge"), "settings": settings, "settings_changed": bool(settings)}
    stated = Proposal.model_validate({"proposal": "x"} | (proposal or {}))
    pieces = more.pop("pieces", (piece(impact),))
    return Packet(
        Revision("main", "b" * 40), Revision("proposals/x", "c" * 40), "b" * 40, more.pop("reason", Reason("X", "", "proposal", ())), stated, pieces,
        more.pop("findings", ()), (), agreements, more.pop("collisions", ()), 0, 0, **(parts | more),
    )
