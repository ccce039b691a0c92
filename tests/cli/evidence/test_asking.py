"""What the questions have in common: which process is meant, what can't be asked, and what to ask next."""

from pathlib import Path

import pytest

from tests.conftest import Command

PROCESS = "process: sale\nfrom_anywhere: [lost]\nstages:\n  asked: {next: [won]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"
LIBRARY = "library: acme\nevidence: {source: history.csv}\n"


@pytest.fixture(autouse=True)
def library(command: Command) -> None:
    """A library of one process, and a deal."""
    del command
    Path("library.yaml").write_text(LIBRARY, encoding="utf-8")
    Path("sale.yaml").write_text(PROCESS, encoding="utf-8")
    Path("history.csv").write_text("deal_id,stage,entered_at\na,asked,2026-01-01\na,won,2026-01-02\n", encoding="utf-8")


@pytest.mark.parametrize("question", ["funnel", "replay"])
def test_the_only_process_of_a_library_needs_no_name(command: Command, question: str) -> None:
    """Of several one has to be named."""
    assert command("evidence", question).out == command("evidence", question, "sale").out
    Path("other.yaml").write_text(PROCESS.replace("sale", "other"), encoding="utf-8")
    result = command("evidence", question)
    assert (result.code, result.out, result.err) == (2, "", "processengine: Name a process: there are other, sale.\n")


@pytest.mark.parametrize("question", [("funnel", "--by", "owner"), ("funnel",), ("replay",), ("drift", "sale")])
def test_a_source_without_history_answers_none_of_them(command: Command, question: tuple[str, ...]) -> None:
    """An empty table would look like an answer."""
    Path("crm").mkdir()
    Path("crm/deals.csv").write_text("deal_id,opened_at,closed_at,owner\na,2026-01-01,2026-01-02,ana\n", encoding="utf-8")
    result = command("evidence", *question, "--source", "crm")
    assert (result.code, result.out) == (2, "")
    assert "has no stage history" in result.err


def test_without_a_release_the_file_judges_and_is_named_so(command: Command) -> None:
    """A version that was never released judges nothing."""
    assert command("evidence", "replay").out.startswith("Sale: 1 deal, 2 rows, 2026-01-01 to 2026-01-02, judged by the file as it stands\n")


def test_each_answer_says_what_to_ask_next_of_the_same_deals(command: Command) -> None:
    """Where no name of the source is known, what it holds comes first."""
    assert command("evidence", "summary", "--as-of", "2026-01-02").out.endswith("\nNext: processengine evidence replay sale --as-of 2026-01-02\n")
    assert command("evidence", "replay").out.endswith("\nNext: processengine evidence drift sale\nNext: processengine evidence funnel sale\n")
    Path("history.csv").write_text("deal_id,stage,entered_at\na,Qualification,2026-01-01\na,Closed,2026-01-02\n", encoding="utf-8")
    assert command("evidence", "replay").out.endswith("\nNext: processengine evidence check sale\n")


@pytest.mark.parametrize("text", ["...", "…", " ... "])
def test_an_edit_refuses_dots_in_the_place_of_words(command: Command, text: str) -> None:
    """They would be written into the process as they are."""
    for operation in (("add-transition", "asked", "lost", "--when", text), ("add-criterion", "asked", text)):
        result = command("edit", "sale", *operation)
        assert (result.code, result.err) == (2, "processengine: `...` says nothing: write the words that belong there.\n")
    assert Path("sale.yaml").read_text(encoding="utf-8") == PROCESS
