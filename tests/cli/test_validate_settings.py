"""`rules:` in library.yaml: severities, scopes, and what of them can't be."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from processengine.change import Change, Impact
from processengine.since.touched import is_touched
from tests.conftest import Command

PROCESS = """\
process: {name}
from_anywhere: [lost, asleep]
stages:
  trouble-named: {{buyer: They say so, next: [asked-twice]}}
  asked-twice: {{buyer: They say so again, next: [{{to: won, when: "Yes"}}, {{to: asked-twice, when: "No"}}]}}
  asleep: {{parked: true}}
  won: {{outcome: won}}
  lost: {{outcome: lost}}
"""
SELF, PARKED = "self-transition", "unbounded-parking"


class Seen(NamedTuple):
    """What is found: its file, rule and severity."""

    file: str
    rule: str
    severity: str


@pytest.fixture(autouse=True)
def library(command: Command) -> None:
    """Two processes, one of them in a folder for old ones; each has a self-transition and a parked stage without a limit."""
    del command
    Path("legacy").mkdir()
    Path("hunting.yaml").write_text(PROCESS.format(name="hunting"), encoding="utf-8")
    Path("legacy/farming.yaml").write_text(PROCESS.format(name="farming"), encoding="utf-8")


def found(command: Command, settings: str, *arguments: str) -> list[Seen]:
    """What is found in the library under some settings of rules, notes of rules nobody set aside."""
    Path("library.yaml").write_text(f"library: acme\n{settings}\n", encoding="utf-8")
    listed = json.loads(command("validate", *arguments, "-f", "json").out)["diagnostics"]
    seen = [Seen(one["file"], one["rule"], one["severity"]) for one in listed]
    return [one for one in seen if one.severity != "note" or one.rule in {SELF, PARKED}]


def files(command: Command, settings: str, rule: str = SELF) -> list[str]:
    """The files in which a rule finds something."""
    return [one.file for one in found(command, settings) if one.rule == rule]


BOTH = ["hunting.yaml", "legacy/farming.yaml"]


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_a_rule_gets_another_severity(command: Command, severity: str) -> None:
    """As the bare word or in a map."""
    for written in (severity, f"{{severity: {severity}}}", f"{{severity: {severity}, because: We know}}"):
        seen = found(command, f"rules: {{{SELF}: {written}}}")
        assert [one.severity for one in seen if one.rule == SELF] == [severity, severity]


@pytest.mark.parametrize(
    ("scope", "left"),
    [
        ("file: legacy", ["hunting.yaml"]),
        ("file: legacy/", ["hunting.yaml"]),
        ("file: ./legacy/", ["hunting.yaml"]),
        ("file: legacy/farming.yaml", ["hunting.yaml"]),
        ("process: farming", ["hunting.yaml"]),
        ("process: hunting", ["legacy/farming.yaml"]),
        ("path: stages.asked-twice", []),
        ("path: stages.asked-twice.next.asked-twice", []),
        ("path: stages.trouble-named", BOTH),
        ("file: legacy, path: stages.asked-twice", ["hunting.yaml"]),
        ("file: legacy, process: hunting", BOTH),
        ("file: ., process: hunting", ["legacy/farming.yaml"]),
    ],
)
def test_a_scope_is_a_file_or_folder_a_process_or_an_element(command: Command, scope: str, left: list[str]) -> None:
    """And all of these together where several are given."""
    assert files(command, f"rules: {{{SELF}: {{in: [{{{scope}, severity: none}}]}}}}") == left


@pytest.mark.parametrize("scope", ["file: leg", "file: legacy/farm", "path: stages.asked", "path: asked-twice", "process: farm"])
def test_names_are_whole(command: Command, scope: str) -> None:
    """The beginning of a name is none, and a name is no pattern."""
    assert files(command, f"rules: {{{SELF}: {{in: [{{{scope}, severity: none}}]}}}}") == BOTH


@pytest.mark.parametrize("scope", ["file: '*.yaml'", "file: 'legacy/.*'", "path: 'stages.*'", "process: '.*'"])
def test_what_looks_like_a_pattern_is_a_name(command: Command, scope: str) -> None:
    """It names nothing that is there, and is told so where that can be told."""
    assert files(command, f"rules: {{{SELF}: {{in: [{{{scope}, severity: none}}]}}}}") == BOTH


def test_the_last_scope_that_covers_a_finding_counts(command: Command) -> None:
    """Whatever it is about, and whatever the rule's own severity is."""
    scopes = "[{file: legacy, severity: error}, {path: stages, severity: note}, {process: farming, severity: none}]"
    assert [one for one in found(command, f"rules: {{{SELF}: {{severity: warning, in: {scopes}}}}}") if one.rule == SELF] == [
        Seen("hunting.yaml", SELF, "note"),
    ]


