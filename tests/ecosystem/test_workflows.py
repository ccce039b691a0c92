"""The action, the workflow templates and the GitLab job: by the judgement of zizmor and of each forge's schema."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Command

ACTION = ROOT / "action.yml"
GITHUB = ROOT / "processengine" / "starter" / "github"
GITLAB = ROOT / "processengine" / "starter" / "gitlab"
WORKFLOWS = sorted(GITHUB.glob("*.yml"))
# What each commit is, as the tags of these repositories say.
RELEASES = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
}


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the test environment; some colour what they print wherever CI is set."""
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    assert program is not None, f"{name} is a test dependency"
    plain = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False, env=plain)


def read(path: Path) -> dict[str, Any]:
    """Return a file as the forge reads it: `on` is no boolean there."""
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts alone
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    """Return all steps of an action or a workflow."""
    found = read(path)
    parts = [found["runs"]] if "runs" in found else list(found["jobs"].values())
    return [step for part in parts for step in part["steps"]]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Everything of ours that GitHub or pre-commit runs, where they look for it."""
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    for path in WORKFLOWS:
        shutil.copy(path, tmp_path / ".github" / "workflows")
    shutil.copy(ACTION, tmp_path)
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", tmp_path)
    return tmp_path


def test_zizmor_has_nothing_to_say(repository: Path) -> None:
    """In its most suspicious mood, and about every file."""
    result = tool("zizmor", "--offline", "--strict-collection", "--collect=all", "--persona=auditor", "--no-config", "--no-progress", repository)
    assert result.returncode == 0, result.stdout
    assert "No findings to report" in result.stdout
    assert all(f"completed {repository / name}" in result.stderr for name in ("action.yml", ".pre-commit-hooks.yaml"))


def test_one_finding_is_left_out_and_explained(repository: Path) -> None:
    """Only the trigger of the workflow that comments, which runs nothing of a proposal's."""
    result = tool("zizmor", "--offline", "--collect=all", "--persona=auditor", "--no-config", "--no-ignores", "--format=plain", repository)
    assert re.findall(r"^(?:error|warning|info|help)\[([\w-]+)\]", result.stdout, re.MULTILINE) == ["dangerous-triggers"]
    text = (GITHUB / "processengine-comment.yml").read_text(encoding="utf-8")
    assert text.count("zizmor: ignore") == 1
    assert "What makes this trigger dangerous" in text


def test_zizmor_would_find_what_we_avoid(repository: Path) -> None:
    """The check above can fail: an expression in a script, an unpinned action and kept credentials are found."""
    path = repository / ".github" / "workflows" / "processengine.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"checkout@\w+ # \S+", "checkout@v7", text).replace("          persist-credentials: false\n", "")
    path.write_text(text.replace('--since="$BASE"', '--since="${{ github.event.pull_request.title }}"'), encoding="utf-8")
    result = tool("zizmor", "--offline", "--no-config", "--no-progress", repository)
    assert result.returncode != 0
    assert all(f"[{name}]" in result.stdout for name in ("template-injection", "unpinned-uses", "artipacked"))


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-actions", [ACTION]),
        ("vendor.gitlab-ci", sorted(GITLAB.glob("*.yml"))),
    ],
)
def test_each_file_has_the_form_that_its_forge_asks_for(schema: str, paths: list[Path]) -> None:
    """By the schemas that check-jsonschema ships."""
    assert paths
    result = tool("check-jsonschema", "--builtin-schema", schema, *paths)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS], ids=lambda path: path.name)
