"""What a safe fix takes out has no comment that would go with it, or be about something else without it."""

from datetime import date

import pytest

from processengine.fixes import mend
from processengine.rules.listing import RuleSet
from processengine.validate import Settings, validate

HEAD = "process: p\nstages: {a: {next: [won]}, won: {outcome: won}, lost: {outcome: lost}}\nfrom_anywhere: [lost]\n"
LIST = "process: p\nfrom_anywhere: [lost]\nstages:\n  won: {outcome: won}\n  lost: {outcome: lost}\n  a:\n    next:\n"
MAP = "process: p\nfrom_anywhere: [lost]\nstages: {a: {next: [won]}, won: {outcome: won}, lost: {outcome: lost}}\nroles:\n"

COMMENTED = {
    "deeper, below": HEAD + "from_anywhere: [lost]\n  # ask Ana before Friday\ntitle: Z\n",
    "deeper, after a blank line": HEAD + "from_anywhere: [lost]\n\n  # ask Ana before Friday\ntitle: Z\n",
    "two lines": HEAD + "from_anywhere: [lost]\n\n  # ask Ana\n  # before Friday\ntitle: Z\n",
    "a suppression": HEAD + "title: Z\ntitle: Z\n  # processengine: allow[missing-no-decision] it is agreed\n",
    "above, after a blank line": HEAD + "title: Z\n# processengine: allow[missing-no-decision] it is agreed\n\ntitle: Z\nabout: T\n",
    "at the end of the line": HEAD + "title: Z\ntitle: Z  # ask Ana\n",
    "of an item": LIST + "    - won\n    - won\n      # Ana says: only after the board\n",
    "of an item, after a blank line": LIST + "    - won\n    - won\n\n      # Ana says: only after the board\n",
    "inside": MAP + "  rep: {kind: seller}\n  rep: {  # ask Ana\n    kind: seller}\n",
    "in brackets, above": MAP.replace("roles:\n", "roles: {\n  rep: {kind: seller},\n  # ask\n\n  # Ana\n\n  rep: {kind: seller}\n}\n"),
}


def mended(text: str, *, unsafe: bool = False) -> str:
    """The text with its fixes."""
    return mend(text, lambda one: validate(one, "p.yaml", Settings(date(2026, 11, 20), RuleSet.RECOMMENDED)).diagnostics, unsafe=unsafe).text


@pytest.mark.parametrize("text", COMMENTED.values(), ids=COMMENTED)
def test_what_has_a_comment_goes_only_where_somebody_says_so(text: str) -> None:
    """The comment may say why it stands there, or what a rule may pass over."""
    assert mended(text) == text
    assert mended(text, unsafe=True) != text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "from_anywhere: [lost]\ntitle: Z\n# the roles\n", HEAD + "title: Z\n# the roles\n"),
        (HEAD.replace("[won]", "[won, won]") + "# the end\n", HEAD + "# the end\n"),
        (LIST + "    - won\n    - won\n  # the end\n", LIST + "    - won\n  # the end\n"),
    ],
)
def test_what_has_none_goes(text: str, expected: str) -> None:
    """A comment about something else is none of it."""
    assert mended(text) == expected


def test_two_keys_that_may_have_meant_the_same_are_left() -> None:
    """Neither is sure to be the one, and only one of them could have the name."""
    text = HEAD + "titel: A\ntittle: B\n"
    assert mended(text, unsafe=True) == text
    assert mended(HEAD + "titel: A\nabuot: B\n") == HEAD + "title: A\nabout: B\n"


def test_no_safe_fix_makes_a_stage_lead_to_itself() -> None:
    """Where the only name that is near is the stage's own, it was hardly meant."""
    text = HEAD.replace("a: {next: [won]}", "alpha: {next: [alphq, won]}")
    assert mended(text) == text
    assert mended(HEAD.replace("a: {next: [won]}", "alpha: {next: [wom]}")) == HEAD.replace("a: {", "alpha: {")
