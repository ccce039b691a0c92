"""Every process of a real company's three revisions is drawn, and so is every difference between two of them."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Command
from tests.draw.layouts import need
from tests.revisions import revision

HANDBOOK = Path(__file__).parent / "handbook"
FILES = sorted(path.relative_to(HANDBOOK).as_posix() for path in HANDBOOK.glob("?/*.yaml") if path.name != "library.yaml")
DIFFS = [(f"{old}/{name}.yaml", f"{new}/{name}.yaml") for name in ("new-business", "renewal") for old, new in ("ab", "bc")]


def titles(file: str) -> set[str]:
    """Return the titles of a process's stages."""
    from processengine.model.process import Process

    process = revision((HANDBOOK / file).read_text(encoding="utf-8")).content
    assert isinstance(process, Process)
    return {process.title_of(stage) for stage in process.stages}


def drawn(command: Command, *arguments: str | Path) -> tuple[str, str]:
    """Return a picture as SVG's text on one line, and as plain text."""
    need("wasm")
    svg, outline = (command("draw", *arguments, "-f", format_) for format_ in ("svg", "text"))
    assert (svg.code, svg.err, outline.code, outline.err) == (0, "", 0, "")
    written = (" ".join(element.itertext()) for element in ET.fromstring(svg.out).iter())  # noqa: S314 - our own drawing
    return " ".join(" ".join(written).split()), outline.out


@pytest.mark.parametrize("file", FILES)
def test_a_process_is_drawn_with_every_stage(command: Command, file: str) -> None:
    """As a picture and in words."""
    picture, outline = drawn(command, HANDBOOK / file)
    assert {title for title in titles(file) if title not in picture} == set()
    assert {title for title in titles(file) if title not in outline} == set()


@pytest.mark.parametrize(("old", "new"), DIFFS)
def test_a_difference_is_drawn_with_the_stages_of_both_sides(command: Command, old: str, new: str) -> None:
    """What is gone is there too; a stage that was renamed is there once, by its new name."""
    picture, outline = drawn(command, HANDBOOK / new, "--diff", HANDBOOK / old)
    renamed = {"Onboarding", "Onboarded"}
    wanted = titles(old) - renamed | titles(new)
    assert {title for title in wanted if title not in picture} == set()
    assert {title for title in wanted if title not in outline} == set()
