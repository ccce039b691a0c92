"""A bank's offer process, written as its manager could have, and the 13,087 applications that went through it in life.

The log is that of the BPI Challenge 2012 (doi 10.4121/uuid:3926db30-f712-4394-aebc-75976070e91f), read in place. Every
figure in the sentences about it is counted here a second time, in plain Python.
"""

import csv
import gzip
import json
import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import ROOT, Command
from tests.draw.layouts import need

PICTURE = ROOT / "docs" / "pictures" / "offers.svg"
OFFERS = ROOT / "tests" / "peers" / "bpic"
ECHO = timedelta(minutes=5)
DAY = timedelta(days=1)
OUTCOMES = {"approved", "declined", "cancelled"}

Visit = tuple[str, datetime]
Move = tuple[str, str]


class Recount(NamedTuple):
    """What plain Python finds: the visits of each application, and when the log ends."""

    visits: dict[str, list[Visit]]
    end: datetime

    def moves(self) -> Counter[Move]:
        """How often applications went from one stage to another."""
        return Counter((a, b) for visits in self.visits.values() for (a, _), (b, _) in pairwise(visits))

    def movers(self, *moves: Move) -> int:
        """How many applications made one of some moves."""
        return sum(any((a, b) in moves for (a, _), (b, _) in pairwise(visits)) for visits in self.visits.values())

    def at(self, stage: str) -> int:
        """How many applications were ever in a stage."""
        return sum(any(name == stage for name, _ in visits) for visits in self.visits.values())

    def longer(self, stage: str, limit: timedelta) -> int:
        """How many applications were in a stage longer than a limit, those still there included."""
        return sum(any(name == stage and left - entered > limit for name, entered, left, _ in self.stays(visits)) for visits in self.visits.values())

    def stays(self, visits: list[Visit]) -> Iterable[tuple[str, datetime, datetime, bool]]:
        """The visits with the time each was left, or else the log's end, and whether it was."""
        for (name, entered), (_, left) in pairwise(visits):
            yield name, entered, left, True
        yield *visits[-1], self.end, False

    def quantile(self, stage: str, share: float) -> timedelta:
        """The Kaplan-Meier quantile of the time in a stage, step by step as the textbook has it."""
        stays = sorted((left - entered, not is_left) for visits in self.visits.values() for name, entered, left, is_left in self.stays(visits)
                       if name == stage and (left > entered or not is_left))
        surviving = 1.0
        for passed, (duration, is_censored) in enumerate(stays):
            surviving *= 1 if is_censored else 1 - 1 / (len(stays) - passed)
            if surviving <= 1 - share + 1e-12:
                return duration
        raise AssertionError("it is not reached")


@pytest.fixture(scope="module")
def log(shared: Path) -> Path:
    """The log."""
    return shared / "data" / "events" / "bpic2012_events.csv.gz"


