"""A ruling as text."""

from datetime import date

from processengine.proposals.record import ruling
from processengine.report.ruling_text import Told, render

ACCEPTED = ruling("accepted", "lee", date(2026, 11, 20), approvals=("mia", "omar", "lee"))


def test_an_accepted_one_says_who_agreed_and_what_comes_next() -> None:
    """To be sent, and to be released."""
    assert render(Told("more-time", "More time", "main", ACCEPTED)).splitlines() == [
        "“More time” is accepted and merged into main. Agreed by mia, omar and lee.",
        "Now send it: git push --atomic origin main refs/proposals/closed/more-time",
        "Next: processengine release",
    ]


def test_on_a_server_there_is_nowhere_to_send_it() -> None:
    """It is there already."""
    assert "git push" not in render(Told("more-time", "More time", "main", ACCEPTED, is_server=True))


def test_each_reason_is_a_line() -> None:
    """And that nothing came of it."""
    assert render(Told("more-time", "More time", "main", None, ("One.", "Two."))).splitlines() == ["- One.", "- Two.", "Nothing was ruled."]


def test_what_was_begun_is_said_first() -> None:
    """Somebody's earlier run was interrupted."""
    assert render(Told("more-time", "", "main", ACCEPTED, finished=("new-business 1.2.0",))).splitlines()[:2] == [
        "Finished what was begun on new-business 1.2.0, which had been interrupted.",
        "more-time is accepted and merged into main. Agreed by mia, omar and lee.",
    ]


def test_nothing_that_people_write_moves_the_terminal() -> None:
    """An escape sequence in a title or a reason is shown, not obeyed."""
    told = Told("more-time", "More\x1b[2Jtime\nNothing was ruled.", "main", ACCEPTED, remarks=("So\x1b[2J",))
    assert "\x1b" not in render(told)
    assert "\nNothing was ruled." not in render(told)
    assert "\x1b" not in render(Told("more-time", "", "main", None, ("It\x1b[2J",)))


def test_on_a_server_the_next_command_is_whole() -> None:
    """Which server and who ruled are known."""
    told = Told("more-time", "More time", "main", ACCEPTED, is_server=True, server="our hub.git", person="mia")
    assert render(told).splitlines()[-1] == "Next: processengine release --server 'our hub.git' --as mia"
