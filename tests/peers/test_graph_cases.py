"""What other validators are known to tell of graphs, or to miss, as processes of our own: all that is found in each.

The facts are those that bpmnlint's rule tests, asl-validator's and statelint's definitions and rust_bpmn_analyzer's models
state about graphs in which one thing is in one place at a time; each file says which, and in whose words. The models
themselves are not here: every file was written for this test.
"""

from pathlib import Path

import pytest

from processengine.check import check
from processengine.diagnostic import Severity
from processengine.rules.index import find
from processengine.validate import Settings
from tests.rules.cases import TODAY, Seen, listed

FOLDER = Path(__file__).parent / "graph_cases"
FILES = sorted(FOLDER.rglob("*.yaml"))


def found(file: Path) -> list[Seen]:
    """Everything that the rules about graphs find, notes included, and every error of any other rule."""
    diagnostics = check([str(file)], None, Settings(TODAY)).diagnostics
    return sorted(
        Seen(file.name, one.span, one.rule, one.path, one.witness or ())
        for one in diagnostics
        if one.severity is Severity.ERROR or ((listing := find(one.rule)) and listing.family == "graph")
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).with_suffix("").as_posix())
def test_a_graph_has_exactly_the_findings_that_its_file_lists(file: Path) -> None:
    """Rule, place, path and witness are as the file says, and nothing else is found."""
    assert found(file) == listed(file)


def test_there_are_cases_of_what_others_are_known_to_miss() -> None:
    """At least sixty cases, both sound and not; among them a loop that only refers to itself, a trap, and two at once."""
    sound = [file for file in FILES if not listed(file)]
    rules = [[seen.rule for seen in listed(file)] for file in FILES]
    assert len(FILES) >= 60
    assert len(sound) >= 20
    assert ["unreachable-stage"] * 2 in rules
    assert ["trapped-stage"] * 2 in rules
    assert ["loop-without-progress"] * 2 in rules
