"""Public event logs, against figures that others published about them, and against plain Python.

Whoever reads one part of a log alone has three ways, all tried here: `--where` for the rows with one text in a column; a
library whose CRM mapping says which names are no stage (`not_stages`), for a process; or a file prepared beforehand, here
the rows of the applications (A_) and of the offers (O_) of BPI Challenge 2012. That log's file holds the events of
lifecycle COMPLETE and START, 235,882 of the 262,200 published: those of lifecycle SCHEDULE are not in it.
"""

import csv
import gzip
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from processengine.evidence.heading import Heading
from processengine.report.evidence_summary_json import as_json
from tests.conftest import Command
from tests.evidence.by_hand import Row, summary_of

Told = dict[str, Any]
Ask = Callable[..., Told]

A_ENDS = {"A_APPROVED", "A_ACTIVATED", "A_REGISTERED"}
W_NAMES = (
    "W_Afhandelen leads", "W_Beoordelen fraude", "W_Completeren aanvraag", "W_Nabellen incomplete dossiers", "W_Nabellen offertes",
    "W_Valideren aanvraag", "W_Wijzigen contractgegevens",
)

PROCESS = """\
process: loan
from_anywhere: [cancelled, declined]
stages:
  a-submitted: {next: [a-partlysubmitted]}
  a-partlysubmitted: {next: [a-preaccepted]}
  a-preaccepted: {next: [a-accepted]}
  a-accepted: {next: [a-finalized]}
  a-finalized: {next: [offered, approved]}
  offered: {next: [a-finalized, approved]}
  approved: {outcome: won}
  cancelled: {outcome: no-decision}
  declined: {outcome: lost}
"""


@pytest.fixture
def events(shared: Path) -> Path:
    """The folder of event logs."""
    return shared / "data" / "events"


@pytest.fixture
def ask(command: Command) -> Ask:
    """Runs a question and returns what it prints as JSON."""

    def run(*arguments: str | Path) -> Told:
        result = command("evidence", *arguments, "-f", "json")
        assert (result.code, result.err) == (0, "")
        told: Told = json.loads(result.out)
        return told

    return run


def figures(told: Told) -> tuple[int, ...]:
    """Return deals, events, stages, variants, kinds of moves, and moves."""
    counts = [told[key] for key in ("deals", "events", "stages", "variants")]
    return (*counts, len(told["moves"]), sum(move["count"] for move in told["moves"]))


