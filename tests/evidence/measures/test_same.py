"""The same data give the same measure, bit for bit: again, in another order, in another form, in another time zone."""

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from processengine.evidence.measures.compute import compute
from tests.conftest import Command
from tests.evidence.measures.chance import CARE, SALE, measure, told
from tests.evidence.measures.told import Told, held, known_by

_AS_JSON = ("--as-of", "2026-10-01", "-f", "json")

PROCESS = """\
process: sale
from_anywhere: [lost, stayed-put, made-in-error]
stages:
  named: {next: [agreed]}
  agreed: {next: [decides]}
  decides: {next: [won]}
  waiting: {parked: true}
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
  made-in-error: {outcome: admin}
kits:
  paper: {for: []}
measures:
  win-rate: {share: {outcome: won}, among: {reached: agreed}, within: 12 days, each: month, by: rep}
  time-to-agree: {duration: {from: {reached: named}, to: {reached: agreed}}, each: week}
  dials: {count: {activity: dial}, each: week, by: rep}
  dials-per-win: {ratio: {of: {activity: dial}, per: {outcome: won}}, last: 45 days}
  with-paper: {share: {kit: paper}, among: {outcome: won}}
"""


@pytest.mark.parametrize("seed", range(3))
def test_another_order_of_the_rows(seed: int) -> None:
    """Where a number tells which of two rows at one time came first."""
    random = Random(seed)  # noqa: S311 - examples are no secret
    evidence = told(random, 30, with_process=True)
    asked = [measure(random) for _ in range(6)]
    found = []
    for one in (evidence, evidence, evidence.shuffled(random)):
        with held(one) as handle:
            known = known_by(handle, SALE, CARE)
            found.append([compute(handle, known, quantity) for quantity in asked])
    assert found[0] == found[1] == found[2]


def test_another_form_of_the_source(command: Command) -> None:
    """Files of text and of Parquet, rows in one order and another, and the digest too."""
    random = Random(5)  # noqa: S311 - examples are no secret
    evidence = told(random, 40, with_process=True)
    _write(Path("text"), evidence)
    _write(Path("shuffled"), evidence.shuffled(random))
    _as_parquet(Path("text"), Path("parquet"))
    Path("sale.yaml").write_text(PROCESS, encoding="utf-8")
    found = {form: command("evidence", "measure", "sale.yaml", "--source", form, *_AS_JSON) for form in ("text", "shuffled", "parquet")}
    assert '"value": 0.' in found["text"].out
    told_of = [one.out.replace(f'"source": "{form}"', "") for form, one in found.items()]
    assert told_of[0] == told_of[1] == told_of[2]


def test_another_time_zone(tmp_path: Path) -> None:
    """Days, weeks and months are those of UTC wherever it runs; a time without a zone is in UTC."""
    (tmp_path / "sale.yaml").write_text(PROCESS, encoding="utf-8")
    _write(tmp_path / "text", told(Random(6), 40, with_process=True))  # noqa: S311 - examples are no secret
    east, west = (_printed(tmp_path, zone) for zone in ("Pacific/Kiritimati", "America/Adak"))
    assert '"period": "2026-08"' in east
    assert east == west


def _printed(folder: Path, zone: str) -> str:
    arguments = ["evidence", "measure", "sale.yaml", "--source", "text", *_AS_JSON]
    found = subprocess.run([sys.executable, "-m", "processengine", *arguments], cwd=folder, env={**os.environ, "TZ": zone},
                           capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout


def _as_parquet(folder: Path, target: Path) -> None:
    import duckdb

    target.mkdir()
    for path in folder.iterdir():
        duckdb.read_csv(str(path)).write_parquet(str(target / f"{path.stem}.parquet"))


def _write(folder: Path, evidence: Told) -> None:
    """Write what is told as a folder of files; some times with a zone, as it happens to fall."""
    folder.mkdir()
    _table(folder / "stage_history.csv", ("deal_id", "stage", "entered_at", "seq", "process"),
           [(row.deal, row.stage, _time(row.entered), row.seq, row.process) for row in evidence.rows])
    _table(folder / "deals.csv", ("deal_id", "opened_at", "account_id", "owner", "account_is_new", "account_is_target"),
           [(one.deal, _time(one.opened), one.account, one.owner, _flag(one.is_new), _flag(one.is_target)) for one in evidence.deals])
    _table(folder / "facts.csv", ("deal_id", "kind", "id", "at"), [(one.deal, one.kind, one.id, _time(one.happened)) for one in evidence.facts])
    _table(folder / "activities.csv", ("rep", "kind", "at", "deal_id", "with_decision_maker"),
           [(one.rep, one.kind, _time(one.happened), one.deal, _flag(one.with_decision_maker)) for one in evidence.activities])


def _table(path: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def _time(time: int | None) -> str:
    if time is None:
        return ""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=time)
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _flag(value: bool | None) -> str:  # noqa: FBT001 - it is a value of the data
    return "" if value is None else str(value).lower()