@pytest.fixture(scope="module")
def recount(log: Path) -> Recount:
    """The log under the mapping, in plain Python."""
    mapping = yaml.safe_load((OFFERS / "library.yaml").read_text(encoding="utf-8"))["crm"]["bank"]["offers"]
    stage_of = {name: stage for stage, names in mapping["stages"].items() for name in names}
    rows: defaultdict[str, list[tuple[datetime, int, str]]] = defaultdict(list)
    with gzip.open(log, "rt", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            rows[row["case_id"]].append((datetime.fromisoformat(row["timestamp"]), number, row["activity"]))
    end = max(time for events in rows.values() for time, _, _ in events)
    visits = {}
    for case, events in rows.items():
        named = [(stage_of.get(name, name), time) for time, _, name in sorted(events) if name not in mapping["not_stages"]]
        turned = [one for place, one in enumerate(named) if place == 0 or named[place - 1][0] != one[0]]
        if len(turned) > 1 and turned[-2][0] in OUTCOMES and turned[-1][1] - turned[-2][1] <= ECHO:
            turned.pop()
        visits[case] = turned
    return Recount(visits, end)


def asked(command: Command, question: str, log: Path, *more: str) -> Any:
    """Return what a question about the process answers."""
    result = command("evidence", question, OFFERS / "offers.yaml", "--source", log, "-f", "json", *more)
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_the_process_is_sound(command: Command) -> None:
    """It has no error and no warning; one note says that nothing follows on approval."""
    result = command("validate", OFFERS, "--fail-on", "warning", "-f", "json")
    assert result.code == 0
    assert [one["rule"] for one in json.loads(result.out)["diagnostics"]] == ["ends-at-won"]


def test_replayed_it_has_the_outcomes_that_were_published(command: Command, log: Path) -> None:
    """Of 13,087 applications 2,246 were approved, 7,635 declined, 2,807 cancelled; two approved ones were touched again later."""
    replay = asked(command, "replay", log)
    assert replay["deals"] == 13_087
    visits = {one["stage"]: one["visits"] for one in replay["stages"]}
    assert [visits[name] for name in ("approved", "declined", "cancelled")] == [2_246, 7_635, 2_807]
    assert replay["unknown_stages"] == ["W_Beoordelen fraude"]


def test_replayed_its_moves_are_those_that_plain_python_counts(command: Command, log: Path, recount: Recount) -> None:
    """Every one of them, how often; and the stages' visits and times."""
    replay = asked(command, "replay", log)
    assert {(one["from"], one["to"]): one["count"] for one in replay["moves"]} == recount.moves()
    for one in replay["stages"]:
        if one["stage"] not in OUTCOMES:
            stays = [stay for visits in recount.visits.values() for stay in recount.stays(visits) if stay[0] == one["stage"]]
            assert (one["visits"], one["open_now"]) == (len(stays), sum(not stay[3] for stay in stays))
            assert one["median_days"] == pytest.approx(recount.quantile(one["stage"], 0.5) / DAY, abs=1e-9)
            assert one["p90_days"] == pytest.approx(recount.quantile(one["stage"], 0.9) / DAY, abs=1e-9)


SENTENCES = """\
1,903 of the 3,254 deals in “Offer signed and sent back” (58 %) stayed longer than the 2 days that the process allows; \
half of the stays last 2.1 days or more.
1,266 of the 5,015 deals in “Offer in hand” (25 %) went back to “Terms named”, 1,619 times in all.
203 of the 3,209 deals in “Papers being checked” (6 %) went back to “Terms named”, 205 times in all; the process has no such way.
197 of the 3,254 deals in “Offer signed and sent back” (6 %) went straight to “Papers missing”, 200 times in all, and 197 the other way; \
the process has neither way.
195 of the 1,647 deals in “Papers missing” (12 %) went straight to “Approved and paid out”; the process has no such way.
"""


def test_where_file_and_life_differ_is_said_in_five_sentences(command: Command, log: Path) -> None:
    """As its manager would read them, what touches most applications first."""
    found = asked(command, "drift", log)
    assert "".join(f"{one['message']}\n" for one in found["differences"]) == SENTENCES
    assert found["left_out"] == 2


def test_the_figures_in_the_sentences_are_those_of_plain_python(recount: Recount) -> None:
    """In the order in which they stand there."""
    moves = recount.moves()
    assert (recount.longer("signed", 2 * DAY), recount.at("signed"), round(recount.quantile("signed", 0.5) / DAY, 1)) == (1_903, 3_254, 2.1)
    back = ("offer-in-hand", "terms-named")
    assert (recount.movers(back), recount.at(back[0]), moves[back]) == (1_266, 5_015, 1_619)
    again = ("validation", "terms-named")
    assert (recount.movers(again), recount.at(again[0]), moves[again]) == (203, 3_209, 205)
    there, other = ("signed", "papers-missing"), ("papers-missing", "signed")
    assert (recount.movers(there), recount.at(there[0]), moves[there], recount.movers(other)) == (197, 3_254, 200, 197)
    last = ("papers-missing", "approved")
    assert (recount.movers(last), recount.at(last[0]), moves[last]) == (195, 1_647, 195)


def test_what_is_left_out_touches_fewer(recount: Recount) -> None:
    """New terms after missing papers, and the check for fraud, which the process doesn't have."""
    assert recount.movers(("papers-missing", "terms-named")) == 169
    assert recount.at("W_Beoordelen fraude") == 108


def test_the_picture_in_the_docs_shows_them(command: Command, log: Path) -> None:
    """The same words in the same boxes and on the same lines; where they stand is Graphviz's affair."""
    need("wasm")
    assert command("draw", OFFERS / "offers.yaml", "--with", "evidence", "--source", log, "-o", "offers.svg").code == 0
    drawn, committed = (sorted(re.findall(r">([^<]+)</text>", path.read_text(encoding="utf-8"))) for path in (Path("offers.svg"), PICTURE))
    assert drawn == committed


def test_the_edits_that_it_proposes_make_the_process_follow_life(command: Command, log: Path, tmp_path: Path) -> None:
    """Done one after the other, the differences that they are about are gone."""
    copytree(OFFERS, tmp_path / "bank")
    process = tmp_path / "bank" / "offers.yaml"
    text = command("evidence", "drift", process, "--source", log).out
    edits = [shlex.split(line.strip())[1:] for line in text.splitlines() if line.strip().startswith("processengine edit")]
    assert len(edits) == 6
    for number, words in enumerate(edits):
        assert command(*(f"Reason {number}" if word.isupper() else word for word in words)).code == 0, words
    left = json.loads(command("evidence", "drift", process, "--source", log, "-f", "json").out)["differences"]
    assert [one["kind"] for one in left] == ["frequent-return", "unmodelled-move", "unknown-stage"]
    assert command("validate", process, "--fail-on", "error").code == 0
