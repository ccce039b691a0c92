"""What rules and pictures read of the deals: whose they are, and how often a source is opened."""

from datetime import date
from pathlib import Path

import pytest

from processengine.deals.asked import Asked
from processengine.deals.checked import checked
from processengine.deals.recorded import recorded_deals
from processengine.errors import CannotRun
from processengine.model.journey import Journey
from processengine.model.library import Library
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.store import Shelf, Shelves

PROCESS = "process: p\nfrom_anywhere: [lost]\nstages:\n  a: {next: [won]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"
HISTORY = "deal_id,stage,entered_at\n1,a,2026-01-05\n1,won,2026-02-05\n2,a,2026-01-06\n2,lost,2026-02-06\n3,a,2026-03-01\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a process and its deals."""
    (tmp_path / "library.yaml").write_text("library: acme\nevidence: {source: history.csv, min_deals: 2}\n")
    (tmp_path / "history.csv").write_text(HISTORY)
    (tmp_path / "p.yaml").write_text(PROCESS)
    return tmp_path


def shelf(library: Path) -> Shelf:
    """The library, looked at anew."""
    found = Shelves().around(library / "p.yaml")
    assert found is not None
    return found


def test_a_source_is_opened_once_a_run(library: Path) -> None:
    """For every file of its library, and once more looked at after files were mended."""
    with recorded_deals(Asked()) as deals:
        first, again = deals.library(shelf(library)), deals.library(shelf(library))
        assert first is not again
        assert first.deals.handle is again.deals.handle


def test_each_kind_of_document_is_told_its_own(library: Path) -> None:
    """Of a process all but claims, of a proposal those, of the library what joins."""
    process = Process.model_validate({"process": "p", "stages": {"a": {"next": ["won"]}, "won": {"outcome": "won"}}})
    proposal = Proposal.model_validate({"proposal": "x", "process": "p", "claims": {"c": {"share": {"outcome": "won"}, "at_least": 0.5}}})
    with recorded_deals(Asked()) as deals:
        ask = deals.of(library / "p.yaml", shelf(library))
        of_process = ask(process)
        assert of_process.replay is not None
        assert (of_process.min_deals, of_process.replay.deals, [(one.stage, one.closed, one.won) for one in of_process.odds]) == (2, 3, [("a", 1, 1)])
        assert list(ask(proposal).claims) == ["c"]
        assert [ask(one).replay for one in (proposal, Library(library="acme"), Journey.model_validate({"journey": "j", "steps": {"s": {"phase": "change"}}}))] == [None] * 3


@pytest.mark.parametrize("settled", [{"status": "withdrawn"}, {"record": {"ruling": "approved"}}])
def test_claims_of_a_proposal_that_waits_for_nothing_are_not_recomputed(library: Path, settled: dict[str, object]) -> None:
    """They were about the deals of their day."""
    proposal = Proposal.model_validate({"proposal": "x", "process": "p", "claims": {"c": {"share": {"outcome": "won"}, "at_least": 0.5}}, **settled})
    with recorded_deals(Asked()) as deals:
        assert deals.of(None, shelf(library))(proposal).claims == {}


def test_what_was_read_is_said(library: Path) -> None:
    """The source, the day and the digest; under whose word, where the settings of the disk are not those that count."""
    judge = Library.model_validate({"library": "acme", "evidence": {"source": "history.csv", "as_of": date(2026, 2, 28).isoformat()}})
    with recorded_deals(Asked()) as deals:
        deals.of(None, shelf(library), judge)
        said = deals.remarks()
    assert said[0].startswith(f"Asked the deals of {library.as_posix()}/history.csv (as of 2026-02-28 · data ")
    assert said[-1].startswith(f"{library.as_posix()}/library.yaml here says otherwise where the deals are")


def test_a_library_that_cannot_be_read_has_no_source(library: Path) -> None:
    """It is not taken for one that names none, and with a source of one's own its names would be missing."""
    (library / "library.yaml").write_text("library: [")
    for asked in (Asked(), Asked(source=str(library / "history.csv"))):
        with recorded_deals(asked) as deals, pytest.raises(CannotRun, match="can't be read at line 2"):
            deals.library(shelf(library))


def test_a_row_that_must_name_a_deal_and_names_none_joins_none(library: Path) -> None:
    """Facts and deals have to; an activity may rightly be for nobody's deal yet, and counts where it names one."""
    (library / "data").mkdir()
    (library / "data" / "stage_history.csv").write_text(HISTORY)
    (library / "data" / "facts.csv").write_text("deal_id,kind,id,at\n1,play,a/ask,2026-01-06\n,play,a/ask,2026-01-06\n,play,a/ask,2026-01-07\n")
    (library / "data" / "activities.csv").write_text("rep,kind,at,deal_id\nana,dial,2026-01-06,1\nana,dial,2026-01-07,\nana,dial,2026-01-08,\n")
    (library / "library.yaml").write_text("library: acme\nevidence: {source: data}\n")
    with recorded_deals(Asked()) as deals:
        found = deals.library(shelf(library))
        joins = found.recorded(None, Library.model_validate({"library": "acme"})).joins
    assert [(one.table, one.rows, one.joined) for one in joins] == [("activities", 1, 1), ("facts", 3, 1)]


def test_names_that_the_library_does_not_have_are_said_once(library: Path) -> None:
    """With the nearest that it has."""
    (library / "library.yaml").write_text("library: acme\nevidence: {source: history.csv, names: salseforce}\ncrm: {salesforce: {p: {stages: {a: [A]}}}}\n")
    said = "library.yaml says that the source speaks the names of `salseforce`, but has no `crm: salseforce`. Did you mean `salesforce`?"
    with recorded_deals(Asked()) as deals:
        held = deals.library(shelf(library))
        process = Process.model_validate({"process": "p", "stages": {"a": {"next": ["won"]}, "won": {"outcome": "won"}}})
        assert held.told(library / "p.yaml", process).replay.warnings.count(said) == 1
        assert [(one.severity, one.message) for one in checked(held.deals, [process], held.shelf).odd if one.about == "evidence"] == [("warning", said)]
