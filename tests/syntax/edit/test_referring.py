"""An id that becomes another one does so wherever the document names it, and nowhere else."""

import pytest

from processengine.syntax.edit import apply
from processengine.syntax.edit.named.referring import rename_element
from processengine.syntax.parse import parse

PROCESS = """\
process: p
led_by: Sales
roles:
  Sales: {}
  other: {title: Sales}
buying_team:
  Chief: {}
change_work:
  Rota: {settle: How, who: [Chief]}
kits:
  Paper: {for: [Chief, Sales]}
exit_criteria:
  Always: {fact: It holds, names: [Chief]}
stages:
  Sales:
    led_by: Sales
    involves: [Chief]
    exit_criteria:
      Agreed: {fact: They agree, tests: [Chief], settles: [Rota]}
    plays:
      Ask: {do: Ask, by: Sales, kit: Paper, equips: [Chief]}
    next:
      - to: b
        needs: [Agreed, Always]
  b:
    exit_criteria:
      Agreed: {fact: Here too}
    next:
      - to: won
        needs: [Agreed]
  won: {outcome: won}
measures:
  calls: {count: {criterion: Sales/Agreed}, by: Sales}
  asked: {share: {play: Sales/Ask}, among: [{kit: Paper}, {criterion: b/Agreed}, {criterion: b/Always}]}
"""


def renamed(names: tuple[str, ...], new: str) -> list[str]:
    """The lines that renaming an element changes, as they are afterwards."""
    after = apply(PROCESS, rename_element(parse(PROCESS)[0], names, new))
    before = PROCESS.splitlines()
    assert len(after.splitlines()) == len(before)
    return [line.strip() for line, was in zip(after.splitlines(), before, strict=True) if line != was]


@pytest.mark.parametrize(("names", "lines"), [
    (("roles", "Sales"), [
        "led_by: x", "x: {}", "Paper: {for: [Chief, x]}", "led_by: x", "Ask: {do: Ask, by: x, kit: Paper, equips: [Chief]}",
    ]),
    (("buying_team", "Chief"), [
        "x: {}", "Rota: {settle: How, who: [x]}", "Paper: {for: [x, Sales]}", "Always: {fact: It holds, names: [x]}", "involves: [x]",
        "Agreed: {fact: They agree, tests: [x], settles: [Rota]}", "Ask: {do: Ask, by: Sales, kit: Paper, equips: [x]}",
    ]),
    (("change_work", "Rota"), ["x: {settle: How, who: [Chief]}", "Agreed: {fact: They agree, tests: [Chief], settles: [x]}"]),
    (("kits", "Paper"), [
        "x: {for: [Chief, Sales]}", "Ask: {do: Ask, by: Sales, kit: x, equips: [Chief]}",
        "asked: {share: {play: Sales/Ask}, among: [{kit: x}, {criterion: b/Agreed}, {criterion: b/Always}]}",
    ]),
    (("exit_criteria", "Always"), [
        "x: {fact: It holds, names: [Chief]}", "needs: [Agreed, x]",
        "asked: {share: {play: Sales/Ask}, among: [{kit: Paper}, {criterion: b/Agreed}, {criterion: b/x}]}",
    ]),
    (("stages", "Sales", "exit_criteria", "Agreed"), [
        "x: {fact: They agree, tests: [Chief], settles: [Rota]}", "needs: [x, Always]", "calls: {count: {criterion: Sales/x}, by: Sales}",
    ]),
    (("stages", "Sales", "plays", "Ask"), [
        "x: {do: Ask, by: Sales, kit: Paper, equips: [Chief]}",
        "asked: {share: {play: Sales/x}, among: [{kit: Paper}, {criterion: b/Agreed}, {criterion: b/Always}]}",
    ]),
    (("measures", "calls"), ["x: {count: {criterion: Sales/Agreed}, by: Sales}"]),
    (("stages", "b", "next", "won"), ["- to: x"]),
    (("led_by",), ["x: Sales"]),
])  # fmt: skip
def test_what_names_an_element_comes_along(names: tuple[str, ...], lines: list[str]) -> None:
    """A column of a measure, a title and a criterion of another stage are called as before."""
    assert renamed(names, "x") == lines


def test_a_journeys_step_comes_along_in_after() -> None:
    """One step or several."""
    text = "journey: j\nsteps:\n  A b: {phase: change}\n  c: {phase: change, after: A b}\n  d: {phase: change, after: [c, A b]}\n"
    after = apply(text, rename_element(parse(text)[0], ("steps", "A b"), "a-b"))
    assert after == text.replace("A b", "a-b")
