"""Which files arguments mean, which library a file belongs to, and what is known of its neighbours."""

import os
from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.store import Shelf, Shelves, find, find_process, library_folder

PROCESS = "process: {name}\nstages: {{a: {{next: [won]}}, won: {{outcome: won}}}}\n"


@pytest.fixture
def sales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library `sales` with two processes, a journey, and a library of its own inside."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "sales"
    for name, text in {
        "library.yaml": "library: sales\n",
        "a.yaml": PROCESS.format(name="alpha"),
        "b.yml": PROCESS.format(name="beta"),
        "journeys/j.yaml": "journey: mine\nsteps: {s: {phase: change}}\n",
        ".hidden/h.yaml": PROCESS.format(name="hidden"),
        "inner/library.yaml": "library: inner\n",
        "inner/c.yaml": PROCESS.format(name="gamma"),
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_a_folder_means_the_yaml_files_below_it_but_hidden_ones(sales: Path) -> None:
    """Both suffixes count, in the order of their names; hidden folders are passed over."""
    names = [found.path.relative_to(sales).as_posix() for found in find([str(sales)])]
    assert names == ["a.yaml", "b.yml", "library.yaml", "inner/c.yaml", "inner/library.yaml", "journeys/j.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_in_a_folder_are_passed_over(sales: Path) -> None:
    """A library that holds one can still be looked through."""
    before = find([str(sales)])
    os.mkfifo(sales / "pipe.yaml")
    assert find([str(sales)]) == before
    assert set(Shelf(sales).processes) == {"alpha", "beta"}
    assert find_process("alpha") == Path("sales/a.yaml")


def test_a_link_that_leads_nowhere_is_still_found(sales: Path) -> None:
    """Reading it says so: somebody means a file that is lost."""
    (sales / "lost.yaml").symlink_to(sales / "gone.yaml")
    assert Path(sales / "lost.yaml") in [found.path for found in find([str(sales)])]


def test_the_library_of_a_file_is_the_nearest_above_it(sales: Path) -> None:
    """A library inside a library has its own files."""
    assert library_folder(sales / "a.yaml") == sales
    assert library_folder(sales / "inner" / "c.yaml") == sales / "inner"


def test_no_library_is_looked_for_past_the_git_root(sales: Path) -> None:
    """A repository inside a library's folder is its own world."""
    (sales / "other" / ".git").mkdir(parents=True)
    assert library_folder(sales / "other" / "p.yaml") is None


def test_a_shelf_knows_its_documents_and_not_those_of_the_library_inside(sales: Path) -> None:
    """Ids are known by kind; processes and journeys are read when asked for."""
    shelf = Shelf(sales)
    assert set(shelf.processes) == {"alpha", "beta"}
    assert len(shelf.processes) == 2
    assert shelf.processes["alpha"].id == "alpha"
    assert shelf.journeys["mine"].id == "mine"
    assert shelf.library is not None
    assert shelf.files_of("process", "beta") == [(sales / "b.yml").as_posix()]


def test_a_file_outside_the_library_is_none_of_its_files(sales: Path) -> None:
    """A kit's path that leads out of the folder finds nothing there, whatever lies there."""
    (sales.parent / "secret.md").write_text("x", encoding="utf-8")
    shelf = Shelf(sales)
    assert shelf.has_file("a.yaml")
    assert not shelf.has_file("../secret.md")
    assert not shelf.has_file(str(sales.parent / "secret.md"))
    assert not shelf.has_file("journeys")


def test_a_process_that_cannot_be_read_is_no_neighbour(sales: Path) -> None:
    """Asking for it is asking for what isn't there."""
    (sales / "broken.yaml").write_text("process: broken\nstages: [\n", encoding="utf-8")
    shelf = Shelf(sales)
    assert "broken" in set(shelf.processes)
    assert shelf.processes.get("broken") is None


def test_shelves_are_shared_between_files_of_one_library(sales: Path) -> None:
    """Two files of one folder get the same shelf, a file without a library none."""
    shelves = Shelves()
    shelf = shelves.around(sales / "a.yaml")
    assert shelf is not None
    assert shelf is shelves.around(sales / "b.yml")
    assert shelf is shelves.around(sales / "journeys" / "j.yaml")
    assert shelves.around(sales.parent / "p.yaml") is None


def test_a_process_is_found_by_id_or_path(sales: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An existing path wins; an id is looked for in the library here."""
    assert find_process("sales/a.yaml") == Path("sales/a.yaml")
    assert find_process("beta") == Path("sales/b.yml")
    monkeypatch.chdir(sales)
    Path("beta").write_text(PROCESS.format(name="file-named-beta"), encoding="utf-8")
    assert find_process("beta") == Path("beta")


def test_an_unknown_process_is_told_with_the_nearest(sales: Path) -> None:
    """A misspelt id gets a suggestion, any other a list."""
    with pytest.raises(CannotRun, match=r"no process `alhpa` here. Did you mean `alpha`\?"):
        find_process("alhpa")
    with pytest.raises(CannotRun, match=r"There are alpha, beta, gamma\."):
        find_process("something-else")
    (sales / "copy.yaml").write_text(PROCESS.format(name="alpha"), encoding="utf-8")
    with pytest.raises(CannotRun, match=r"more than one file; name one of sales/a.yaml, sales/copy.yaml"):
        find_process("alpha")