def test_every_action_is_named_by_the_commit_of_a_release(path: Path) -> None:
    """By its full id, with the release's name beside it."""
    for name, commit, release in re.findall(r"uses: (\S+)@(\S+)(?: # (\S+))?", path.read_text(encoding="utf-8")):
        assert (commit, release) == RELEASES[name]


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS], ids=lambda path: path.name)
def test_no_expression_stands_in_a_script(path: Path) -> None:
    """Whatever comes from outside reaches a script through the environment."""
    assert all("${{" not in step.get("run", "") for step in steps(path))


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS, *GITLAB.glob("*.yml")], ids=lambda path: "/".join(path.parts[-2:]))
def test_no_python_takes_modules_from_the_checkout(path: Path) -> None:
    """`python -m` would look for a module in the folder that somebody proposes; -I keeps it from that."""
    scripts = re.findall(r'(?:^|[\s"])(?:python"?|\$PYTHON"|\$python") (.*)$', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert [script for script in scripts if "-m " in script and not script.startswith("-I ")] == []


def test_workflows_run_on_pull_requests_never_with_their_targets_rights() -> None:
    """`pull_request_target` gives a proposer's code the repository's secrets."""
    assert all("pull_request_target" not in path.read_text(encoding="utf-8") for path in WORKFLOWS)
    assert list(read(GITHUB / "processengine.yml")["on"]) == ["pull_request"]


def test_the_workflow_sees_the_branch_that_it_is_held_against() -> None:
    """The whole history is there, and `--since` names the base; findings are shown beside their lines."""
    checkout = next(step for step in steps(GITHUB / "processengine.yml") if "checkout" in step.get("uses", ""))
    assert checkout["with"]["fetch-depth"] == "0"
    (validate,) = [step["run"] for step in steps(GITHUB / "processengine.yml") if step.get("name") == "Validate"]
    assert validate == 'processengine validate --since="$BASE" --format=github'


def test_the_gitlab_job_runs_for_merge_requests_and_keeps_its_reports() -> None:
    """Held against the target, with the whole history, and both reports where GitLab looks for them."""
    job = read(GITLAB / "processengine.yml")["processengine"]
    assert [rule["if"] for rule in job["rules"]] == ['$CI_PIPELINE_SOURCE == "merge_request_event"', "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"]
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert job["artifacts"]["when"] == "always"
    script = "\n".join(job["script"])
    for report, format_ in (("codequality", "gitlab"), ("junit", "junit")):
        assert f"--format {format_}={job['artifacts']['reports'][report]}" in script


def test_init_writes_the_gitlab_job(command: Command) -> None:
    """With the version that wrote it; nothing is written over, and a pipeline that is there is left to its owner."""
    from processengine import __version__

    Path(".git").mkdir()
    assert command("init", "sales", "--gitlab").code == 0
    assert f"processengine=={__version__}" in Path(".gitlab/processengine.yml").read_text(encoding="utf-8")
    assert read(Path(".gitlab-ci.yml")) == {"include": [{"local": ".gitlab/processengine.yml"}]}
    again = command("init", "sales", "--gitlab")
    assert (again.code, again.out) == (2, "")
    assert "is there already; no job was written" in again.err


def test_init_leaves_a_pipeline_that_is_there(command: Command) -> None:
    """It says which line to add."""
    Path(".git").mkdir()
    Path(".gitlab-ci.yml").write_text("stages: [test]\n", encoding="utf-8")
    result = command("init", "sales", "--gitlab")
    assert result.code == 0
    assert "include: [{local: .gitlab/processengine.yml}]" in result.out
    assert Path(".gitlab-ci.yml").read_text(encoding="utf-8") == "stages: [test]\n"


def test_the_workflow_in_the_docs_is_one(tmp_path: Path) -> None:
    """In the form that GitHub asks for, with inputs that the action has; and zizmor has nothing to say about it."""
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    (text,) = [block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "runs-on" in block]
    path = tmp_path / ".github" / "workflows" / "processes.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path).returncode == 0
    result = tool("zizmor", "--offline", "--persona=auditor", "--no-config", "--no-progress", tmp_path)
    assert result.returncode == 0, result.stdout
    (ours,) = [step for step in steps(path) if "processengine" in step.get("uses", "")]
    assert set(ours["with"]) <= set(read(ACTION)["inputs"])
    (checkout,) = re.findall(r"actions/checkout@(\S+) # (\S+)", text)
    assert checkout == RELEASES["actions/checkout"]


def test_the_docs_name_every_input_with_its_default() -> None:
    """The table of the action's inputs is whole, and so is that of the hooks."""
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (.*?) \|", page, re.MULTILINE)
    inputs = read(ACTION)["inputs"]
    assert [name for name, _ in rows if name in inputs] == list(inputs)
    assert {name: said for name, said in rows if name in ("set", "fail-on")} == {name: f"`{inputs[name]['default']}`" for name in ("set", "fail-on")}
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == [name for name, _ in rows if name.startswith("processengine-")]
