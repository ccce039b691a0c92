"""Git with our drivers set up, in real repositories: merge, rebase, cherry-pick, stash, and files with hostile names."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from processengine.install import drivers
from tests.conftest import Command
from tests.git.scratch import _ENVIRONMENT, FIRST, LIBRARY, Scratch

HERE = "    next: [board-decides]\n"


class Ran(NamedTuple):
    """What a git command left behind."""

    code: int
    out: str
    err: str


def git(*arguments: str) -> Ran:
    """Run git in the current folder, whatever comes of it."""
    done = subprocess.run(
        ["git", *arguments], env={**_ENVIRONMENT, "PROCESSENGINE_TODAY": "2026-11-20"}, capture_output=True, text=True, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def scratch(command: Command, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """Return a repository in the current folder, with a library and with the drivers."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    made = Scratch(Path.cwd())
    made.write(library=LIBRARY, new_business=FIRST)
    assert command("git", "install").code == 0
    made.commit("base")
    return made


def with_stage(name: str) -> str:
    """Return the process with one stage more after the first."""
    return FIRST.replace(HERE, f"    next: [board-decides, {name}]\n  {name}:\n    next: [board-decides]\n")


def on_both_sides(scratch: Scratch, ours: str, theirs: str, name: str = "new-business.yaml") -> None:
    """Commit one text on the branch `theirs`, the other on main, which is left checked out."""
    scratch.git("checkout", "-q", "-b", "theirs")
    scratch.write_at(name, theirs)
    scratch.commit("theirs")
    scratch.git("checkout", "-q", "main")
    scratch.write_at(name, ours)
    scratch.commit("ours")


def text(name: str = "new-business.yaml") -> str:
    """Return a file's text."""
    return Path(name).read_text(encoding="utf-8")


BOTH_STAGES = FIRST.replace(
    HERE, "    next: [board-decides, ours, theirs]\n  ours:\n    next: [board-decides]\n  theirs:\n    next: [board-decides]\n"
)


def test_two_stages_added_at_one_place_merge(scratch: Scratch) -> None:
    """Lines would conflict; by meaning there is nothing to decide."""
    on_both_sides(scratch, with_stage("ours"), with_stage("theirs"))
    assert git("merge", "theirs", "-m", "merge").code == 0
    assert text() == BOTH_STAGES


def test_rebase_cherry_pick_and_stash_merge_by_meaning_too(scratch: Scratch) -> None:
    """Git calls the driver for each of them."""
    on_both_sides(scratch, with_stage("ours"), with_stage("theirs"))
    main = scratch.git("rev-parse", "main")
    assert git("cherry-pick", "theirs").code == 0
    assert text() == BOTH_STAGES
    scratch.git("reset", "-q", "--hard", main)
    assert git("rebase", "-q", "main", "theirs").code == 0
    assert text() == BOTH_STAGES
    scratch.git("checkout", "-q", "main")
    scratch.write_at("new-business.yaml", with_stage("ours").replace("max_days: 30", "max_days: 31"))
    scratch.git("stash")
    scratch.write_at("new-business.yaml", with_stage("ours").replace("stages:\n", "stages:\n  # a remark\n"))
    scratch.commit("a remark")
    assert git("stash", "pop").code == 0
    assert "# a remark" in text()
    assert "max_days: 31" in text()


def test_a_conflict_is_marked_and_said(scratch: Scratch) -> None:
    """The file holds all three sides; git's status and the message say the same."""
    on_both_sides(scratch, FIRST.replace("max_days: 30", "max_days: 40"), FIRST.replace("max_days: 30", "max_days: 50"))
    ran = git("merge", "theirs", "-m", "merge")
    assert ran.code == 1
    assert "new-business.yaml: conflict at stages.trouble-named.max_days" in ran.err
    assert [line[:4] for line in text().splitlines() if line[0] in "<|=>"] == ["<<<<", "||||", "====", ">>>>"]
    assert git("status", "--porcelain").out == "UU new-business.yaml\n"


def test_two_edits_that_are_wrong_together_leave_the_file_in_conflict(scratch: Scratch) -> None:
    """There are no marks, since no line is in dispute; the message names the error and both edits."""
    longer = FIRST.replace("    next: [won]", "    next: [paper]\n  paper:\n    next: [won]")
    scratch.write(new_business=longer)
    scratch.commit("longer")
    bypassed = longer.replace("next: [paper]", "next: [won]").replace("  paper:\n    next: [won]\n", "")
    on_both_sides(scratch, bypassed, longer.replace(HERE, "    next: [board-decides, paper]\n"))
    ran = git("merge", "theirs", "-m", "merge")
    assert ran.code == 1
    assert "`paper` is no stage of this process. (unknown-stage)" in ran.err
    assert "Ours removed `stages.paper`" in ran.err
    assert "Theirs added `stages.trouble-named.next.paper`" in ran.err
    assert "<<<<" not in text()
    assert git("status", "--porcelain").out == "UU new-business.yaml\n"


