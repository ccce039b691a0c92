"""Many files on several cores: the same is found, in the same order, as by one process alone."""

import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from processengine.check import SettingsByLibrary, check, check_file
from processengine.check.cores import ENOUGH, check_on_cores, workers_for
from processengine.errors import CannotRun
from processengine.rules.listing import RuleSet
from processengine.store import Found, find
from processengine.validate import Settings

SETTINGS = Settings(date(2026, 11, 20), RuleSet.ALL)
FIXTURES = Path(__file__).parents[1] / "rules"


def bad_files() -> list[Found]:
    """Every bad fixture, with the library around it where it has one."""
    return find([str(path) for path in sorted(FIXTURES.glob("*/bad-*"))])


def test_workers_find_what_one_process_finds() -> None:
    """In the order of the files, whoever was done first; settings of libraries and suppressions included."""
    found, alone = bad_files(), SettingsByLibrary(SETTINGS)
    assert len(found) > ENOUGH
    expected = [check_file(one, *alone.at(one.path), None) for one in found]
    assert list(check_on_cores(found, SETTINGS, 2)) == expected


def test_a_validation_of_many_files_is_that_of_each(tmp_path: Path) -> None:
    """However many cores there are, the command finds the same."""
    for number in range(ENOUGH):
        text = f"process: number-{number}\nfrom_anywhere: [lost]\nstages:\n  a: {{next: [wn]}}\n  won: {{outcome: won}}\n  lost: {{outcome: lost}}\n"
        (tmp_path / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    told: list[tuple[int, int]] = []
    validation = check([str(tmp_path)], None, Settings(SETTINGS.today), told=lambda done, total: told.append((done, total)))
    found = [Path(one.file).stem for one in validation.diagnostics if one.rule == "unknown-stage"]
    assert found == [f"{number:03}" for number in range(ENOUGH)]
    assert told == [(done, ENOUGH) for done in range(1, ENOUGH + 1)]


def test_few_files_are_not_worth_a_worker() -> None:
    """One process reads them in less time than it takes to start another."""
    assert workers_for(1) == workers_for(ENOUGH - 1) == 1


def test_a_file_that_goes_away_meanwhile_is_said(tmp_path: Path) -> None:
    """What a worker can't do is told as if there were none."""
    with pytest.raises(CannotRun, match=r"gone\.yaml"):
        list(check_on_cores([Found(tmp_path / "gone.yaml", is_named=True)], SETTINGS, 2))


def test_a_worker_that_is_stopped_from_outside_is_said(tmp_path: Path) -> None:
    """No half of a report passes for the whole."""
    file = tmp_path / "process.yaml"
    file.write_text("process: p\nstages:\n  a: {next: [won]}\n  won: {outcome: won}\n", encoding="utf-8")
    results = check_on_cores([Found(file, is_named=True)] * 20_000, SETTINGS, 2)
    next(results)
    for worker in multiprocessing.active_children():
        worker.kill()
    with pytest.raises(CannotRun, match="was stopped"):
        list(results)
