"""`schema`: printed for a kind, or wired into a library; and `init --editor`."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command

MODELINE = "# yaml-language-server: $schema="
JOURNEY = "journey: ours\nsteps: {a: {phase: change}}\n"


@pytest.mark.parametrize("kind", ["process", "journey", "library", "proposal"])
def test_schema_prints_the_schema_of_a_kind(command: Command, kind: str) -> None:
    """As JSON, with the kind's own key required."""
    schema = json.loads(command("schema", kind).out)
    assert schema["additionalProperties"] is False
    assert kind in schema["required"]


def test_schema_prints_that_of_a_process_where_nothing_is_said(command: Command) -> None:
    """A process is what is mostly written."""
    assert command("schema").out == command("schema", "process").out


def test_schema_of_all_kinds_is_one_document(command: Command) -> None:
    """So that one file serves every document of a library."""
    schema = json.loads(command("schema", "document").out)
    assert {"Process", "Journey", "Library", "Proposal"} <= set(schema["$defs"])


def test_wiring_names_the_schema_in_every_document(command: Command) -> None:
    """In the folders below by the way up to it; files of other kinds stay as they are, and so do other libraries."""
    command("init", "sales")
    command("init", "sales/south")
    Path("sales/journeys").mkdir()
    Path("sales/journeys/ours.yaml").write_text(JOURNEY, encoding="utf-8")
    Path("sales/compose.yaml").write_text("services: {}\n", encoding="utf-8")
    Path("sales/odd.yaml").write_bytes(b"process: p\nabout: \xff\n")
    result = command("schema", "--wire", "sales")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Wrote sales/.processengine/schema.json. "
        "It is named in the first line of sales/library.yaml, sales/new-business.yaml, sales/journeys/ours.yaml.\n"
    )
    assert Path("sales/journeys/ours.yaml").read_text(encoding="utf-8") == f"{MODELINE}../.processengine/schema.json\n{JOURNEY}"
    assert Path("sales/new-business.yaml").read_text(encoding="utf-8").startswith(f"{MODELINE}.processengine/schema.json\n# How buyers")
    assert Path("sales/compose.yaml").read_text(encoding="utf-8") == "services: {}\n"
    assert Path("sales/odd.yaml").read_bytes() == b"process: p\nabout: \xff\n"
    assert not Path("sales/south/new-business.yaml").read_text(encoding="utf-8").startswith(MODELINE)
    assert json.loads(Path("sales/.processengine/schema.json").read_text(encoding="utf-8")) == json.loads(command("schema", "document").out)


def test_wiring_twice_is_wiring_once(command: Command) -> None:
    """The schema is written anew, and says that the lines are there."""
    command("init", "sales")
    command("schema", "--wire")
    before = {path: path.read_bytes() for path in Path("sales").rglob("*") if path.is_file()}
    assert command("schema", "--wire").out == "Wrote sales/.processengine/schema.json. 2 files have such a line already.\n"
    assert {path: path.read_bytes() for path in Path("sales").rglob("*") if path.is_file()} == before


def test_wiring_serves_every_library_below(command: Command) -> None:
    """Without a library around, each that lies below gets its own schema."""
    command("init", "north")
    command("init", "south")
    assert command("schema", "--wire").out.count("Wrote ") == 2
    assert Path("north/.processengine/schema.json").exists()
    assert Path("south/.processengine/schema.json").exists()


def test_wiring_serves_a_folder_without_a_library(command: Command) -> None:
    """The schema goes into the folder that was named."""
    Path("ours.yaml").write_text(JOURNEY, encoding="utf-8")
    assert command("schema", "--wire", ".").code == 0
    assert Path("ours.yaml").read_text(encoding="utf-8") == f"{MODELINE}.processengine/schema.json\n{JOURNEY}"


def test_what_is_wired_validates_as_before(command: Command) -> None:
    """A comment changes nothing of what a file means, and the schema is no document."""
    command("init", "sales")
    before = command("validate", "sales", "--format", "json").out
    command("schema", "--wire")
    assert json.loads(command("validate", "sales", "--format", "json").out) == json.loads(before)


def test_what_is_wired_stays_so(command: Command) -> None:
    """The line stays the first when keys are put in order or a stage is added."""
    command("init", "sales", "--editor")
    assert command("fmt", "--check", "sales").code == 0
    path = Path("sales/new-business.yaml")
    path.write_text(path.read_text(encoding="utf-8") + "title: New business\n", encoding="utf-8")
    assert command("fmt", "sales").code == 0
    assert command("edit", path, "max-days", "trouble-named", "30").code == 0
    assert path.read_text(encoding="utf-8").startswith(f"{MODELINE}.processengine/schema.json\n# How buyers")


@pytest.mark.parametrize("link", [".processengine", ".processengine/schema.json"])
def test_wiring_follows_no_link(command: Command, link: str) -> None:
    """A library that somebody sent can't have a file elsewhere written over."""
    command("init", "sales")
    target = Path("elsewhere") if link == ".processengine" else Path("mine.txt")
    target.mkdir() if link == ".processengine" else target.write_text("mine", encoding="utf-8")
    place = Path("sales", link)
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(target.resolve())
    result = command("schema", "--wire", "sales")
    assert result.code == 2
    assert "is a link; nothing was written" in result.err
    assert not Path("elsewhere/schema.json").exists()
    assert target.is_dir() or target.read_text(encoding="utf-8") == "mine"
    assert not Path("sales/library.yaml").read_text(encoding="utf-8").startswith(MODELINE)


@pytest.mark.parametrize(
    ("path", "said"), [("nowhere", "nowhere is not there."), ("lone.yaml", "There is no library around lone.yaml."), ("bare", "bare holds no process files")]
)
def test_wiring_says_where_it_cannot(command: Command, path: str, said: str) -> None:
    """One line, and nothing is written."""
    Path("lone.yaml").write_text(JOURNEY, encoding="utf-8")
    Path("bare").mkdir()
    result = command("schema", "--wire", path)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert not Path(".processengine").exists()


def test_init_for_editors_wires_what_it_starts(command: Command) -> None:
    """And what is there already."""
    assert command("init", "sales", "--editor").code == 0
    assert Path("sales/new-business.yaml").read_text(encoding="utf-8").startswith(MODELINE)
    command("init", "north")
    assert command("init", "north", "--editor").code == 0
    assert Path("north/library.yaml").read_text(encoding="utf-8").startswith(MODELINE)
