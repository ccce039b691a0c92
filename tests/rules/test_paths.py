"""What the graph rules say of a process is what following every deal through it shows.

The oracle knows no components and no search of ours: it walks deals from stage to stage, remembers for a deal that is
parked where it came from, and asks of each place a deal can be in where it can still get to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from processengine.diagnostic import Diagnostic
from processengine.validate import Settings, validate

OPEN = ("a", "b", "c", "d")
PARKED = ("waiting", "asleep")
ENDS = {"won": "won", "lost": "lost"}
RULES = frozenset({"unreachable-stage", "dead-end-stage", "trapped-stage", "loop-without-progress"})
OUTSIDE = "renewal/talk"

Lists = dict[str, list[str]]
Place = tuple[str, ...]  # a stage, and for a parked deal that will return the stage it came from


@dataclass(frozen=True)
class Drawn:
    """A process as it was drawn: each stage's transitions, what all may leave to besides, and those that may not."""

    own: Lists
    anywhere: list[str]
    closed: set[str]

    def text(self) -> str:
        """The process as a file."""
        lines = ["process: p", f"from_anywhere: [{', '.join(self.anywhere)}]", "stages:"]
        for name in (*OPEN, *PARKED):
            parked = ", parked: true, max_days: 9" if name in PARKED else ""
            own_list = ", from_anywhere: []" if name in self.closed else ""
            lines.append(f"  {name}: {{next: [{', '.join(self.own[name])}]{own_list}{parked}}}")
        return "\n".join([*lines, *(f"  {name}: {{outcome: {kind}}}" for name, kind in ENDS.items())]) + "\n"

    def others(self, stage: str) -> list[str]:
        """Where a stage may be left to from anywhere, besides its own transitions."""
        listed = [] if stage in self.closed or stage in ENDS else self.anywhere
        return [target for target in listed if target not in (stage, *self.own.get(stage, []))]

    def returns(self, stage: str) -> bool:
        """Whether a deal comes back from a stage."""
        return stage in PARKED and not self.own[stage]

    def moves(self, place: Place) -> Iterator[tuple[Place, bool]]:
        """Where a deal may go, and whether that is one of a stage's own transitions."""
        stage = place[0]
        if stage in ENDS or stage == OUTSIDE:
            return
        if len(place) > 1:
            yield (place[1],), False
        for target, own in (*((one, True) for one in self.own[stage]), *((one, False) for one in self.others(stage))):
            if target not in (*OPEN, *PARKED) or not self.returns(target):
                yield (target,), own
            else:
                yield (target, place[-1]), own

    def reached(self, place: Place) -> set[Place]:
        """Every place that a deal may come to, its own among them."""
        seen, waiting = {place}, [place]
        while waiting:
            for target, _ in self.moves(waiting.pop()):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return seen


@st.composite
def processes(draw: st.DrawFn) -> Drawn:
    """Four stages and two parked ones with any transitions, and some stages that nothing from anywhere leaves."""
    targets = [*OPEN, *PARKED, *ENDS, OUTSIDE]
    weighted = st.lists(st.sampled_from(targets), unique=True, max_size=3)
    own = {name: draw(weighted) for name in (*OPEN, *PARKED)}
    anywhere = draw(st.lists(st.sampled_from(["lost", *PARKED]), unique=True, max_size=3))
    closed = draw(st.sets(st.sampled_from([*OPEN, *PARKED])))
    return Drawn(own, anywhere, closed)


def found(drawn: Drawn) -> list[Diagnostic]:
    """What the four rules find."""
    return validate(drawn.text(), "p.yaml", Settings(date(2026, 11, 20), select=RULES)).diagnostics


def stages_of(diagnostics: list[Diagnostic], rule: str) -> set[str]:
    """The stages on which a rule reports."""
    return {one.path.removeprefix("stages.") for one in diagnostics if one.rule == rule}


def can_end(drawn: Drawn, place: Place) -> bool:
    """Whether some way leads from a place to an outcome or another process."""
    return any(one[0] in ENDS or one[0] == OUTSIDE for one in drawn.reached(place))


def rounds(drawn: Drawn) -> set[frozenset[str]]:
    """The sets of stages in which a deal that a start leads to can go round by their own transitions."""
    reachable = drawn.reached(("a",))
    found: set[frozenset[str]] = set()
    for place in reachable:
        if len(place) == 1 and place[0] in (*OPEN, *PARKED):
            together = {one for one in drawn.reached(place) if place in drawn.reached(one)}
            if any(target in together for one in together for target, own in drawn.moves(one) if own):
                found.add(frozenset(one[0] for one in together if len(one) == 1))
    return found


def exits(drawn: Drawn, loop: frozenset[str]) -> set[tuple[str, bool]]:
    """Where a deal can leave a loop to, and whether by a stage's own transition."""
    inside: set[Place] = {(name,) for name in loop}
    for _ in PARKED:
        inside |= {target for one in inside for target, _ in drawn.moves(one) if len(target) > 1}
    return {(target[0], own) for one in inside for target, own in drawn.moves(one) if target not in inside}


@given(processes())
def test_what_no_deal_comes_to_is_unreachable(drawn: Drawn) -> None:
    """Neither more nor less, parked stages and outcomes among it."""
    reached = {place[0] for place in drawn.reached(("a",))}
    assert stages_of(found(drawn), "unreachable-stage") == {*OPEN, *PARKED, *ENDS} - reached


@given(processes())
def test_a_stage_that_deals_come_to_and_that_has_no_way_of_its_own_is_a_dead_end(drawn: Drawn) -> None:
    """Whatever from anywhere adds."""
    reached = {place[0] for place in drawn.reached(("a",))}
    assert stages_of(found(drawn), "dead-end-stage") == {name for name in OPEN if not drawn.own[name]} & reached


@given(processes())
def test_a_loop_that_nothing_leaves_is_a_trap(drawn: Drawn) -> None:
    """One finding a trap, on a stage of it; no deal in it can end; all that only lead there are related."""
    diagnostics = [one for one in found(drawn) if one.rule == "trapped-stage"]
    traps = {frozenset(one.values) for one in diagnostics}
    assert len(diagnostics) == len(traps)
    assert traps == {loop for loop in rounds(drawn) if not exits(drawn, loop)}
    for one in diagnostics:
        related = {other.path.removeprefix("stages.") for other in one.related}
        assert not any(can_end(drawn, (name,)) for name in {*one.values, *related})


@given(processes())
def test_a_loop_that_only_giving_up_leaves_is_without_progress(drawn: Drawn) -> None:
    """Everything that leads out of it is an outcome from anywhere."""
    closed = {
        loop
        for loop in rounds(drawn)
        if (ways := exits(drawn, loop)) and all(target in ENDS and not own for target, own in ways)
    }
    loops = {frozenset(one.values) for one in found(drawn) if one.rule == "loop-without-progress"}
    assert loops == closed


@given(processes())
def test_a_witness_can_be_walked_and_comes_back(drawn: Drawn) -> None:
    """It begins and ends at the stage that is reported, and each step is a transition or a return from parking."""
    for one in found(drawn):
        if one.witness is not None:
            assert one.path == f"stages.{one.witness[0]}" == f"stages.{one.witness[-1]}"
            for source, target in pairwise(one.witness):
                assert target in [*drawn.own[source], *drawn.others(source)] or drawn.returns(source)
