"""A name of an outcome is known where it is the whole of a title or ends it."""

from collections.abc import Mapping

import pytest

from processengine.model.measure import OUTCOME_KINDS
from processengine.rules.lexicons.reading import lexicon_of
from processengine.rules.outcome_names import Names, named_kind, named_kind_of_open
from tests.rules.lexicons import another_language

NAMES = Names(lexicon_of("en", "outcome-names"))


def by_kind(names: Mapping[tuple[str, ...], str]) -> list[tuple[str, str]]:
    """Each name with the kind that it means."""
    return [(kind, " ".join(name)) for name, kind in names.items()]


@pytest.mark.parametrize(("kind", "name"), by_kind(NAMES.endings))
def test_a_name_counts_alone_and_at_the_end(kind: str, name: str) -> None:
    """However it is written: as an id, in capitals, with a full stop."""
    assert named_kind(name) == kind
    assert named_kind(name.replace(" ", "-")) == kind
    assert named_kind(f"Closed {name}".upper()) == kind
    assert named_kind(f"This one: {name}.") == kind
    assert named_kind(f"{name} to somebody") is None


@pytest.mark.parametrize(("kind", "name"), by_kind(NAMES.wholes))
def test_some_names_count_only_alone_or_after_a_word_for_the_deal(kind: str, name: str) -> None:
    """A deal closed as a test is no field test."""
    assert named_kind(name) == kind
    assert named_kind(f"Closed {name}") == kind
    assert named_kind(f"The deal was {name}") == kind
    assert named_kind(f"Somebody's {name}") is None


@pytest.mark.parametrize(
    "title",
    [
        "First close",
        "Lost to another",
        "Could not agree",
        "Field test",
        "Their test account",
        "Pricing error",
        "Budget and tests",
        "Errors and wins",
        "and",
        "Quick win",
        "Both introduced",
        "Won back",
        "",
        "!",
        "-",
    ],
)
def test_other_titles_name_no_outcome(title: str) -> None:
    """What begins with a name, or holds it, is none."""
    assert named_kind(title) is None
    assert named_kind_of_open(title) is None


@pytest.mark.parametrize(
    "title",
    ["Duplicates and tests", "Tests, errors and duplicates", "Closed: an admin error or a duplicate lead", "Made in error, or tests"],
)
def test_several_names_of_one_kind_make_one(title: str) -> None:
    """Words tie them, after a word for the deal too."""
    assert named_kind(title) == "admin"


@pytest.mark.parametrize(
    "title", ["Buy-in won", "Not lost", "Nearly won", "Hours lost", "What can be won", "Not disqualified"]
)
def test_something_else_may_be_won_or_lost(title: str) -> None:
    """The word before tells that it isn't the deal, or isn't yet."""
    assert named_kind(title) is None


@pytest.mark.parametrize(
    "title", ["Introduced", "Test", "Status quo", "Realised", "Created in error", "Undecided", "Duplicate"]
)
def test_an_open_stage_may_have_some_names(title: str) -> None:
    """They say how a deal ended only of an outcome."""
    assert named_kind(title) is not None
    assert named_kind_of_open(title) is None


@pytest.mark.parametrize(
    ("title", "kind"), [("Closed admin", "admin"), ("Lost", "lost"), ("Deal won", "won"), ("closed-test", "admin")]
)
def test_an_open_stage_may_not_have_others(title: str, kind: str) -> None:
    """Nothing is open that is closed, won or lost."""
    assert named_kind_of_open(title) == kind


def test_no_name_means_two_kinds() -> None:
    """The lexicon holds each name once."""
    groups = lexicon_of("en", "outcome-names").groups
    kinds = {kind.replace("-", "_") for kind in OUTCOME_KINDS}
    names = [name for group, entries in groups.items() if group.removesuffix("_alone") in kinds for name in entries]
    assert len(set(names)) == len(names)
    assert len(names) == len(NAMES.endings) + len(NAMES.wholes)


def test_a_second_language_names_outcomes_too() -> None:
    """Its words are files alone, and change nothing of what English says."""
    german = Names(another_language("outcome-names", won="gewonnen", lost="verloren", closed="geschlossen"))
    assert named_kind("Auftrag gewonnen", [NAMES, german]) == "won"
    assert named_kind_of_open("Geschlossen - verloren", [NAMES, german]) == "lost"
    assert named_kind("Deal lost", [NAMES, german]) == "lost"
    assert named_kind("Auftrag gewonnen", [NAMES]) is None
