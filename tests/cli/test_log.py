"""What is printed in a step of GitHub Actions: its runner reads commands there, and nobody's text may be one."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Command

HOSTILE = """\
process: p
stages: {a: {next: [won]}, won: {outcome: won}, lost: {outcome: lost}}
from_anywhere: [lost, "##[stop-commands]zzz", "::stop-commands::zzz"]
tittle: "##[group]x"
about: |
  ::error::of a text
  fine
"""
NAMES = ("##[warning]q.yaml", "::error::x.yaml")


def commands(text: str) -> list[str]:
    """Return the lines that the runner takes for commands, whatever words it knows."""
    return [line for line in re.split("\r\n|\r|\n", text) if "##[" in line or line.strip().startswith("::")]


@pytest.fixture
def in_log(command: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command line in a step of GitHub Actions, beside files that try to give commands."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for name in NAMES:
        Path(name).write_text(HOSTILE, encoding="utf-8")
    return command


@pytest.mark.parametrize("arguments", [
    *(("validate", "-f", name, *NAMES) for name in ("text", "json", "sarif", "gitlab", "junit", "markdown")),
    ("validate", "-o", "/dev/stdout", *NAMES),
    ("validate", "-f", "json=/dev/stderr", *NAMES),
    ("validate", "--diff", "--unsafe", *NAMES),
    ("validate", "##[error]gone.yaml"),
    ("fmt", "--diff", *NAMES),
    ("fmt", "--check", *NAMES),
    ("draw", "-f", "text", NAMES[0]),
    ("draw", "-f", "dot", NAMES[0]),
    ("explain", "##[group]x"),
    ("diff", *NAMES),
    ("##[group]x",),
], ids=" ".join)
def test_nothing_printed_is_a_command(in_log: Command, arguments: tuple[str, ...]) -> None:
    """Neither what stands in files nor their names, in whatever format, on either stream."""
    outcome = in_log(*arguments)
    assert outcome.out + outcome.err
    assert commands(outcome.out) + commands(outcome.err) == []


@pytest.mark.parametrize("text", ["  ::error::x", "\u2003\t::error::x", "a ##[error]x", "###[error]x", "\r::error::x", ":::error::x"])
def test_a_text_of_the_standard_input_is_shown_and_not_obeyed(in_log: Command, text: str) -> None:
    """It goes back to the log, with the sign broken."""
    outcome = in_log("fmt", "-", stdin=f"process: [\n{text}\n")
    assert commands(outcome.out) == []
    assert "<U+00" in outcome.out


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
def test_json_in_the_log_says_the_same(in_log: Command, name: str) -> None:
    """The signs are escaped as JSON has it."""
    printed = in_log("validate", "-f", name, *NAMES).out
    in_log("validate", "-f", f"{name}=whole.json", *NAMES)
    assert r"\u0023\u0023[" in printed
    assert json.loads(printed) == json.loads(Path("whole.json").read_text(encoding="utf-8"))


def test_xml_in_the_log_says_the_same(in_log: Command) -> None:
    """And as XML has it."""
    printed = in_log("validate", "-f", "junit", *NAMES).out
    names = [suite.get("name") for suite in ET.fromstring(printed).iter("testsuite")]  # noqa: S314 - our own output
    assert sorted(map(str, names)) == sorted(NAMES)


def test_files_are_exact(in_log: Command) -> None:
    """Nobody reads commands there."""
    in_log("validate", "-o", "whole.txt", NAMES[0])
    assert "##[stop-commands]zzz" in Path("whole.txt").read_text(encoding="utf-8")


def test_annotations_are_commands(in_log: Command) -> None:
    """They are meant."""
    outcome = in_log("validate", "-f", "github", *NAMES)
    assert outcome.out.startswith("::error file=")


def test_elsewhere_everything_is_printed_as_it_is(command: Command) -> None:
    """No other log is read for commands."""
    assert command("fmt", "-", stdin=HOSTILE).out.count("##[") == HOSTILE.count("##[")


def test_a_file_that_the_shell_has_opened_is_exact(in_log: Command, tmp_path: Path) -> None:
    """`fmt - <a.yaml >b.yaml` gives the file, and the log nothing."""
    del in_log
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-m", "processengine", "fmt", "-"], input=HOSTILE.encode(), stdout=out, check=True)
    assert "  ::error::of a text\n" in (tmp_path / "out").read_text(encoding="utf-8")


def test_what_can_t_be_run_is_told_without_control_characters(command: Command) -> None:
    """A file's name in a message doesn't colour the terminal or change its title."""
    outcome = command("validate", "x\x1b[31m.yaml")
    assert outcome.err == "processengine: x<U+001B>[31m.yaml is not there.\n"
