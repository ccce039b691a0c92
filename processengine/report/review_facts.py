"""What the deals say of a proposal's claims, in the same words in every report: the contradicted ones first."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from processengine.evidence.claims.claimed import Claimed, Standing, Verdict
from processengine.model.base import words
from processengine.model.proposal import Claim
from processengine.proposals.packet import Packet

Tone = Literal["good", "bad", "open"]
"""How a line looks: good and bad have their colours, what is open has none of either."""


class ClaimSaid(NamedTuple):
    """A claim for a reader: the verdict as one word, the author's statement, what was counted, and what speaks against the verdict.

    `counted` says all of it with what it means, `brief` only what was counted.
    """

    id: str
    word: str
    tone: Tone
    states: str
    counted: str
    brief: str
    cautions: tuple[str, ...] = ()

    @property
    def is_contradicted(self) -> bool:
        """Whether the deals say otherwise."""
        return self.tone == "bad"


_WORDS: Final[dict[Verdict, str]] = {"supports": "SUPPORTED", "contradicts": "CONTRADICTED", "inconclusive": "INCONCLUSIVE"}
_NOT_JUDGED: Final[dict[Standing, str]] = {"too-few": "NOT ENOUGH DEALS YET", "not-computed": "NOT COMPUTED"}
_TONES: Final[dict[Verdict, Tone]] = {"supports": "good", "contradicts": "bad", "inconclusive": "open"}
_NOT_ASKED = "The deals were not asked."


def claims(packet: Packet) -> list[ClaimSaid]:
    """Return each claim with its verdict, the contradicted ones first; those that nobody computed come last, and say why."""
    stated = packet.proposal.claims if packet.proposal is not None else {}
    told = [_told(one) for one in packet.facts.claims]
    there = {one.id for one in told}
    return [*told, *(_not_computed(name, claim, packet.facts.why_not) for name, claim in stated.items() if name not in there)]


def contradicted(packet: Packet) -> list[ClaimSaid]:
    """Return the claims that the deals contradict."""
    return [_told(one) for one in packet.facts.contradicted]


def evidence(packet: Packet) -> str:
    """Say which deals were asked and up to which day, or why none were; empty where there was nothing to ask."""
    facts = packet.facts
    if facts.why_not:
        return facts.why_not
    if not facts.source:
        return ""
    until = f", up to {facts.as_of.isoformat()}" if facts.as_of is not None else ""
    return f"The deals of {facts.source}{until} (data {facts.digest})." if facts.digest else f"The deals of {facts.source}{until}."


def notes(packet: Packet) -> Iterator[str]:
    """Yield what has to be said of the data before anybody trusts a number."""
    yield from packet.facts.notes


def _told(one: Claimed) -> ClaimSaid:
    word = _NOT_JUDGED.get(one.standing, _WORDS[one.verdict])
    found = " ".join(filter(None, (f"{one.counted}." if one.counted else "", one.meaning or one.why)))
    cautions = tuple(f"But {caution.short}" if caution.short else caution.text for caution in one.cautions)
    brief = f"{one.counted}." if one.counted else one.why
    return ClaimSaid(one.id, word, _TONES[one.verdict], _states(one.id, one.says), found, brief, cautions)


def _not_computed(name: str, claim: Claim, why_not: str) -> ClaimSaid:
    return ClaimSaid(name, _NOT_JUDGED["not-computed"], "open", _states(name, claim.says), why_not or _NOT_ASKED, why_not or _NOT_ASKED)


def _states(name: str, says: str) -> str:
    return (says.strip() or words(name)).removesuffix(".")
