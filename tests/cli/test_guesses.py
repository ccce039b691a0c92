"""Guessed renames on the command line: how they are told, and how they are written down."""

import json
from pathlib import Path

import pytest

from processengine.cli.guesses import after_report
from processengine.diff.changeset import changesets
from processengine.errors import CannotRun
from processengine.sides import BothSides
from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.revisions import revision

OLD = """process: new-business
from_anywhere: [lost]
stages:
  problem:  # the first talk
    buyer: They say what is wrong and what it costs
    next: [agreed]
  agreed:
    buyer: Everyone touched by it has been heard
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
"""
NEW = OLD.replace("agreed", "all-heard")


def files(folder: Path, new: str = NEW) -> tuple[Path, Path]:
    """Write both revisions, each into its own folder."""
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    (folder / "a" / "p.yaml").write_text(OLD, encoding="utf-8")
    (folder / "b" / "p.yaml").write_text(new, encoding="utf-8")
    return Path("a/p.yaml"), Path("b/p.yaml")


def test_a_guess_is_told_with_how_sure_it_is_and_what_to_do(command: Command, tmp_path: Path) -> None:
    """And the file is as it was."""
    outcome = command("diff", *files(tmp_path))
    assert " % sure)" in outcome.out
    assert outcome.err == "A rename is a guess. If it is right, run this again with --write-was: deals and history then follow the new id.\n"
    assert (tmp_path / "b/p.yaml").read_text(encoding="utf-8") == NEW


def test_json_has_the_confidence_and_nothing_on_the_side(command: Command, tmp_path: Path) -> None:
    """Programs read the one, and people don't look at the other."""
    outcome = command("diff", *files(tmp_path), "-f", "json")
    [change] = json.loads(outcome.out)["processes"][0]["changes"]
    assert (change["kind"], change["path"], change["before"]) == ("stage-renamed", "stages.all-heard", "agreed")
    assert 0.7 <= change["confidence"] <= 0.99
    assert outcome.err == ""


def test_write_was_writes_it_down(command: Command, tmp_path: Path) -> None:
    """Into the second file alone, everything else byte for byte; then it is no guess any more."""
    sides = files(tmp_path)
    outcome = command("diff", *sides, "--write-was")
    assert outcome.err == "b/p.yaml now says that `all-heard` was `agreed`.\n"
    assert (tmp_path / "b/p.yaml").read_text(encoding="utf-8") == NEW.replace("  all-heard:\n", "  all-heard:\n    was: [agreed]\n")
    assert (tmp_path / "a/p.yaml").read_text(encoding="utf-8") == OLD
    again = command("diff", *sides, "--write-was")
    assert " % sure" not in again.out
    assert again.err == "No rename was guessed, so nothing is written.\n"


def test_line_ends_and_a_byte_order_mark_stay(command: Command, tmp_path: Path) -> None:
    """The written line ends as the others do."""
    files(tmp_path)
    (tmp_path / "b/p.yaml").write_bytes(b"\xef\xbb\xbf" + NEW.replace("\n", "\r\n").encode())
    assert command("diff", "a/p.yaml", "b/p.yaml", "--write-was").code == 0
    expected = NEW.replace("  all-heard:\n", "  all-heard:\n    was: [agreed]\n").replace("\n", "\r\n")
    assert (tmp_path / "b/p.yaml").read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_at_threshold_one_nothing_is_guessed(command: Command, tmp_path: Path) -> None:
    """The stage is gone and another is new, and there is nothing to write."""
    sides = files(tmp_path)
    outcome = command("diff", *sides, "--rename-threshold", "1", "-f", "json")
    kinds = {change["kind"] for change in json.loads(outcome.out)["processes"][0]["atoms"]}
    assert {"stage-removed", "stage-added"} <= kinds
    assert command("diff", *sides, "--rename-threshold", "1", "--write-was").err == "No rename was guessed, so nothing is written.\n"


def test_a_threshold_is_a_share(command: Command, tmp_path: Path) -> None:
    """Anything else could not run."""
    outcome = command("diff", *files(tmp_path), "--rename-threshold", "70")
    assert outcome.code == 2
    assert "0<=x<=1" in outcome.err


def test_several_guesses_are_counted(command: Command, tmp_path: Path) -> None:
    """And each is written."""
    sides = files(tmp_path, NEW.replace("problem", "trouble"))
    assert command("diff", *sides).err.startswith("2 renames are guesses. If they are right")
    assert command("diff", *sides, "--write-was").err == "b/p.yaml now says that `trouble` was `problem`, `all-heard` was `agreed`.\n"


def test_beside_documents_that_came_or_went(command: Command, tmp_path: Path) -> None:
    """Those have nothing to write down."""
    files(tmp_path)
    (tmp_path / "b/renewal.yaml").write_text("process: renewal\nstages:\n  due: {next: [kept]}\n  kept: {outcome: realised}\n", encoding="utf-8")
    assert command("diff", "a", "b", "--write-was").err == "b/p.yaml now says that `all-heard` was `agreed`.\n"


def test_a_revision_is_not_written(command: Command, tmp_path: Path) -> None:
    """Said before anything else is."""
    repository = Scratch(tmp_path)
    repository.write(p=OLD, library="library: acme\n")
    repository.commit()
    repository.write(p=NEW)
    repository.commit()
    outcome = command("diff", "HEAD~1..HEAD", "--write-was")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "processengine: HEAD is no file on the disk, so no `was` can be written there. Compare with the files as they are now.\n"
    assert command("diff", "HEAD~1..HEAD").err == ""


def test_the_working_tree_is_written(command: Command, tmp_path: Path) -> None:
    """A rep's edit before the commit is where it belongs."""
    repository = Scratch(tmp_path)
    repository.write(p=OLD, library="library: acme\n")
    repository.commit()
    repository.write(p=NEW)
    assert command("diff", "HEAD", "--write-was").err == "p.yaml now says that `all-heard` was `agreed`.\n"
    assert "    was: [agreed]\n" in (tmp_path / "p.yaml").read_text(encoding="utf-8")


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What was compared is not what is there, so nothing is written."""
    files(tmp_path)
    path = tmp_path / "b/p.yaml"
    old, new = revision(OLD, "a/p.yaml"), revision(NEW, str(path))
    sides = BothSides("a", "b", [old], [new], [], are_files=True, after_is_on_disk=True)
    for content in (NEW.encode() + b"# mine\n", b"\xff\xfe"):
        path.write_bytes(content)
        with pytest.raises(CannotRun, match="was changed by somebody else meanwhile"):
            after_report(sides, changesets([old], [new]), write=True, say=False)
        assert path.read_bytes() == content


def test_ids_and_names_of_files_are_no_terminal_commands(command: Command, tmp_path: Path) -> None:
    """They are shown, not obeyed."""
    (tmp_path / "a.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "b\x1b[2J.yaml").write_text(NEW, encoding="utf-8")
    outcome = command("diff", "a.yaml", "b\x1b[2J.yaml", "--write-was")
    assert "\x1b" not in outcome.err
    assert "b<U+001B>[2J.yaml now says" in outcome.err


def test_a_file_that_can_not_be_edited_safely_is_left_alone(command: Command, tmp_path: Path) -> None:
    """One clear line says why."""
    odd = NEW.replace("  all-heard:\n    buyer", "  ? all-heard\n  : buyer")
    sides = files(tmp_path, odd)
    outcome = command("diff", *sides, "--write-was")
    assert outcome.code == 2
    assert outcome.err.startswith("processengine: b/p.yaml: ")
    assert (tmp_path / "b/p.yaml").read_text(encoding="utf-8") == odd
