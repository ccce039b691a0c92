"""`review` in each format, with hostile words in it."""

from tests.cli.review.team import BOARD, push
from tests.conftest import Command
from tests.git.team import Clone


def test_every_format_says_the_same(command: Command, rep: Clone, leader: Clone) -> None:
    """The sentence, who must agree and the reason stand in each."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="Boards meet every six weeks.")
    leader.git("fetch", "-q")
    for format_ in ("text", "markdown", "html", "json"):
        out = command("review", "six-weeks", "-f", format_).out
        for said in ("The limit in “Board decides” rises from 30 to 45 days.", "mia", "Boards meet every six weeks.", "1.2.0"):
            assert said in out, (format_, said)


def test_the_page_holds_both_pictures_and_nothing_that_runs(command: Command, rep: Clone, leader: Clone) -> None:
    """It stands alone."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="<script>alert(1)</script> <img src=x onerror=y> ![](http://x)")
    leader.git("fetch", "-q")
    out = command("review", "six-weeks", "-f", "html").out
    assert out.count("<svg") == 2
    assert "<script" not in out
    assert "&lt;script&gt;alert(1)" in out
    assert "default-src 'none'" in out


def test_what_an_author_writes_is_no_markup_in_a_comment(command: Command, rep: Clone, leader: Clone) -> None:
    """Nobody is called, nothing is linked, no heading is made, no comment of ours is ended."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="@everyone <!-- x --> [a](http://evil.example) # big ```")
    leader.git("fetch", "-q")
    out = command("review", "six-weeks", "-f", "markdown", "--title", "x").out
    assert "@everyone" not in out
    assert "<!--" not in out
    assert "[a](" not in out
