"""Commits made beside the working tree, branches that nobody else has moved, and pushes that force nothing."""

from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.git.identity import Identity, identity
from processengine.git.pushing import has_remote, push
from processengine.git.refs import branches, contains, current, history, point, staged, under_way
from processengine.git.writing import commit, keep_in_index
from tests.git.team import FILE, PROCESS, Clone, Team

WHO = Identity("Ana", "ana@example.com")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team that shares a library."""
    return Team(tmp_path / "team")


@pytest.fixture
def clone(team: Team, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return Ana's clone, under the settings of her repository alone."""
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    return team.clone("Ana")


def test_a_commit_is_made_beside_the_working_tree(clone: Clone) -> None:
    """Neither the files, nor the index, nor any branch changes; the commit has what was given, and what was there."""
    before = clone.status(), clone.git("rev-parse", "HEAD"), clone.git("for-each-ref")
    made = commit(clone.root, clone.git("rev-parse", "HEAD"), {FILE: b"new\n", "a b/-x.md": b"more\n"}, "Subject\n\nBody\n", WHO)
    assert (clone.status(), clone.git("rev-parse", "HEAD"), clone.git("for-each-ref")) == before
    assert clone.read() == PROCESS
    assert clone.git("show", f"{made}:{FILE}") == "new"
    assert clone.git("show", f"{made}:a b/-x.md") == "more"
    assert clone.git("show", f"{made}:processes/library.yaml").startswith("library: acme")
    assert clone.git("log", "-1", "--format=%an <%ae> %cn %s", made) == "Ana <ana@example.com> Ana Subject"


def test_none_takes_a_file_away_and_a_mode_stays(clone: Clone) -> None:
    """A file that may be run still may."""
    clone.git("update-index", "--chmod=+x", FILE)
    clone.git("commit", "-q", "-m", "x")
    made = commit(clone.root, clone.git("rev-parse", "HEAD"), {FILE: b"new\n", "processes/library.yaml": None}, "x", WHO)
    assert clone.git("ls-tree", "-r", made).split()[:2] == ["100755", "blob"]
    assert clone.git("ls-tree", "-r", "--name-only", made) == FILE


def test_bytes_stay_bytes(clone: Clone) -> None:
    """No line end is changed, whatever git is set to."""
    clone.git("config", "core.autocrlf", "true")
    made = commit(clone.root, clone.git("rev-parse", "HEAD"), {FILE: b"a\r\nb\n\x00"}, "x", WHO)
    assert clone.git("cat-file", "-s", f"{made}:{FILE}") == "6"


def test_an_edit_in_the_very_second_of_the_index_is_still_seen(clone: Clone) -> None:
    """Since git goes by a file's size and second, what may have changed since its last look is looked at again."""
    other = "processes/library.yaml"
    clone.git("status")
    clone.change("acme", "acne", other)
    made = commit(clone.root, clone.git("rev-parse", "HEAD"), {FILE: b"new\n"}, "x", WHO)
    keep_in_index(clone.root, made, [FILE])
    assert f" M {other}" in clone.status()


def test_a_branch_is_pointed_only_from_where_it_was(clone: Clone) -> None:
    """A new one where there is none, one that moved never."""
    head = clone.git("rev-parse", "HEAD")
    made = commit(clone.root, head, {FILE: b"new\n"}, "x", WHO)
    assert point(clone.root, "refs/heads/x", made, None, "test")
    assert not point(clone.root, "refs/heads/x", head, None, "test")
    assert not point(clone.root, "refs/heads/x", made, head, "test")
    assert clone.git("rev-parse", "x") == made


def test_branches_are_known_here_and_at_remotes(clone: Clone) -> None:
    """A remote's HEAD is none."""
    assert [(one.label, one.name, one.remote) for one in branches(clone.root)] == [("main", "main", ""), ("origin/main", "main", "origin")]
    assert current(clone.root) == "main"
    clone.git("checkout", "-q", "--detach")
    assert current(clone.root) == ""


def test_history_tells_who_and_what(clone: Clone) -> None:
    """Newest first; a message may hold anything."""
    base = clone.git("rev-parse", "HEAD")
    for message in ("First\n\n%H <x> \x01 line", "Second"):
        clone.write_at("notes.md", message)
        clone.commit(message)
    second, first = history(clone.root, base, clone.git("rev-parse", "HEAD"))
    assert (first.message, second.message) == ("First\n\n%H <x> \x01 line", "Second")
    assert first.author == ("Ana", "ana@example.com")
    assert contains(clone.root, second.commit, first.commit)
    assert not contains(clone.root, first.commit, second.commit)


def test_what_is_staged_and_under_way_is_known(clone: Clone) -> None:
    """Nothing, at first."""
    assert (under_way(clone.root), staged(clone.root)) == ("", [])
    clone.write_at("a b.md", "x")
    clone.git("add", "-A")
    assert staged(clone.root) == ["a b.md"]


def test_who_commits_is_asked_of_the_users_own_settings(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository's, and what the environment says before that."""
    assert identity(clone.root) == ("Ana", "ana@example.com")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "other@example.com")
    assert identity(clone.root).email == "other@example.com"


def test_a_push_is_sent_once_and_never_by_force(clone: Clone, team: Team) -> None:
    """Then it is the same; and where somebody else was first it is behind."""
    assert has_remote(clone.root, "origin")
    clone.git("branch", "x")
    assert [push(clone.root, "origin", "x").outcome for _ in range(2)] == ["sent", "same"]
    ben = team.clone("Ben")
    ben.git("switch", "-q", "x")
    ben.write_at("notes.md", "x")
    theirs = ben.commit()
    ben.git("push", "-q", "origin", "HEAD")
    clone.git("switch", "-q", "x")
    clone.write_at("mine.md", "x")
    clone.commit()
    assert push(clone.root, "origin", "x").outcome == "behind"
    assert ben.git("ls-remote", "origin", "x").split()[0] == theirs


def test_a_remote_that_cannot_be_reached_or_refuses_is_told_apart(clone: Clone, team: Team) -> None:
    """With what was said."""
    clone.git("branch", "x")
    hook = team.hub / "hooks" / "update"
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    assert push(clone.root, "origin", "x").outcome == "refused"
    clone.git("remote", "set-url", "origin", str(team.folder / "gone"))
    assert push(clone.root, "origin", "x").outcome == "failed"


@pytest.mark.parametrize("path", ["processes/library.yaml/x.yaml", "processes"])
def test_no_other_file_goes_for_one(clone: Clone, path: str) -> None:
    """Git would take a file away for a folder of its name, and a folder for a file, unasked."""
    with pytest.raises(CannotRun, match=r"would take the place of processes/library\.yaml, which would be gone"):
        commit(clone.root, clone.git("rev-parse", "HEAD"), {path: b"new\n"}, "x", WHO)
    made = commit(clone.root, clone.git("rev-parse", "HEAD"), {"processes/library.yaml": None, "processes/library.yaml/x.yaml": b"new\n"}, "x", WHO)
    assert clone.git("ls-tree", "-r", "--name-only", made).split() == ["processes/library.yaml/x.yaml", FILE]
