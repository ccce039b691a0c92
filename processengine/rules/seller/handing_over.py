"""Where deals pass between those who win new business and those who look after accounts."""

from collections.abc import Iterator
from typing import Literal, get_args

from processengine.model.process import criteria_of
from processengine.rules.lacking import is_told
from processengine.rules.seller.leading import HUNTERS, KEEPERS, lead_kinds, lead_of
from processengine.rules.subject import Subject

Side = Literal["hunting", "keeping"]


class HandingOver:
    """A process seen as two sides; `sides` tells of each stage that one of them leads, and that a deal can reach."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.graph = subject.mended
        self.process = subject.mended.process
        kinds = lead_kinds(self.process)
        led = {name: kinds[name] for name in self.graph.open_stages if name in kinds and name in self.graph.reachable}
        self.sides: dict[str, Side] = {}
        for name, kind in led.items():
            if kind in HUNTERS or kind in KEEPERS:
                self.sides[name] = "hunting" if kind in HUNTERS else "keeping"

    @property
    def has_both(self) -> bool:
        """Whether deals reach stages of both sides."""
        return len(set(self.sides.values())) > 1

    def lead(self, stage: str) -> str:
        """Return the role that leads a stage, empty where none does."""
        return lead_of(self.process, stage) or ""

    def bare(self) -> Iterator[tuple[str, str]]:
        """Yield each stage of one side from which deals reach the other side with nothing asked for, and where."""
        return self._passing(bare=True)

    @property
    def takes_place(self) -> bool:
        """Whether a deal ever goes on from a stage of one side to one of the other."""
        return next(self._passing(bare=False), None) is not None

    def _passing(self, *, bare: bool) -> Iterator[tuple[str, str]]:
        before = self._before(bare=bare)
        for side in get_args(Side):
            for left, entered in self._leading_to(side, before):
                if left in self.sides:
                    yield left, entered

    def _leading_to(self, side: Side, before: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
        """Yield the stages from which deals come to one side, through stages of neither, and where they enter it."""
        waiting = [(name, name) for name in self.sides if self.sides[name] == side]
        seen = {name for name, _ in waiting}
        for name, entered in waiting:
            for left in before[name]:
                if left not in seen:
                    seen.add(left)
                    yield left, entered
                    if left not in self.sides:
                        waiting.append((left, entered))

    def _before(self, *, bare: bool) -> dict[str, list[str]]:
        """Return for each open stage those that lead on to it; with `bare`, only where no change of the lead asks for anything."""
        found: dict[str, list[str]] = {name: [] for name in self.graph.open_stages}
        for left in found:
            for target in self._onward(left):
                if not (bare and self._asks_at_the_change(left, target)):
                    found[target].append(left)
        return found

    def _onward(self, name: str) -> Iterator[str]:
        """Yield the open stages to which a deal goes on, after a wait too."""
        order, stages = self.graph.order, self.graph.stages
        for target in self.graph.next[name]:
            if stages[target].is_open and order[target] > order[name]:
                yield target
            elif stages[target].parked:
                beyond = (after for after in self.graph.own[target] if stages[after].is_open)
                yield from (after for after in beyond if order[after] > order[name])

    def _asks_at_the_change(self, left: str, target: str) -> bool:
        if self.lead(left) == self.lead(target):
            return False
        if is_told(self.subject, f"stages.{left}", "exit_criteria"):
            return True
        criteria = criteria_of(self.process, left)
        way = next((way for way in self.process.stages[left].next if way.to == target), None)
        asked = criteria if way is None or way.needs is None else way.needs
        return any(name not in criteria or criteria[name].required for name in asked)
