"""Whatever is shown as whole is whole: the design's own examples have no error and no warning."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from processengine.check import check
from processengine.diagnostic import Diagnostic, Severity
from processengine.rules.listing import RuleSet
from processengine.rules.subject import Alone
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from processengine.validate import Settings, validate
from tests.first_file import FIRST_FILE

TODAY = date(2026, 11, 20)

def serious(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The errors and warnings, as lines."""
    return [
        f"{one.file}:{one.span.line}: {one.rule}: {one.message}" for one in diagnostics if one.severity is not Severity.NOTE
    ]


def design(shared: Path) -> str:
    """The page that fixes the format."""
    return (shared / "DESIGN.md").read_text(encoding="utf-8")


def blocks(shared: Path) -> dict[str, str]:
    """The page's yaml blocks by what they begin with; those that are said to be whole are whole documents."""
    found = re.findall(r"```yaml\n(.*?)```", design(shared), re.DOTALL)
    return {text.split("\n", 1)[0] + f" ({len(text.splitlines())} lines)": text for text in found}


def test_the_first_file_has_nothing_to_complain_of() -> None:
    """Not a warning, under no set but `all`: a first file is never scolded."""
    assert validate(FIRST_FILE, "first.yaml", Settings(TODAY, RuleSet.RECOMMENDED)).diagnostics == []


def test_the_first_file_is_the_designs(shared: Path) -> None:
    """What is kept here is what the page shows."""
    assert FIRST_FILE in blocks(shared).values()


def test_the_whole_blocks_of_the_design_have_no_error_or_warning(shared: Path) -> None:
    """The first file, the journey, the proposal and the library, each as it stands on the page.

    The block that shows each key once is no sound process, and says so.
    """
    whole = [text for text in blocks(shared).values() if not text.startswith(("process: new-business\nversion:", "processes/"))]
    assert [text.split(":", 1)[0] for text in whole] == ["process", "journey", "proposal", "library"]
    processes = {"new-business": load(parse((shared / "examples/new-business.yaml").read_text(encoding="utf-8"))[0]).value}
    for text in whole:
        verdict = validate(text, "block.yaml", Settings(TODAY), Alone(processes=processes))  # type: ignore[arg-type]
        assert serious(verdict.diagnostics) == []


def test_each_key_of_the_design_is_known(shared: Path) -> None:
    """The block with every key once may be no sound process; none of its keys and values is refused."""
    (text,) = [text for text in blocks(shared).values() if text.startswith("process: new-business\nversion:")]
    document, problems = parse(text)
    assert problems == []
    assert load(document).problems == []


@pytest.mark.parametrize("rule_set", [RuleSet.CORRECTNESS, RuleSet.RECOMMENDED])
def test_the_example_library_has_no_error_or_warning(shared: Path, rule_set: RuleSet) -> None:
    """All its files together, with the journey that is shipped."""
    validation = check([str(shared / "examples")], None, Settings(TODAY, rule_set))
    assert validation.files >= 5
    assert serious(validation.diagnostics) == []
