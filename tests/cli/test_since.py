"""`validate --since`: what changed is judged too, against where HEAD left a revision."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.git.scratch import FIRST, Scratch

LIBRARY = "library: acme\npolicy: {breaking: {in_flight: planned}}\n"
VERSIONED = FIRST.replace("from_anywhere", 'version: "1.0.0"\nfrom_anywhere', 1)
WITH_A_DEMO = VERSIONED.replace("    next: [board-decides]\n", "    next: [demo-seen]\n  demo-seen:\n    next: [board-decides]\n")


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A library with one process, committed on main, and a branch from it on which we are."""
    scratch = Scratch(tmp_path)
    scratch.write(library=LIBRARY, new_business=WITH_A_DEMO)
    scratch.commit("Our process")
    scratch.git("switch", "-q", "-c", "mine")
    return scratch


def found(command: Command, *arguments: str) -> list[tuple[str, str, str]]:
    """What is found above notes: rule, severity and path."""
    result = command("validate", *arguments, "--format", "json")
    listed = json.loads(result.out)["diagnostics"]
    assert result.code == int(any(one["severity"] != "note" for one in listed))
    return [(one["rule"], one["severity"], one["path"]) for one in listed if one["severity"] != "note"]


def test_what_changed_is_judged_only_where_it_is_asked_for(scratch: Scratch, command: Command) -> None:
    """A version set by hand and a stage that is gone: nothing is wrong with the file as it is."""
    scratch.write(new_business=VERSIONED.replace("1.0.0", "1.0.1"))
    assert found(command) == []
    assert found(command, "--since", "main") == [
        ("hand-set-version", "warning", "version"),
        ("understated-bump", "error", "version"),
        ("stranded-deals", "error", "stages.demo-seen"),
    ]


def test_a_message_says_what_was_and_where(scratch: Scratch, command: Command) -> None:
    """The base's line is named, and so is what to do."""
    scratch.write(new_business=VERSIONED)
    result = command("validate", "--since", "main")
    assert result.code == 1
    assert 'Deals may stand on "Demo seen", which was removed, and nothing says where they go.' in result.out
    assert "moves: {demo-seen: ...}" in result.out
    assert "main:new-business.yaml:8" in result.out


def test_nobody_answers_for_what_others_changed_on_the_base(scratch: Scratch, command: Command) -> None:
    """Main has gone on; the branch, which has not changed a thing, is not told that it takes that back."""
    scratch.git("switch", "-q", "main")
    scratch.write(new_business=WITH_A_DEMO.replace("1.0.0", "1.1.0").replace("max_days: 30", "max_days: 45"))
    scratch.commit("Main goes on")
    scratch.git("switch", "-q", "mine")
    assert found(command, "--since", "main") == []


def test_a_base_that_went_on_makes_a_proposal_stale(scratch: Scratch, command: Command) -> None:
    """Both changed one stage, each in its own way; uncommitted work counts."""
    scratch.git("switch", "-q", "main")
    scratch.write(new_business=WITH_A_DEMO.replace("max_days: 30", "max_days: 45"))
    scratch.commit("Main goes on")
    scratch.git("switch", "-q", "mine")
    scratch.write(new_business=WITH_A_DEMO.replace("max_days: 30", "probability: 10\n    max_days: 30"))
    assert ("stale-base", "warning", "stages.trouble-named.probability") in found(command, "--since", "main")


def test_a_version_that_release_wrote_is_not_set_by_hand(scratch: Scratch, command: Command) -> None:
    """Its tag stands for it."""
    scratch.git("config", "user.name", "Lee")
    scratch.git("config", "user.email", "lee@example.com")
    assert command("release", "--any-branch").code == 0
    scratch.write(new_business=WITH_A_DEMO.replace("max_days: 30", "max_days: 45"))
    scratch.commit("More time")
    assert command("release", "--any-branch").code == 0
    assert 'version: "1.1.0"' in (scratch.root / "new-business.yaml").read_text(encoding="utf-8")
    assert found(command, "--since", "new-business/1.0.0") == []


def test_work_that_goes_on_after_a_release_is_not_understated(scratch: Scratch, command: Command) -> None:
    """Since the release before, words were released and a limit is still to be."""
    scratch.git("config", "user.name", "Lee")
    scratch.git("config", "user.email", "lee@example.com")
    assert command("release", "--any-branch").code == 0
    words = WITH_A_DEMO.replace("max_days: 30", "title: What troubles them\n    max_days: 30")
    scratch.write(new_business=words)
    scratch.commit("Another title")
    assert command("release", "--any-branch").code == 0
    scratch.write(new_business=words.replace("1.0.0", "1.0.1").replace("max_days: 30", "max_days: 45"))
    assert found(command, "--since", "new-business/1.0.0") == []


@pytest.mark.parametrize("tag", ["new-business/1.1.0", "v1.1.0"])
def test_a_release_tag_on_a_version_that_stayed_is_an_error(scratch: Scratch, command: Command, tag: str) -> None:
    """Set by hand, for the process or for the whole library; an edit on top of it is work in progress again."""
    scratch.git("tag", "v1.0.0")
    scratch.write(new_business=WITH_A_DEMO.replace("max_days: 30", "max_days: 45"))
    scratch.commit("More time")
    assert found(command, "--since", "v1.0.0") == []
    scratch.git("tag", tag)
    assert found(command, "--since", "v1.0.0") == [("missing-bump", "error", "version")]
    scratch.write(new_business=WITH_A_DEMO.replace("max_days: 30", "max_days: 50"))
    assert found(command, "--since", "v1.0.0") == []


