"""How the lexicons are read: groups of words, of one language at a time."""

from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from typing import Final

import yaml

LANGUAGES: Final = ("en",)
"""The languages that the rules know, by their ISO 639-1 codes. Each has a folder here; README.md says what is in it."""

Phrases = tuple[frozenset[tuple[str, ...]], int]
"""Entries, each cut into its words, and how many words the longest has."""


class Lexicon:
    """What one language has words for: its groups of words, whatever file they stand in."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        self.groups: Final = groups
        self._words: dict[tuple[str, ...], frozenset[str]] = {}
        self._phrases: dict[tuple[str, ...], Phrases] = {}

    def entries(self, *groups: str) -> tuple[str, ...]:
        """Return the entries of some groups, in the order of the file."""
        return tuple(entry for group in groups for entry in self.groups[group])

    def words(self, *groups: str) -> frozenset[str]:
        """Return the entries of groups that hold single words."""
        if groups not in self._words:
            self._words[groups] = frozenset(self.entries(*groups))
        return self._words[groups]

    def phrases(self, *groups: str) -> Phrases:
        """Return the entries of some groups to look words up in."""
        if groups not in self._phrases:
            found = frozenset(tuple(entry.split()) for entry in self.entries(*groups))
            self._phrases[groups] = found, max(map(len, found), default=0)
        return self._phrases[groups]


@cache
def _read(package: str, language: str, name: str) -> dict[str, tuple[str, ...]]:
    data = get_data(package, f"{language}/{name}.yaml")
    return groups_in((data or b"").decode("utf-8"))


def lexicon_of(language: str, *names: str, package: str = __package__) -> Lexicon:
    """Return what a language has words for in some files: `lexicon_of("en", "grammar", "feelings")`."""
    read = (_read(package, language, name) for name in names)
    return Lexicon({group: entries for groups in read for group, entries in groups.items()})


def lexicons(*names: str) -> tuple[Lexicon, ...]:
    """Return what each language has words for in some files."""
    return tuple(lexicon_of(language, *names) for language in LANGUAGES)


def groups_in(text: str) -> dict[str, tuple[str, ...]]:
    """Return the groups of a file of words.

    The loader makes nothing but text, so that "no" and "on" are words. A group is one text and not a list because that is
    read seven times faster, and every `validate` waits for it.
    """
    read: dict[str, str] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text
    return {group: tuple(entries.split(", ")) if entries else () for group, entries in read.items()}
