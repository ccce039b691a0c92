"""Lexicons are well-formed data, and a language is files and a line."""

import re
from pathlib import Path

import pytest
import yaml

from processengine.rules.lexicons.reading import LANGUAGES, groups_in, lexicon_of
from tests.conftest import ROOT

FOLDERS = ROOT / "processengine" / "rules" / "lexicons"
FILES = sorted(FOLDERS.glob("*/*.yaml"))
ENTRY = re.compile(r"[^\W_]+( [^\W_]+)*")


def named(path: Path) -> str:
    """What a test of a file is called: en/feelings."""
    return path.relative_to(FOLDERS).with_suffix("").as_posix()


def test_there_is_a_folder_for_each_language_and_no_other() -> None:
    """The registry and the folders agree, and English comes first."""
    assert {path.parent.name for path in FILES} == set(LANGUAGES)
    assert LANGUAGES[0] == "en"
    assert {path.name for path in FILES if path.parent.name == "en"} == {
        path.name for path in (FOLDERS / "en").iterdir()
    }


def test_the_page_beside_them_names_each_lexicon() -> None:
    """Whoever adds one says which rules ask it."""
    page = (FOLDERS / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in FILES if f"| `{path.name}` |" not in page] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_entries_are_words_in_lower_case_with_single_blanks(path: Path) -> None:
    """No sign, no capital, no blank at an end: what is compared is what is written."""
    for group, entries in groups_in(path.read_text(encoding="utf-8")).items():
        assert [entry for entry in entries if not ENTRY.fullmatch(entry) or entry != entry.lower()] == [], group


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_entry_stands_twice_in_a_group(path: Path) -> None:
    """A second time would say nothing."""
    for group, entries in groups_in(path.read_text(encoding="utf-8")).items():
        assert sorted(entries) == sorted(set(entries)), group


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_group_stands_twice(path: Path) -> None:
    """A second group of a name would replace the first in silence."""
    root = yaml.compose(path.read_text(encoding="utf-8"))
    assert isinstance(root, yaml.MappingNode)
    groups = [key.value for key, _ in root.value]
    assert sorted(groups) == sorted(set(groups))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_each_block_of_groups_says_what_it_holds(path: Path) -> None:
    """A comment stands above it; the one at the top is the file's."""
    head, *blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    assert all(line.startswith("# ") for line in head.splitlines())
    assert [block for block in blocks if not block.startswith("# ")] == []


def test_each_language_has_the_files_and_groups_of_english() -> None:
    """A group may be empty, but not missing."""
    groups = {path: set(groups_in(path.read_text(encoding="utf-8"))) for path in FILES}
    for language in LANGUAGES:
        for path in (FOLDERS / "en").glob("*.yaml"):
            assert groups[FOLDERS / language / path.name] == groups[path]


@pytest.mark.parametrize("name", ["seller-acts", "feelings"])
def test_a_lexicon_and_its_grammar_share_no_group(name: str) -> None:
    """They are read as one, so that one would hide the other."""
    grammar, own = lexicon_of("en", "grammar").groups, lexicon_of("en", name).groups
    assert not set(grammar) & set(own)


def test_words_that_yaml_takes_for_something_else_are_words() -> None:
    """No, on and yes are text, and so is a number."""
    assert groups_in("a: no\nb: on, yes, 2nd, 2024\nc:\nd:\n  one word,\n  two") == {
        "a": ("no",),
        "b": ("on", "yes", "2nd", "2024"),
        "c": (),
        "d": ("one word", "two"),
    }


def test_a_second_language_is_read_from_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the same files is all that a language needs."""
    monkeypatch.syspath_prepend(tmp_path)
    folder = tmp_path / "words_of_a_test" / "xx"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "grammar.yaml").write_text("articles: das, der\n", encoding="utf-8")
    (folder / "feelings.yaml").write_text("moods: glücklich\n", encoding="utf-8")
    lexicon = lexicon_of("xx", "grammar", "feelings", package="words_of_a_test")
    assert lexicon.words("articles") == {"das", "der"}
    assert lexicon.phrases("moods", "articles") == (frozenset({("glücklich",), ("das",), ("der",)}), 1)
