"""What a source tells one process: which of its stages its rows enter, which names it doesn't know, and what else its measures may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from processengine.evidence.check.holding import Holding, NameSeen
from processengine.evidence.measures.known import Known


@dataclass(frozen=True)
class Told:
    """A source as one process reads it.

    `met` gives for the stages that some row enters how many rows do; `rows` are those that the process may count as its
    own, `elsewhere` those that say they are of another process, `not_stages` those whose name the library skips.
    `unknown` are the names that the process has no stage for, most rows first. `others` gives for other processes the
    stages that some row enters.
    """

    known: Known
    holding: Holding
    met: Mapping[str, int]
    rows: int
    elsewhere: int = 0
    not_stages: int = 0
    unknown: tuple[NameSeen, ...] = ()
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def unknown_rows(self) -> int:
        """How many rows bear a name that the process doesn't know."""
        return sum(one.events for one in self.unknown)

    @property
    def unmet(self) -> tuple[str, ...]:
        """The stages of the process that no row enters, in their order."""
        return tuple(name for name in self.known.process.stages if name not in self.met)


def told(known: Known, holding: Holding) -> Told:
    """Return what a source tells a process."""
    away = known.elsewhere.numbers if known.elsewhere is not None else {}
    own = [one for one in holding.names if one.process is None or one.process not in away]
    met: dict[str, int] = {}
    for one in own:
        stage = known.names.stage_of.get(one.name)
        if stage is not None and one.name not in known.names.skipped:
            met[stage] = met.get(stage, 0) + one.events
    foreign = {name for other in known.others.values() for name in other.names.stage_of}
    unknown = _together([one for one in own if one.name in known.names.unknown and not (one.process is None and one.name in foreign)])
    elsewhere = sum(one.events for one in holding.names if one not in own)
    theirs = sum(one.events for one in own if one.name in known.names.unknown) - sum(one.events for one in unknown)
    return Told(
        known, holding, met, sum(one.events for one in own) - theirs, elsewhere + theirs,
        sum(one.events for one in own if one.name in known.names.skipped), unknown,
        {name: _met_elsewhere(name, known, holding) for name in known.others},
    )


def _together(seen: list[NameSeen]) -> tuple[NameSeen, ...]:
    """Return names once each, whatever process their rows say: most rows first."""
    names: dict[str, NameSeen] = {}
    for one in seen:
        before = names.get(one.name)
        names[one.name] = NameSeen(one.name, None, one.events + (before.events if before else 0))
    return tuple(sorted(names.values(), key=lambda one: (-one.events, one.name)))


def _met_elsewhere(process: str, known: Known, holding: Holding) -> frozenset[str]:
    """Return the stages of another process that rows enter: those that say they are its, or say nothing and can be no other's."""
    other = known.others[process]
    return frozenset(
        other.names.stage_of[one.name] for one in holding.names
        if one.name in other.names.stage_of and (one.process in other.labels or (one.process is None and one.name not in known.names.stage_of))
    )
