"""What a rep writes is data, and what a repository holds does not run."""

import pytest

from tests.cli.propose.rep import edit, proposal, propose
from tests.conftest import Command
from tests.git.team import FILE, PROCESS, Clone


def test_a_stranger_can_propose(command: Command, rep: Clone) -> None:
    """Somebody whom library.yaml doesn't know has no author's line, and learns why."""
    rep.git("config", "user.email", "zoe@example.com")
    edit(rep)
    result = propose(command)
    assert result.code == 0
    assert "library.yaml knows nobody with your e-mail address" in result.out
    assert proposal(rep).author is None


@pytest.mark.parametrize("title", ["--upload-pack=x", "$(touch canary)", "a: b # c", "../../etc", "“quoted” {x}", "é🌱", "on"])
def test_what_a_rep_writes_is_data(command: Command, rep: Clone, title: str) -> None:
    """A title is never an option, a path, a command or YAML; it is read back as it was written."""
    edit(rep)
    result = command("propose", f"--title={title}", "--why", "x", "--id", "mine")
    assert result.code == 0, result.err
    assert proposal(rep, "mine").title == title
    assert rep.git("log", "-1", "--format=%s") == title
    assert not list(rep.root.rglob("canary"))


@pytest.mark.parametrize("name", ["-x", "../up", "A", "a b", "x" * 65, "a.lock"])
def test_an_id_is_an_id(command: Command, rep: Clone, name: str) -> None:
    """Nothing else becomes the name of a branch or a file."""
    edit(rep)
    result = command("propose", "--title", "x", "--why", "x", f"--id={name}")
    assert result.code == 2
    assert "can't be the id of a proposal" in result.err
    assert rep.branch() == "main"


def test_a_link_in_the_place_of_a_process_is_refused(command: Command, rep: Clone) -> None:
    """What it leads to is not put into the shared repository."""
    secret = rep.write_at("../secret.yaml", PROCESS + "# secret\n")
    (rep.root / FILE).unlink()
    (rep.root / FILE).symlink_to(secret)
    result = propose(command)
    assert result.code == 2
    assert "is a link to another file" in result.err


def test_hooks_and_filters_of_the_repository_do_not_run(command: Command, rep: Clone) -> None:
    """Not on committing, not on pushing."""
    for hook in ("pre-commit", "commit-msg", "post-commit", "post-checkout", "reference-transaction", "pre-push"):
        path = rep.write_at(f".git/hooks/{hook}", f"#!/bin/sh\necho {hook} >> {rep.root}/canary\n")
        path.chmod(0o755)
    rep.write_at(".git/info/attributes", "*.yaml filter=evil\n")
    rep.git("config", "filter.evil.clean", f"sh -c 'echo filter >> {rep.root}/canary; cat'")
    edit(rep)
    assert propose(command, "--push").code == 0
    canary = rep.root / "canary"
    assert not canary.exists(), canary.read_text(encoding="utf-8")
