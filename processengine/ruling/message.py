"""The commit that a ruling makes, as its message tells it: the title, the reason, and at its end what a program reads."""

from processengine.proposals.packet import Packet
from processengine.proposals.ruling import Decision
from processengine.release.settle import PROPOSAL, RULING, TIP
from processengine.report.changelog import visible_lines
from processengine.report.safe import visible

RULED_BY, KEY = "Ruled-by", "Key"


def message(packet: Packet, proposal: str, decision: Decision, by: str) -> str:
    """Return the message of a ruling's commit.

    Whatever people wrote stands in paragraphs above the last one, and git reads trailers in that one alone.
    """
    title = " ".join(visible(packet.reason.title).split()) or proposal
    first = title if decision.ruling == "accepted" else f"Rejected: {title}"
    said = [text for text in (decision.why or packet.reason.why,) if text.strip()]
    trailers = {PROPOSAL: proposal, RULING: decision.ruling, RULED_BY: " ".join(visible(by).split()), KEY: packet.key, TIP: packet.head.commit}
    last = "".join(f"{name}: {value}\n" for name, value in trailers.items() if value)
    return "\n\n".join([first, *(visible_lines(text).strip() for text in said), last])
