"""`validate --format`, one and several at once, and what the CI around us gets."""

import json
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_startup import imported
from tests.conftest import Command
from tests.first_file import FIRST_FILE

BROKEN = FIRST_FILE.replace("next: [team-assembled]", "next: [team-asembled]")
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")
READ: dict[str, Callable[[str], Any]] = {
    "text": lambda text: "unknown-stage" in text,
    "json": lambda text: json.loads(text)["diagnostics"][0]["rule"] == "unknown-stage",
    "sarif": lambda text: json.loads(text)["runs"][0]["results"][0]["ruleId"] == "unknown-stage",
    "github": lambda text: text.startswith("::error "),
    "gitlab": lambda text: json.loads(text)[0]["check_name"] == "unknown-stage",
    "junit": lambda text: ET.fromstring(text).find(".//failure[@type='unknown-stage']") is not None,  # noqa: S314 - ours
    "markdown": lambda text: text.startswith("## 1 error in 1 process file\n"),
}


@pytest.fixture(autouse=True)
def no_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that run in a CI of their own write nothing into its summary."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


@pytest.fixture
def broken(command: Command) -> Command:
    """A folder with a file that has one error."""
    Path("p.yaml").write_text(BROKEN, encoding="utf-8")
    return command


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_goes_to_the_screen_or_to_a_file(broken: Command, name: str) -> None:
    """With -f, --format, -o and FORMAT=FILE; the exit status is the same."""
    screen = broken("validate", "p.yaml", "-f", name)
    assert (screen.code, bool(READ[name](screen.out))) == (1, True)
    assert broken("validate", "p.yaml", "--format", name, "-o", "one").out == ""
    assert broken("validate", "p.yaml", "--format", f"{name}=two").out == broken("validate", "p.yaml").out
    assert broken("validate", "p.yaml", "--format", f"{name}=-").out == screen.out
    assert Path("one").read_text(encoding="utf-8") == Path("two").read_text(encoding="utf-8") == screen.out.removesuffix("\n" * (name == "json"))


def test_all_at_once(broken: Command) -> None:
    """One goes to the screen, the others to files, and each is what it is alone."""
    alone = {name: broken("validate", "p.yaml", "-f", name).out for name in FORMATS}
    more = [argument for name in FORMATS[1:] for argument in ("--format", f"{name}=out.{name}")]
    result = broken("validate", "p.yaml", "--format", "text", *more)
    assert (result.code, result.out) == (1, alone["text"])
    for name in FORMATS[1:]:
        assert Path(f"out.{name}").read_text(encoding="utf-8").rstrip("\n") == alone[name].rstrip("\n")


def test_a_clean_run_writes_every_report_and_exits_0(command: Command) -> None:
    """A CI that waits for a report finds it."""
    Path("p.yaml").write_text(FIRST_FILE, encoding="utf-8")
    result = command("validate", "p.yaml", *(argument for name in FORMATS for argument in ("-f", f"{name}=out.{name}")))
    assert (result.code, result.out) == (0, command("validate", "p.yaml").out)
    assert sorted(path.name for path in Path().glob("out.*")) == sorted(f"out.{name}" for name in FORMATS)


def test_a_report_in_a_file_leaves_the_screen_as_it_is(broken: Command) -> None:
    """So that the log of a job that fails says why."""
    assert broken("validate", "p.yaml", "-f", "sarif=a") == broken("validate", "p.yaml")


def test_the_schema_of_an_output_can_go_to_a_file_too(command: Command) -> None:
    """As that of a document can."""
    command("schema", "--output-of", "validate", "-o", "schema.json")
    assert json.loads(Path("schema.json").read_text(encoding="utf-8"))["$id"] == "urn:processengine:validate:1"
    assert command("schema", "--output-of", "draw").code == 2


