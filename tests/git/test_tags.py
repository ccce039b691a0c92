"""Tags are read as far as a commit's history holds them."""

from pathlib import Path

from processengine.git.tags import Tag, tags
from tests.git.scratch import Scratch


def test_tags_on_a_commit_and_before_it_are_listed(tmp_path: Path) -> None:
    """With a message or without; those on other branches, and on what is no commit, are not."""
    scratch = Scratch(tmp_path)
    scratch.write(library="library: acme\n")
    first = scratch.commit("First one")
    scratch.git("tag", "new-business/0.1.0")
    scratch.git("switch", "-q", "-c", "aside")
    scratch.commit("Aside")
    scratch.git("tag", "v9.0.0")
    scratch.git("switch", "-q", "main")
    second = scratch.commit("Second one")
    scratch.git("tag", "-a", "-m", "acme/new-business 0.2.0\n\nNew business", "new-business/0.2.0")
    scratch.git("tag", "of-a-file", f"{second}:library.yaml")
    assert sorted(tags(tmp_path, second)) == [
        Tag("new-business/0.1.0", first, "First one"), Tag("new-business/0.2.0", second, "acme/new-business 0.2.0"),
    ]
    assert tags(tmp_path, first) == [Tag("new-business/0.1.0", first, "First one")]


def test_a_tag_without_a_word_is_a_tag(tmp_path: Path) -> None:
    """Its message may be empty."""
    scratch = Scratch(tmp_path)
    scratch.write(library="library: acme\n")
    commit = scratch.commit("One")
    scratch.git("tag", "-a", "-m", "", "v1.0.0")
    assert tags(tmp_path, commit) == [Tag("v1.0.0", commit, "")]
