"""`impact`: what it writes, for a CRM and for a spreadsheet."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.model.library import CrmProcess
from processengine.model.process import Process
from processengine.proposals.deal_in_flight import DealInFlight
from processengine.proposals.facts import InFlight
from processengine.report import crm_update, impact_csv
from processengine.report.impact_told import Touched
from tests.cli.impact.library import AFTER, BEFORE, HISTORY, LIBRARY, ODD, PLAN, planned
from tests.conftest import Command
from tests.git.scratch import Scratch


def test_the_update_has_the_deals_that_move_and_no_other(command: Command, repository: Scratch) -> None:
    """Under the CRM's names: a stage that is only called otherwise now keeps its name there."""
    planned(repository)
    result = command("impact", "main", "--update", "update.csv")
    assert (result.code, result.err) == (0, "processengine: Wrote update.csv: 1 deal moves.\n")
    assert Path("update.csv").read_bytes() == b"Id,StageName\r\n002,Proposal\r\n"


@pytest.mark.parametrize(("names", "expected"), [
    ("salesforce", "Id,StageName\r\n1,Proposal\r\n"), ("hubspot", "Record ID,Deal Stage,Pipeline\r\n1,Proposal,Sales\r\n"),
    ("pipedrive", "ID,Stage\r\n1,Proposal\r\n"), ("odoo", "deal_id,stage\r\n1,Proposal\r\n"), ("", "deal_id,stage\r\n1,b\r\n"),
])
def test_the_update_has_the_columns_of_the_crm(names: str, expected: str) -> None:
    """Of a source that speaks nobody's names ours."""
    mapped = crm_update.Mapped(names, {"p": CrmProcess(pipeline="Sales", stages={"b": ("Proposal", "Quote")})} if names else {})
    written, moving = crm_update.Written(), DealInFlight("1", "p", "a", "moves", "b", (), 1.5, None, None, "")
    crm_update.collect(TOUCHED, mapped, written, [moving, moving._replace(deal="2", fate="stays"), moving._replace(deal="3", fate="needs-a-person", to="")])
    assert crm_update.as_csv(mapped, written) == expected


def test_a_stage_without_a_name_in_the_crm_is_said(command: Command, repository: Scratch) -> None:
    """The file has its title then."""
    repository.write_at("proposals/no-demo.yaml", PLAN.replace("case-made", "new-stage"))
    repository.write_at("new-business.yaml", AFTER.replace("  waiting:", "  new-stage: {title: Council decides, next: [won]}\n  waiting:"))
    result = command("impact", "main", "--update", "update.csv")
    assert Path("update.csv").read_text().splitlines() == ["Id,StageName", "002,Council decides"]
    assert "library.yaml has no CRM name for `new-stage`, so the file calls it “Council decides”." in result.err


def test_no_update_is_written_while_deals_need_a_person(command: Command, repository: Scratch) -> None:
    """They are listed; --partial writes it for the others."""
    result = command("impact", "main", "--update", "update.csv")
    assert result.code == 1
    assert not Path("update.csv").exists()
    assert result.err.splitlines()[:2] == [
        "processengine: update.csv was not written, because deals need a person:",
        "processengine:   New business: 1 deal in “Demo seen”. “Demo seen” goes, and nothing says where its deals go.",
    ]
    planned(repository)
    repository.write_at("data/stage_history.csv", HISTORY + ODD)
    result = command("impact", "main", "--update", "update.csv", "--partial")
    assert result.code == 1
    assert Path("update.csv").read_text().splitlines() == ["Id,StageName", "002,Proposal"]


def test_an_id_that_a_spreadsheet_would_work_out_is_left_out_and_named(command: Command, repository: Scratch) -> None:
    """No CRM finds a deal by a text with an apostrophe before it, so somebody moves these by hand: every one of them."""
    planned(repository)
    odd = "".join(f"=1+{number},Demo Given,2026-01-02\n" for number in range(7))
    repository.write_at("data/stage_history.csv", HISTORY + odd)
    result = command("impact", "main", "--update", "update.csv")
    assert Path("update.csv").read_text().splitlines() == ["Id,StageName", "002,Proposal"]
    assert "because a spreadsheet would work out their ids as a formula: " + ", ".join(f"`=1+{number}`" for number in range(7)) + ".\n" in result.err


def test_a_name_of_the_crm_that_a_spreadsheet_would_work_out_is_named(command: Command, repository: Scratch) -> None:
    """The CRM has no stage of the name with an apostrophe before it."""
    planned(repository)
    repository.write_at("library.yaml", LIBRARY.replace("[Proposal]", "['- Proposal']"))
    result = command("impact", "main", "--update", "update.csv")
    assert Path("update.csv").read_text().splitlines() == ["Id,StageName"]
    assert "because a spreadsheet would work out “- Proposal” as a formula, which is where they go: `002`.\n" in result.err


def test_a_pipeline_that_a_spreadsheet_would_work_out_is_named() -> None:
    """As a stage is."""
    mapped, written = crm_update.Mapped("hubspot", {"p": CrmProcess(pipeline="+Sales", stages={"b": ("Proposal",)})}), crm_update.Written()
    crm_update.collect(TOUCHED, mapped, written, [MOVING])
    assert (written.rows, list(written.left_out)) == ({}, ["a spreadsheet would work out “+Sales” as a formula, which is where they go"])