def test_the_policy_of_the_base_counts(scratch: Scratch, command: Command) -> None:
    """Without it a plan for the deals is only advised, but a change can't take it away for itself."""
    scratch.write(library="library: acme\n", new_business=VERSIONED)
    assert found(command, "--since", "main") == [("stranded-deals", "error", "stages.demo-seen")]
    scratch.write(new_business=WITH_A_DEMO)
    scratch.commit("No policy")
    scratch.git("branch", "-f", "main")
    scratch.write(new_business=VERSIONED)
    assert found(command, "--since", "main") == [("stranded-deals", "warning", "stages.demo-seen")]


def test_a_plan_that_the_base_has_is_none_of_this_change(scratch: Scratch, command: Command) -> None:
    """Old proposals lie about with old plans; but one that is new since the revision counts, whichever commit brought it."""
    scratch.write(proposals__no_demo="proposal: no-demo\nprocess: new-business\nmoves: {demo-seen: board-decides}\n")
    scratch.commit("The plan")
    scratch.write(new_business=VERSIONED)
    assert [one for one in found(command, "--since", "main") if one[0] == "stranded-deals"] == []
    scratch.git("branch", "-f", "main")
    assert ("stranded-deals", "error", "stages.demo-seen") in found(command, "--since", "main")


def test_a_severity_of_the_library_wins(scratch: Scratch, command: Command) -> None:
    """Whoever set one in library.yaml meant it for every finding of the rule."""
    scratch.write(library=f"{LIBRARY}rules: {{stranded-deals: warning}}\n")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    scratch.write(new_business=VERSIONED)
    assert found(command, "--since", "main") == [("stranded-deals", "warning", "stages.demo-seen")]


def test_a_library_that_moved_is_held_against_itself(scratch: Scratch, command: Command) -> None:
    """Its id finds it on the base."""
    (scratch.root / "ours").mkdir()
    scratch.git("mv", "library.yaml", "new-business.yaml", "ours")
    scratch.write(ours__new_business=VERSIONED)
    assert found(command, "--since", "main") == [("stranded-deals", "error", "stages.demo-seen")]


def test_a_library_that_the_base_lacks_is_new(scratch: Scratch, command: Command) -> None:
    """Nothing of it can have changed; a stage less than a file elsewhere is no stage gone."""
    scratch.write(theirs__library="library: theirs\n", theirs__new_business=VERSIONED)
    assert found(command, "--since", "main", "theirs") == []


def test_a_file_without_a_library_is_held_against_itself(tmp_path: Path, command: Command) -> None:
    """Named outright, at the place where it was."""
    scratch = Scratch(tmp_path)
    scratch.write(alone=WITH_A_DEMO)
    scratch.commit()
    scratch.write(alone=VERSIONED)
    assert found(command, "--since", "main", "alone.yaml") == [("stranded-deals", "warning", "stages.demo-seen")]


def test_a_file_that_could_not_be_read_on_the_base_is_new(scratch: Scratch, command: Command) -> None:
    """What was wrong there is no fault of this change."""
    scratch.write(new_business="process: [\n")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    scratch.write(new_business=WITH_A_DEMO)
    assert found(command, "--since", "main") == []


@pytest.mark.parametrize(
    ("revision", "message"),
    [("nowhere", "There is no revision `nowhere` here."), ("-x", "There is no revision `-x` here."), ("$(touch x)", "There is no revision"), ("", "")],
)
def test_a_revision_that_is_not_there_is_refused(scratch: Scratch, command: Command, revision: str, message: str) -> None:
    """In one line, and nothing of it runs."""
    result = command("validate", f"--since={revision}")
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") == 1
    assert not (scratch.root / "x").exists()


def test_a_revision_without_a_common_past_is_refused(scratch: Scratch, command: Command) -> None:
    """There is nothing that the change could have started from."""
    scratch.git("switch", "-q", "--orphan", "other")
    scratch.write(library=LIBRARY)
    scratch.commit()
    result = command("validate", "--since", "main")
    assert result.code == 2
    assert "`main` and `HEAD` have no commit in common." in result.err


def test_outside_a_repository_there_is_no_since(tmp_path: Path, command: Command) -> None:
    """It says so, whatever the files are like."""
    (tmp_path / "p.yaml").write_text(FIRST, encoding="utf-8")
    result = command("validate", "--since", "main", "p.yaml")
    assert result.code == 2
    assert "is in no git repository" in result.err


def test_the_standard_input_has_no_earlier_revision(command: Command) -> None:
    """It is told so instead of being left unjudged in silence."""
    result = command("validate", "-", "--since", "main", stdin=FIRST)
    assert result.code == 2
    assert "the standard input has none" in result.err


def test_a_shallow_clone_says_what_it_lacks(scratch: Scratch, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """CI often fetches one commit only."""
    scratch.commit("more")
    clone = scratch.root.parent / f"{scratch.root.name}-clone"
    scratch.git("clone", "-q", "--depth=1", "--branch=mine", f"file://{scratch.root}", str(clone))
    monkeypatch.chdir(clone)
    result = command("validate", "--since", "main")
    shutil.rmtree(clone)
    assert result.code == 2
    assert "git fetch --unshallow" in result.err


def test_what_was_never_released_is_taken_back_under_the_old_version(scratch: Scratch, command: Command) -> None:
    """It is what was released under that version, word for word."""
    scratch.git("tag", "v1.0.0")
    scratch.write(new_business=WITH_A_DEMO.replace("max_days: 30", "max_days: 45"))
    base = scratch.commit("More time")
    scratch.write(new_business=WITH_A_DEMO)
    scratch.commit("Back")
    assert found(command, "--since", base) == []
