"""The rules about the closed door, and the one about the end, held to trying all paths on small random processes."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.diagnostic import Finding
from processengine.graph import Graph
from processengine.model.process import Process
from processengine.rules.index import find
from processengine.rules.subject import Subject
from processengine.syntax.parse import parse

NAMES = "abcde"
Path = tuple[str, ...]


def criterion(draw: st.DrawFn) -> dict[str, object]:
    """A criterion that may name or test the champion, in every deal or only in some."""
    return {
        "fact": "They have done it",
        "names": draw(st.sampled_from([[], ["champion"], ["cfo"]])),
        "tests": draw(st.sampled_from([[], ["champion"], ["cfo"]])),
        "required": draw(st.booleans()),
        "when": draw(st.sampled_from(["", "", "It is large"])),
    }


def stage(draw: st.DrawFn, names: str) -> dict[str, object]:
    """A stage with any transitions and people, perhaps a closed door, perhaps parked."""
    return {
        "involves": draw(st.sampled_from([[], [], ["champion"], ["cfo"]])),
        "closed_door": draw(st.booleans()),
        "parked": draw(st.integers(0, 4)) == 0,
        "mirrors": draw(st.sampled_from([[], [], ["result"]])),
        "exit_criteria": {"own": criterion(draw)} if draw(st.booleans()) else {},
        "plays": {"p": {"do": "Do it", **draw(st.sampled_from(HANDING))}},
        "next": draw(st.lists(st.sampled_from([*names, "won"]), unique=True, max_size=3)),
    }


HANDING: list[dict[str, object]] = [{}, {"kit": "page"}, {"kit": "page", "equips": ["cfo"]}, {"equips": ["champion"]}]


@st.composite
def processes(draw: st.DrawFn) -> Process:
    """Processes of two to five stages, with a criterion that holds in all of them or none."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    stages: dict[str, object] = {name: stage(draw, names) for name in names}
    own = {"all": criterion(draw)} if draw(st.integers(0, 3)) == 0 else {}
    continues = draw(st.sampled_from([[], [], ["p"], ["another"]]))
    return Process.model_validate(
        {
            "process": "p",
            "journey": "buying-decision",
            "start": "a",
            "buying_team": {"champion": {}, "cfo": {}},
            "kits": {"page": {"for": ["champion"]}},
            "exit_criteria": own,
            "from_anywhere": ["lost"],
            "stages": {**stages, "won": {"outcome": "won", "continues_in": continues}, "lost": {"outcome": "lost"}},
        }
    )


def found(rule: str, process: Process) -> list[Finding]:
    """What a rule finds in a process."""
    listing = find(rule)
    assert listing is not None
    return list(listing.check(Subject(parse("process: p\n")[0], process, date(2026, 11, 20))))


def paths(process: Process) -> list[Path]:
    """All walks from the start that visit no stage twice, by trying everything."""
    edges = Graph(process).next
    walks: list[Path] = [("a",)]
    for walk in walks:
        walks += [(*walk, target) for target in edges[walk[-1]] if target not in walk]
    return walks


def certain(process: Process, name: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Whom the criteria that hold in a stage for every deal name and test."""
    here = process.stages[name]
    holding = {**(process.exit_criteria if not here.parked else {}), **here.exit_criteria}
    return [(one.names, one.tests) for one in holding.values() if one.when == ""]


def invites(process: Process, name: str) -> bool:
    """Whether a stage involves the champion or names them in every deal."""
    return "champion" in process.stages[name].involves or any("champion" in named for named, _ in certain(process, name))


def puts_to_the_test(process: Process, name: str) -> bool:
    """Whether a stage tests the champion in every deal."""
    return any("champion" in tested for _, tested in certain(process, name))


def equips(process: Process, name: str) -> bool:
    """Whether the stage's play puts something into the champion's hands."""
    play = process.stages[name].plays["p"]
    return "champion" in (play.equips or ()) if play.equips is not None else play.kit == "page"


def assert_walk(process: Process, walk: Path | None, last: str) -> Path:
    """A witness is a path of the process from its start to the stage at fault."""
    assert walk is not None
    edges = Graph(process).next
    assert (walk[0], walk[-1]) == ("a", last)
    assert all(target in edges[source] for source, target in pairwise(walk))
    return walk


@pytest.mark.parametrize(
    ("rule", "prepares"),
    [("uninvited-champion", invites), ("unequipped-champion", equips), ("untested-champion", puts_to_the_test)],
)
@given(process=processes())
def test_each_first_door_that_a_path_reaches_unprepared_is_found(
    rule: str, prepares: Callable[[Process, str], bool], process: Process
) -> None:
    """A door is reported if on some path to it, with no other door on it, no stage before it prepares, and never otherwise."""
    doors = {name for name in NAMES if name in process.stages and process.stages[name].closed_door}
    unprepared = [path for path in paths(process) if path[-1] in doors and not any(prepares(process, one) for one in path[:-1])]
    findings = found(rule, process)
    assert {finding.path.removeprefix("stages.") for finding in findings} == {
        path[-1] for path in unprepared if doors.isdisjoint(path[:-1])
    }
    for finding in findings:
        walk = assert_walk(process, finding.witness, finding.path.removeprefix("stages."))
        assert not any(prepares(process, one) for one in walk[:-1])
    assert bool(findings) or not any(doors.isdisjoint(path[:-1]) for path in unprepared)


@given(process=processes())
def test_a_process_without_a_finding_prepares_before_every_door(process: Process) -> None:
    """To leave out the doors behind another one hides nothing: where none is reported no door is reached uninvited."""
    doors = {name for name in NAMES if name in process.stages and process.stages[name].closed_door}
    reached = [path for path in paths(process) if path[-1] in doors]
    if not found("uninvited-champion", process):
        assert all(any(invites(process, one) for one in path[:-1]) for path in reached)


@given(process=processes())
def test_a_win_is_the_end_if_some_path_to_it_has_no_result(process: Process) -> None:
    """Unless it continues in another process."""
    continues = any(way.to != "p" for way in process.stages["won"].continues_in)
    bare = [path for path in paths(process) if path[-1] == "won" and not any("result" in process.stages[one].mirrors for one in path)]
    findings = found("ends-at-won", process)
    assert bool(findings) == (bool(bare) and not continues)
    for finding in findings:
        walk = assert_walk(process, finding.witness, "won")
        assert not any("result" in process.stages[one].mirrors for one in walk)
