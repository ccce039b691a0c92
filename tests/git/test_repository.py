"""A repository is read by plumbing alone: names become commits, trees are listed, blobs come from the object store."""

import os
import subprocess
from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.git import Repository
from tests.git.scratch import FIRST, SECOND, Scratch


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """Return a repository with a process in a folder, at one commit."""
    made = Scratch(tmp_path / "repository")
    made.write(processes__new_business=FIRST)
    made.commit()
    return made


def test_a_folder_knows_its_repository(scratch: Scratch) -> None:
    """The top folder, and where in it one stands."""
    found = Repository.around(scratch.root / "processes")
    assert (found.root, found.prefix) == (scratch.root, "processes/")


def test_a_folder_in_no_repository_is_refused(tmp_path: Path) -> None:
    """One line says so, and what to do instead, which those who ask know best."""
    with pytest.raises(CannotRun, match=r"is in no git repository; run this inside of one\."):
        Repository.around(tmp_path)
    with pytest.raises(CannotRun, match=r"is in no git repository; name two files or folders to compare\."):
        Repository.around(tmp_path, "name two files or folders to compare.")


def test_a_repository_without_files_is_refused(tmp_path: Path) -> None:
    """A bare one has no files to compare with, whether it is found or stood in."""
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare")], check=True, capture_output=True)
    with pytest.raises(CannotRun):
        Repository.around(tmp_path / "bare")


def test_names_become_commits(scratch: Scratch) -> None:
    """Branches, tags, ids and git's own ways of naming."""
    first = scratch.git("rev-parse", "HEAD")
    scratch.git("tag", "-a", "v1", "-m", "one")
    second = scratch.commit("two")
    repository = Repository.around(scratch.root)
    assert [repository.commit(name) for name in ("main", "HEAD", "v1", "HEAD~1", first[:10])] == [second, second, first, first, first]


@pytest.mark.parametrize("name", ["nope", "", "-h", "--output=canary", "--upload-pack=touch canary", "a\nb", "HEAD\0", "main:processes"])
def test_what_is_no_revision_is_refused(scratch: Scratch, name: str) -> None:
    """Also what looks like an option: it reaches git as a name or not at all."""
    with pytest.raises(CannotRun, match="There is no revision"):
        Repository.around(scratch.root).commit(name)
    assert not (scratch.root / "canary").exists()


def test_without_a_commit_there_is_no_head(tmp_path: Path) -> None:
    """A fresh repository says so."""
    Scratch(tmp_path / "new")
    with pytest.raises(CannotRun, match=r"There is no commit here yet, and so no revision `HEAD`\. Make one first: git add \. && git commit -m start"):
        Repository.around(tmp_path / "new").commit("HEAD")


def test_the_default_branch(scratch: Scratch, tmp_path: Path) -> None:
    """The HEAD of origin where there is one, else main, else master, else a question."""
    assert Repository.around(scratch.root).default_branch() == "refs/heads/main"
    scratch.git("branch", "-m", "trunk")
    subprocess.run(["git", "clone", "-q", str(scratch.root), str(tmp_path / "clone")], check=True, capture_output=True)
    assert Repository.around(tmp_path / "clone").default_branch() == "refs/remotes/origin/trunk"
    with pytest.raises(CannotRun, match="name a revision to compare with"):
        Repository.around(scratch.root).default_branch()
    scratch.git("branch", "-m", "master")
    assert Repository.around(scratch.root).default_branch() == "refs/heads/master"


def test_the_merge_base(scratch: Scratch) -> None:
    """Where two branches part; branches without a common past have none."""
    base = scratch.git("rev-parse", "HEAD")
    scratch.git("checkout", "-q", "-b", "proposal")
    scratch.commit("on the branch")
    scratch.git("checkout", "-q", "main")
    scratch.commit("on main")
    repository = Repository.around(scratch.root)
    assert repository.merge_base("main", "proposal") == base
    scratch.git("checkout", "-q", "--orphan", "alone")
    scratch.commit("alone")
    with pytest.raises(CannotRun, match=r"`main` and `alone` have no commit in common\.$"):
        repository.merge_base("main", "alone")
    assert repository.merge_base(repository.commit("main"), repository.commit("proposal")) == base
    with pytest.raises(CannotRun, match=f"There is no revision `{'ab' * 20}` here"):
        repository.merge_base("main", "ab" * 20)


