"""The rules that speak of some path, held to trying all paths on small random processes."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from processengine.diagnostic import Finding
from processengine.graph import Graph
from processengine.model.process import Process
from processengine.rules.index import find
from processengine.rules.subject import Subject
from processengine.syntax.parse import parse

NAMES = "abcde"
STEPS = ["problem-identification", "team-assembly", "workaround-tried", "consensus", "supplier-selection", "validation"]
CHOICE = "supplier-selection"
MEMBERS = ["champion", "cfo", "it"]
Path = tuple[str, ...]


@st.composite
def processes(draw: st.DrawFn) -> Process:
    """Processes of two to five stages with any transitions, steps, people and criteria, one of them perhaps parked."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    stages: dict[str, object] = {"won": {"outcome": "won"}, "lost": {"outcome": "lost", "mirrors": [CHOICE]}}
    for name in names:
        targets = draw(st.lists(st.sampled_from([*names, "won"]), unique=True, max_size=3))
        settles = draw(st.booleans())
        stages[name] = {
            "mirrors": draw(st.lists(st.sampled_from(STEPS), unique=True, max_size=2)),
            "involves": draw(st.lists(st.sampled_from(MEMBERS), unique=True, max_size=2)),
            "plays": {"show": {"do": "Show it", "serves": draw(st.sampled_from(["choice", "change"]))}},
            "exit_criteria": {"x": {"fact": "It is settled", "settles": ["rota"] if settles else []}},
            "next": [{"to": target, **({"needs": []} if draw(st.integers(0, 4)) == 0 else {})} for target in targets],
        }
    order = draw(st.permutations(list(stages)))
    return Process.model_validate(
        {
            "process": "p",
            "journey": "buying-decision",
            "start": "a",
            "buying_team": {member: {} for member in MEMBERS},
            "change_work": {"rota": {}},
            "from_anywhere": ["lost"],
            "stages": {name: stages[name] for name in order},
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


def met_before(process: Process, last: str, is_met: Callable[[str], bool]) -> set[bool]:
    """Whether deals that come to a stage for the first time have met another kind of stage, there or before; both may be."""
    edges = Graph(process).next
    states = [("a", is_met("a"))]
    for stage, met in states:
        following = [(target, met or is_met(target)) for target in edges[stage] if stage != last]
        states += [state for state in dict.fromkeys(following) if state not in states]
    return {met for stage, met in states if stage == last}


def mirrors(process: Process, step: str) -> Callable[[str], bool]:
    """Whether a stage mirrors a step."""
    return lambda stage: step in process.stages[stage].mirrors


def is_choice(process: Process, stage: str) -> bool:
    """Whether the buyer chooses there."""
    return CHOICE in process.stages[stage].mirrors and process.stages[stage].outcome != "lost"


def first_choices(process: Process) -> list[Path]:
    """The paths that end at the first choice on them."""
    return [
        path
        for path in paths(process)
        if is_choice(process, path[-1]) and not any(is_choice(process, stage) for stage in path[:-1])
    ]


def assert_walks(process: Process, findings: list[Finding], is_at_fault: Callable[[Path], bool]) -> None:
    """Every witness is a path of the process from its start to the stage at fault, and shows the fault."""
    edges = Graph(process).next
    for finding in findings:
        walk = finding.witness
        assert walk is not None
        assert walk[0] == "a"
        assert all(target in edges[stage] for stage, target in pairwise(walk))
        assert is_at_fault(walk)


@given(processes())
def test_choice_before_buy_in_finds_each_first_choice_that_a_path_reaches_early(process: Process) -> None:
    """A choice is reported if some path to it lacks buy-in, or some path lacks the team, and never otherwise."""
    expected: dict[str, set[str]] = {}
    for path in first_choices(process):
        for meaning, step in (("buy-in", "consensus"), ("team", "team-assembly")):
            if not any(map(mirrors(process, step), path)):
                expected.setdefault(path[-1], set()).add(meaning)
    findings = found("choice-before-buy-in", process)
    assert {finding.path.removeprefix("stages."): set(finding.values) for finding in findings} == expected
    assert len(findings) == len(expected)
    agreed, assembled = mirrors(process, "consensus"), mirrors(process, "team-assembly")
    assert_walks(process, findings, lambda walk: not (any(map(agreed, walk)) and any(map(assembled, walk))))


@given(processes())
def test_untried_workaround_finds_each_first_choice_that_a_path_reaches_untried(process: Process) -> None:
    """A choice is reported if some path to it tries nothing, and never otherwise."""
    tried = mirrors(process, "workaround-tried")
    expected = {path[-1] for path in first_choices(process) if not any(map(tried, path))}
    findings = found("untried-workaround", process)
    assert {finding.path.removeprefix("stages.") for finding in findings} == expected
    assert_walks(process, findings, lambda walk: not any(map(tried, walk)) and is_choice(process, walk[-1]))


@given(processes())
def test_persuasion_before_buy_in_finds_each_play_that_every_path_reaches_early(process: Process) -> None:
    """A play for the choice is reported if no deal that first comes to its stage has met buy-in, and never otherwise."""
    agreed = mirrors(process, "consensus")
    expected = {
        name
        for name, stage in process.stages.items()
        if met_before(process, name, agreed) == {False} and any(play.serves == "choice" for play in stage.plays.values())
    }
    findings = found("persuasion-before-buy-in", process)
    assert {finding.path for finding in findings} == {f"stages.{stage}.plays.show" for stage in expected}
    assert_walks(process, findings, lambda walk: not any(map(agreed, walk)))


@given(processes())
def test_single_threaded_finds_a_win_that_a_path_reaches_with_fewer_than_two(process: Process) -> None:
    """The win is reported if the stages of some path together involve at most one, and never otherwise."""

    def is_thin(path: Path) -> bool:
        return len({member for stage in path for member in process.stages[stage].involves}) < 2

    findings = found("single-threaded", process)
    assert bool(findings) == any(path[-1] == "won" and is_thin(path) for path in paths(process))
    assert_walks(process, findings, lambda walk: walk[-1] == "won" and is_thin(walk))


@given(processes())
def test_unsettled_change_work_finds_a_choice_that_a_path_reaches_with_it_open(process: Process) -> None:
    """Work that some criterion settles is reported if on some path to a choice no transition needs such a criterion."""
    graph = Graph(process)

    def settles(source: str, target: str) -> bool:
        way = next(one for one in graph.ways[source] if one.target == target)
        needs = next((one.needs for one in process.stages[source].next if one.to == target), None)
        settling = any("rota" in one.settles for one in process.stages[source].exit_criteria.values())
        return settling and (graph.goes_on(way) if needs is None else "x" in needs)

    def is_open(path: Path) -> bool:
        return not any(settles(source, target) for source, target in pairwise(path))

    findings = found("unsettled-change-work", process)
    if not any(one.settles for stage in process.stages.values() for one in stage.exit_criteria.values()):
        assert [(finding.path, finding.witness) for finding in findings] == [("change_work.rota", None)]
        return
    assert bool(findings) == any(is_choice(process, path[-1]) and is_open(path) for path in paths(process))
    assert_walks(process, findings, lambda walk: is_choice(process, walk[-1]) and is_open(walk))
