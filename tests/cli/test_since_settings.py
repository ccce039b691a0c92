"""`validate --since` and `merge --check` take the settings of the base's branch: an author can't soften what judges them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.git.scratch import FIRST, Scratch

LIBRARY = "library: acme\n"
LOOP = FIRST.replace("next: [won]", "next: [{to: won, when: Yes}, {to: board-decides, when: Not yet}]").replace("when: Yes", 'when: "Yes"')
"""A board that decides and decides: a self-transition."""

WITHOUT_DEMO = FIRST.replace("next: [board-decides]", "next: [board-decides, won]")
THOSE_OF_MAIN = "library.yaml here has other settings for rules than main; those of main count."


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A library with one process on main, and a branch from it on which we are."""
    scratch = Scratch(tmp_path)
    scratch.write(library=LIBRARY, new_business=FIRST)
    scratch.commit()
    scratch.git("switch", "-q", "-c", "mine")
    return scratch


def report(command: Command, *arguments: str) -> Any:
    """What a run since main says as JSON."""
    return json.loads(command("validate", "--since", "main", *arguments, "-f", "json").out)


def found(command: Command, *arguments: str) -> list[tuple[str, str]]:
    """What is found above notes: rule and severity."""
    return [(one["rule"], one["severity"]) for one in report(command, *arguments)["diagnostics"] if one["severity"] != "note"]


@pytest.mark.parametrize(
    "settings",
    [
        "rules: {self-transition: none}",
        "rules: {self-transition: note}",
        "rules: {self-transition: {in: [{file: new-business.yaml, severity: none}]}}",
        "rules: {self-transition: {in: [{process: new-business, severity: none}]}}",
        "rules: {self-transition: {in: [{path: stages.board-decides, severity: none}]}}",
    ],
)
def test_an_author_cannot_soften_what_judges_them(scratch: Scratch, command: Command, settings: str) -> None:
    """Off or mild, as a whole or for a place: it counts without `--since`, and with it the run says that it doesn't."""
    scratch.write(library=f"{LIBRARY}{settings}\n", new_business=LOOP)
    assert command("validate").code == 0
    assert found(command) == [("self-transition", "warning")]
    assert report(command)["remarks"] == [THOSE_OF_MAIN]
    assert THOSE_OF_MAIN in command("validate", "--since", "main").out


def test_the_settings_are_those_of_today_not_of_an_early_commit(scratch: Scratch, command: Command) -> None:
    """Whoever starts from a lax commit of long ago is judged like everybody."""
    scratch.git("switch", "-q", "main")
    scratch.write(library=f"{LIBRARY}rules: {{self-transition: error}}\n")
    scratch.commit()
    scratch.git("switch", "-q", "mine")
    scratch.write(new_business=LOOP)
    assert found(command) == [("self-transition", "error")]
    assert report(command)["remarks"] == [THOSE_OF_MAIN]


def test_settings_that_are_the_same_are_not_spoken_of(scratch: Scratch, command: Command) -> None:
    """Another title in library.yaml is no setting."""
    scratch.write(library=f"{LIBRARY}title: Acme\n", new_business=LOOP)
    assert report(command)["remarks"] == []


def test_what_main_switched_off_is_off(scratch: Scratch, command: Command) -> None:
    """And a branch can't make it stricter for itself either."""
    scratch.write(library=f"{LIBRARY}rules: {{self-transition: none}}\n")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    scratch.write(new_business=LOOP)
    assert found(command) == []
    scratch.write(library=LIBRARY)
    assert found(command) == []
    assert report(command)["remarks"] == [THOSE_OF_MAIN]


def test_suppressions_that_main_forbids_do_not_count(scratch: Scratch, command: Command) -> None:
    """A branch can't allow them for itself."""
    scratch.write(library=f"{LIBRARY}allow_suppressions: false\n")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    allowed = LOOP.replace("  board-decides:", "  # processengine: allow[self-transition] they meet monthly\n  board-decides:")
    scratch.write(library=LIBRARY, new_business=allowed)
    assert command("validate").code == 0
    assert found(command) == [("unused-suppression", "warning"), ("self-transition", "warning")]


def test_a_new_library_has_its_own_settings(scratch: Scratch, command: Command) -> None:
    """Nobody else's count for it, and the run says so; without settings there is nothing to say."""
    scratch.git("rm", "-q", "library.yaml", "new-business.yaml")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    scratch.write(theirs__library="library: theirs\nrules: {self-transition: none}\n", theirs__new_business=LOOP)
    assert found(command) == []
    assert report(command)["remarks"] == ["main has no library like that of theirs/library.yaml yet, so the settings here count."]
    scratch.write(theirs__library="library: theirs\n")
    assert found(command) == [("self-transition", "warning")]
    assert report(command)["remarks"] == []


def test_a_library_within_another_is_judged_by_that_one(scratch: Scratch, command: Command) -> None:
    """A library.yaml of one's own beside one's file is no way out."""
    scratch.write(mine__library="library: mine\nrules: {self-transition: none}\n", mine__hunting=LOOP.replace("new-business", "hunting"))
    assert ("self-transition", "warning") in found(command)