def test_lines_alone_would_merge_that_without_a_word(scratch: Scratch) -> None:
    """It is what git does where the driver is named and not set up, and what the driver is for."""
    scratch.git("config", "--remove-section", "merge.processengine")
    longer = FIRST.replace("    next: [won]", "    max_days: 10\n    next: [won]\n  spare:\n    max_days: 5\n    next: [won]")
    scratch.write(new_business=longer.replace(HERE, "    next: [board-decides, spare]\n"))
    scratch.commit("longer")
    base = text()
    removed = base.replace("  spare:\n    max_days: 5\n    next: [won]\n", "").replace("[board-decides, spare]", "[board-decides]")
    on_both_sides(scratch, removed, base.replace("from_anywhere: [lost, stayed-put]", "from_anywhere: [lost, stayed-put]\nstart: spare"))
    git("merge", "theirs", "-m", "merge")
    assert "start: spare" in text()
    assert "  spare:" not in text()


def test_a_file_that_both_sides_added_is_merged(scratch: Scratch) -> None:
    """Git gives an empty base."""
    renewal = FIRST.replace("new-business", "renewal")
    added = renewal.replace("stayed-put]", "stayed-put, mistaken]") + "  mistaken: {outcome: admin}\n"
    on_both_sides(scratch, renewal, added, "renewal.yaml")
    assert git("merge", "theirs", "-m", "merge").code == 0
    assert text("renewal.yaml") == added


def test_a_file_that_cannot_be_read_is_merged_by_lines(scratch: Scratch) -> None:
    """As git would, and the message says so."""
    scratch.write_at("broken.yaml", "process: [\n1\n2\n3\n4\n5\n")
    scratch.commit("broken")
    on_both_sides(scratch, "process: [\n0\n2\n3\n4\n5\n", "process: [\n1\n2\n3\n4\n6\n", "broken.yaml")
    ran = git("merge", "theirs", "-m", "merge")
    assert ran.code == 0
    assert "broken.yaml: merged by lines, not by meaning." in ran.err
    assert text("broken.yaml") == "process: [\n0\n2\n3\n4\n6\n"


def test_a_file_that_is_no_text_keeps_ours_and_is_in_conflict(scratch: Scratch) -> None:
    """Nothing of it is merged, and nobody is told that it was."""
    path = Path("odd.yaml")
    path.write_bytes(b"\0base")
    scratch.commit("odd")
    scratch.git("checkout", "-q", "-b", "theirs")
    path.write_bytes(b"\0theirs")
    scratch.commit("theirs")
    scratch.git("checkout", "-q", "main")
    path.write_bytes(b"\0ours")
    scratch.commit("ours")
    assert git("merge", "theirs", "-m", "merge").code == 1
    assert path.read_bytes() == b"\0ours"
    assert "UU odd.yaml" in git("status", "--porcelain").out


NAMES = ("$(touch x).yaml", "`touch x`.yaml", "-x.yaml", "--help.yaml", "a b.yaml", "it's \"so\".yaml", "%P;touch x.yaml", "é\t\n.yaml")


def test_a_hostile_name_harms_nothing(scratch: Scratch) -> None:
    """It is a name and no more, to the shell, to git and to us: the file is merged and compared, and nothing else is there."""
    texts = {name: FIRST.replace("new-business", f"named-{place}") for place, name in enumerate(NAMES)}
    scratch.git("rm", "-q", "new-business.yaml")
    for name, one in texts.items():
        scratch.write_at(name, one)
    scratch.commit("named")
    before = {one.name for one in Path().iterdir()}
    scratch.git("branch", "theirs")
    for branch, old, new in (("theirs", "max_days: 30", "max_days: 31"), ("main", HERE, f"{HERE}    probability: 20\n")):
        scratch.git("checkout", "-q", branch)
        for name, one in texts.items():
            scratch.write_at(name, one.replace(old, new))
        scratch.commit(branch)
    assert git("merge", "theirs", "-m", "merge").err == ""
    for name, one in texts.items():
        assert text(name) == one.replace("max_days: 30", "max_days: 31").replace(HERE, f"{HERE}    probability: 20\n")
    shown = git("diff", "HEAD~1", "--", *(f":(literal){name}" for name in NAMES[:3])).out
    assert shown.count("The limit in “Trouble named” rises from 30 to 31 days.") == 3
    assert {one.name for one in Path().iterdir()} == before


