"""The scripts of the action and of the GitLab job, run as a forge runs them, on a scratch repository."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import ROOT, absent
from tests.ecosystem.provide import wheels_folder
from tests.git.scratch import _ENVIRONMENT, FIRST, LIBRARY, Scratch

# What a forge says of the run that these tests are in is no business of the scripts.
_OUTSIDE = {name: value for name, value in _ENVIRONMENT.items() if not name.startswith(("CI_", "GITHUB_"))}
BROKEN = FIRST.replace("next: [won]", "next: [wonn]")


class Done(NamedTuple):
    """What a script left behind."""

    code: int
    out: str


def bash(script: str, folder: Path, **environment: str) -> Done:
    """Run a script as both forges do: the first failure ends it."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**_OUTSIDE, "PROCESSENGINE_TODAY": "2026-11-20", **environment}, text=True, check=False,
    )
    return Done(done.returncode, done.stdout)


def action() -> dict[str, Any]:
    """Return the steps of the action by name."""
    runs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]
    return {step["name"]: step for step in runs["steps"]}


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    """A library on main, and a branch that breaks it."""
    scratch = Scratch(tmp_path / "repository")
    scratch.write_at("sales/library.yaml", LIBRARY)
    scratch.write_at("sales/new-business.yaml", FIRST)
    scratch.commit()
    return scratch


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A runner's folder in which this very Python stands where the action installs its own."""
    place = tmp_path / "runner" / "processengine" / "bin" / "python"
    place.parent.mkdir(parents=True)
    place.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    place.chmod(0o755)
    return tmp_path / "runner"


def records_arguments(program: Path, file: Path) -> None:
    """Put a program in the place of another one that writes down what it is given, a line each."""
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{file}"\n', encoding="utf-8")
    program.chmod(0o755)


def validate(repository: Scratch, runner: Path, **inputs: str) -> Done:
    """Run the action's last step with some of its inputs, the others as they are by default."""
    given = {"PATHS": "", "SINCE": "", "RULE_SET": "recommended", "FAIL_ON": "warning", "SARIF": "", **inputs}
    summary = {"GITHUB_STEP_SUMMARY": str(runner / "summary.md")}
    return bash(action()["Validate"]["run"], repository.root, RUNNER_TEMP=str(runner), **summary, **given)


def test_every_input_reaches_the_script() -> None:
    """By the environment, under a name of its own."""
    whole = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = action()["Validate"]
    assert {*step["env"].values(), step["working-directory"]} == {f"${{{{ inputs.{name} }}}}" for name in whole["inputs"]}


def test_the_action_is_silent_on_what_is_sound(repository: Scratch, runner: Path) -> None:
    """It ends well, with an annotation for nothing."""
    result = validate(repository, runner, FAIL_ON="error")
    assert (result.code, "::error" in result.out) == (0, False)


def test_the_action_annotates_what_is_wrong(repository: Scratch, runner: Path) -> None:
    """With the file's place in the repository, in the summary too, and as SARIF where that is asked for."""
    repository.write_at("sales/new-business.yaml", BROKEN)
    result = validate(repository, runner, SARIF="found.sarif", PATHS="sales\n")
    assert result.code == 1
    assert "::error file=sales/new-business.yaml,line=8,endLine=8,col=12,endColumn=16,title=unknown-stage::" in result.out
    assert "unknown-stage" in (runner / "summary.md").read_text(encoding="utf-8")
    found = json.loads((repository.root / "found.sarif").read_text(encoding="utf-8"))
    assert "unknown-stage" in [one["ruleId"] for one in found["runs"][0]["results"]]


def test_the_action_holds_a_change_against_its_base(repository: Scratch, runner: Path) -> None:
    """A version set by hand is told only since the base."""
    base = repository.git("rev-parse", "HEAD")
    repository.write_at("sales/new-business.yaml", FIRST.replace("process: new-business\n", 'process: new-business\nversion: "9.0.0"\n'))
    repository.commit()
    assert "hand-set-version" not in validate(repository, runner).out
    assert "hand-set-version" in validate(repository, runner, SINCE=base).out


@pytest.mark.parametrize("text", ["$(touch canary)", "`touch canary`", '"; touch canary; "', "--output=canary", "a b", "*"])
def test_inputs_are_data(repository: Scratch, runner: Path, text: str) -> None:
    """Each is one argument as it stands, a path behind the end of the options; nothing in them runs."""
    records_arguments(runner / "processengine" / "bin" / "python", runner / "arguments")
    validate(repository, runner, PATHS=f"{text}\nsales\n", SINCE=text, RULE_SET=text, FAIL_ON=text, SARIF=text)
    given = (runner / "arguments").read_text(encoding="utf-8").splitlines()
    options = ["--format=github", f"--set={text}", f"--fail-on={text}", f"--since={text}", f"--format=sarif={text}"]
    assert given == ["-I", "-m", "processengine", "validate", *options, "--", text, "sales"]
    assert not (repository.root / "canary").exists()


