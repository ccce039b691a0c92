"""What each of many fixes does by itself, found without reading the file anew for each."""

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from processengine.diagnostic import Edit, Fix
from processengine.fixes import applied
from processengine.fixes.separately import separately
from processengine.syntax.edit import EditError
from processengine.syntax.edit.lines import spliced
from processengine.syntax.parse import parse
from processengine.validate import Settings, validate
from tests.report.validations import BAD_CASES, of_case
from tests.rules.cases import Case


def alone(text: str, fix: Fix) -> str | None:
    """Return a text with one fix done; None where it can't be."""
    try:
        return applied(text, [fix])
    except EditError:
        return None


def each(text: str, fixes: list[Fix]) -> list[str | None]:
    """Return a text with each fix done by itself."""
    return [None if found is None else spliced(text, found) for found in separately(parse(text)[0], fixes)]


@pytest.mark.parametrize("case", BAD_CASES, ids=str)
def test_each_fix_comes_out_as_it_does_alone(case: Case) -> None:
    """Whatever the rules offer in their bad cases, and a fix that can't be done is none in both."""
    found = of_case(case)
    for file, lines in found.lines.items():
        text = "\n".join(lines)
        fixes = [one.fix for one in found.diagnostics if one.file == file and one.fix is not None and one.fix.edits]
        assert each(text, fixes) == [alone(text, fix) for fix in fixes]


def test_fixes_that_reach_into_one_list_come_out_each() -> None:
    """They can't be done together, and needn't."""
    text = "process: p\nfrom_anywhere: [a, a, b, b]\nstages: {}\n"
    fixes = [Fix("Take it out", (Edit("remove-second", f"from_anywhere.{name}"),)) for name in "ab"]
    assert each(text, fixes) == [text.replace("a, a", "a"), text.replace("b, b", "b")]


def test_a_text_that_can_t_be_read_has_no_fixes() -> None:
    """Nothing can be placed in it."""
    assert each("process: [", [Fix("Take it out", (Edit("remove", "process"),))]) == [None]


def reads(during: Callable[[], object]) -> int:
    """Return how often a text is parsed meanwhile."""
    count = 0

    def see(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        del argument
        count += event == "call" and frame.f_code is parse.__code__

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        during()
    finally:
        sys.setprofile(before)
    return count


def test_many_fixes_read_the_file_as_often_as_few() -> None:
    """Their number costs nothing: fifty misspelt keys are as two."""

    def misspelt(number: int) -> Callable[[], object]:
        stages = "".join(f'  s{one}:\n    titel: "S"\n    next: [won]\n' for one in range(number))
        text = f"process: p\nfrom_anywhere: [lost]\nstages:\n{stages}  won: {{outcome: won}}\n  lost: {{outcome: lost}}\n"
        found = validate(text, "p.yaml", Settings(date(2026, 11, 20))).diagnostics
        fixes = [one.fix for one in found if one.fix is not None and one.fix.edits]
        assert len(fixes) >= number
        document = parse(text)[0]
        return lambda: separately(document, fixes)

    assert reads(misspelt(50)) == reads(misspelt(2)) > 0