def test_a_deal_that_has_ended_is_not_moved(command: Command, repository: Scratch) -> None:
    """Loading it would open a deal again that the table of deals says is won."""
    planned(repository)
    repository.write_at("data/deals.csv", "deal_id,opened_at,closed_at,outcome\n001,2026-01-01,,\n002,2026-01-01,2026-01-08,won\n")
    result = command("impact", "main", "--update", "update.csv")
    assert Path("update.csv").read_text().splitlines() == ["Id,StageName"]
    assert "Not in the file, so look at them yourself, because the table of deals says that they have ended: `002`.\n" in result.err


def test_a_deal_that_two_processes_move_is_held_back() -> None:
    """Two lines would contradict each other; where both say the same, one is enough."""
    written = crm_update.Written()
    for target in ("b", "b", "c"):
        crm_update.collect(TOUCHED, crm_update.Mapped("", {}), written, [MOVING._replace(deal="2", to="b"), MOVING._replace(to=target)])
    assert (list(written.rows), written.left_out) == (["2"], {crm_update.TWICE: {"1": None}})


def test_a_stage_of_another_process_has_that_one_s_names() -> None:
    """Never those of the process that the deal leaves, whose stage may have the same id."""
    crm = {"p": CrmProcess(pipeline="Sales", stages={"b": ("Proposal",)})}
    renewal = Process.model_validate({"process": "renewal", "stages": {"b": {"title": "Board agrees"}}})
    touched, written = replace(TOUCHED, others={"renewal": renewal}), crm_update.Written()
    crm_update.collect(touched, crm_update.Mapped("hubspot", crm), written, [MOVING._replace(to="renewal/b")])
    assert written.rows == {"1": ("1", "Board agrees", "Renewal")}
    assert written.unnamed == {"renewal": "Renewal", "renewal/b": "Board agrees"}


@pytest.mark.parametrize("arguments", [
    ("-o", "same.csv", "--update", "./same.csv"), ("--update", "new-business.yaml"), ("--update", "-"), ("--update", ""), ("--partial",),
    ("--update", "data/stage_history.csv", "--partial"), ("-f", "csv", "-o", "data/../data/stage_history.csv"), ("--update", "data/new.csv", "--partial"),
    ("-o", "out.txt", "--partial", "--update", "nowhere/update.csv"),
])
def test_no_file_is_taken_from_anybody(command: Command, arguments: tuple[str, ...]) -> None:
    """Neither the answer nor the update takes another's place, least of all that of the deals; and what can't be written whole isn't begun."""
    result = command("impact", "main", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert Path("new-business.yaml").read_text() == AFTER
    assert Path("data/stage_history.csv").read_text() == HISTORY
    assert not [name for name in ("out.txt", "same.csv", "data/new.csv") if Path(name).exists()]


def test_the_deals_are_safe_where_nothing_differs_too(command: Command, repository: Scratch) -> None:
    """Then nobody reads them."""
    repository.write_at("new-business.yaml", BEFORE)
    assert command("impact", "main", "-o", "data/stage_history.csv").code == 2
    assert Path("data/stage_history.csv").read_text() == HISTORY


@pytest.mark.parametrize("arguments", [("nowhere",), ("main", "--source", "nowhere.csv"), ("a", "b", "c")])
def test_what_can_not_run_says_so_in_a_line(command: Command, arguments: tuple[str, ...]) -> None:
    """Exit status 2."""
    result = command("impact", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


HOSTILE = st.text(st.sampled_from("=+-@\t\r\n'\" ,;a1\u00a0＝\x00"), max_size=8)
MOVING = DealInFlight("1", "p", "a", "moves", "b", (), 1.5, None, None, "")
TOUCHED = Touched(Process.model_validate({"process": "p", "stages": {"a": {"next": ["b"]}, "b": {}}}), Process.model_validate({"process": "p", "stages": {"b": {}, "c": {}}}), {"a": "b"}, InFlight())


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_cell_is_a_formula_and_every_line_is_a_record(deal: str, owner: str, name: str) -> None:
    """Whatever ids, owners and names are: a reader of RFC 4180 gets as many fields as there are columns."""
    one = DealInFlight(deal, "p", name, "moves", "b", (), 1.5, None, owner, name)
    out = StringIO(newline="")
    impact_csv.write_head(out)
    impact_csv.write(out, name, [one])
    mapped, written = crm_update.Mapped("hubspot", {"p": CrmProcess(pipeline=owner, stages={"b": (name,)})}), crm_update.Written()
    crm_update.collect(TOUCHED, mapped, written, [one])
    for text in (out.getvalue(), crm_update.as_csv(mapped, written)):
        head, *rows = csv.reader(StringIO(text, newline=""), strict=True)
        assert {len(row) for row in rows} <= {len(head)}
        assert not [field for row in rows for field in row if is_formula(field)]
        assert text.endswith("\r\n")
    assert len(written.rows) + sum(map(len, written.left_out.values())) == 1


def is_formula(field: str) -> bool:
    """Tell whether a spreadsheet could take a cell for a formula; a plain number is none."""
    held = field.lstrip("\"' \u00a0\t\r\n\x00")
    return held.startswith(("=", "+", "-", "@", "＝")) and not field.startswith("'") and not field.lstrip("+-").replace(".", "", 1).isdecimal()