def loan_rows(events: Path) -> Iterable[dict[str, str]]:
    """Yield the rows of BPI Challenge 2012."""
    with gzip.open(events / "bpic2012_events.csv.gz", "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def part(events: Path, prefix: str, path: Path) -> Path:
    """Write the rows of one part of that log, as somebody would who wants no other, and return the file."""
    rows = [row for row in loan_rows(events) if row["activity"].startswith(prefix)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def microseconds(text: str) -> int:
    """Return a time of a log in microseconds since 1970; one without a zone is meant in UTC."""
    time = datetime.fromisoformat(text)
    return (time.replace(tzinfo=time.tzinfo or UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def by_hand(rows: Iterable[tuple[str, str, str]]) -> Told:
    """Return the summary of deals, stages and times that plain Python makes, without the warnings."""
    told: Told = json.loads(as_json(summary_of([Row(deal, stage, microseconds(time), place) for place, (deal, stage, time) in enumerate(rows)]), [], Heading("", None)))
    return told


def without_warnings(told: Told) -> Told:
    """Return a summary without what it warns of."""
    return {**told, "warnings": [], "source": "", "as_of": None}


def test_bpic_2012_complete_has_the_published_figures(ask: Ask, events: Path) -> None:
    """164,506 events, 4,336 variants, 151,419 direct transitions, 7,019 cases with rework: a public report on this log has the same."""
    told = ask("summary", "--source", events / "bpic2012_events.csv.gz", "--where", "stage_history.lifecycle=COMPLETE")
    assert figures(told) == (13_087, 164_506, 23, 4_336, 138, 151_419)
    assert told["deals_with_rework"] == 7_019


def test_bpic_2012_whole_is_what_plain_python_makes_of_it(ask: Ask, events: Path) -> None:
    """Every move, every first and last stage, every count."""
    source = events / "bpic2012_events.csv.gz"
    expected = by_hand((row["case_id"], row["activity"], row["timestamp"]) for row in loan_rows(events))
    assert figures(expected)[:4] == (13_087, 235_882, 23, 4_366)
    assert without_warnings(ask("summary", "--source", source)) == expected


def test_bpic_2012_s_applications_alone_have_the_published_figures(ask: Ask, events: Path, tmp_path: Path) -> None:
    """17 variants; 2,246 approved, 7,635 declined, 2,807 cancelled and 399 open of 13,087."""
    told = ask("summary", "--source", part(events, "A_", tmp_path / "applications.csv"))
    assert figures(told) == (13_087, 60_849, 10, 17, 21, 47_762)
    ends = {one["stage"]: one["deals"] for one in told["ends"]}
    assert sum(ends.get(name, 0) for name in A_ENDS) == 2_246
    assert (ends["A_DECLINED"], ends["A_CANCELLED"]) == (7_635, 2_807)
    assert told["deals"] - 2_246 - 7_635 - 2_807 == 399
    top = {(move["from"], move["to"]): move["count"] for move in told["moves"][:5]}
    assert top["A_SUBMITTED", "A_PARTLYSUBMITTED"] == 13_087
    assert top["A_PARTLYSUBMITTED", "A_PREACCEPTED"] == 7_367
    assert top["A_PARTLYSUBMITTED", "A_DECLINED"] == 5_719
    assert top["A_PREACCEPTED", "A_ACCEPTED"] == 5_113
    assert top["A_ACCEPTED", "A_FINALIZED"] == 5_015


def test_bpic_2012_s_offers_alone_have_the_published_figures(ask: Ask, events: Path, tmp_path: Path) -> None:
    """5,015 cases, 168 variants, 14 kinds of moves."""
    told = ask("summary", "--source", part(events, "O_", tmp_path / "offers.csv"))
    assert figures(told) == (5_015, 31_244, 7, 168, 14, 26_229)


def loan_library(folder: Path, events: Path, *, with_offers: bool) -> None:
    """Write a library that reads the log's names: what is no stage of the process is named so."""
    offers = ["O_SELECTED", "O_CREATED", "O_SENT"]
    none = ["O_SENT_BACK", "O_ACCEPTED", "O_CANCELLED", "O_DECLINED", *W_NAMES, *([] if with_offers else offers)]
    stages = {
        "approved": sorted(A_ENDS), "cancelled": ["A_CANCELLED"], "declined": ["A_DECLINED"],
        **({"offered": offers} if with_offers else {}),
    }
    table = {"deal_id": "case_id", "stage": "activity", "entered_at": "timestamp"}
    (folder / "loan.yaml").write_text(PROCESS, encoding="utf-8")
    (folder / "library.yaml").write_text(json.dumps({
        "library": "bank",
        "evidence": {"source": str(events / "bpic2012_events.csv.gz"), "names": "salesforce", "tables": {"stage_history": table}},
        "crm": {"salesforce": {"loan": {"stages": stages, "not_stages": none}}},
    }), encoding="utf-8")


def outcomes(told: Told) -> dict[str, int]:
    """Return how many deals ended in each outcome, all ways together."""
    found: dict[str, int] = {}
    for one in (outcome for way in told["paths"] for outcome in way["outcomes"]):
        found[one["stage"]] = found.get(one["stage"], 0) + one["deals"]
    return found


def test_the_ways_of_bpic_2012_s_applications_end_as_published(ask: Ask, events: Path, tmp_path: Path) -> None:
    """Read from the whole log by a process; what it doesn't model is skipped by name."""
    loan_library(tmp_path, events, with_offers=False)
    told = ask("paths", "loan", "--top", "1000")
    assert (told["deals"], told["closed"], told["won"], told["open"], told["others"]) == (13_087, 12_688, 2_246, 399, None)
    assert outcomes(told) == {"approved": 2_246, "declined": 7_635, "cancelled": 2_807}


def test_of_bpic_2012_s_cases_with_an_offer_so_many_are_approved_cancelled_and_declined(ask: Ask, events: Path, tmp_path: Path) -> None:
    """Of 5,015: 44.8, 32.7 and 16.0 percent."""
    loan_library(tmp_path, events, with_offers=True)
    told = ask("paths", "loan", "--through", "offered", "--top", "10000")
    assert told["deals"] == 5_015
    assert {name: round(100 * number / 5_015, 1) for name, number in outcomes(told).items()} == {"approved": 44.8, "cancelled": 32.7, "declined": 16.0}


def test_the_help_desk_log_has_the_published_figures(ask: Ask, events: Path) -> None:
    """4,580 cases, 21,348 events, 14 activities, 226 variants, 16,768 moves, 1,240 cases with rework."""
    told = ask("summary", "--source", events / "helpdesk.xes.gz")
    assert figures(told) == (4_580, 21_348, 14, 226, 55, 16_768)
    assert told["deals_with_rework"] == 1_240


@pytest.mark.parametrize("name", ["running-example.csv", "running-example.xes"])
def test_the_running_example_has_sixteen_kinds_of_moves(ask: Ask, events: Path, name: str) -> None:
    """36 moves, from one file as from the other."""
    assert figures(ask("summary", "--source", events / name)) == (6, 42, 8, 6, 16, 36)


def test_the_receipt_log_has_the_published_figures(ask: Ask, events: Path) -> None:
    """The receipt phase of an environmental permit: 1,434 cases, 116 variants."""
    told = ask("summary", "--source", events / "receipt.csv")
    assert figures(told) == (1_434, 8_577, 27, 116, 99, 7_143)
    with (events / "receipt.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["case:concept:name"], row["concept:name"], row["time:timestamp"]) for row in csv.DictReader(file)]
    assert without_warnings(told) == by_hand(rows)


def test_a_change_log_of_many_fields_is_read_by_its_stages_alone(ask: Ask, events: Path) -> None:
    """Pipedrive's: the field is a filter, its new value the stage."""
    source = events / "pipedrive_enpal" / "deal_changes.csv"
    told = ask("summary", "--source", source, "--column", "stage_history.stage=new_value", "--column", "stage_history.entered_at=change_time",
               "--where", "stage_history.changed_field_key=stage_id")
    with source.open(encoding="utf-8", newline="") as file:
        rows = [(row["deal_id"], row["new_value"], row["change_time"]) for row in csv.DictReader(file) if row["changed_field_key"] == "stage_id"]
    assert len(rows) == told["events"] == 8_906
    assert without_warnings(told) == by_hand(rows)