def test_where_the_program_is_gone_git_merges_by_lines_and_says_so(scratch: Scratch, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    """Git alone would keep ours and drop theirs without a mark."""
    program = Path(shutil.copy(shutil.which("true") or "/bin/true", "processengine"))
    monkeypatch.setattr("sys.argv", [str(program.absolute())])
    assert command("git", "install").code == 0
    program.unlink()
    on_both_sides(scratch, FIRST.replace("max_days: 30", "max_days: 40"), FIRST.replace("max_days: 30", "max_days: 50"))
    ran = git("merge", "theirs", "-m", "merge")
    assert ran.code == 1
    assert "processengine could not run" in ran.err
    assert "max_days: 40" in text()
    assert "max_days: 50" in text()
    assert git("diff", "HEAD~1", "HEAD", "--", "new-business.yaml").code == 0


@pytest.mark.parametrize("folder", ["my tools", "it's", 'a"b', "100%O $(touch x)"])
def test_the_program_may_lie_anywhere(
    scratch: Scratch, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, command: Command, folder: str
) -> None:
    """Its path is quoted for the shell, and a percent sign in it is no placeholder of git's."""
    program = tmp_path_factory.mktemp("elsewhere") / folder / "processengine"
    program.parent.mkdir(parents=True)
    real = drivers.program_in(drivers.settings()[drivers.MERGE_DRIVER])
    assert real is not None
    program.symlink_to(real)
    monkeypatch.setattr("sys.argv", [str(program)])
    assert command("git", "install").code == 0
    assert drivers.program_in(drivers.settings()[drivers.MERGE_DRIVER]) == program
    on_both_sides(scratch, with_stage("ours"), with_stage("theirs"))
    ran = git("merge", "theirs", "-m", "merge")
    assert ran.code == 0
    assert "could not run" not in ran.err
    assert text() == BOTH_STAGES


def test_git_diff_tells_sentences_above_a_patch_that_can_be_applied(scratch: Scratch) -> None:
    """What is shown is still the difference of the lines."""
    scratch.write(new_business=FIRST.replace("max_days: 30", "max_days: 45"))
    shown = git("diff").out
    assert "#   behavioural  The limit in “Trouble named” rises from 30 to 45 days." in shown
    assert "\ndiff --git a/new-business.yaml b/new-business.yaml\nindex " in shown
    assert "-    max_days: 30\n+    max_days: 45\n" in shown
    Path("change.patch").write_text(shown, encoding="utf-8")
    scratch.git("checkout", "new-business.yaml")
    assert git("apply", "change.patch").code == 0
    assert "max_days: 45" in text()


def test_git_diff_shows_lines_alone_where_a_side_cannot_be_read(scratch: Scratch) -> None:
    """And no complaint."""
    scratch.write(new_business=FIRST + "next: [\n")
    ran = git("diff")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("diff --git a/new-business.yaml")
    assert ran.out.endswith("+next: [\n")


def test_git_diff_says_what_is_wrong_and_so_not_compared(scratch: Scratch) -> None:
    """Then it is not said that nothing changed."""
    scratch.write(new_business=FIRST + "stages: again\n")
    first, second, *_ = git("diff").out.splitlines()
    assert first.startswith("# Not compared, because it is wrong: b/new-business.yaml: ")
    assert second.startswith("diff --git a/new-business.yaml")


def test_git_diff_of_added_removed_and_moved_files(scratch: Scratch) -> None:
    """Each is told, and shown with the names that it has in the repository."""
    scratch.write(renewal=FIRST.replace("new-business", "renewal"))
    scratch.git("add", "renewal.yaml")
    added = git("diff", "--cached").out
    assert "new file mode" in added
    assert "+++ b/renewal.yaml" in added
    scratch.commit("renewal")
    scratch.git("rm", "-q", "renewal.yaml")
    removed = git("diff", "--cached").out
    assert "--- a/renewal.yaml" in removed
    assert "deleted file mode" in removed
    scratch.git("reset", "-q", "--hard")
    scratch.git("mv", "renewal.yaml", "extension.yaml")
    scratch.write_at("extension.yaml", FIRST.replace("new-business", "renewal").replace("max_days: 30", "max_days: 31"))
    scratch.git("add", "-A")
    moved = git("diff", "--cached", "-M").out
    assert "rises from 30 to 31 days" in moved
    assert "--- a/renewal.yaml\n+++ b/extension.yaml\n" in moved


def test_a_title_is_no_line_of_a_patch(scratch: Scratch) -> None:
    """A file's words stand behind `#`, so that they name no other file to whoever applies the patch."""
    hostile = FIRST.replace("process: new-business\n", 'process: new-business\ntitle: "diff --git a/x b/x"\n')
    scratch.write(new_business=hostile)
    shown = git("diff").out
    assert [line for line in shown.splitlines() if line.startswith("diff --git")] == ["diff --git a/new-business.yaml b/new-business.yaml"]


def test_git_log_shows_the_stage_beside_each_hunk(scratch: Scratch) -> None:
    """Git asks no driver there, and takes the nearest line above that its settings describe."""
    long = FIRST.replace("    next: [won]", "    about: |\n      one\n      two\n      three\n      four\n      five\n    next: [won]")
    scratch.write(new_business=long)
    scratch.commit("long")
    scratch.write(new_business=long.replace("five", "six"))
    scratch.commit("six")
    shown = git("log", "-p", "-1", "-U1", "--", "new-business.yaml").out
    assert any(line.startswith("@@") and line.endswith(" board-decides") for line in shown.splitlines())
