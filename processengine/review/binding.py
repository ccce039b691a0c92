"""Whether what is reviewed may be merged now, and whether saying so binds anybody: for a required check of a forge."""

from collections.abc import Iterator
from dataclasses import dataclass

from processengine.model.base import words
from processengine.model.wording import counted
from processengine.proposals.blockers import blockers
from processengine.proposals.packet import Packet
from processengine.proposals.policy import Approval
from processengine.proposals.protection import Protection

_CHECKERS = (".github/", ".gitlab-ci.yml", ".gitlab/")


@dataclass(frozen=True)
class Readiness:
    """Whether a proposal may be merged, as sentences.

    `reasons` say what is missing, `unbound` why this check binds nobody, and `notes` what else there is to know.
    """

    is_ready: bool
    reasons: tuple[str, ...] = ()
    unbound: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def readiness(packet: Packet, protection: Protection | None = None) -> Readiness:
    """Return whether it may be merged now; `packet` holds key and standing, `protection` is what the forge says of the base.

    The exit status of `review --ci` is 0 where it is ready, else 1.
    """
    reasons = tuple(_missing(packet, protection))
    return Readiness(not reasons, reasons, tuple(_unbound(packet, protection)), tuple(_notes(packet, protection)))


def _missing(packet: Packet, protection: Protection | None) -> Iterator[str]:
    yield from (one.message for one in blockers(packet))
    if packet.base_moved and not (protection is not None and protection.has_queue):
        yield (f"{packet.base.name} has moved on by {counted(packet.base_moved, 'commit')}: update the branch, so that what is checked is "
               "what will be merged.")
    if packet.standing is None:
        yield "Nothing is known of approvals: give what the forge says of them with --approvals."
    else:
        yield from (_lacks(one) for one in packet.standing.missing)
        if packet.standing.missing:
            yield from (one.why for one in packet.standing.uncounted)


def _lacks(approval: Approval) -> str:
    who = "somebody else" if approval.is_open else " or ".join(approval.people)
    falls = "" if approval.role == approval.asked else f", as nobody is left for {approval.asked}"
    return f"It lacks the approval of {approval.whose}{falls}: {who}."


def _unbound(packet: Packet, protection: Protection | None) -> Iterator[str]:
    if packet.standing is not None and packet.standing.mode == "clone":
        yield "Approvals are known from this clone alone, where anybody could claim to be anyone."
    changed = [path for path in packet.besides if path.startswith(_CHECKERS)]
    if changed:
        yield f"It changes {changed[0]}, which says what is checked: look at that first."
    if protection is None:
        yield ("Whether this check is required isn't known: give what the forge says of the base branch with --protection. Unless it is "
               "required, of a branch that is up to date or in a merge queue, it can't bind.")
        return
    if protection.checks == ():
        yield "No check is required on the base branch, so this one can't bind."
    if not (protection.is_strict or protection.has_queue):
        yield ("The base branch asks neither for a branch that is up to date nor has it a merge queue, so it may move between this check "
               "and the merge: this can't bind.")
    yield from protection.holes


def _notes(packet: Packet, protection: Protection | None) -> Iterator[str]:
    yield from (f"The deals contradict “{one.says or words(one.id)}”; its release needs an answer to that: --answer {one.id}=TEXT" for one in packet.facts.contradicted)
    if packet.standing is not None:
        if packet.standing.approvers:
            yield f"Approved by {' and '.join(packet.standing.approvers)}."
        yield from packet.standing.objecting
        yield from packet.standing.remarks if packet.standing.mode != "clone" else ()
    if protection is not None and protection.checks:
        yield f"It binds where it runs under the name of a check that is required: {', '.join(protection.checks)}."
