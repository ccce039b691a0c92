"""The pages about reviewing tell what happens: their reviews print what stands there, and are no longer than somebody reads."""

from pathlib import Path

from tests.cli.review.page import PAGE, ROOT, played


def test_the_page_about_reviewing_prints_what_it_shows(tmp_path: Path) -> None:
    """`python tests/cli/review/page.py` writes the outputs anew; a review of a change with all there is takes sixty lines."""
    page = PAGE.read_text(encoding="utf-8")
    assert played(page, tmp_path) == page
    shown = page.partition("$ processengine review hear-finance-first --approvals reviews.json\n")[2].partition("```")[0].splitlines()
    assert 30 < len(shown) <= 60
    first = "\n".join(shown[:24])
    assert all(said in first for said in ("WAITING for 1 approval of 2", "The deals contradict", "1 leader: lee has agreed", "What changes"))
    assert "mistake in processengine" not in page


def test_the_handbook_s_change_is_sixty_lines_on_the_page_about_the_loop() -> None:
    """What stands there is what the command prints, which another test holds it to; nothing of it is cut by the page."""
    page = (ROOT / "docs" / "the-loop.md").read_text(encoding="utf-8")
    shown = page.partition("lee$ processengine review buyer-named\n")[2].partition("```")[0].splitlines()
    assert 40 < len(shown) <= 60
    assert max(map(len, shown)) <= 80
    assert shown[3] == "WAITING for 2 approvals"
    assert shown.index("Must agree") < 24
    assert shown[23].endswith("no.")
    assert shown[-1].startswith("Key ")
