"""The hooks with the real pre-commit: from a clone of this repository, in an environment that pre-commit builds itself.

The environment is built without a package index, from the locked wheels; so what is shown is that the hooks install from
the sources as they stand and from what the lock names, and what they do, not that an index has it.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from processengine.cli.main import cli, run
from tests.conftest import ROOT, absent
from tests.ecosystem.provide import wheels_folder
from tests.git.scratch import _ENVIRONMENT, Scratch

HOOKS = ROOT / ".pre-commit-hooks.yaml"
CLONED = ("processengine", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
GOOD = """\
process: {name}
from_anywhere: [lost, stayed-put]
stages:
  trouble-named:
    buyer: Someone says what is wrong and what living with it costs
    next: [won]
  won:
    outcome: won
    continues_in: [{next}]
  lost: {{outcome: lost}}
  stayed-put: {{outcome: no-decision}}
"""
OTHER = "services:\n  web: {image: example}\n"


class Tried(NamedTuple):
    """What pre-commit or git did."""

    code: int
    out: str


class Team:
    """A repository whose members have pre-commit installed with our hooks."""

    def __init__(self, root: Path, hooks: Scratch, store: Path) -> None:
        self.repository = Scratch(root)
        self.environment = {
            **_ENVIRONMENT, "PRE_COMMIT_HOME": str(store), "PRE_COMMIT_COLOR": "never", "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(wheels_folder()), "PIP_CONFIG_FILE": os.devnull, "PROCESSENGINE_TODAY": "2026-11-20",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        names = [one["id"] for one in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))]
        config = {"repos": [{"repo": str(hooks.root), "rev": hooks.git("rev-parse", "HEAD"), "hooks": [{"id": name} for name in names]}]}
        self.repository.write_at(".pre-commit-config.yaml", yaml.safe_dump(config))
        self.repository.write_at("compose.yaml", OTHER)
        self.repository.write_at("sales/library.yaml", "library: sales\n")
        self.repository.write_at("sales/first.yaml", GOOD.format(name="first", next="second"))
        self.repository.write_at("sales/second.yaml", GOOD.format(name="second", next="first"))
        self.repository.commit()

    def try_out(self, *command: str) -> Tried:
        """Run a command in the repository, with the hooks' environment."""
        done = subprocess.run(
            command, cwd=self.repository.root, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        return Tried(done.returncode, done.stdout)

    def pre_commit(self, *arguments: str) -> Tried:
        """Run pre-commit."""
        return self.try_out(sys.executable, "-m", "pre_commit", *arguments)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, one for all that run tests at once."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="module")
def hooks(workshop: Path, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """The sources as they stand, committed, as pre-commit clones them; made by whoever comes first."""
    scratch = Scratch(tmp_path_factory.mktemp("sources"))
    for name in CLONED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, scratch.root / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, scratch.root / name)
    scratch.commit()
    place = workshop / "pre-commit-hooks"
    with contextlib.suppress(OSError):  # somebody else's are there
        scratch.root.rename(place)
    return Scratch(place)


@pytest.fixture(scope="module")
def store(workshop: Path, tmp_path_factory: pytest.TempPathFactory, hooks: Scratch) -> Path:
    """Where pre-commit keeps what it has built, which it locks while it builds."""
    if not wheels_folder().exists():
        absent("the wheels for pre-commit")
    folder = workshop / "pre-commit-store"
    built = Team(tmp_path_factory.mktemp("builder"), hooks, folder).pre_commit("install-hooks")
    assert built.code == 0, built.out
    return folder


@pytest.fixture
def team(tmp_path: Path, hooks: Scratch, store: Path) -> Team:
    """A repository with two processes that lead into each other, and a YAML file of another kind."""
    return Team(tmp_path / "team", hooks, store)


def test_each_hook_runs_a_command_that_there_is() -> None:
    """With options that it has; and none is handed the names of files."""
    for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")):
        program, name, *options = hook["entry"].split()
        assert program == "processengine"
        command = cli.get_command(cli.make_context("processengine", ["--help"], resilient_parsing=True), name)
        assert command is not None
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(options) <= known
        assert hook["pass_filenames"] is False
        assert hook["language"] == "python"


def test_pre_commit_takes_the_list_of_hooks_for_one() -> None:
    """By its own check of such files."""
    done = subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_sound_files_pass(team: Team) -> None:
    """All hooks, over all files; the YAML file of another kind is not looked at, whoever named it."""
    result = team.pre_commit("run", "--all-files")
    assert result.code == 0, result.out
    lines = [line.split(".")[0] + line.rsplit(".", 1)[1] for line in result.out.splitlines()]
    assert lines == ["processengine validatePassed", "processengine fmtPassed"]
    assert (team.repository.root / "compose.yaml").read_text(encoding="utf-8") == OTHER


def test_a_commit_with_a_mistake_is_stopped(team: Team) -> None:
    """The finding is shown, with its place; mended, the commit goes through."""
    assert team.pre_commit("install").code == 0
    team.repository.write_at("sales/first.yaml", GOOD.format(name="first", next="secnod"))
    team.repository.git("add", "-A")
    stopped = team.try_out("git", "commit", "-m", "A slip")
    assert stopped.code == 1
    assert "sales/first.yaml:9:20 error: unknown-process" in stopped.out
    team.repository.write_at("sales/first.yaml", GOOD.format(name="first", next="second") + "x-note: mended\n")
    team.repository.git("add", "-A")
    assert team.try_out("git", "commit", "-m", "Mended").code == 0


def test_a_commit_that_breaks_another_file_is_stopped(team: Team) -> None:
    """A process is deleted that another one continues in; pre-commit itself has no file to look at."""
    assert team.pre_commit("install").code == 0
    team.repository.git("rm", "-q", "sales/second.yaml")
    stopped = team.try_out("git", "commit", "-m", "Away with it")
    assert stopped.code == 1
    assert "sales/first.yaml:9:20 error: unknown-process" in stopped.out


def test_keys_out_of_order_are_put_in_order(team: Team) -> None:
    """`fmt` changes the file, which fails the first run and not the second; without a YAML file it does not run."""
    path = team.repository.root / "sales" / "first.yaml"
    ordered = path.read_text(encoding="utf-8")
    path.write_text(f"{ordered}title: First\n", encoding="utf-8")
    team.repository.git("add", "-A")
    first = team.pre_commit("run", "processengine-fmt")
    assert first.code == 1
    assert "files were modified by this hook" in first.out
    assert path.read_text(encoding="utf-8").startswith("process: first\ntitle: First\n")
    team.repository.git("add", "-A")
    assert team.pre_commit("run", "processengine-fmt").code == 0
    team.repository.commit()
    team.repository.write_at("notes.md", "Notes\n")
    team.repository.git("add", "-A")
    assert "no files to check" in team.pre_commit("run", "processengine-fmt").out


def test_paths_may_be_named(team: Team) -> None:
    """As `args`, for a file without a library."""
    config = team.repository.root / ".pre-commit-config.yaml"
    named = yaml.safe_load(config.read_text(encoding="utf-8"))
    named["repos"][0]["hooks"] = [{"id": "processengine-validate", "args": ["lone.yaml", "--fail-on", "error"]}]
    config.write_text(yaml.safe_dump(named), encoding="utf-8")
    team.repository.write_at("lone.yaml", GOOD.format(name="lone", next="nowhere").replace("outcome: lost", "outcome: lots"))
    team.repository.git("add", "-A")
    result = team.pre_commit("run")
    assert result.code == 1
    assert "lone.yaml:10:19 error: wrong-type" in result.out


def test_a_push_is_judged_against_the_main_branch(team: Team, tmp_path: Path) -> None:
    """Only when pushed: a version that somebody set by hand on a branch."""
    Scratch(tmp_path / "forge").git("config", "receive.denyCurrentBranch", "ignore")
    team.repository.git("remote", "add", "origin", str(tmp_path / "forge"))
    assert team.pre_commit("install", "--hook-type", "pre-commit", "--hook-type", "pre-push").code == 0
    team.repository.git("switch", "-q", "-c", "ours")
    text = GOOD.format(name="first", next="second").replace("process: first\n", 'process: first\nversion: "3.0.0"\n')
    team.repository.write_at("sales/first.yaml", text)
    team.repository.git("add", "-A")
    committed = team.try_out("git", "commit", "-m", "Three")
    assert committed.code == 0, committed.out
    pushed = team.try_out("git", "push", "-q", "origin", "ours")
    assert pushed.code == 1
    assert "hand-set-version" in pushed.out


def test_the_command_finds_the_library_that_the_hooks_do(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run by hand at the top of the repository it looks at the same files."""
    monkeypatch.chdir(team.repository.root)
    assert run(["validate"]) in (None, 0)
