"""What a proposal expects, what the deals say of it today, and how it will be judged, in sentences."""

from collections.abc import Iterator
from typing import NamedTuple

from processengine.evidence.claims.said import number, span
from processengine.evidence.measures.compute import unit_of
from processengine.evidence.measures.measured import Measured, Unit
from processengine.model.base import words
from processengine.model.measure import Measure
from processengine.model.proposal import Expectation
from processengine.model.wording import counted
from processengine.proposals.facts import Expected
from processengine.proposals.packet import Packet

_GUARDS = {"not-higher": "higher", "not-lower": "lower"}


class ExpectationSaid(NamedTuple):
    """An expectation for a reader: what the author expects, what the deals say today, and when it will have held."""

    measure: str
    expects: str
    today: str
    judged: str


def expected(packet: Packet) -> list[ExpectationSaid]:
    """Return each expectation, whether the deals were asked or not."""
    stated = packet.proposal.expects if packet.proposal is not None else {}
    return [_said(packet, name, one) for name, one in stated.items()]


def _said(packet: Packet, name: str, stated: Expectation) -> ExpectationSaid:
    found = next((one for one in packet.facts.expected if one.measure == name), None)
    unit = _unit(packet, name, found.now if found else None)
    start = f" from {_number(stated.from_, unit)}" if stated.from_ is not None else ""
    goal = f"{words(name)}{start} to {_number(stated.to, unit)} by {stated.by.isoformat()}"
    today = _today(found) if found and found.now else (found.why_not if found else "") or packet.facts.why_not or "The deals were not asked."
    return ExpectationSaid(name, goal, today, _judged(name, stated, unit, found.now if found else None))


def _today(found: Expected) -> str:
    """Say what the deals give today, and where that is not what the author starts from."""
    now, stated = found.now, found.stated.from_
    value = now.whole.value if now is not None else None
    if now is None or value is None:
        return f"The deals give no value today. {found.why_not}".strip()
    whole = now.whole
    likely = f", likely {span(whole.interval, whole.unit)}" if whole.interval is not None else ""
    said = f"The deals say {number(value, whole.unit)} today ({counted(whole.n, 'deal')}{likely})"
    if found.differs:
        return f"{said}, which is not what the author starts from."
    return f"{said}." if stated is not None else f"{said}; the author gives no number to start from."


def _judged(name: str, stated: Expectation, unit: Unit | None, now: Measured | None) -> str:
    """Say when it will have held, when not, and that anything else decides nothing."""
    start = stated.from_ if stated.from_ is not None else now.whole.value if now is not None else None
    rises = start is None or stated.to >= start
    reached = f"reaches {_number(stated.to, unit)} or {'more' if rises else 'less'}"
    beyond = f" and is clearly {'above' if rises else 'below'} {_number(start, unit)}" if start is not None else ""
    short = f"clearly {'below' if rises else 'above'} {_number(stated.to, unit)}"
    guards = "".join(f", or {words(guard).lower()} clearly got {_GUARDS[how]}" for guard, how in stated.guard.items())
    return (f"Judged on {stated.by.isoformat()} by the deals that come after its release: held if {words(name).lower()} {reached}{beyond}; "
            f"not held if it stays {short}{guards}; else inconclusive.")


def _unit(packet: Packet, name: str, now: Measured | None) -> Unit | None:
    """Return what the measure's values are, None where nobody can tell."""
    if now is not None:
        return now.whole.unit
    return next((unit_of(one) for one in _measures(packet, name)), None)


def _measures(packet: Packet, name: str) -> Iterator[Measure]:
    for piece in packet.pieces:
        for side in (piece.before, piece.after):
            if side is not None and name in side.measures:
                yield side.measures[name]


def _number(value: float | None, unit: Unit | None) -> str:
    if value is None:
        return "no value"
    return f"{value:g}" if unit is None else number(value, unit)
