"""The changelog is written for people who sell, and leaves alone what people wrote in it."""

from datetime import date

import pytest
from inline_snapshot import snapshot

from processengine.diff.changeset import changesets
from processengine.model.process import Process
from processengine.report.changelog import Entry, Reason, with_entries
from tests.first_file import FIRST_FILE
from tests.revisions import revision

AFTER = FIRST_FILE.replace("next: [board-decides]", "max_days: 20\n    next: [board-decides]").replace("  stayed-put: {", "  stayed-put: {title: As before, ")
WITHOUT_A_STAGE = FIRST_FILE.replace("next: [team-assembled]", "next: [board-decides]").replace(
    "  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n", ""
)
WHY = "We lose there.\n\nNobody has *asked* the <b>board</b>."
ANA = Reason("Equip the champion", "Ana", WHY)


def entry(before: str | None, now: str, version: str, was: str | None = None, reasons: tuple[Reason, ...] = ()) -> Entry:
    """A release of the first file."""
    content = revision(now).content
    assert isinstance(content, Process)
    changeset = changesets([revision(before)], [revision(now)], same=True)[0] if before else None
    return Entry(content, "New business", version, date(2026, 11, 20), was, changeset, reasons)


FIRST = entry(None, FIRST_FILE, "0.1.0")
SECOND = entry(FIRST_FILE, AFTER, "0.2.0", "0.1.0", (ANA,))
BOTH = with_entries(with_entries("", [FIRST]), [SECOND])


def test_what_a_release_says() -> None:
    """Why, by whom, and what changes, by what it asks of the reader; the newest first; a user's text is only text."""
    told = BOTH
    assert told == snapshot("""\
# Changelog

## New business 0.2.0

`new-business`, released on 2026-11-20; before it was 0.1.0.

**Equip the champion**, proposed by Ana

> We lose there.
>
> Nobody has \\*asked\\* the &lt;b&gt;board&lt;/b&gt;.

What you do differently from now on:

- Deals may now stay in “Team assembled” for 20 days at most; there was no limit.

Only in other words:

- “Stayed put” is now called “As before”.

## New business 0.1.0

`new-business`, released on 2026-11-20.

The first release.

- A deal goes through: Trouble named; Team assembled; Board decides.
- It ends in: Won; Lost; Stayed put.
""")


def test_open_deals_are_told_of_first() -> None:
    """What touches deals in flight stands on top."""
    text = with_entries("", [entry(FIRST_FILE, WITHOUT_A_STAGE, "1.0.0", "0.1.0")])
    assert text.splitlines()[6] == "Look at your open deals:"


def test_a_release_that_only_sets_the_version_says_so() -> None:
    """Somebody wrote a higher version and nothing else."""
    assert "Nothing changed but the version." in with_entries("", [entry(FIRST_FILE, FIRST_FILE, "1.0.0", "0.1.0")])


@pytest.mark.parametrize("above", ["# What is new\n\nAsk Lee.\n", "", "# Changelog\n\n## Unreleased\n\n- Something\n"])
def test_what_people_wrote_above_stays_above(above: str) -> None:
    """A title of their own, an introduction, notes of what is to come: byte for byte."""
    text = with_entries(with_entries(above, [FIRST]), [SECOND])
    assert text.startswith(above or "# Changelog\n")
    assert text.index("## New business 0.2.0\n") < text.index("## New business 0.1.0\n")


def test_what_people_wrote_below_stays_below() -> None:
    """A history from before, in a form of its own, with the new releases on top of it."""
    old = "# Changelog\n\nOurs.\n\n## 2.0.0 - 2020-01-01\n\n- Long ago\n"
    text = with_entries(old, [SECOND])
    assert text.startswith("# Changelog\n\nOurs.\n\n## New business 0.2.0\n")
    assert text.endswith("\n\n## 2.0.0 - 2020-01-01\n\n- Long ago\n")


def test_what_people_wrote_between_stays_there() -> None:
    """A chapter of theirs between two releases is no part of either."""
    noted = BOTH.replace("## New business 0.1.0", "## A note\n\nKeep this.\n\n## New business 0.1.0")
    text = with_entries(noted, [entry(AFTER, FIRST_FILE, "0.3.0", "0.2.0")])
    assert text.endswith(noted[noted.index("## New business 0.2.0") :])


def test_a_release_that_is_told_already_is_told_once() -> None:
    """Telling it again puts it into its own place and changes nothing else."""
    assert with_entries(BOTH, [SECOND]) == BOTH
    assert with_entries(BOTH, [FIRST]) == BOTH


def test_line_ends_of_windows_stay() -> None:
    """In what was there and in what comes."""
    text = with_entries(with_entries("# Changelog\r\n", [FIRST]), [SECOND])
    assert text == BOTH.replace("\n", "\r\n")


def test_two_releases_of_one_day_stand_in_the_order_of_their_processes() -> None:
    """The first process first."""
    text = with_entries("", [FIRST, SECOND])
    assert text.index("New business 0.1.0") < text.index("New business 0.2.0")


@pytest.mark.parametrize("title", ["## 9.9.9", "a\n## b 1.0.0\n\n`x`, released on 2020-01-01", "<script>", "[x](http://example.com)", "*"])
def test_a_title_makes_no_markup(title: str) -> None:
    """Whatever a proposal is called: one line in bold, no heading, no link, no tag."""
    text = with_entries("", [entry(FIRST_FILE, AFTER, "0.2.0", "0.1.0", (Reason(title, title, title),))])
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# Changelog", "## New business 0.2.0"]
    assert "<script>" not in text
    assert "](" not in text.replace("\\]", "")


def test_who_agreed_and_what_is_expected_is_data_too() -> None:
    """A name or a measure of somebody's is no markup."""
    reason = Reason("More time", "Ana", "So.", ("<b>Mia</b>", "Lee"), ("Win *rate* to 27 %",))
    text = with_entries("", [entry(FIRST_FILE, AFTER, "0.2.0", "0.1.0", (reason,))])
    assert "**More time**, proposed by Ana, agreed by &lt;b&gt;Mia&lt;/b&gt; and Lee\n\n> So.\n\nExpected: Win \\*rate\\* to 27 %.\n" in text