def test_output_is_the_place_of_the_plain_format(broken: Command) -> None:
    """And of text where none is plain."""
    broken("validate", "p.yaml", "-f", "markdown", "-f", "json=a.json", "-o", "a.md")
    assert READ["markdown"](Path("a.md").read_text(encoding="utf-8"))
    broken("validate", "p.yaml", "-f", "json=a.json", "-o", "a.txt")
    assert Path("a.txt").read_text(encoding="utf-8").startswith("p.yaml:6:12 error: unknown-stage")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-f", "json", "-f", "sarif"], "json and sarif can't go to one place"),
        (["-f", "json=a", "-f", "sarif=./a"], "json and sarif can't both go to ./a"),
        (["-f", "json", "-f", "sarif=a", "-o", "a"], "json and sarif can't both go to a"),
        (["-f", "xml"], "there is no format 'xml'; there are text, json, sarif, github, gitlab, junit, markdown"),
        (["-f", "xml=a"], "there is no format 'xml'; there are text, json, sarif, github, gitlab, junit, markdown"),
        (["-f", "json="], "'json=' names no file; write json=FILE"),
        (["-f", "json=gone/a"], "gone/a can't be written"),
    ],
)
def test_what_can_t_be_written_is_refused(broken: Command, arguments: list[str], said: str) -> None:
    """In one line, with status 2; no file is written and nothing printed."""
    result = broken("validate", "p.yaml", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert said in result.err
    assert [path.name for path in Path().iterdir()] == ["p.yaml"]


def test_the_help_names_the_formats(command: Command) -> None:
    """So that nobody has to look them up."""
    shown = " ".join(command("validate", "--help").out.split())
    assert all(name in shown for name in FORMATS)


@pytest.fixture
def repository(broken: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A repository with a broken file in a folder of a folder, in which the command runs."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    folder = tmp_path / "sales" / "a b"
    folder.mkdir(parents=True)
    (folder / "p.yaml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "sales")
    return broken


@pytest.mark.parametrize("argument", ["a b/p.yaml", "./a b/../a b/p.yaml", "{}/sales/a b/p.yaml"])
def test_forges_get_names_from_the_repository_s_root(repository: Command, tmp_path: Path, argument: str) -> None:
    """Wherever in it the command runs, and however the file is named; people and programs get the name that they gave."""
    file = argument.format(tmp_path)

    def out(name: str) -> str:
        return repository("validate", file, "-f", name).out

    assert "::error file=sales/a b/p.yaml,line=6," in out("github")
    assert json.loads(out("gitlab"))[0]["location"]["path"] == "sales/a b/p.yaml"
    assert ET.fromstring(out("junit"))[0].get("name") == "sales/a b/p.yaml"  # noqa: S314 - ours
    assert "### `sales/a b/p.yaml`" in out("markdown")
    place = json.loads(out("sarif"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "sales/a%20b/p.yaml", "uriBaseId": "%SRCROOT%"}
    assert json.loads(out("json"))["diagnostics"][0]["file"] == Path(file).as_posix()


def test_a_file_outside_of_the_repository_keeps_its_full_name(repository: Command, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As nothing in the repository is meant."""
    del tmp_path
    other = tmp_path_factory.mktemp("other") / "p.yaml"
    other.write_text(BROKEN, encoding="utf-8")
    place = json.loads(repository("validate", other, "-f", "sarif").out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": f"file://{other}"}


def test_the_standard_input_keeps_its_name(repository: Command) -> None:
    """It is no file of the repository."""
    assert json.loads(repository("validate", "-", "-f", "gitlab", stdin=BROKEN).out)[0]["location"]["path"] == "<stdin>"


def test_github_gets_a_step_summary_too(broken: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is added to what the step has written there already; other formats leave it alone."""
    summary = Path("summary.md")
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    broken("validate", "p.yaml", "-f", "markdown")
    assert summary.read_text(encoding="utf-8") == "before\n"
    result = broken("validate", "p.yaml", "-f", "github")
    assert summary.read_text(encoding="utf-8") == f"before\n{broken('validate', 'p.yaml', '-f', 'markdown').out}\n"
    assert (result.code, result.err) == (1, "")


def test_the_step_summary_stays_within_what_github_takes(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """1 MiB, with what was there before; what is left out is counted, and a full one is said to be full."""
    stages = "".join(f"  s{number}: {{buyer: b, next: [gone-{number}]}}\n" for number in range(6_000))
    Path("p.yaml").write_text(f"process: p\nstages:\n{stages}  won: {{outcome: won}}\n  lost: {{outcome: lost}}\n", encoding="utf-8")
    summary = Path("summary.md")
    summary.write_text("x" * 500_000, encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    command("validate", "p.yaml", "-f", "github", "--select", "unknown-stage")
    assert 500_000 < summary.stat().st_size <= 1024 * 1024
    assert "further findings left out here" in summary.read_text(encoding="utf-8")
    summary.write_text("x" * 1024 * 1024, encoding="utf-8")
    result = command("validate", "p.yaml", "-f", "github", "--select", "unknown-stage")
    assert summary.stat().st_size == 1024 * 1024
    assert (result.code, result.err) == (1, "processengine: the summary at summary.md is full; the findings are in the log only.\n")


def test_a_summary_that_can_t_be_written_is_said_and_changes_no_status(broken: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings have been reported, and they are what the run is for."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "gone/summary.md")
    result = broken("validate", "p.yaml", "-f", "github")
    assert result.code == 1
    assert result.out.startswith("::error ")
    assert result.err == "processengine: the summary at gone/summary.md can't be written: No such file or directory.\n"


def test_a_report_that_is_the_summary_is_not_written_twice(broken: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends the markdown there has it there once."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    broken("validate", "p.yaml", "-f", "github", "-f", "markdown=summary.md")
    assert Path("summary.md").read_text(encoding="utf-8").count("## 1 error") == 1


OF_A_FORMAT = {f"processengine.report.validate_{name}" for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_only_the_format_that_is_asked_for_is_imported(name: str) -> None:
    """And no XML for another one than JUnit's; a run for people pays for no other."""
    modules = imported("validate", "-", "-f", name, "--today", "2026-11-20", stdin=FIRST_FILE)
    assert modules & OF_A_FORMAT == {f"processengine.report.validate_{name}"}
    assert ("xml.etree.ElementTree" in modules) is (name == "junit")