def test_a_shallow_clone_says_what_is_missing(scratch: Scratch, tmp_path: Path) -> None:
    """And how to bring it."""
    scratch.commit("two")
    clone = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{scratch.root}", str(clone)], check=True, capture_output=True)
    with pytest.raises(CannotRun, match="`git fetch --unshallow` brings the rest"):
        Repository.around(clone).commit("HEAD~1")


def test_files_are_read_as_they_were(scratch: Scratch) -> None:
    """From the object store: what lies on the disk doesn't matter, nor what its name looks like."""
    before = scratch.git("rev-parse", "HEAD")
    strange = ["$(touch canary).yaml", "a b.yaml", "-rf.yaml", "größe.yaml", 'quo"te.yaml', "[x]*.yaml"]
    for name in strange:
        scratch.write_at(name, SECOND)
    after = scratch.commit()
    for name in strange:
        (scratch.root / name).unlink()
    repository = Repository.around(scratch.root)
    assert [file.path for file in repository.files(before)] == ["processes/new-business.yaml"]
    files = repository.files(after)
    assert {file.path for file in files} == {"processes/new-business.yaml", *strange}
    assert {content.decode() for content in repository.read(files)} == {FIRST, SECOND}
    assert [file.path for file in repository.files(after, "[x]*.yaml")] == ["[x]*.yaml"]
    assert not (scratch.root / "canary").exists()


def test_an_empty_file_and_binary_content_are_read_whole(scratch: Scratch) -> None:
    """Contents are cut by their size and by nothing in them."""
    contents = {"a.yaml": b"", "b.yaml": b"\n\nx missing\n0123 blob 5\n", "c.yaml": bytes(range(256))}
    for name, content in contents.items():
        (scratch.root / name).write_bytes(content)
    commit = scratch.commit()
    repository = Repository.around(scratch.root)
    files = [file for file in repository.files(commit) if "/" not in file.path]
    assert dict(zip((file.path for file in files), repository.read(files), strict=True)) == contents


def test_links_and_submodules_are_not_followed(scratch: Scratch) -> None:
    """A link in a revision is refused by name, whatever it leads to; a submodule is no file."""
    (scratch.root / "link.yaml").symlink_to("/etc/passwd")
    commit = scratch.commit()
    repository = Repository.around(scratch.root)
    for path in ("", "link.yaml"):
        with pytest.raises(CannotRun, match=r"link\.yaml is a link to another file there"):
            repository.files(commit, path)
    scratch.git("rm", "-q", "--cached", "link.yaml")
    scratch.git("update-index", "--add", "--cacheinfo", f"160000,{commit},sub")
    scratch.git("commit", "-q", "-m", "a submodule")
    assert [file.path for file in repository.files(repository.commit("HEAD"))] == ["processes/new-business.yaml"]
    with pytest.raises(CannotRun, match="sub is a submodule there"):
        repository.files(repository.commit("HEAD"), "sub")


def test_paths_start_at_the_top_unless_they_say_otherwise(scratch: Scratch) -> None:
    """`./` and `../` start where one stands; nothing leads out."""
    repository = Repository.around(scratch.root / "processes")
    assert [repository.path(path) for path in ("processes", "./a.yaml", "..", ".", "", "a/./b", "../kits")] == [
        "processes", "processes/a.yaml", "", "processes", "", "a/b", "kits"
    ]
    for path in ("../..", "../../x", "/etc/passwd", "a/../../b"):
        with pytest.raises(CannotRun, match="lies outside the repository"):
            repository.path(path)


HOSTILE = """
[core]
    fsmonitor = touch {canary}
    hooksPath = {hooks}
    pager = touch {canary}
    editor = touch {canary}
    sshCommand = touch {canary}
    gitProxy = touch {canary}
    attributesFile = {hooks}/attributes
[filter "evil"]
    smudge = touch {canary}
    clean = touch {canary}
    process = touch {canary}
    required = true
[diff "evil"]
    textconv = touch {canary}
    command = touch {canary}
[diff]
    external = touch {canary}
[merge "evil"]
    driver = touch {canary}
[credential]
    helper = !touch {canary}
[uploadpack]
    packObjectsHook = touch {canary}
[alias]
    rev-parse = !touch {canary}
    ls-tree = !touch {canary}
    cat-file = !touch {canary}
[gpg]
    program = {hooks}/run
[log]
    showSignature = true
[trace2]
    eventTarget = {canary}
"""


