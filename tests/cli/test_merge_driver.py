"""`merge --driver`: what git calls for each file that both sides changed."""

from pathlib import Path

import pytest

from tests.cli.merge_sides import (
    HEARD,
    LONGER,
    TO_PAPER,
    TOGETHER,
    TOGETHER_A_CHOICE,
    TRIED,
    WITHOUT_PAPER,
    write,
)
from tests.cli.test_startup import imported
from tests.conftest import Command
from tests.git.scratch import FIRST, LIBRARY, SECOND, THIRD


def test_the_driver_says_what_only_the_two_together_cause(command: Command) -> None:
    """Git shows it, and takes the merge for clean."""
    write(base=FIRST, ours=HEARD, theirs=TRIED)
    result = command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("processengine: x.yaml:4: warning: ")
    assert [said for said in TOGETHER_A_CHOICE if said not in result.err] == []


def test_the_driver_writes_into_the_file_of_ours_and_judges_in_the_place_that_git_names(command: Command) -> None:
    """The files that git writes have names of their own; `%P` is where the file belongs."""
    Path("processes").mkdir()
    Path("processes/library.yaml").write_text(LIBRARY, encoding="utf-8")
    Path("processes/x.yaml").write_text(SECOND, encoding="utf-8")
    write(base=LONGER, ours=WITHOUT_PAPER, theirs=TO_PAPER)
    result = command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "processes/x.yaml")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("processengine: processes/x.yaml:6: error: `paper` is no stage")
    assert Path("ours.yaml").read_text(encoding="utf-8") == TOGETHER
    assert Path("processes/x.yaml").read_text(encoding="utf-8") == SECOND


def test_the_driver_says_nothing_about_a_clean_merge(command: Command) -> None:
    """Git has said that it merges."""
    write(base=FIRST, ours=FIRST.replace("max_days: 30\n", "max_days: 30\n    probability: 10\n"), theirs=SECOND)
    assert command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml") == (0, "", "")


def test_the_driver_marks_as_long_as_git_asks_and_with_git_s_names(command: Command) -> None:
    """Git asks for longer marks where a base has marks itself; before 2.44 it leaves the placeholders of the names."""
    write(base=FIRST, ours=SECOND, theirs=THIRD)
    driver = ("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml", "--marker-size", "9")
    assert command(*driver, "--labels", "1234567", "HEAD", "-rep's/change").code == 1
    text = Path("ours.yaml").read_text(encoding="utf-8")
    assert "<<<<<<<<< HEAD\n" in text
    assert "||||||||| 1234567\n" in text
    assert ">>>>>>>>> -rep's/change\n" in text
    write(ours=SECOND)
    assert command(*driver[:-2], "--marker-size", "%L", "--labels", "%S", "%X", "%Y").code == 1
    text = Path("ours.yaml").read_text(encoding="utf-8")
    assert "<<<<<<< ours\n" in text
    assert ">>>>>>> theirs\n" in text


@pytest.mark.parametrize("name", ["-x.yaml", "--help", "$(touch x).yaml", "../outside.yaml", "/nowhere/at/all.yaml"])
def test_the_driver_takes_any_name_for_a_name(command: Command, name: str) -> None:
    """Nothing is read or written there."""
    write(base=FIRST, ours=FIRST, theirs=SECOND)
    assert command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", name).code == 0
    assert Path("ours.yaml").read_text(encoding="utf-8") == SECOND
    assert sorted(one.name for one in Path().iterdir()) == ["base.yaml", "ours.yaml", "theirs.yaml"]


@pytest.mark.parametrize("base", [None, b"", b"\n"])
def test_the_driver_without_a_base(command: Command, base: bytes | None) -> None:
    """Both sides have added the file, so what each has is an addition."""
    more = FIRST.replace("stayed-put]", "stayed-put, mistaken]") + "  mistaken: {outcome: admin}\n"
    write(ours=FIRST, theirs=more)
    if base is not None:
        Path("base.yaml").write_bytes(base)
    assert command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml").code == 0
    assert Path("ours.yaml").read_text(encoding="utf-8") == more


def test_the_driver_merges_by_lines_what_is_none_of_ours(command: Command) -> None:
    """Another tool's YAML is merged as git would, and a conflict in it is one here."""
    lines = ["a: 1", "b: 1", "c: 1", "d: 1", "e: 1", "f: 1"]
    base = "\n".join(lines) + "\n"
    write(base=base, ours=base.replace("a: 1", "a: 2"), theirs=base.replace("f: 1", "f: 2"))
    result = command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml")
    assert result.code == 0
    assert "x.yaml: merged by lines, not by meaning." in result.err
    assert Path("ours.yaml").read_text(encoding="utf-8") == base.replace("a: 1", "a: 2").replace("f: 1", "f: 2")
    write(ours=base.replace("a: 1", "a: 2"), theirs=base.replace("a: 1", "a: 3"))
    assert command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml").code == 1
    assert "<<<<<<< ours\na: 2\n||||||| base\na: 1\n=======\na: 3\n>>>>>>> theirs\n" in Path("ours.yaml").read_text(encoding="utf-8")


def test_the_driver_gives_git_its_own_merge_where_ours_fails(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours must not lose anybody's edit: with an error git would take ours alone."""
    write(base=FIRST, ours=SECOND, theirs=FIRST.replace("lost: {outcome: lost}", "lost: {outcome: lost, about: Gone}"))
    monkeypatch.delenv("PROCESSENGINE_TRACEBACK", raising=False)
    monkeypatch.setattr("processengine.merging.driver.merge_contents", None)
    result = command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml")
    assert result.code == 0
    assert "A mistake in processengine: TypeError" in result.err
    text = Path("ours.yaml").read_text(encoding="utf-8")
    assert "max_days: 45" in text
    assert "about: Gone" in text


def test_the_driver_imports_neither_networkx_nor_what_compares_or_draws(tmp_path: Path) -> None:
    """A clean merge starts as fast as a validation."""
    for name, text in (("base", FIRST), ("ours", FIRST.replace("max_days: 30\n", "max_days: 30\n    probability: 10\n")), ("theirs", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    modules = imported("merge", "--driver", *(str(tmp_path / name) for name in ("base", "ours", "theirs", "x.yaml")), "--today", "2026-11-20")
    assert (tmp_path / "ours").read_text(encoding="utf-8") == SECOND.replace("max_days: 45\n", "max_days: 45\n    probability: 10\n")
    assert not modules & {"networkx", "graphviz", "rich", "processengine.draw", "processengine.diff.changeset", "processengine.git"}
