"""Laws of `fmt`, over files in every disorder, all fixtures of the project, and the design's own examples."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.syntax.fmt import fmt
from tests.conftest import ROOT
from tests.laws.law import SLOW_LAW
from tests.syntax.fmt.laws import hold, unsorted_maps
from tests.syntax.fmt.untidy import data, laid_out, untidy

seeds = st.integers(0, 2**40).map(Random)
FIXTURES = sorted(path for folder in ("processes", "processengine", "tests") for path in (ROOT / folder).rglob("*.yaml") if path.is_file())


@SLOW_LAW
@given(seeds)
def test_a_file_in_disorder(random: Random) -> None:
    """Same meaning, same findings, same suppressions, same lines, each entry with its comments, and twice is once."""
    hold(untidy(random))


@SLOW_LAW
@given(seeds)
def test_a_file_without_comments_comes_into_order_whole(random: Random) -> None:
    """With nothing that could be about something else, every block map but one beside a dash is sorted."""
    text = re.sub("(?m)(?:^| +)# .*?$|^ *#$|(?<= )#$", "", laid_out(random, data(random)).replace("\r\n", "\n").replace("\r", "\n"))
    result = hold(text.rstrip("\n") + "\n")
    assert unsorted_maps(result) == 0


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_fixture(path: Path) -> None:
    """The laws hold of each file of the project that is UTF-8, the broken ones too."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        return
    hold(text)


@pytest.mark.parametrize("path", [path for path in FIXTURES if path.is_relative_to(ROOT / "processes")], ids=lambda path: path.name)
def test_the_shipped_processes_are_canonical(path: Path) -> None:
    """Not a byte of them changes."""
    text = path.read_bytes().decode()
    assert fmt(text) == (text, [])


def test_what_the_project_writes_and_shows_is_in_order() -> None:
    """What `init` writes, the shipped journey, and each file that the docs show whole."""
    shown = [block for page in ("README.md", "docs/format.md") for block in re.findall(r"```yaml\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)]
    written = [ROOT / "processengine" / name for name in ("starter/new-business.yaml", "syntax/buying-decision.yaml")]
    for text in [*shown, *(path.read_text(encoding="utf-8") for path in written)]:
        assert fmt(text) == (text, [])


def test_the_blocks_of_the_design_are_in_order(shared: Path) -> None:
    """The order of keys is the design's."""
    for text in re.findall(r"```yaml\n(.*?)```", (shared / "DESIGN.md").read_text(encoding="utf-8"), re.DOTALL):
        assert fmt(text) == (text, [])


def test_of_the_examples_two_stages_come_into_order(shared: Path) -> None:
    """Where a stage's keys stand otherwise than in the design's list of every key; nothing else changes."""
    for path in sorted((shared / "examples").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        result = hold(text)
        assert unsorted_maps(text) == (2 if path.name == "new-business.yaml" else 0)
        assert unsorted_maps(result) == 0
        assert (result == text) == (path.name != "new-business.yaml")
