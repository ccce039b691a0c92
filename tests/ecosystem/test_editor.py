"""While somebody types: the real yaml-language-server, told of the schema by the line that `schema --wire` writes."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from processengine.cli.main import run
from processengine.rules import chosen
from tests.conftest import ROOT, absent
from tests.ecosystem.editor import Editor, Mark
from tests.ecosystem.provide import SERVER_LOCK, node, server_folder

BAD = """\
process: bad
version: 2.1
reviewed: yesterday
stages:
  Bad_Id:
    buyer: They say so
    next: [b]
  b:
    buyr: They write it down
    probability: 200
    max_days: soon
    outcome: wonn
    exit_criteria:
      named: {proof: email}
      told: {fact: They told us, proof: telepathy}
    next:
      - too: c
      - c
  c: {outcome: won}
measures:
  win-rate: {share: {outcome: wun}}
"""
KINDS_OF_OUTCOME = "won, lost, no-decision, disqualified, introduced, realised, unrealised, admin"


def test_the_servers_lock_names_no_registry() -> None:
    """Every package is held to a digest, wherever a machine gets it from."""
    packages = json.loads(SERVER_LOCK.read_text(encoding="utf-8"))["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)
    assert "://" not in SERVER_LOCK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server() -> list[str]:
    """How the language server is started."""
    program, folder = node(), server_folder()
    script = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if program is None or not script.exists():
        absent("yaml-language-server")
    return [str(program), str(script)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own processes, a proposal, a journey in a folder, and files that are wrong or hardly begun; all wired."""
    folder = tmp_path_factory.mktemp("wired") / "sales"
    shutil.copytree(ROOT / "processes", folder)
    (folder / "journeys").mkdir()
    shutil.copy(ROOT / "processengine" / "syntax" / "buying-decision.yaml", folder / "journeys")
    texts = {
        "bad.yaml": BAD,
        "proposal.yaml": "proposal: more-time\nprocess: new-business\ntitel: More time\n",
        "journeys/bad.yaml": "journey: bad\nsteps:\n  a: {phase: later}\n",
        "windows.yaml": "\ufeffprocess: windows\r\nstages:\r\n  a: {buyr: x}\r\n",
        "begun.yaml": "process: begun\nstages:\n  named:\n    buyer: They say so\n    \n",
        "own.yaml": "# yaml-language-server: $schema=own.json\nprocess: own\nstages: 7\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / "own.json").write_text("{}", encoding="utf-8")
    assert run(["schema", "--wire", str(folder)]) in (None, 0)
    (folder / "empty.yaml").write_text("# yaml-language-server: $schema=.processengine/schema.json\n\n", encoding="utf-8")
    (folder / "kindless.yaml").write_text("# yaml-language-server: $schema=.processengine/schema.json\nkind: process\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def editor(server: list[str], library: Path) -> Iterator[Editor]:
    """An editor that has the library open."""
    with Editor(server, library) as found:
        yield found


@pytest.mark.parametrize("path", [*sorted(path.name for path in (ROOT / "processes").glob("*.yaml")), "journeys/buying-decision.yaml"])
def test_nothing_is_marked_in_what_is_sound(editor: Editor, library: Path, path: str) -> None:
    """Our own processes, library and journey, the latter a folder below the schema."""
    assert editor.marks(library / path) == []


def test_the_examples_are_not_marked(server: list[str], shared: Path, tmp_path: Path) -> None:
    """The grown-up library of the design, all kinds of it."""
    folder = tmp_path / "examples"
    shutil.copytree(shared / "examples", folder)
    assert run(["schema", "--wire", str(folder)]) in (None, 0)
    paths = sorted(folder.rglob("*.yaml"))
    assert len(paths) > 3
    with Editor(server, folder) as opened:
        assert {path.name: opened.marks(path) for path in paths} == {path.name: [] for path in paths}


def test_what_is_wrong_is_marked_where_it_stands(editor: Editor, library: Path) -> None:
    """A wrong key, id, word, number, day and version, and a missing key, each on its line (the first line is the schema's)."""
    words = 'Value is not accepted. Valid values: "' + KINDS_OF_OUTCOME.replace(", ", '", "') + '".'
    assert editor.marks(library / "bad.yaml") == [
        Mark(3, "2.1", 'Incorrect type. Expected "string".'),
        Mark(4, "yesterday", "A day is written 2026-09-30."),
        Mark(6, "Bad_Id", "An id holds lower-case letters, digits and hyphens, and starts with a letter or digit."),
        Mark(10, "buyr", "Property buyr is not allowed."),
        Mark(11, "200", "Value is above the maximum of 100."),
        Mark(12, "soon", 'Incorrect type. Expected "integer".'),
        Mark(13, "wonn", words),
        Mark(15, "named", 'Missing property "fact".'),
        Mark(16, "telepathy", 'Value is not accepted. Valid values: "document", "email", "meeting", "system", "signature", "quote".'),
        Mark(18, "t", 'Missing property "to".'),
        Mark(18, "too", "Property too is not allowed."),
        Mark(22, "wun", words),
    ]


@pytest.mark.parametrize(
    ("path", "line", "text"), [("proposal.yaml", 4, "titel"), ("journeys/bad.yaml", 4, "later"), ("kindless.yaml", 2, "kind"), ("windows.yaml", 4, "buyr")]
)
def test_each_kind_is_held_to_its_own_schema(editor: Editor, library: Path, path: str, line: int, text: str) -> None:
    """One schema serves all: the keys tell the kind, in a file from Windows too; a file without a kind is told so."""
    assert [(mark.line, mark.text) for mark in editor.marks(library / path)] == [(line, text)]


def test_a_schema_of_somebodys_own_is_kept(editor: Editor, library: Path) -> None:
    """A file that named one before is held to that."""
    assert editor.marks(library / "own.yaml") == []


def test_an_empty_file_is_offered_the_kinds(editor: Editor, library: Path) -> None:
    """Each with what it makes of the file; and nothing is marked yet."""
    assert editor.marks(library / "empty.yaml") == []
    offered = editor.offers(library / "empty.yaml", "")
    assert {"process", "journey", "library", "proposal"} <= set(offered)
    assert offered["process"].startswith("A process: a named graph of stages")


def test_in_a_stage_its_keys_are_offered(editor: Editor, library: Path) -> None:
    """With what each means; those that stand there already are not."""
    editor.marks(library / "begun.yaml")
    offered = editor.offers(library / "begun.yaml", "    ")
    assert offered["exit_criteria"] == "What must be true of the buyer before the deal goes on, by id."
    assert {"next", "max_days", "closed_door", "outcome", "plays"} <= set(offered)
    assert "buyer" not in offered
    inserted = editor.inserts(library / "begun.yaml", "    ")
    assert inserted["max_days"].startswith("max_days: ")
    assert not any("null" in text for text in inserted.values())


def test_the_words_of_a_key_are_offered(editor: Editor, library: Path) -> None:
    """Behind `outcome:` stand the kinds of outcome."""
    path = library / "words.yaml"
    path.write_text("# yaml-language-server: $schema=.processengine/schema.json\nprocess: p\nstages:\n  a:\n    outcome: \n", encoding="utf-8")
    editor.marks(path)
    assert set(editor.offers(path, "    outcome: ")) == set(KINDS_OF_OUTCOME.split(", "))


def test_in_the_library_the_rules_are_offered(editor: Editor, library: Path) -> None:
    """Below `rules:`, each with what it reports; a name that is no rule's is marked."""
    path = library / "settings.yaml"
    lines = ["# yaml-language-server: $schema=.processengine/schema.json", "library: l", "rules:", "  linear-proces: none", "  ", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [(mark.line, mark.text) for mark in editor.marks(path)] == [(4, "linear-proces")]
    offered = editor.offers(path, "  ")
    assert set(chosen.names()) <= set(offered)
    assert offered["unreachable-stage"] == chosen.reports()["unreachable-stage"]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("stages", "The stages, in order, by id."),
        ("    max_days", "After how many days a deal has stayed here too long."),
        ("  b", "Where a deal stays; with `outcome` it is one, and has no way out."),
    ],
)
def test_resting_on_a_key_says_what_it_means(editor: Editor, library: Path, at: str, said: str) -> None:
    """In the words of the descriptions, code as code."""
    editor.marks(library / "bad.yaml")
    assert said in editor.hover(library / "bad.yaml", at)


def test_one_setting_serves_without_a_line_in_the_files(server: list[str], tmp_path: Path) -> None:
    """As `.vscode/settings.json` may say it: `yaml.schemas` maps the schema to the folder's files."""
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    schema = tmp_path / ".processengine" / "schema.json"
    schema.parent.mkdir()
    run(["schema", "document", "-o", str(schema)])
    with Editor(server, tmp_path, {"schemas": {schema.as_uri(): ["*.yaml"]}}) as opened:
        assert len(opened.marks(tmp_path / "bad.yaml")) == 12
