"""The pipelines of the page about approvals are run as they stand there, with a forge that answers from files."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.review.proposed import NAME, PROPOSAL, Proposed, approval
from tests.test_docs import yaml_blocks

CLAIMED = PROPOSAL[PROPOSAL.index("claims:"):]
RULES = [[{"type": "required_status_checks", "parameters": {
    "required_status_checks": [{"context": "Ready"}], "strict_required_status_checks_policy": True}}]]
# Answers as the forge's own command does: the last word of the address names the file.
ANSWERS = '#!/bin/sh\nfor word do case "$word" in -*|\\>*) ;; *) last="$word";; esac; done\nexec cat "$ANSWERS/$(basename "${last%%\\?*}")"\n'
FETCHES = ('#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = --output ] && out="$2"; shift; done\nexec cp "$ANSWERS/$(basename "${1%%\\?*}")" "$out"\n')


@pytest.fixture
def proposed(template: Proposed, tmp_path: Path) -> Proposed:
    """Return a proposal without claims, pushed."""
    found = template.copy(tmp_path / "team")
    found.first = found.edit(CLAIMED, "", NAME)
    found.rep.git("push", "-q", "origin", "HEAD")
    return found


def run(proposed: Proposed, folder: Path, script: str, answers: dict[str, Any], **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a pipeline's script where it would run, and return what came of it."""
    for name, text in (("gh", ANSWERS), ("curl", FETCHES)):
        command = folder / "bin" / name
        command.parent.mkdir(exist_ok=True)
        command.write_text(text, encoding="utf-8")
        command.chmod(0o755)
    for name, value in answers.items():
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    path = os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "ANSWERS": str(folder), "RUNNER_TEMP": str(folder / "temp"), "PROCESSENGINE_TODAY": "2026-11-20", **variables}
    return subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=proposed.rep.root, env=environment, capture_output=True, text=True, check=False)


def pipelines() -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Return GitHub's and GitLab's of the page."""
    github, gitlab = (yaml.safe_load(block) for block in yaml_blocks(ROOT / "docs" / "approvals.md"))
    return github, gitlab


@pytest.mark.parametrize(("login", "group", "code", "said"), [
    ("mia-m", "", 0, "Ready to be merged."), ("lee-x", "", 1, "It lacks the approval of a manager: mia."),
    ("mia-m", "refs/heads/gh-readonly-queue/main/pr-12-abc", 0, "Ready to be merged."),
])
def test_githubs_says_whether_it_may_be_merged(proposed: Proposed, tmp_path: Path, login: str, group: str, code: int, said: str) -> None:
    """Of a pull request, and of a group of the merge queue, whose number is in its name."""
    (step,) = [one for one in pipelines()[0]["jobs"]["ready"]["steps"] if one.get("name") == "Ready"]
    answers = {"12": {"number": 12, "user": {"login": "ana-k"}, "head": {"sha": proposed.first}}, "reviews": [[approval(login, proposed.first)]], "events": [[]], "main": RULES}
    base = proposed.rep.git("rev-parse", "origin/main") if group else ""
    done = run(proposed, tmp_path, step["run"], answers, HEAD=proposed.first, TARGET="refs/heads/main" if group else "main", NUMBER="" if group else "12",
               REPOSITORY="acme/processes", GROUP=group, GROUP_BASE=base)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "can't bind" not in done.stderr


def test_gitlabs_binds_an_approval_to_the_version_of_its_time(proposed: Proposed, tmp_path: Path) -> None:
    """What was pushed after it is not approved."""
    script = "\n".join(line for line in pipelines()[1]["approvals"]["script"] if "pip install" not in line)
    later = proposed.edit("max_days: 45", "max_days: 46")
    answers = {
        "approvals": {"approved_by": [{"user": {"username": "mia"}, "approved_at": "2026-11-20T09:00:00Z"}]}, "resource_state_events": [],
        "versions": [{"head_commit_sha": later, "created_at": "2026-11-20T10:00:00Z"}, {"head_commit_sha": proposed.first, "created_at": "2026-11-20T08:00:00Z"}],
        "3": {"iid": 3, "author": {"username": "ana"}, "source_branch": "proposals/six-weeks"}, "7": {"merge_method": "ff", "only_allow_merge_if_pipeline_succeeds": True},
    }
    given = {"CI_API_V4_URL": "https://git.example.com/api/v4", "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "3",
             "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "APPROVALS_TOKEN": "x"}
    codes = [run(proposed, tmp_path, script, answers, CI_COMMIT_SHA=commit, **given).returncode for commit in (proposed.first, later)]
    assert codes == [0, 1]


def test_githubs_may_only_read_and_takes_no_text_into_its_script() -> None:
    """What others write reaches it through the environment; each action is named by a full commit."""
    workflow = pipelines()[0]
    job = workflow["jobs"]["ready"]
    assert workflow["permissions"] == {}
    assert set(job["permissions"].values()) == {"read"}
    assert not any("${{" in one.get("run", "") for one in job["steps"])
    assert all(len(one["uses"].partition("@")[2]) == 40 for one in job["steps"] if "uses" in one)
