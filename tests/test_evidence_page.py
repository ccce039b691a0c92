"""The page about evidence tells what happens: its commands print what stands there, among deals that can be made again."""

import re
from pathlib import Path

from processengine.cli.evidence import QUESTIONS
from tests.evidence_page import PAGE, played
from tests.made_up_deals import FOLDER, tables
from tests.peers.test_bpic_offers import SENTENCES

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_prints_what_it_shows(tmp_path: Path) -> None:
    """`python tests/evidence_page.py` writes the outputs anew."""
    assert played(TEXT, tmp_path) == TEXT
    assert "mistake in processengine" not in TEXT


def test_every_question_is_on_the_page() -> None:
    """In the table, and run."""
    run = re.findall(r"^\$ processengine evidence (\w+)", TEXT, re.MULTILINE)
    assert sorted(run) == sorted(name for name, _ in QUESTIONS)
    assert all(f"[`evidence {name}`](#" in TEXT for name, _ in QUESTIONS)


def test_the_bank_s_sentences_are_those_that_were_recounted() -> None:
    """Word for word, in their order."""
    shown = TEXT.partition("<!-- drift of the bank -->\n")[2].partition("<!-- end -->")[0]
    assert shown == "".join(f"{number}. {line}\n" for number, line in enumerate(SENTENCES.splitlines(), 1))


def test_the_made_up_deals_are_made_again_alike() -> None:
    """`python tests/made_up_deals.py` writes the same files, and they are small."""
    texts = tables()
    assert {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()} == texts
    assert sum(map(len, texts.values())) < 50_000