def test_nothing_that_a_hostile_repository_names_is_run(scratch: Scratch, tmp_path: Path) -> None:
    """Hooks, monitors, filters, drivers, aliases and helpers stay silent; plain git in the same place runs one."""
    canary, hooks = tmp_path / "canary", tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman", "run"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {canary}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    (hooks / "attributes").write_text("*.yaml filter=evil diff=evil merge=evil\n", encoding="utf-8")
    scratch.write_at(".gitattributes", "*.yaml filter=evil diff=evil merge=evil\n")
    scratch.write(processes__new_business=SECOND)
    commit = scratch.commit()
    config = scratch.root / ".git" / "config"
    config.write_text(config.read_text(encoding="utf-8") + HOSTILE.format(canary=canary, hooks=hooks), encoding="utf-8")
    scratch.write(processes__new_business=FIRST)

    repository = Repository.around(scratch.root / "processes")
    assert repository.default_branch() == "refs/heads/main"
    assert repository.merge_base("main", "HEAD") == repository.commit("main") == commit
    assert repository.tracked() == {scratch.root / ".gitattributes", scratch.root / "processes" / "new-business.yaml"}
    files = repository.files(commit, "processes")
    assert repository.read(files) == [SECOND.encode()]
    assert not canary.exists()

    subprocess.run(["git", "status"], cwd=scratch.root, capture_output=True, check=False)
    assert canary.exists()


def test_the_environment_of_a_hook_leads_nowhere_else(scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a hook git points at its own repository; what is asked for is the one around the folder."""
    other = Scratch(tmp_path / "other")
    other.commit("other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert Repository.around(scratch.root).root == scratch.root


def test_git_that_is_not_installed_is_one_line(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no git can still compare files."""
    monkeypatch.setenv("PATH", str(scratch.root))
    with pytest.raises(CannotRun, match="git is not installed"):
        Repository.around(scratch.root)


def test_whose_repositories_are_trusted_is_the_user_s_decision(scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's repository is refused in one line, unless the user's own settings trust it."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    for path in (scratch.root, *scratch.root.rglob("*")):
        os.chown(path, 4321, 4321)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with pytest.raises(CannotRun, match=r"belongs to somebody else; if you trust it: git config --global --add safe.directory"):
        Repository.around(scratch.root)
    (tmp_path / ".gitconfig").write_text(f"[safe]\n\tdirectory = {scratch.root}\n", encoding="utf-8")
    assert Repository.around(scratch.root).find("main")


@pytest.mark.parametrize("below", ["refs/heads", "refs/tags"])
def test_a_full_name_stands_for_itself_alone(scratch: Scratch, below: str) -> None:
    """Git would take it for a branch or a tag of that name as well, which others may push."""
    scratch.git("update-ref", f"{below}/refs/proposals/closed/x", "HEAD")
    repository = Repository.around(scratch.root)
    assert repository.find("refs/proposals/closed/x") is None
    assert repository.find("refs/proposals/closed/x~0") is None
    assert repository.find(f"{below}/refs/proposals/closed/x") == scratch.git("rev-parse", "HEAD")
    assert repository.find("refs/heads/main^{commit}") == scratch.git("rev-parse", "HEAD")


def test_a_repository_without_files_has_its_own_default_branch(tmp_path: Path) -> None:
    """What its HEAD is; what lies there as if it were another one's counts for nothing."""
    made = Scratch(tmp_path / "made")
    first = made.commit("first")
    second = made.commit("second")
    hub = tmp_path / "hub.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(made.root), str(hub)], check=True, capture_output=True)
    for ref, commit in (("heads/trunk", first), ("remotes/origin/main", second), ("heads/refs/heads/trunk", second)):
        subprocess.run(["git", "--git-dir", str(hub), "update-ref", f"refs/{ref}", commit], check=True)
    repository = Repository.bare(hub)
    assert repository.default_branch() == "refs/heads/main"
    subprocess.run(["git", "--git-dir", str(hub), "symbolic-ref", "HEAD", "refs/heads/trunk"], check=True)
    subprocess.run(["git", "--git-dir", str(hub), "update-ref", "-d", "refs/heads/main"], check=True)
    assert (repository.default_branch(), repository.commit(repository.default_branch())) == ("refs/heads/trunk", first)
