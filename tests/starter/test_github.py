"""The workflows for GitHub: who may do what, no proposer's text in a script, and what hostile artifacts come to."""

import io
import json
import os
import re
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Command

FOLDER = ROOT / "processengine" / "starter" / "github"
CHECK, COMMENT = FOLDER / "processengine.yml", FOLDER / "processengine-comment.yml"
HEAD = "a" * 40
MARK = "<!-- processengine review -->"


def workflow(path: Path) -> dict[str, Any]:
    """Return a workflow as GitHub reads it (`on` is no boolean there)."""
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts alone
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    """Return the steps of a workflow's only job."""
    (job,) = workflow(path)["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def test_the_check_runs_on_pull_requests_and_may_only_read() -> None:
    """Neither `pull_request_target` nor a right to write, for the whole of it."""
    check = workflow(CHECK)
    assert list(check["on"]) == ["pull_request"]
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())


def test_the_comment_may_comment_and_nothing_else() -> None:
    """It reads artifacts and writes to pull requests, in its one job alone; and it follows the check's run."""
    comment = workflow(COMMENT)
    assert comment["on"] == {"workflow_run": {"workflows": [workflow(CHECK)["name"]], "types": ["completed"]}}
    assert comment["permissions"] == {}
    assert [job["permissions"] for job in comment["jobs"].values()] == [{"actions": "read", "pull-requests": "write"}]


@pytest.mark.parametrize("path", [CHECK, COMMENT], ids=["check", "comment"])
def test_no_expression_stands_in_a_script(path: Path) -> None:
    """What somebody writes in a title or names a branch reaches a script through the environment, as data."""
    assert all("${{" not in step.get("run", "") for step in steps(path))


@pytest.mark.parametrize("path", [CHECK, COMMENT], ids=["check", "comment"])
def test_no_secret_is_given(path: Path) -> None:
    """Only the comment has a token, GitHub's own for that run."""
    text = path.read_text(encoding="utf-8")
    assert "secrets" not in re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    assert ("github.token" in text) == (path is COMMENT)


def test_the_comment_runs_no_action_and_checks_nothing_out() -> None:
    """Its only step is a script of its own."""
    assert [list(step) for step in steps(COMMENT)] == [["name", "shell", "run"]]


