"""`git install` and `git doctor`, as people use them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from processengine.install import drivers
from processengine.install.attributes import lines, with_lines
from tests.conftest import Command
from tests.git.scratch import FIRST, LIBRARY, Scratch

ATTRIBUTES = "merge=processengine diff=processengine"
DRIVERS = ("merge.processengine.driver", "diff.processengine.command")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file that holds the user's own git settings, empty."""
    path = tmp_path_factory.mktemp("home") / "gitconfig"
    path.write_text("", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return path


@pytest.fixture
def scratch(command: Command, settings: Path) -> Scratch:
    """Return a repository in the current folder with a library in `processes`."""
    del command, settings
    made = Scratch(Path.cwd())
    made.write(processes__library=LIBRARY, processes__new_business=FIRST)
    made.commit("base")
    return made


def states(command: Command, code: int) -> dict[str, str]:
    """Return how each check of the doctor stands."""
    result = command("git", "doctor", "-f", "json")
    assert result.code == code, result
    data: dict[str, Any] = json.loads(result.out)
    assert (data["schema"], data["fine"]) == ("processengine/git-doctor/1", code == 0)
    return {one["check"]: one["state"] for one in data["checks"]}


def test_install_sets_the_drivers_and_names_the_files(command: Command, scratch: Scratch) -> None:
    """The settings go into the repository's own, the patterns into the file that everybody shares."""
    assert command("git", "install").code == 0
    for name in DRIVERS:
        assert "processengine" in scratch.git("config", "--local", name)
    assert Path(".gitattributes").read_text(encoding="utf-8") == (
        f"/processes/**/*.yaml {ATTRIBUTES}\n/processes/**/*.yml {ATTRIBUTES}\n"
    )
    for file, value in (("processes/a.yaml", "processengine"), ("processes/b/c.yml", "processengine"), ("other/a.yaml", "unspecified")):
        assert scratch.git("check-attr", "merge", "--", file) == f"{file}: merge: {value}"


def test_install_twice_changes_nothing(command: Command, scratch: Scratch) -> None:
    """And says so."""
    command("git", "install")
    before = [Path(name).read_bytes() for name in (".gitattributes", ".git/config")]
    result = command("git", "install")
    assert result.code == 0
    assert "were set already" in result.out
    assert "names the files already" in result.out
    assert [Path(name).read_bytes() for name in (".gitattributes", ".git/config")] == before
    del scratch


def test_install_below_the_top_is_for_the_whole_repository(command: Command, scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stands at the top."""
    monkeypatch.chdir("processes")
    assert command("git", "install").code == 0
    assert (scratch.root / ".gitattributes").is_file()
    assert not Path(".gitattributes").exists()


def test_install_keeps_other_lines(command: Command, scratch: Scratch) -> None:
    """Byte for byte, with their line ends, and a last one that is missing is put in."""
    Path(".gitattributes").write_bytes(b"# ours\r\n*.png binary\r\n*.bin\xff -text")
    assert command("git", "install").code == 0
    after = Path(".gitattributes").read_bytes()
    assert after.startswith(b"# ours\r\n*.png binary\r\n*.bin\xff -text\r\n/processes/**/*.yaml ")
    assert after.count(b"\n") == after.count(b"\r\n") == 5
    del scratch


def test_install_writes_through_no_link(command: Command, scratch: Scratch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A repository may hold a link to any file of the user's."""
    victim = tmp_path_factory.mktemp("victim") / "file"
    victim.write_text("mine\n", encoding="utf-8")
    Path(".gitattributes").symlink_to(victim)
    result = command("git", "install")
    assert result.code == 2
    assert "is a link" in result.err
    assert victim.read_text(encoding="utf-8") == "mine\n"
    del scratch


def test_install_for_all_repositories(command: Command, scratch: Scratch, settings: Path) -> None:
    """The settings are the user's; the patterns still belong to each repository."""
    assert command("git", "install", "--global").code == 0
    assert '[merge "processengine"]' in settings.read_text(encoding="utf-8")
    assert "processengine" not in Path(".git/config").read_text(encoding="utf-8")
    assert Path(".gitattributes").is_file()
    del scratch


def test_install_outside_of_a_repository(command: Command, settings: Path) -> None:
    """For all repositories it can be done anywhere, for this one it can't."""
    result = command("git", "install")
    assert result.code == 2
    assert "is in no git repository" in result.err
    assert command("git", "install", "--global").code == 0
    assert "processengine" in settings.read_text(encoding="utf-8")
    assert not Path(".gitattributes").exists()


def test_install_before_there_is_a_library(command: Command, settings: Path) -> None:
    """All YAML files are meant then, and that is said."""
    scratch = Scratch(Path.cwd())
    result = command("git", "install")
    assert result.code == 0
    assert "There is no library here yet" in result.out
    assert scratch.git("check-attr", "merge", "--", "a/b.yaml").endswith("merge: processengine")
    del settings


def test_a_folder_s_name_is_a_name_in_the_pattern(command: Command, settings: Path) -> None:
    """Spaces, quotes and what has a meaning in patterns: git finds the files, and no others."""
    folders = ["a b", 'it\'s "so"', "[x]", "st*r", "back\\slash", "é", "#x", "!x"]
    scratch = Scratch(Path.cwd())
    for folder in folders:
        scratch.write_at(f"{folder}/library.yaml", LIBRARY)
    assert command("git", "install").code == 0
    for folder in folders:
        asked = scratch.git("check-attr", "-z", "merge", "--", f"{folder}/deep/a.yaml").split("\0")
        assert asked[2] == "processengine", folder
    for other in ("x/a.yaml", "star/a.yaml"):
        assert scratch.git("check-attr", "-z", "merge", "--", other).split("\0")[2] == "unspecified"
    del settings


def test_a_library_inside_another_needs_no_lines_of_its_own() -> None:
    """The patterns of the outer one cover it; at the top one pattern covers all."""
    assert lines(["sales", "sales/deep", "sales-2"]) == [*lines(["sales"]), *lines(["sales-2"])]
    assert lines(["", "sales"]) == [f"*.yaml {ATTRIBUTES}", f"*.yml {ATTRIBUTES}"]


def test_lines_that_are_there_are_not_added_again() -> None:
    """Only what is missing goes to the end."""
    wanted = lines(["sales"])
    assert with_lines(f"{wanted[1]}\n*.png binary\n", wanted) == f"{wanted[1]}\n*.png binary\n{wanted[0]}\n"


def test_the_doctor_finds_everything_missing_before_the_installation(command: Command, scratch: Scratch) -> None:
    """A line for each, with what to do."""
    found = states(command, 1)
    assert found == {
        "git": "fine", "merge-driver": "missing", "diff-driver": "missing", "attributes": "missing", "history": "fine", "hooks": "note",
    }
    out = command("git", "doctor").out
    assert out.count("Run `processengine git install`.") == 3
    del scratch


def test_the_doctor_is_content_when_all_is_set_up_and_committed(command: Command, scratch: Scratch) -> None:
    """Until the attributes are committed, nobody else has them."""
    command("git", "install")
    assert states(command, 1)["shared"] == "missing"
    scratch.commit("attributes")
    assert set(states(command, 0).values()) == {"fine", "note"}


def test_the_doctor_finds_a_driver_that_is_named_and_not_set_up(command: Command, scratch: Scratch) -> None:
    """A fresh clone has the attributes and not the settings: git merges by lines without a word."""
    command("git", "install")
    scratch.commit("attributes")
    scratch.git("config", "--local", "--remove-section", "merge.processengine")
    found = states(command, 1)
    assert (found["merge-driver"], found["diff-driver"], found["attributes"]) == ("missing", "fine", "fine")
    assert "git merges by lines, without a word" in command("git", "doctor").out


def test_the_doctor_finds_a_program_that_is_gone(command: Command, scratch: Scratch) -> None:
    """A virtual environment that was deleted, or a program that was moved."""
    command("git", "install")
    scratch.git("config", "merge.processengine.driver", "'/no where/processengine' merge --driver %O %A %B %P")
    scratch.git("config", "diff.processengine.command", "unbalanced ' quote")
    out = command("git", "doctor").out
    assert "The merge driver calls /no where/processengine, which is not there." in out
    assert "The diff driver calls unbalanced ' quote, which is not there." in out


def test_the_doctor_finds_a_file_that_other_attributes_take_away(command: Command, scratch: Scratch) -> None:
    """A later or a deeper line counts more than ours."""
    command("git", "install")
    scratch.write_at("processes/.gitattributes", "new-business.yaml -merge\n")
    assert states(command, 1)["attributes"] == "missing"
    assert "processes/new-business.yaml" in command("git", "doctor").out


def test_the_doctor_finds_a_shallow_clone(command: Command, scratch: Scratch, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two branches parted may not be in it."""
    scratch.commit("second")
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    scratch.git("clone", "-q", "--depth", "1", f"file://{scratch.root}", str(clone))
    monkeypatch.chdir(clone)
    assert states(command, 1)["history"] == "missing"


@pytest.mark.parametrize("folder", ["", "own-hooks"])
def test_the_doctor_finds_a_hook_that_calls_us(command: Command, scratch: Scratch, folder: str) -> None:
    """In git's own folder or in the one that the settings name."""
    if folder:
        scratch.git("config", "core.hooksPath", folder)
    hooks = Path(folder or ".git/hooks")
    hooks.mkdir(exist_ok=True)
    assert states(command, 1)["hooks"] == "note"
    (hooks / "pre-commit").write_text("#!/bin/sh\nprocessengine validate\n", encoding="utf-8")
    assert states(command, 1)["hooks"] == "fine"


def test_the_doctor_outside_of_a_repository(command: Command, settings: Path) -> None:
    """It can't look at anything."""
    result = command("git", "doctor")
    assert (result.code, result.out) == (2, "")
    del settings


def test_the_doctor_runs_nothing_that_the_repository_names(command: Command, scratch: Scratch) -> None:
    """Neither a file monitor nor a driver."""
    scratch.git("config", "core.fsmonitor", "touch touched")
    scratch.git("config", "merge.processengine.driver", "touch touched")
    scratch.git("config", "diff.processengine.command", "touch touched")
    command("git", "doctor")
    command("git", "install")
    assert not Path("touched").exists()


def test_the_drivers_call_the_program_by_its_full_path() -> None:
    """A program with windows has no PATH of the user's, and a virtual environment is on nobody's."""
    for name in DRIVERS:
        program = drivers.program_in(drivers.settings()[name])
        assert program is not None
        assert program.is_absolute()
        assert drivers.is_there(program)


def test_without_a_script_the_module_is_called_and_not_the_folder_that_git_runs_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`python -m` would import from there first, and a repository may hold anything."""
    python = tmp_path / "my python" / "python3"
    monkeypatch.setattr("sys.argv", [os.devnull])
    monkeypatch.setattr("sys.executable", str(python))
    command = drivers.settings()["merge.processengine.driver"]
    assert command.startswith(f"'{python}' -P -m processengine merge --driver %O %A %B %P ")
