"""Mending files on the disk: only what nobody else has changed is written."""

from datetime import date
from pathlib import Path

import pytest

from processengine.check import SettingsByLibrary, check
from processengine.errors import CannotRun
from processengine.fixing import fixed, looking, write
from processengine.validate import Settings
from tests.first_file import FIRST_FILE

BROKEN = FIRST_FILE.replace("next: [team-assembled]", "next: [team-asembled]")
SETTINGS = Settings(date(2026, 11, 20))


def test_a_file_that_somebody_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    """Their work stays, and the other files are written all the same."""
    theirs, mine = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for path in (theirs, mine):
        path.write_text(BROKEN, encoding="utf-8")
    files = fixed(check([str(tmp_path)], None, SETTINGS), None, looking(SettingsByLibrary(SETTINGS)), unsafe=False)
    theirs.write_text("process: theirs\n", encoding="utf-8")
    with pytest.raises(CannotRun, match=r"a\.yaml was changed by somebody else meanwhile"):
        write(files)
    assert (theirs.read_text(encoding="utf-8"), mine.read_text(encoding="utf-8")) == ("process: theirs\n", FIRST_FILE)


def test_a_file_that_comes_by_two_names_is_mended_once(tmp_path: Path) -> None:
    """It is one file, and nobody else has changed it."""
    path, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    link.symlink_to(path)
    files = fixed(check([str(path), str(link)], None, SETTINGS), None, looking(SettingsByLibrary(SETTINGS)), unsafe=False)
    write(files)
    assert (len(files), path.read_text(encoding="utf-8"), link.is_symlink()) == (1, FIRST_FILE, True)


def test_what_a_run_found_and_did_not_report_is_not_fixed(tmp_path: Path) -> None:
    """As what a baseline accepts: the rest of the file is fixed beside it."""
    path = tmp_path / "a.yaml"
    path.write_text(BROKEN.replace("[lost,", "[lots,"), encoding="utf-8")
    validation = check([str(path)], None, SETTINGS)
    kept = [one for one in validation.diagnostics if one.path != "from_anywhere.lots"]
    assert len(kept) < len(validation.diagnostics)
    reported = type(validation)(1, kept, 0, validation.lines)
    (one,) = fixed(reported, None, looking(SettingsByLibrary(SETTINGS)), unsafe=False)
    assert one.after == FIRST_FILE.replace("[lost,", "[lots,")