def test_a_module_in_the_checkout_is_not_run(repository: Scratch, runner: Path) -> None:
    """Somebody proposes a file with the name of a module that Python would look for in the folder."""
    for name in ("processengine", "yaml", "click", "json"):
        repository.write_at(f"{name}.py", "open('canary', 'w').close()\n")
    validate(repository, runner)
    assert not (repository.root / "canary").exists()


def test_the_action_installs_from_its_own_sources(tmp_path: Path) -> None:
    """What it depends on is held to the lock; the wheels come from a folder here, as no index is asked in tests."""
    if not wheels_folder().exists():
        absent("the wheels of the lock")
    sources = tmp_path / "action"
    shutil.copytree(ROOT / "processengine", sources / "processengine", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "constraints.txt"):
        shutil.copy(ROOT / name, sources)
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels_folder()), "PIP_CONFIG_FILE": os.devnull}
    result = bash(action()["Install"]["run"], tmp_path, RUNNER_TEMP=str(tmp_path), PYTHON=sys.executable, ACTION=str(sources), **pip)
    assert result.code == 0, result.out
    python = tmp_path / "processengine" / "bin" / "python"
    shown = subprocess.run([python, "-I", "-m", "processengine", "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("processengine, version ")


GITLAB = ROOT / "processengine" / "starter" / "gitlab" / "processengine.yml"


@pytest.fixture
def gitlab(repository: Scratch, tmp_path: Path) -> dict[str, str]:
    """What GitLab's runner has around a merge request: the command, the project's number, and the target as a remote branch."""
    (tmp_path / "processengine").write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -m processengine "$@"\n', encoding="utf-8")
    (tmp_path / "processengine").chmod(0o755)
    base = repository.git("rev-parse", "HEAD")
    repository.git("update-ref", "refs/remotes/origin/main", base)
    text = BROKEN.replace("process: new-business\n", 'process: new-business\nversion: "9.0.0"\n')
    repository.write_at("sales/new-business.yaml", text)
    repository.commit()
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}


def script() -> str:
    """Return the script of the job."""
    return "\n".join(yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["processengine"]["script"])


def test_the_gitlab_job_writes_its_reports(repository: Scratch, gitlab: dict[str, str]) -> None:
    """It fails where something is wrong, says so in the log, and leaves both reports."""
    result = bash(script(), repository.root, **gitlab)
    assert result.code == 1
    assert "sales/new-business.yaml:9:12 error: unknown-stage" in result.out
    found = json.loads((repository.root / "gl-code-quality.json").read_text(encoding="utf-8"))
    assert "unknown-stage" in [one["check_name"] for one in found]
    assert "unknown-stage" in (repository.root / "junit.xml").read_text(encoding="utf-8")


COMMIT = "c" * 40


@pytest.mark.parametrize(
    ("known", "against"),
    [
        ({"CI_MERGE_REQUEST_PROJECT_ID": "7", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}, ["--since=origin/main"]),
        ({"CI_MERGE_REQUEST_PROJECT_ID": "1", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}, [f"--since={COMMIT}"]),
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}, []),
        ({"CI_MERGE_REQUEST_PROJECT_ID": "7", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": '$(touch x)"; touch x'}, ['--since=origin/$(touch x)"; touch x']),
    ],
    ids=["own project", "fork", "default branch", "hostile branch"],
)
def test_the_gitlab_job_takes_the_right_base(
    repository: Scratch, gitlab: dict[str, str], tmp_path: Path, known: dict[str, str], against: list[str]
) -> None:
    """The target branch; in a fork the commit where the two parted; on the default branch nothing. A branch's name is data."""
    records_arguments(tmp_path / "processengine", tmp_path / "arguments")
    assert bash(script(), repository.root, **{**gitlab, "CI_MERGE_REQUEST_DIFF_BASE_SHA": COMMIT, **known}).code == 0
    given = (tmp_path / "arguments").read_text(encoding="utf-8").splitlines()
    assert given == ["validate", *against, "--format", "text", "--format", "gitlab=gl-code-quality.json", "--format", "junit=junit.xml"]
    assert not (repository.root / "x").exists()


def test_the_gitlab_job_judges_the_change(repository: Scratch, gitlab: dict[str, str]) -> None:
    """A version set by hand is told only in a merge request."""
    merge_request = {"CI_MERGE_REQUEST_PROJECT_ID": "7", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    assert "hand-set-version" in bash(script(), repository.root, **gitlab, **merge_request).out
    assert "hand-set-version" not in bash(script(), repository.root, **{**gitlab, "CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}).out