@pytest.mark.parametrize("name", ["acme", "other"])
def test_a_library_that_moves_takes_its_judge_along(scratch: Scratch, command: Command, name: str) -> None:
    """Under its id, or under another one."""
    (scratch.root / "ours").mkdir()
    scratch.git("mv", "library.yaml", "new-business.yaml", "ours")
    scratch.write(ours__library=f"library: {name}\nrules: {{self-transition: none}}\n", ours__new_business=LOOP)
    assert ("self-transition", "warning") in found(command)


def test_the_policy_is_that_of_today_not_of_an_early_commit(scratch: Scratch, command: Command) -> None:
    """Claims that main asks for by now are asked of a branch that started before."""
    scratch.git("switch", "-q", "main")
    scratch.write(library=f"{LIBRARY}policy: {{behavioural: {{claims: 1}}, breaking: {{claims: 1}}}}\n")
    scratch.commit()
    scratch.git("switch", "-q", "mine")
    scratch.write(new_business=WITHOUT_DEMO)
    assert ("missing-claim", "error") in found(command)


def test_sources_that_main_changed_are_no_goalposts_moved_here(scratch: Scratch, command: Command) -> None:
    """What judges is compared with where the change started, not with main's own work since."""
    scratch.write(library=f"{LIBRARY}evidence: {{source: data/}}\n", new_business=f"{FIRST}measures:\n  win-rate: {{share: {{outcome: won}}}}\n")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    scratch.git("switch", "-q", "main")
    scratch.write(library=f"{LIBRARY}evidence: {{source: exports/}}\n")
    scratch.commit()
    scratch.git("switch", "-q", "mine")
    scratch.write(proposals__quicker="proposal: quicker\nprocess: new-business\nexpects:\n  win-rate: {from: 0.2, to: 0.3, by: 2027-06-30}\n")
    assert "moved-goalposts" not in [rule for rule, _ in found(command)]


def test_a_merge_is_judged_by_the_settings_of_its_base(scratch: Scratch, command: Command) -> None:
    """Two edits that are wrong only together stay wrong, whatever the branch has set."""
    process = FIRST.replace("next: [board-decides]", "next: [board-decides, demo-seen]").replace(
        "  won: {", "  demo-seen:\n    next: [won, board-decides]\n  won: {")
    scratch.write(new_business=process)
    scratch.commit()
    scratch.git("branch", "-f", "main")
    without = process.replace("  demo-seen:\n    next: [won, board-decides]\n", "").replace("[board-decides, demo-seen]", "[board-decides]")
    scratch.write(new_business=without, library=f"{LIBRARY}rules: {{unknown-stage: none}}\n")
    scratch.commit()
    scratch.git("switch", "-q", "main")
    scratch.write(new_business=process.replace("    next: [won]", "    next: [won, demo-seen]"))
    scratch.commit()
    told = json.loads(command("merge", "--check", "main..mine", "-f", "json").out)
    assert told["clean"] is False
    assert [one["rule"] for one in told["diagnostics"]] == ["unknown-stage"]
    assert "library.yaml gets other settings for rules than in main; those of main count." in told["remark"]


def test_a_link_elsewhere_in_the_repository_does_no_harm(scratch: Scratch, command: Command) -> None:
    """Only what is called library.yaml is looked for outside of the library."""
    for folder in ("theirs", "ours"):
        (scratch.root / folder).mkdir()
    (scratch.root / "theirs/values.yaml").symlink_to("../README.md")
    scratch.git("mv", "library.yaml", "new-business.yaml", "ours")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    scratch.git("mv", "ours", "mine")
    scratch.write(mine__library=f"{LIBRARY}rules: {{self-transition: none}}\n", mine__new_business=LOOP)
    assert found(command, "mine") == [("self-transition", "warning")]


def test_settings_of_main_that_cannot_be_read_set_nothing(scratch: Scratch, command: Command) -> None:
    """The usual severities count until somebody mends them."""
    scratch.write(library="library: [\n")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    scratch.write(library=f"{LIBRARY}rules: {{self-transition: none}}\n", new_business=LOOP)
    assert ("self-transition", "warning") in found(command)


def test_a_clone_without_the_common_past_says_what_brings_it(scratch: Scratch, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """CI often fetches the last commits only."""
    scratch.write(new_business=LOOP)
    scratch.commit()
    scratch.git("switch", "-q", "main")
    scratch.write(library=f"{LIBRARY}title: Acme\n")
    scratch.commit()
    clone = scratch.root / "clone"
    scratch.git("clone", "-q", "--depth=1", "--no-single-branch", "--branch=mine", f"file://{scratch.root}", str(clone))
    monkeypatch.chdir(clone)
    result = command("validate", "--since", "origin/main")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert "have no commit in common. This clone is shallow: `git fetch --unshallow" in result.err
