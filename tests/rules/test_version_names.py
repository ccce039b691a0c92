"""A version is known where it ends a name, and only there."""

import pytest

from processengine.rules.glance import bare_words
from processengine.rules.lexicons.reading import lexicon_of
from processengine.rules.practice.version_names import Ending, may_end_in_version, version_ending
from tests.rules.lexicons import another_language

WORDS = lexicon_of("en", "version-names")


@pytest.mark.parametrize("word", sorted(WORDS.words("versions")))
def test_a_word_for_a_version_counts_after_a_name(word: str) -> None:
    """However it is written; alone it is a name of its own."""
    assert version_ending(f"enterprise-{word}") == Ending(word, "enterprise")
    assert version_ending(f"Enterprise ({word.upper()})") == Ending(word.upper(), "Enterprise")
    assert version_ending(f"enterprise_{word}_2") == Ending(f"{word}_2", "enterprise")
    assert version_ending(word) is None
    assert version_ending(f"Enterprise {word} sales") is None


@pytest.mark.parametrize(
    ("name", "version", "rest"),
    [
        ("v2", "v2", ""),
        ("Enterprise V2", "V2", "Enterprise"),
        ("Enterprise v2.10", "v2.10", "Enterprise"),
        ("enterprise-v2-1", "v2-1", "enterprise"),
        ("Enterprise, version 2", "version 2", "Enterprise"),
        ("Enterprise – v 2.1", "v 2.1", "Enterprise"),
        ("2026", "2026", ""),
        ("enterprise-1999", "1999", "enterprise"),
        ("Enterprise 2025/2026", "2026", "Enterprise 2025"),
        ("Enterprise FY2026", "FY2026", "Enterprise"),
        ("Straße neu new", "new", "Straße neu"),
    ],
)
def test_a_name_ends_in_a_version(name: str, version: str, rest: str) -> None:
    """A number after a word for it, or a year of this century or the last."""
    assert version_ending(name) == Ending(version, rest)


@pytest.mark.parametrize(
    "name",
    [
        "New business", "Renewal 24/7", "Renew", "Phase 2", "Room 101", "Plants over 2000", "From 50 to 2000", "50-2000", "Year 2126",
        "2,000", "x2026", "Q3", "The copy", "Something new", "What's new", "Price is final", "Signed copy", "v", "Version", "", "…",
        "٢٠٢٦", "v²", "1.10",
    ],
)  # fmt: skip
def test_a_name_is_none(name: str) -> None:
    """What it begins with, holds or says of something is no version, and neither is any other number."""
    assert version_ending(name) is None


@pytest.mark.parametrize("name", ["Enterprise v2.1", "Enterprise (copy)", "enterprise-v2-1", "Enterprise, NEW!", "FY2026", "version 2"])
def test_a_glance_misses_none(name: str) -> None:
    """Names whose last bare word can't end a version are not read with care."""
    (words,) = bare_words([name])
    assert may_end_in_version(words)
    assert version_ending(name)


def test_a_glance_leaves_most_names_out() -> None:
    """No word at all, and a word that no version ends in."""
    assert not may_end_in_version([])
    assert not may_end_in_version(["new", "business"])


def test_another_language_has_its_own_words() -> None:
    """Each is read by itself."""
    german = another_language("version-names", versions="neu, kopie", numbered="v, fassung", said_of="ist")
    assert version_ending("Mittelstand neu", [german]) == Ending("neu", "Mittelstand")
    assert version_ending("Mittelstand Fassung 2", [german]) == Ending("Fassung 2", "Mittelstand")
    assert version_ending("Alles ist neu", [german]) is None
    assert version_ending("Mittelstand new", [german]) is None
    assert version_ending("Mittelstand new", [german, WORDS]) == Ending("new", "Mittelstand")