def test_a_rule_that_is_off_is_on_in_a_scope(command: Command) -> None:
    """So that one part of a library can be held to more."""
    settings = f"rules: {{{SELF}: {{severity: none, in: [{{file: hunting.yaml, severity: error}}]}}}}"
    assert [one for one in found(command, settings) if one.rule == SELF] == [Seen("hunting.yaml", SELF, "error")]


def test_settings_reach_only_their_rule(command: Command) -> None:
    """The other one stays as it is."""
    assert files(command, f"rules: {{{SELF}: none}}", PARKED) == BOTH


def test_a_file_named_from_elsewhere_is_in_its_scope(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path is that below the library's folder, however the file is named."""
    settings = f"rules: {{{SELF}: {{in: [{{file: legacy, severity: none}}]}}}}"
    assert [one for one in found(command, settings, str(tmp_path / "legacy/farming.yaml")) if one.rule == SELF] == []
    monkeypatch.chdir(tmp_path / "legacy")
    Path("../library.yaml").write_text(f"library: acme\n{settings}\n", encoding="utf-8")
    for name in ("farming.yaml", "../legacy/farming.yaml"):
        assert SELF not in command("validate", name, "-f", "json").out


def told(command: Command, settings: str) -> list[tuple[str, str, int, int, str, str]]:
    """What is said of library.yaml: rule, path, line, columns, message, help."""
    Path("library.yaml").write_text(f"library: acme\n{settings}\n", encoding="utf-8")
    listed = json.loads(command("validate", "library.yaml", "-f", "json").out)["diagnostics"]
    return [(one["rule"], one["path"], one["line"], one["column"], one["message"], one["help"]) for one in listed]


def test_a_rule_that_is_not_there_is_an_unknown_key(command: Command) -> None:
    """At its key, with the one that was meant."""
    assert told(command, "rules:\n  self-transtion: none") == [
        ("unknown-key", "rules.self-transtion", 3, 3, "There is no rule `self-transtion`.", "Did you mean `self-transition`?"),
    ]
    assert told(command, "rules: {everything: none}")[0][-1] == "`processengine rules` lists them."


def test_rules_to_come_and_keys_of_ones_own_are_fine(command: Command) -> None:
    """A rule that the design names may be set before it is written."""
    assert told(command, "rules: {thin-evidence: none, x-team: ours}") == []


@pytest.mark.parametrize(
    ("settings", "rule", "path", "column"),
    [
        ("rules: {self-transition: loud}", "wrong-type", "rules.self-transition", 26),
        ("rules: {self-transition: {severty: note}}", "unknown-key", "rules.self-transition.severty", 27),
        ("rules: {self-transition: {in: [{fil: a, severity: note}]}}", "unknown-key", "rules.self-transition.in.0.fil", 33),
        ("rules: {self-transition: {in: [{process: hunting}]}}", "missing-key", "rules.self-transition.in.0", 32),
        ("rules: {self-transition: {in: [{severity: note}]}}", "missing-key", "rules.self-transition.in.0", 32),
        ("rules: {self-transition: {in: [{process: hunting, severity: loud}]}}", "wrong-type", "rules.self-transition.in.0.severity", 61),
        ("rules: {self-transition: {in: [{file: lgacy, severity: note}]}}", "unknown-reference", "rules.self-transition.in.0.file", 39),
        ("rules: {self-transition: {in: [{file: ../x, severity: note}]}}", "unknown-reference", "rules.self-transition.in.0.file", 39),
        ("rules: {self-transition: {in: [{process: hunt, severity: note}]}}", "unknown-reference", "rules.self-transition.in.0.process", 42),
        ("rules: {self-transition: {in: [{path: stages.x, severity: note}]}}", "unknown-reference", "rules.self-transition.in.0.path", 39),
        ("rules: {syntax-error: none}", "wrong-type", "rules.syntax-error", 23),
        ("rules: {unknown-key: warning}", "wrong-type", "rules.unknown-key", 22),
        ("rules: {bad-id: {severity: note}}", "wrong-type", "rules.bad-id.severity", 28),
        ("rules: {bad-id: {in: [{file: legacy, severity: none}]}}", "wrong-type", "rules.bad-id.in", 18),
        ("allow_supressions: true", "unknown-key", "allow_supressions", 1),
        ('allow_suppressions: "no"', "wrong-type", "allow_suppressions", 21),
    ],
)
def test_what_cannot_be_set_is_told_at_its_place(command: Command, settings: str, rule: str, path: str, column: int) -> None:
    """One finding, and no other."""
    assert [one[:4] for one in told(command, settings)] == [(rule, path, 2, column)]


def test_errors_of_the_text_stay_errors_whatever_is_set(command: Command) -> None:
    """A file that nobody can read never passes: by no setting, and by no option."""
    Path("broken.yaml").write_text("process: [\n", encoding="utf-8")
    settings = "rules: {syntax-error: none}"
    assert Seen("broken.yaml", "syntax-error", "error") in found(command, settings)
    for arguments in (["--select", SELF], ["--ignore", "syntax-error"]):
        assert Seen("broken.yaml", "syntax-error", "error") in found(command, "", *arguments)


def test_the_rule_about_suppressions_can_be_set(command: Command) -> None:
    """It is no error of the text."""
    text = PROCESS.format(name="hunting").replace("won: {", "won: {  # processengine: allow[self-transition] none is here\n    ", 1)
    Path("hunting.yaml").write_text(text, encoding="utf-8")
    assert "unused-suppression" in [one.rule for one in found(command, "")]
    assert "unused-suppression" not in [one.rule for one in found(command, "rules: {unused-suppression: none}")]


def test_the_schema_for_editors_knows_severities_and_scopes(command: Command) -> None:
    """Beside the bare word the map with its scopes."""
    text = command("schema", "library").out
    schema = json.loads(text)
    assert {"file", "process", "path", "severity", "because"} <= schema["$defs"]["Scope"]["properties"].keys()
    assert schema["$defs"]["Scope"]["required"] == ["severity"]


def test_places_are_looked_for_only_in_a_library_on_the_disk(command: Command) -> None:
    """The standard input has none around it; and a process that can't be read may have what a scope names."""
    text = "library: acme\nrules: {self-transition: {in: [{file: gone/, severity: none}, {process: gone, severity: none}]}}\n"
    assert command("validate", "-", stdin=text).code == 0
    Path("hunting.yaml").write_text("process: hunting\nstages: [\n", encoding="utf-8")
    assert told(command, "rules: {self-transition: {in: [{process: hunting, path: stages.x, severity: none}]}}") == []


@pytest.mark.parametrize("name", ["a\\0b", "x" * 5000, "/etc", "C:/x"])
def test_a_scope_of_a_name_that_no_system_has_is_told(command: Command, name: str) -> None:
    """It is compared and looked for, never opened."""
    assert [one[0] for one in told(command, f'rules: {{self-transition: {{in: [{{file: "{name}", severity: none}}]}}}}')][:1] in (
        [["unknown-reference"], ["syntax-error"]])


def test_a_change_of_the_journey_as_a_whole_is_not_one_of_its_steps() -> None:
    """Findings about a document as a whole are touched by its own fields alone."""
    step = Change("journey-step-changed", Impact.EDITORIAL, "", "steps.a.title", "")
    own = Change("journey-changed", Impact.EDITORIAL, "", "title", "")
    assert not is_touched("journey", [step])
    assert is_touched("journey", [own])
    assert is_touched("steps.a", [step])
    assert not is_touched("steps.b", [step])
