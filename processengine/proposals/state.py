"""Where a proposal stands: computed from what is known of it, and stored nowhere.

Three states its author writes: draft, open and withdrawn. All others follow from the record on the base, from how its
approvals stand, from what is in its way and from the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from processengine.model.proposal import REJECTED, Expectation, Proposal, Ruling, Verdict
from processengine.proposals.approvals import Standing
from processengine.rules.judged import has_verdict

State = Literal[
    "draft", "open", "withdrawn", "approved", "stale", "expired", "superseded",
    "ruled", "released", "watching", "held", "not-held", "inconclusive",
]
STATES: tuple[State, ...] = get_args(State)
JUDGED: tuple[State, ...] = ("held", "not-held", "inconclusive")
RULED: tuple[State, ...] = ("ruled", "released", "watching", *JUDGED)
"""States of a proposal that the base has a ruling on."""
COMPUTED: tuple[State, ...] = ("open", "approved", "stale", "expired", "superseded")
"""States of a proposal whose author wrote `open` and that nobody has ruled on."""


@dataclass(frozen=True)
class Known:
    """All that decides where a proposal stands.

    `status` is as its author wrote it, `record` and `is_on_base` as the base has it. `lacks` tells whether the base lacks
    anything of what it changes; a proposal that changes nothing at all lacks nothing and supersedes nothing, so it counts as
    lacking. `standing` is how its approvals stand, None where nobody knows. `is_in_the_way` tells that something has to be
    mended before anybody can rule in its favour.
    """

    today: date
    status: str = "open"
    record: Ruling | None = None
    is_on_base: bool = False
    lacks: bool = True
    standing: Standing | None = None
    is_in_the_way: bool = False
    expects: Mapping[str, Expectation] = field(default_factory=dict)


def state_of(known: Known) -> State:
    """Return where a proposal stands."""
    if known.record is not None:
        return _after_ruling(known.record, known.expects)
    if known.status in ("draft", "withdrawn"):
        return "draft" if known.status == "draft" else "withdrawn"
    # One on the base without a record was merged by a forge: that was the ruling, and `release` writes the record.
    return "ruled" if known.is_on_base else _open(known)


def _open(known: Known) -> State:
    if not known.lacks:
        return "superseded"
    if any(one.by < known.today for one in known.expects.values()):
        return "expired"
    standing = known.standing
    if standing is None:
        return "open"
    if standing.is_enough and standing.key and not known.is_in_the_way:
        return "approved"
    return "stale" if not standing.approvers and any(one.is_outdated for one in standing.uncounted) else "open"


def overall(verdicts: Mapping[str, Verdict]) -> State:
    """Return how a proposal came out: not held if one of its expectations is not, held if all are; nobody knows how without a verdict."""
    found = {one.verdict for one in verdicts.values()} or {"inconclusive"}
    return next((one for one in ("not-held", "inconclusive") if one in found), "held")


def to_judge(proposal: Proposal, record: Ruling, today: date) -> tuple[str, ...]:
    """Return the expectations whose day has come and that nobody has judged, in their order; of a released proposal."""
    if not record.version:
        return ()
    return tuple(name for name, one in proposal.expects.items() if not has_verdict(record, name) and one.by <= today)


def _after_ruling(record: Ruling, expects: Mapping[str, Expectation]) -> State:
    if record.ruling == REJECTED or not record.version:
        return "ruled"
    if not expects:
        return "released"
    return "watching" if any(not has_verdict(record, name) for name in expects) else overall(record.verdicts)