def test_the_check_uses_githubs_own_actions_and_leaves_no_credentials_behind() -> None:
    """Each by the full id of a commit, with a word on how to keep them fresh."""
    used = [step["uses"] for step in steps(CHECK) if "uses" in step]
    assert all(re.fullmatch("actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)
    assert next(step for step in steps(CHECK) if step.get("uses", "").startswith("actions/checkout"))["with"]["persist-credentials"] == "false"
    assert "full commit id" in CHECK.read_text(encoding="utf-8")


def packed(*members: tuple[str, bytes], mode: int = 0o100644) -> bytes:
    """Return an artifact as GitHub packs it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


GH = """
import json, os, sys
from pathlib import Path
folder = Path(os.environ["FAKE"])
arguments = sys.argv[2:]
path = next(one for one in arguments if one.startswith("repos/"))
with (folder / "calls").open("a") as calls:
    calls.write(json.dumps(arguments) + "\\n")
if path.endswith("/zip"):
    sys.stdout.buffer.write((folder / "artifact.zip").read_bytes())
elif "POST" in arguments or "PATCH" in arguments:
    (folder / "posted.json").write_text(Path(arguments[arguments.index("--input") + 1]).read_text())
else:
    print((folder / (path.rsplit("/", 1)[1] + ".json")).read_text())
"""


class Posted:
    """What the comment's script did: its exit status, its calls, and the text that it posted."""

    def __init__(self, done: subprocess.CompletedProcess[str], folder: Path) -> None:
        self.code, self.said = done.returncode, done.stdout + done.stderr
        calls = folder / "calls"
        self.calls: list[list[str]] = [json.loads(line) for line in calls.read_text().splitlines()] if calls.exists() else []
        file = folder / "posted.json"
        self.body: str | None = json.loads(file.read_text())["body"] if file.exists() else None

    @property
    def target(self) -> str:
        """Where it was posted."""
        return next((path for call in self.calls if "--input" in call for path in call if path.startswith("repos/")), "")


def run(
    folder: Path, artifact: bytes, *, pulls: list[dict[str, Any]] | None = None, comments: list[dict[str, Any]] | None = None,
    branch: str = "proposals/x", size: int | None = None,
) -> Posted:
    """Run the comment's script against a GitHub that answers from files."""
    folder.mkdir(exist_ok=True)
    (folder / "gh").write_text(f"#!{sys.executable}\n{GH}", encoding="utf-8")
    (folder / "gh").chmod(0o755)
    (folder / "artifact.zip").write_bytes(artifact)
    answers = {
        "pulls": [{"number": 7, "head": {"sha": HEAD}}] if pulls is None else pulls,
        "artifacts": {"artifacts": [{"id": 5, "name": "processengine-review", "expired": False, "size_in_bytes": size or len(artifact)}]},
        "comments": comments or [],
    }
    for name, answer in answers.items():
        (folder / f"{name}.json").write_text(json.dumps(answer), encoding="utf-8")
    environment = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "FAKE": str(folder), "RUNNER_TEMP": str(folder), "REPOSITORY": "acme/sales",
        "RUN": "3", "HEAD": HEAD, "OWNER": "ana-k", "BRANCH": branch, "GH_TOKEN": "x",
    }
    (step,) = steps(COMMENT)
    done = subprocess.run([sys.executable, "-c", step["run"]], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return Posted(done, folder)


def test_a_review_becomes_a_comment(tmp_path: Path) -> None:
    """On the pull request whose head is the run's commit, with our mark first and a word on who made it."""
    posted = run(tmp_path, packed(("review.md", b"## Six weeks\n\nWhy\n")))
    assert (posted.code, posted.target) == (0, "repos/acme/sales/issues/7/comments")
    assert posted.body is not None
    assert posted.body.startswith(f"{MARK}\n<sub>Written by the run for aaaaaaaaaaaa, ")
    assert posted.body.endswith("read it as the author's own.</sub>\n\n## Six weeks\n\nWhy\n")


def test_the_comment_is_kept_fresh(tmp_path: Path) -> None:
    """Ours is found by its mark and who wrote it; nobody else's is written over."""
    comments = [
        {"id": 1, "user": {"login": "mallory"}, "body": f"{MARK}\nmine"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "other"},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\nold"},
    ]
    assert run(tmp_path, packed(("review.md", b"x")), comments=comments).target == "repos/acme/sales/issues/comments/3"


@pytest.mark.parametrize("pulls", [[], [{"number": 9, "head": {"sha": "b" * 40}}]], ids=["none", "another commit"])
def test_without_a_pull_request_of_that_commit_nothing_is_posted(tmp_path: Path, pulls: list[dict[str, Any]]) -> None:
    """A branch that moved on meanwhile gets its own run's comment."""
    posted = run(tmp_path, packed(("review.md", b"x")), pulls=pulls)
    assert (posted.code, posted.body) == (0, None)


HOSTILE = {
    "a number of its own": packed(("review.md", b"x"), ("number", b"1")),
    "a path that leads out": packed(("../review.md", b"x")),
    "an absolute path": packed(("/tmp/review.md", b"x")),  # noqa: S108 - a name in an archive
    "another file": packed(("run.sh", b"x")),
    "a link": packed(("review.md", b"/etc/passwd"), mode=0o120777),
    "a device": packed(("review.md", b""), mode=0o060644),
    "nothing": packed(),
    "no archive": b"<html>",
    "a bomb": packed(("review.md", b"0" * 50_000_000)),
}


@pytest.mark.parametrize("artifact", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_artifact_that_is_no_plain_review_is_refused(tmp_path: Path, artifact: bytes) -> None:
    """Nothing is posted, nothing is written beside it, and the run says why."""
    posted = run(tmp_path / "run", artifact)
    assert (posted.code, posted.body) == (1, None)
    assert posted.said.startswith(("The artifact", "review.md"))
    assert "Traceback" not in posted.said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run"]


def test_an_artifact_that_says_it_is_large_is_not_even_fetched(tmp_path: Path) -> None:
    """Its size is asked first."""
    posted = run(tmp_path, packed(("review.md", b"x")), size=10_000_000)
    assert (posted.code, posted.body) == (1, None)
    assert not any(path.endswith("/zip") for call in posted.calls for path in call)


def test_the_text_is_only_text(tmp_path: Path) -> None:
    """Nobody is called, nothing is linked or loaded, no comment is opened, and our own few tags stay."""
    text = (
        "@acme/all <!-- x --> <img src=x> <script>x</script> [a](http://evil.example) ![b](//evil.example/x.png)\n"
        "[c]: http://evil.example\nwww.evil.example #12 \u202egnp.x <details><summary>ok</summary></details> <br><sub>ok</sub> `#183;`\n"
    )
    body = run(tmp_path, packed(("review.md", text.encode()))).body
    assert body is not None
    text = body.removeprefix(MARK)
    for gone in ("@acme", "<!--", "<img", "<script", "](", "http://", "www.evil", "#12 ", "\u202e", "]: "):
        assert gone not in text, gone
    for kept in ("<details><summary>ok</summary></details>", "<br><sub>ok</sub>", "#183;"):
        assert kept in text, kept


def test_a_long_text_is_cut_to_what_a_comment_holds(tmp_path: Path) -> None:
    """GitHub takes 65,536 characters."""
    body = run(tmp_path, packed(("review.md", b"word " * 40_000))).body
    assert body is not None
    assert 60_000 < len(body) <= 65_536


@pytest.mark.parametrize("branch", ["$(touch canary)", "--input=/etc/passwd", "a&b=c", '"; touch canary; "', "@/etc/passwd"])
def test_a_branchs_name_is_data(tmp_path: Path, branch: str) -> None:
    """It is one argument, behind the owner's name, and runs nothing."""
    posted = run(tmp_path, packed(("review.md", b"x")), branch=branch)
    assert posted.code == 0
    assert f"head=ana-k:{branch}" in posted.calls[0]
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize("title", ["$(touch canary)", "`touch canary`", "--output=canary", '"; touch canary; "', "' ; touch canary"])
def test_the_checks_script_takes_titles_for_text(tmp_path: Path, title: str) -> None:
    """A pull request's title and text are arguments and a file; nothing of them runs."""
    (tmp_path / "processengine").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$RUNNER_TEMP/arguments"\n', encoding="utf-8")
    (tmp_path / "processengine").chmod(0o755)
    script = next(step["run"] for step in steps(CHECK) if step.get("name") == "Review")
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(tmp_path), "BASE": "b" * 40, "HEAD": HEAD,
                   "TITLE": title, "BODY": f"{title}\n"}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=True)
    arguments = (tmp_path / "arguments").read_text(encoding="utf-8").splitlines()
    assert arguments[:3] == ["review", f"{'b' * 40}...{HEAD}", f"--title={title}"]
    assert (tmp_path / "body.md").read_text(encoding="utf-8") == f"{title}\n"
    assert not (tmp_path / "canary").exists()


def test_init_writes_the_workflows_at_the_top_of_the_repository(command: Command) -> None:
    """Beside a new library, with the version that wrote them; nothing is written over."""
    from processengine import __version__

    Path(".git").mkdir()
    assert command("init", "processes", "--github").code == 0
    written = Path(".github/workflows")
    assert {path.name for path in written.iterdir()} == {"processengine.yml", "processengine-comment.yml"}
    assert f"processengine=={__version__}" in (written / "processengine.yml").read_text(encoding="utf-8")
    again = command("init", "processes", "--github")
    assert again.code == 2
    assert "is there already; no workflow was written" in again.err


def test_init_writes_the_workflows_for_a_library_that_is_there(command: Command) -> None:
    """The library stays as it is."""
    command("init", "processes")
    before = Path("processes/library.yaml").read_bytes()
    assert command("init", "processes", "--github").code == 0
    assert Path("processes/library.yaml").read_bytes() == before


def test_the_scripts_are_python_that_compiles() -> None:
    """As GitHub hands it to the interpreter."""
    (step,) = steps(COMMENT)
    compile(textwrap.dedent(step["run"]), "comment", "exec")
