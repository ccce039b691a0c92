"""`# processengine: allow[rule] reason`, through the command: what it covers, how it is counted, and how it is forbidden."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command

PROCESS = """\
process: p
from_anywhere: [lost, stayed]
stages:
  asked:
    buyer: They say so
    next:
      - to: won
        when: Signed
      - to: asked
        when: Not yet
  won: {outcome: won}
  lost: {outcome: lost}
  stayed: {outcome: no-decision}
"""
ALLOW = "# processengine: allow[self-transition] they meet every month"


def report(command: Command, text: str, *arguments: str) -> Any:
    """What is said of a text as JSON."""
    return json.loads(command("validate", "-", "-f", "json", *arguments, stdin=text).out)


def rules(command: Command, text: str, *arguments: str) -> list[str]:
    """The rules that find something."""
    return [one["rule"] for one in report(command, text, *arguments)["diagnostics"]]


@pytest.mark.parametrize(
    ("before", "after", "suppressed"),
    [
        ("process: p", f"{ALLOW}\nprocess: p", 0),
        ("stages:", f"{ALLOW}\nstages:", 1),
        ("  asked:\n", f"  {ALLOW}\n  asked:\n", 1),
        ("    next:", f"    {ALLOW}\n    next:", 1),
        ("      - to: asked", f"      {ALLOW}\n      - to: asked", 1),
        ("      - to: asked", f"      - to: asked  {ALLOW}", 1),
        ("        when: Not yet", f"        {ALLOW}\n        when: Not yet", 0),
        ("  won: {", f"  {ALLOW}\n  won: {{", 0),
    ],
    ids=["the process's key", "all stages", "the stage", "its next", "the transition", "its line", "another field", "another stage"],
)
def test_it_covers_the_element_below_whole_or_its_line(command: Command, before: str, after: str, suppressed: int) -> None:
    """Wherever in the element the finding stands, and nowhere else; there it is unused."""
    text = PROCESS.replace(before, after, 1)
    assert sorted(rules(command, text)) == ([] if suppressed else ["self-transition", "unused-suppression"])
    assert report(command, text)["suppressed"] == suppressed


def test_flow_style_is_covered_by_lines(command: Command) -> None:
    """Behind a line that holds a whole stage, or above it; within a map over several lines too."""
    flow = PROCESS[: PROCESS.index("  asked:")] + "  asked: {buyer: So, next: [{to: won, when: A}, {to: asked, when: B}]}\n" + PROCESS[PROCESS.index("  won:"):]
    line = next(one for one in flow.splitlines() if "asked:" in one)
    assert rules(command, flow.replace(line, f"{line}  {ALLOW}")) == []
    assert rules(command, flow.replace(line, f"  {ALLOW}\n{line}")) == []
    spread = flow.replace("next: [{to: won, when: A}, {to: asked, when: B}]", f"next: [\n    {{to: won, when: A}},\n    {ALLOW}\n    {{to: asked, when: B}},\n  ]")
    assert rules(command, spread) == []


def test_what_is_missing_is_suppressed_at_the_process(command: Command) -> None:
    """A finding about the whole stands at its first key, and a comment above that one covers it."""
    text = "process: p\nstages:\n  asked: {buyer: So, next: [lost]}\n  lost: {outcome: lost}\n"
    assert rules(command, text) == ["missing-outcome"]
    assert rules(command, f"# processengine: allow[missing-outcome] it goes on elsewhere\n{text}") == []
    assert rules(command, text.replace("process: p", "process: p  # processengine: allow[missing-outcome] it goes on elsewhere")) == []


def test_two_that_cover_one_finding_are_both_used(command: Command) -> None:
    """Neither finds nothing."""
    text = PROCESS.replace("  asked:\n", f"  {ALLOW}\n  asked:\n", 1).replace("      - to: asked", f"      - to: asked  {ALLOW}")
    assert report(command, text)["suppressed"] == 1
    assert rules(command, text) == []


def test_text_shows_how_many_and_no_suppressions_shows_which(command: Command) -> None:
    """A run that hides something says so."""
    text = PROCESS.replace("      - to: asked", f"      - to: asked  {ALLOW}")
    assert "1 suppressed." in command("validate", "-", stdin=text).out
    assert rules(command, text, "--no-suppressions") == ["self-transition"]
    assert report(command, text, "--no-suppressions")["suppressed"] == 0


def test_a_library_can_forbid_them(command: Command) -> None:
    """Nothing is suppressed, and each one is told, with a reason or without."""
    text = PROCESS.replace("      - to: asked", f"      - to: asked  {ALLOW}")
    Path("p.yaml").write_text(text + "# processengine: allow[dead-end-stage]\n", encoding="utf-8")
    Path("library.yaml").write_text("library: acme\n", encoding="utf-8")
    assert [one["rule"] for one in json.loads(command("validate", "-f", "json").out)["diagnostics"]] == ["unreasoned-suppression"]
    Path("library.yaml").write_text("library: acme\nallow_suppressions: false\n", encoding="utf-8")
    said = json.loads(command("validate", "-f", "json").out)
    assert [(one["rule"], one["line"]) for one in said["diagnostics"]] == [
        ("self-transition", 9), ("unused-suppression", 9), ("unused-suppression", 14),
    ]
    assert said["suppressed"] == 0
    assert "No `allow` counts in this library" in said["diagnostics"][1]["message"]
    assert command("validate").code == 1


def test_where_a_rule_is_off_by_a_scope_its_allow_is_left_alone(command: Command) -> None:
    """It has not looked there."""
    Path("p.yaml").write_text(PROCESS.replace("      - to: asked", f"      - to: asked  {ALLOW}"), encoding="utf-8")
    Path("library.yaml").write_text("library: acme\nrules: {self-transition: {in: [{file: p.yaml, severity: none}]}}\n", encoding="utf-8")
    said = json.loads(command("validate", "-f", "json").out)
    assert (said["diagnostics"], said["suppressed"]) == ([], 0)


@pytest.mark.parametrize(
    ("rule", "text", "place"),
    [
        ("unknown-step", "journey: j\nsteps:\n  a: {title: A, phase: change}\n  b: {title: B, phase: change, after: [c]}\n", "  b:"),
        ("unfillable-policy", "library: l\npeople:\n  ana: {roles: [rep]}\npolicy: {breaking: {approvals: {leader: 1}}}\n", "policy:"),
        ("unknown-reference", "library: l\nrules:\n  self-transition: {in: [{file: gone/, severity: none}]}\n", "  self-transition:"),
        ("unknown-reference", "proposal: q\ntitle: Q\nprocess: gone\nwhy: So\n", "process:"),
    ],
)
def test_journeys_libraries_and_proposals_have_them_too(command: Command, rule: str, text: str, place: str) -> None:
    """Above the element, as in a process."""
    name = "library.yaml" if text.startswith("library") else "other.yaml"
    Path("library.yaml").write_text("library: l\n", encoding="utf-8")
    Path("p.yaml").write_text(PROCESS, encoding="utf-8")
    Path(name).write_text(text, encoding="utf-8")
    assert rule in command("validate", name).out
    indent = place[: len(place) - len(place.lstrip())]
    Path(name).write_text(text.replace(place, f"{indent}# processengine: allow[{rule}] it comes next week\n{place}", 1), encoding="utf-8")
    said = json.loads(command("validate", name, "-f", "json").out)
    assert (said["diagnostics"], said["suppressed"]) == ([], 1)
