"""The page about the loop tells what happens: every command on it is run, and prints what stands there."""

from pathlib import Path

from tests.the_loop import PAGE, played


def test_the_page_about_the_loop_prints_what_it_shows(tmp_path: Path) -> None:
    """`python tests/the_loop.py` writes the outputs anew."""
    page = PAGE.read_text(encoding="utf-8")
    assert played(page, tmp_path) == page


def test_the_page_shows_what_the_loop_is_made_of() -> None:
    """A proposal, two that collide, a review, a next revision, and what becomes of the other one."""
    page = PAGE.read_text(encoding="utf-8")
    for said in ("is kept on the branch", "collide at “Product evaluation”", "Must agree", "A next revision of", "what is agreed now collide"):
        assert said in " ".join(page.split()), said
    assert "mistake in processengine" not in page
