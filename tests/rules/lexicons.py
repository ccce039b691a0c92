"""Lexicons of a language that exists in tests only."""

from processengine.rules.lexicons.reading import Lexicon, groups_in, lexicon_of


def another_language(name: str, **words: str) -> Lexicon:
    """The groups of a lexicon and of its grammar, empty but for the given ones, read as a file is read."""
    english = lexicon_of("en", name) if name == "outcome-names" else lexicon_of("en", "grammar", name)
    assert set(words) <= set(english.groups)
    return Lexicon(groups_in("\n".join(f"{group}: {words.get(group, '')}" for group in english.groups)))
